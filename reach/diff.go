package reach

import (
	"cmp"
	"context"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// DifferenceKind says how a pair of groups differs between two networks.
type DifferenceKind uint8

// Kinds of difference.
const (
	DifferenceUnset     DifferenceKind = iota
	NewConnection                      // nothing certain before, something after
	GoneConnection                     // something before, nothing after
	ChangedConnection                  // other ports, or other pairs of ends, than before
	UndecidedConnection                // something became unknown, and nothing else changed
)

// String returns "new", "gone", "changed" or "undecided".
func (k DifferenceKind) String() string {
	return [...]string{"unset", "new", "gone", "changed", "undecided"}[k]
}

// Difference is what changed between two groups. Added, Removed and Undecided
// are unions over the pairs of ends, so they tell also what one instance of a
// service loses while another keeps it. Every change of a pair is in one of
// them: what is certain now (CON-2) and was not, what was possible and is not,
// and what became unknown.
type Difference struct {
	From, To      string
	Kind          DifferenceKind
	Added         packet.Set // certain now for some pair of ends that was not certain before
	Removed       packet.Set // possible before for some pair that is impossible now
	Undecided     packet.Set // unknown now for some pair that was certain or impossible before
	WasUnknown    packet.Set // of Added and Removed: what was unknown before
	Before, After DifferenceSide
	AddedPairs    int            // pairs of ends with something added
	RemovedPairs  int            // likewise removed
	Outside       packet.AddrSet // outside ends: the addresses concerned; empty: all of them
	OpenedBy      []Opener
	ClosedBy      []Opener
	Unknown       []Cause // why something became unknown
}

// DifferenceSide is the pair of groups in one of the networks. Without pairs
// one of the groups is not there.
type DifferenceSide struct {
	Connections packet.Pair
	Passing     int // pairs of ends with a connection in must
	Pairs       int
}

// An Opener is what makes a difference. It is something that one network has
// and the other lacks: a rule, entry, route, gateway, membership or tie. Where
// there is no such thing, it is the check that decides otherwise now.
type Opener struct {
	RuleRef
	Removed bool // the network before had it
}

// Diff compares the connections between groups of two networks. The groups
// are matched by name, their ends by interface and address; a group of one
// network only gains or loses all it has. On limits the comparison, nil means
// everything. Rows are sorted by From, then To; equal pairs have none.
func Diff(ctx context.Context, before, after *Compiled, old, now MatrixQuery) ([]Difference, error) {
	d := newDiffer(before, after, old, now)
	var found []Difference
	for _, from := range joined(old.From, now.From) {
		for _, to := range joined(old.To, now.To) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if one := d.groups(from, to); one.Kind != DifferenceUnset {
				found = append(found, one)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return found, nil
}

// groups compares two groups, pair of ends by pair of ends.
func (d *differ) groups(from, to bothGroup) Difference {
	sum := summary{Difference: Difference{From: from.name, To: to.name}}
	for _, f := range from.ends {
		for _, t := range to.ends {
			if f.end != t.end {
				d.ends(&sum, f, t)
			}
		}
	}
	if sum.Kind = sum.kind(); sum.Kind == DifferenceUnset {
		return Difference{}
	}
	sum.Outside = d.described(sum.Outside, from, to)
	d.explain(&sum)
	return sum.Difference
}

// ends compares one pair of ends and adds what differs.
func (d *differ) ends(sum *summary, f, t bothEnd) {
	before, after := d.before.pairs(f, t, f.before && t.before), d.after.pairs(f, t, f.after && t.after)
	var was, is packet.Pair
	var added, removed bool
	for _, c := range d.cells(f, t, before, after) {
		b, a := d.before.connects(c.before), d.after.connects(c.after)
		was, is = was.Union(b), is.Union(a)
		if b.Equal(a) {
			continue
		}
		more, less := d.add(sum, c, b, a)
		added, removed = added || more, removed || less
	}
	sum.Before.count(was, len(before) > 0)
	sum.After.count(is, len(after) > 0)
	sum.AddedPairs += one(added)
	sum.RemovedPairs += one(removed)
}

func (s *DifferenceSide) count(passes packet.Pair, asked bool) {
	s.Connections = s.Connections.Union(passes)
	s.Pairs += one(asked)
	s.Passing += one(!passes.Must.IsEmpty())
}

// one counts a fact.
func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (d *Difference) kind() DifferenceKind {
	switch {
	case d.Added.IsEmpty() && d.Removed.IsEmpty() && d.Undecided.IsEmpty():
		return DifferenceUnset
	case d.Added.IsEmpty() && d.Removed.IsEmpty():
		return UndecidedConnection
	case d.Before.Connections.Must.IsEmpty() && d.Removed.IsEmpty():
		return NewConnection
	case d.After.Connections.May.IsEmpty():
		return GoneConnection
	}
	return ChangedConnection
}
