package ask

import (
	"cmp"
	"context"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// sides are the groups on both sides of a query.
func (n *Network) sides(q MatrixQuery) (from, to []group, err error) {
	if q.From != "" {
		from, err = n.selected("--from", q.From)
	} else {
		from = append(n.inside(q.Level), n.outside()...)
	}
	if err != nil {
		return nil, nil, err
	}
	if q.To != "" {
		to, err = n.selected("--to", q.To)
	} else {
		to = append(n.inside(q.Level), n.outside()...)
	}
	return from, to, err
}

// selected is one group: what a selector means.
func (n *Network) selected(side, text string) ([]group, error) {
	set, err := n.Resolver().Resolve(text)
	if err != nil {
		return nil, selecting(side, err)
	}
	g := group{place: report.Place{ID: called(set.Label, text)}}
	for _, e := range endsOf(set) {
		if e.Kind == reach.EndInterface && !e.Addr.IsValid() {
			g.enis = append(g.enis, e.ENI)
		} else {
			g.ends = append(g.ends, e)
		}
	}
	return []group{g}, nil
}

// rows asks the engine twice; see questions. Where silent is not nil, rows in
// which nothing may pass are counted there and left out.
func (n *Network) rows(ctx context.Context, from, to []group, on *packet.Set, state bool, silent *int) ([]reach.MatrixRow, error) {
	engine, err := n.Engine(ctx)
	if err != nil {
		return nil, err
	}
	near, far := n.questions(from, to, on, state)
	begun := n.now()
	var out []reach.MatrixRow
	pairs := 0
	for _, q := range []reach.MatrixQuery{near, far} {
		if len(q.From) == 0 || len(q.To) == 0 {
			continue
		}
		q.Silent = silent
		pairs += endsIn(q.From) * endsIn(q.To)
		rows, err := engine.Matrix(ctx, q)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	n.solved(begun, pairs)
	slices.SortStableFunc(out, func(a, b reach.MatrixRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out, nil
}

// endsIn counts the ends of groups.
func endsIn(groups []reach.Group) int {
	ends := 0
	for _, g := range groups {
		ends += len(g.Ends)
	}
	return ends
}

// questions splits a matrix in two: from inside, by private addresses; from
// the internet, by public ones (PUB-6).
func (n *Network) questions(from, to []group, on *packet.Set, state bool) (near, far reach.MatrixQuery) {
	near, far = reach.MatrixQuery{On: on, State: state}, reach.MatrixQuery{On: on, State: state}
	for _, g := range from {
		if anyFromInternet(g.ends) {
			far.From = append(far.From, g.internal())
		} else {
			near.From = append(near.From, g.internal())
		}
	}
	find := n.interfaces()
	for _, g := range to {
		near.To = append(near.To, g.internal())
		if p := g.published(find); len(p.Ends)+len(g.ends) > 0 && !anyFromInternet(g.ends) {
			p.Ends = append(p.Ends, g.ends...)
			far.To = append(far.To, p)
		}
	}
	return near, far
}

// named puts the places back that the engine knows by id only.
func named(rows []reach.MatrixRow, sides ...[]group) []report.Row {
	places := map[string]report.Place{}
	for _, side := range sides {
		for _, g := range side {
			places[g.place.ID] = g.place
		}
	}
	out := make([]report.Row, len(rows))
	for i, r := range rows {
		out[i] = report.Row{From: places[r.From], To: places[r.To], Answer: r}
	}
	return out
}
