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
	var rows []MatrixRow
	classes := c.newClasses(q.State)
	for _, from := range q.From {
		for _, to := range q.To {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			row, asked := classes.row(from, to, q)
			if asked {
				rows = append(rows, row)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b MatrixRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return rows, nil
}

// row adds up the pairs of two groups.
func (cs *classes) row(from, to Group, q MatrixQuery) (MatrixRow, bool) {
	t := cs.c.newTally(Question{On: q.On, State: q.State})
	for _, f := range from.Ends {
		for _, g := range to.Ends {
			if f == g {
				continue
			}
			ps, err := cs.c.pairs(f, g)
			if err != nil || len(ps) == 0 {
				continue
			}
			t.connect = cs.connect
			t.addPair(ps)
		}
	}
	if t.count == 0 {
		return MatrixRow{}, false
	}
	t.counted = t.counting(t.families)
	return MatrixRow{
		From: from.Name, To: to.Name, Verdict: t.verdict(), Passing: t.passing, Pairs: t.count,
		Connections: t.any.Intersect(packet.Exactly(t.asked)),
		OneWay:      t.oneWay.Intersect(packet.Exactly(t.asked)), Unknown: t.causes.sorted(),
	}, true
}
