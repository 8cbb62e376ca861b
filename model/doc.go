// Package model is an AWS network as plain data.
//
// Importers fill a Network; the engine, the policy language and the renderers
// read it. Nothing here computes reachability, does I/O or depends on anything
// but the standard library.
//
// # Vocabulary
//
// A resource is one AWS object, named as AWS names it (Subnet, NetworkACL,
// NatGateway). An Origin says where a value was read. Unknown marks a value
// that exists but is not known: a broken element, a value that Terraform
// learns only on apply. A Collection is the set of objects of one kind in one
// account and region; its Presence says whether it was imported at all.
//
// # Guarantees
//
// Slices of a Network are sorted by id after Normalize, prefixes are masked,
// addresses are never IPv4-mapped IPv6. A Network is not changed after it was
// built: edits (package change) copy what they touch.
//
// Rule ids such as NACL-2 refer to docs/semantics.md.
package model
