// Package vectors reads and runs the test vectors of docs/semantics.md: a small network, edits, a
// question and the answer that the rules demand. The syntax is described in testdata/vectors/README.md.
//
// A [Vector] is one question in one scene. [Load] reads a folder of them, [Run] asks an engine each
// question and compares. Engines are told nothing but the network and the question.
package vectors
