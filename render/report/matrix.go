package report

import "github.com/seed-044d7529/segment/reach"

// Matrix is the answers for many pairs.
type Matrix struct {
	Title   string // "matrix" or "reach"
	Level   string // what one row or column stands for: "endpoint", "vpc" …
	On      string // ports in canonical text; empty: all
	Rows    []Row  // by From, then To; none when they were written one by one
	Kept    int    // rows shown
	Blocked int    // rows left out because nothing passes
	OneWay  int    // of these, rows where something is delivered without a reply
	Over    int    // rows left out because of --limit
	Empty   string // why there is no row, in words; empty when there are rows
}

// Total is the number of rows before --limit.
func (m Matrix) Total() int { return m.Kept + m.Over }

// Row is the answer for one pair of places.
type Row struct {
	From, To Place
	Answer   reach.MatrixRow
}
