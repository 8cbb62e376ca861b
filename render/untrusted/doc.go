// Package untrusted makes text from strangers harmless in an output format.
//
// Names, tags and descriptions of a network are written by whoever may create
// a resource in it. They can carry escape codes that rewrite a terminal,
// bidirectional overrides that show another order than the one stored, line
// breaks, and the mark-up of the format that they are printed in.
//
// # Guarantees
//
// Every function returns text that the format shows as text, on one line.
// What cannot be shown is made visible, never dropped: two different names stay
// different for a reader. Ordinary letters of any script pass unchanged.
package untrusted
