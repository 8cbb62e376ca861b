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
}

// mostRows is how many pairs a document may hold; more need JSON Lines.
const mostRows = 1_000_000

// Matrix answers for all pairs of groups, sorted by from, then to.
func (n *Network) Matrix(ctx context.Context, q MatrixQuery) (report.Matrix, error) {
	ready, err := n.ready(q)
	if err != nil {
		return report.Matrix{}, err
	}
	if pairs := len(ready.from) * len(ready.to); pairs > mostRows {
		return ready.report, Usage("use -o jsonl, a coarser --by, or segment reach with --from or --to",
			"%d × %d pairs are too many for one document", len(ready.from), len(ready.to))
	}
	m := ready.report
	asked, err := n.chunk(ctx, ready, ready.from, &m, func(r report.Row) error {
		m.Rows = append(m.Rows, r)
		return nil
	})
	if m.Kept == 0 && err == nil {
		m.Empty = n.whyEmpty(asked, len(ready.from), len(ready.to))
	}
	return m, err
}

// MatrixLines is Matrix for any number of pairs: rows are handed on while the
// next ones are computed, and the report holds none.
func (n *Network) MatrixLines(ctx context.Context, q MatrixQuery, out func(report.Row) error) (report.Matrix, error) {
	ready, err := n.ready(q)
	if err != nil {
		return report.Matrix{}, err
	}
	m, asked := ready.report, 0
	share := max(1, mostRows/max(1, len(ready.to)))
	for from := range slices.Chunk(ready.from, share) {
		more, err := n.chunk(ctx, ready, from, &m, out)
		if err != nil {
			return m, err
		}
		asked += more
	}
	if m.Kept == 0 {
		m.Empty = n.whyEmpty(asked, len(ready.from), len(ready.to))
	}
	return m, nil
}

// prepared is a query of which the ports and the groups are found.
type prepared struct {
	MatrixQuery
	on       *packet.Set
	from, to []group
	report   report.Matrix
}

func (n *Network) ready(q MatrixQuery) (prepared, error) {
	if q.Level == byContext && n.bound == nil {
		return prepared{}, noContexts()
	}
	on, text, err := portsOf(q.Ports)
	if err != nil {
		return prepared{}, err
	}
	p := prepared{MatrixQuery: q, on: on, report: report.Matrix{Title: "matrix", Level: q.Level, On: text}}
	if q.From != "" || q.To != "" {
		p.report.Title = "reach"
	}
	if p.from, p.to, err = n.sides(q); err != nil {
		return prepared{}, err
	}
	byID := func(a, b group) int { return cmp.Compare(a.place.ID, b.place.ID) }
	slices.SortFunc(p.from, byID)
	slices.SortFunc(p.to, byID)
	return p, nil
}

// chunk asks for some of the sources. It counts the rows that are left out,
// because they are blocked or over the limit, and hands on the others.
func (n *Network) chunk(ctx context.Context, p prepared, from []group, m *report.Matrix, out func(report.Row) error) (asked int, err error) {
	silent := 0
	count := &silent
	if p.All {
		count = nil
	}
	rows, err := n.rows(ctx, from, p.to, p.on, p.State, count)
	if err != nil {
		return 0, err
	}
	m.Blocked += silent
	for _, r := range named(rows, from, p.to) {
		switch {
		case r.Answer.Verdict == reach.Blocked && !p.All:
			m.Blocked++
			if deliversOneWay(r) {
				m.OneWay++
			}
			continue
		case p.Limit > 0 && m.Kept == p.Limit:
			m.Over++
			continue
		}
		m.Kept++
		if err := out(r); err != nil {
			return 0, err
		}
	}
	return len(rows) + silent, nil
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
