package report

import (
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/reach"
)

// Difference is what changes between two networks: one and the same with
// edits, or any two.
type Difference struct {
	Title               string // "whatif" or "diff"
	Level, On           string // as in Matrix
	Edits               []Edit
	Rows                []DifferenceRow // by From, then To
	Counts              map[reach.DifferenceKind]int
	Over                int     // rows left out because of --limit
	OnlyBefore          []Place // groups that only one of the networks has
	OnlyAfter           []Place
	Empty               []string // why there is no row, in words; empty when there are rows
	BeforeName, AfterAs string   // how people call the two
	After               Network  // the header is about the network before
}

// Total is the number of rows before --limit.
func (d Difference) Total() int { return len(d.Rows) + d.Over }

// Edit is one edit with what it did to the network.
type Edit struct {
	Number  int // from 1
	Text    string
	Origin  model.Origin
	Effects []Effect
}

// Effect is one thing that an edit did.
type Effect struct {
	Kind string // "created", "changed", "replaced", "removed", "forced" or "note"
	ID   string
	What string
}

// DifferenceRow is what changes between two places.
type DifferenceRow struct {
	From, To           Place
	Answer             reach.Difference
	OpenedBy, ClosedBy []Opener
}

// Opener is what makes a difference, in words that name things.
type Opener struct {
	What    string
	Origin  model.Origin
	Edit    int  // the edit that did it; 0: none, or not known
	Made    bool // the edit made it, and its origin says no more than the edit's text
	Removed bool // it is gone: only the network before has it
}

// Essential leaves out what follows from the rest: where an edit made
// something, what the same edit replaced by it.
func Essential(list []Opener) []Opener {
	made := map[int]bool{}
	for _, o := range list {
		made[o.Edit] = made[o.Edit] || o.Made && !o.Removed
	}
	var out []Opener
	for _, o := range list {
		if o.Edit == 0 || o.Made && !o.Removed || !made[o.Edit] {
			out = append(out, o)
		}
	}
	return out
}
