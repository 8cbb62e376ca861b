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
	NewConnection                      // nothing before, something after
	GoneConnection                     // something before, nothing after
	ChangedConnection                  // other ports than before
	UndecidedConnection                // what is certain is the same; what is unknown is not
)

// String returns "new", "gone", "changed" or "undecided".
func (k DifferenceKind) String() string {
	return [...]string{"unset", "new", "gone", "changed", "undecided"}[k]
}

// Difference is what changed between two groups.
type Difference struct {
	From, To      string
	Kind          DifferenceKind
	Added         packet.Set // connections of some pair that were not certain before
	Removed       packet.Set // connections that are not possible any more
	Undecided     packet.Set // became unknown
	Before, After packet.Pair
	OpenedBy      []RuleRef // rules on the new way that the old network does not have, or that no longer stop it
	ClosedBy      []RuleRef // likewise for what is gone
	Unknown       []Cause
}

// Diff compares the connections between groups of two networks. The groups
// are matched by name; on limits the comparison, nil means everything. Rows
// are sorted by From, then To; equal pairs have none.
func Diff(ctx context.Context, before, after *Compiled, old, new MatrixQuery) ([]Difference, error) {
	rowsBefore, err := before.Matrix(ctx, old)
	if err != nil {
		return nil, err
	}
	rowsAfter, err := after.Matrix(ctx, new)
	if err != nil {
		return nil, err
	}
	d := &differ{ctx: ctx, before: before, after: after, old: old, new: new}
	return d.join(rowsBefore, rowsAfter)
}

// differ compares two matrices.
type differ struct {
	ctx           context.Context
	before, after *Compiled
	old, new      MatrixQuery
}

func (d *differ) join(before, after []MatrixRow) ([]Difference, error) {
	type key struct{ from, to string }
	earlier := map[key]MatrixRow{}
	for _, r := range before {
		earlier[key{r.From, r.To}] = r
	}
	var found []Difference
	for _, r := range after {
		k := key{r.From, r.To}
		was := earlier[k]
		delete(earlier, k)
		found = d.add(found, was, r)
	}
	for k, was := range earlier {
		found = d.add(found, was, MatrixRow{From: k.from, To: k.to})
	}
	slices.SortFunc(found, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return found, d.ctx.Err()
}

// add appends the difference of one pair of groups, if there is one.
func (d *differ) add(found []Difference, was, is MatrixRow) []Difference {
	one := Difference{
		From: is.From, To: is.To, Before: was.Connections, After: is.Connections, Unknown: is.Unknown,
		Added:     is.Connections.Must.Subtract(was.Connections.Must),
		Removed:   was.Connections.Must.Subtract(is.Connections.May),
		Undecided: is.Connections.Unknown().Subtract(was.Connections.Unknown()),
	}
	one.Kind = one.kind()
	if one.Kind == DifferenceUnset {
		return found
	}
	d.explain(&one)
	return append(found, one)
}

func (d *Difference) kind() DifferenceKind {
	switch {
	case d.Added.IsEmpty() && d.Removed.IsEmpty() && d.Undecided.IsEmpty():
		return DifferenceUnset
	case d.Added.IsEmpty() && d.Removed.IsEmpty():
		return UndecidedConnection
	case d.Before.May.IsEmpty():
		return NewConnection
	case d.After.May.IsEmpty():
		return GoneConnection
	}
	return ChangedConnection
}
