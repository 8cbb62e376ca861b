// Package jsonout writes reports as JSON and JSON Lines, for programs.
//
// Every document is an envelope: the format with its number, the tool, the
// network, the results. Keys stay; new ones may be added without a new number.
// Members stand in a fixed order, lists are in the order of the report, which
// is sorted, and nothing depends on time, so two documents can be compared with
// diff. Sets of ports are lists of terms that segment's own port syntax reads
// back. Lists are never null.
//
// The directory schema holds a JSON Schema (2020-12) of each format, which
// Schema returns; tests validate real output against them.
package jsonout
