// Package source finds and opens what the user gave as a network, and hands
// each document in it to the importer that can read it.
//
// # Vocabulary
//
// An input is one -n: a file, a directory, a .zip, .tar or .tar.gz archive, or
// "-" for standard input. A Document is one JSON text inside an input: a file
// or an archive member, holding one or more JSON values. Its Kind is told by
// its content, never by its name. An Importer turns documents into a
// model.Network.
//
// # Guarantees
//
// Archives are read in place and never extracted. Limits on size, nesting and
// number of members hold for every input; exceeding one is an error that names
// its flag. Documents are decoded in parallel, but every result is in the
// order of the inputs and, inside one, of the paths: the same input gives the
// same network and the same diagnostics. Nothing is skipped in silence.
//
// # Limits
//
// The only importers known here are those in Options. An archive inside an
// archive is not opened.
package source
