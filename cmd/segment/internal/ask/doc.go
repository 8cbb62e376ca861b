// Package ask is what every command has in common: it loads a network, makes
// it ready, turns what people write into questions, and hands the answers to a
// renderer as a report.
//
// # Vocabulary
//
// A Network is everything that was loaded by one run. A level is what one row
// of a matrix or one box of a picture stands for. A door is where outside
// addresses come in.
//
// Nothing is computed before it is asked for: a version, a help text or a
// completion costs no compilation.
package ask
