package reach

import (
	"cmp"
	"context"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// Group is a named set of ends: a row or a column of a matrix.
type Group struct {
	Name string
	Ends []End
}

// MatrixQuery asks for the connections from every group of From to every
// group of To. An end is never asked against itself.
type MatrixQuery struct {
	From, To []Group
	On       *packet.Set // nil: everything
	State    bool
	Silent   *int // if not nil, rows in which nothing may pass, not even one way, are counted here and left out
}

// MatrixRow is the answer for one pair of groups.
type MatrixRow struct {
	From, To    string
	Verdict     Verdict
	Connections packet.Pair
	OneWay      packet.Pair
	Passing     int // pairs of ends with a connection in must
	Pairs       int
	Unknown     []Cause
}

// Matrix answers for every pair of groups, rows sorted by From, then To. Pairs
// of groups without a pair of ends to ask about have no row.
func (c *Compiled) Matrix(ctx context.Context, q MatrixQuery) ([]MatrixRow, error) {
	m := &matrix{q: q, classes: c.newClasses(q.State)}
	from, to := m.columns(q.From), m.columns(q.To)
	var rows []MatrixRow
	for i := range from {
		for j := range to {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			rows = m.add(rows, &from[i], &to[j])
		}
	}
	slices.SortStableFunc(rows, func(a, b MatrixRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return rows, nil
}

// matrix is one query under way.
type matrix struct {
	q       MatrixQuery
	classes *classes
}

// column is a group whose ends have their classes.
type column struct {
	name string
	ends []classed
}

func (m *matrix) columns(groups []Group) []column {
	out := make([]column, len(groups))
	for i, g := range groups {
		out[i].name = g.Name
		for _, e := range g.Ends {
			out[i].ends = append(out[i].ends, m.classes.of(e))
		}
	}
	return out
}

// add appends the row of two groups, or counts it.
func (m *matrix) add(rows []MatrixRow, from, to *column) []MatrixRow {
	t := m.classes.c.newTally(Question{On: m.q.On, State: m.q.State})
	silent := true
	for i := range from.ends {
		for j := range to.ends {
			f, g := &from.ends[i], &to.ends[j]
			if f.end != g.end {
				silent = m.pair(t, f, g) && silent
			}
		}
	}
	switch {
	case t.count == 0:
		return rows
	case silent && m.q.Silent != nil:
		*m.q.Silent++
		return rows
	}
	t.counted = t.counting(t.families)
	asked := packet.Exactly(t.asked)
	return append(rows, MatrixRow{
		From: from.name, To: to.name, Verdict: t.verdict(), Passing: t.passing, Pairs: t.count,
		Connections: t.any.Intersect(asked), OneWay: t.oneWay.Intersect(asked), Unknown: t.causes.sorted(),
	})
}

// pair adds one pair of ends, and reports whether nothing may pass. Two
// interfaces are answered by their classes, outside ends address by address.
func (m *matrix) pair(t *tally, f, g *classed) (silent bool) {
	if a := m.classes.answer(f, g); a != nil {
		t.addAnswer(a)
		return a.silent
	}
	ps, err := m.classes.c.pairs(f.end, g.end)
	if err != nil || len(ps) == 0 {
		return true
	}
	before := t.count
	t.connect = m.classes.connect
	t.addPair(ps)
	return t.count == before || t.any.May.IsEmpty() && t.oneWay.May.IsEmpty()
}

// addAnswer adds the answer of a pair of classes.
func (t *tally) addAnswer(a *classAnswer) {
	t.count++
	t.families = t.families.Union(a.family)
	if a.silent {
		t.all = packet.None()
		return
	}
	if a.connect.Must.Overlaps(t.asked) {
		t.passing++
	}
	if t.q.On != nil {
		t.all = t.all.Intersect(a.connect.Must.Union(packet.All().Subtract(a.family)))
	}
	t.any, t.oneWay = t.any.Union(a.connect), t.oneWay.Union(a.oneWay)
	if a.connect.Unknown().Union(a.oneWay.Unknown()).Overlaps(t.asked) {
		t.causes.add(a.causes...)
	}
}
