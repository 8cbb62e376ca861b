// Package text writes reports for people.
//
// On a terminal, tables are aligned columns, verdicts are coloured, and what
// is too long is shortened, loudly. Elsewhere there is no colour, nothing is
// shortened, and the columns of tables are separated by one tab, so that the
// output can be cut, sorted and compared. Colour is never the only sign: a
// verdict is always a word, and in explanations also a glyph.
//
// The layout may change in any version; programs read JSON. For one report
// and one Style the bytes are always the same. Every name is escaped.
package text
