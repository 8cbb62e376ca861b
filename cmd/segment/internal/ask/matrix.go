package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// MatrixQuery asks about many pairs at once.
type MatrixQuery struct {
	Level string
	From  string // a selector: rows from it only; empty: from everything
	To    string
	Ports string // empty: all
	All   bool   // blocked rows too
	Limit int    // rows to keep; 0: all
	State bool
	Lines bool // rows are written one by one, so that many of them do no harm
}

// mostRows is how many pairs a document may hold; more need JSON Lines.
const mostRows = 1_000_000

// Matrix answers for all pairs of groups, sorted by from, then to.
func (n *Network) Matrix(ctx context.Context, q MatrixQuery) (report.Matrix, error) {
	on, text, err := portsOf(q.Ports)
	if err != nil {
		return report.Matrix{}, err
	}
	from, to, err := n.sides(q)
	if err != nil {
		return report.Matrix{}, err
	}
	m := report.Matrix{Title: "matrix", Level: q.Level, On: text}
	if q.From != "" || q.To != "" {
		m.Title = "reach"
	}
	if len(from)*len(to) > mostRows && !q.Lines {
		return m, Usage("use -o jsonl, a coarser --by, or segment reach with --from or --to",
			"%d × %d pairs are too many for one document", len(from), len(to))
	}
	rows, err := n.rows(ctx, from, to, on, q.State)
	if err != nil {
		return m, err
	}
	m.Rows = named(rows, from, to)
	n.leaveOut(&m, q, len(from), len(to))
	return m, nil
}

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

// rows asks the engine twice: from inside, by private addresses; from the
// internet, by public ones (PUB-6).
func (n *Network) rows(ctx context.Context, from, to []group, on *packet.Set, state bool) ([]reach.MatrixRow, error) {
	engine, err := n.Engine(ctx)
	if err != nil {
		return nil, err
	}
	near, far := reach.MatrixQuery{On: on, State: state}, reach.MatrixQuery{On: on, State: state}
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
	begun := n.now()
	var out []reach.MatrixRow
	for _, q := range []reach.MatrixQuery{near, far} {
		if len(q.From) == 0 || len(q.To) == 0 {
			continue
		}
		rows, err := engine.Matrix(ctx, q)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	pairs := 0
	for _, r := range out {
		pairs += r.Pairs
	}
	n.solved(begun, pairs)
	slices.SortStableFunc(out, func(a, b reach.MatrixRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out, nil
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

// leaveOut drops blocked rows and what is over the limit, and counts both.
func (n *Network) leaveOut(m *report.Matrix, q MatrixQuery, from, to int) {
	asked := len(m.Rows)
	if !q.All {
		for _, r := range m.Rows {
			if r.Answer.Verdict == reach.Blocked && deliversOneWay(r) {
				m.OneWay++
			}
		}
		m.Rows = slices.DeleteFunc(m.Rows, func(r report.Row) bool { return r.Answer.Verdict == reach.Blocked })
		m.Blocked = asked - len(m.Rows)
	}
	if len(m.Rows) == 0 {
		m.Empty = n.whyEmpty(asked, from, to)
	}
	if q.Limit > 0 && len(m.Rows) > q.Limit {
		m.Over = len(m.Rows) - q.Limit
		m.Rows = m.Rows[:q.Limit]
	}
}

// deliversOneWay reports whether something arrives that could begin a
// connection, although none comes of it.
func deliversOneWay(r report.Row) bool {
	a := r.Answer
	return !report.OneWayOnly(a.OneWay.Must, a.Connections.May, packet.All(), true).IsEmpty()
}

// whyEmpty says why there is nothing to show: no rows because nothing was
// asked, or because nothing passes.
func (n *Network) whyEmpty(asked, from, to int) string {
	switch {
	case len(n.Model.NetworkInterfaces) == 0:
		return "nothing to show: no network interfaces were imported (see segment doctor)"
	case len(n.inside("endpoint")) == 0:
		return "nothing to show: every interface forwards for others (NAT gateways, attachments); none is an end of a connection"
	case asked == 0:
		return fmt.Sprintf("nothing to show: there is no pair to ask about among %d sources and %d destinations", from, to)
	}
	return fmt.Sprintf("nothing to show: all %d pairs are blocked; --all lists them", asked)
}
