// Package house keeps the rules of the house that no compiler knows: which package may import
// which, what may not be written into a file, and which rules of docs/semantics.md have tests.
//
// # Vocabulary
//
// A room is a group of packages with one set of rules, such as "reach" or "import". A direction
// says what the packages of a room may import: packages of this module, modules of others and the
// standard library. Only direct imports are judged; that fmt imports os is no concern of ours.
//
// # Guarantees
//
// Directions are read from the import clauses of all Go files, whatever their build tags. A
// package that belongs to no room is free, except for what is kept for everybody: nothing imports
// the program, the AWS SDK stays in import/awslive, cobra in cmd.
package house
