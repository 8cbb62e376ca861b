// Package dot writes pictures in the DOT language of Graphviz.
//
// Frames are accounts, VPCs and subnets; a box is a group of ends; an edge is
// what passes from one box to another, with the ports as its label. Verdicts
// differ by style, glyph and colour, so that grey print and every eye can tell
// them apart. What the members of a box can say to each other stands in its
// label instead of a loop.
//
// # Guarantees
//
// The text is one portable file without paths or images. Boxes and edges are
// in the order of their ids, nothing depends on time, and the digest of the
// network stands in a comment, so two pictures can be compared with diff.
// Every name is escaped.
package dot
