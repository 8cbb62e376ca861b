package dot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// look is how the edges of one verdict are drawn, and what the legend says.
type look struct{ attributes, sign, words string }

var looks = map[reach.Verdict]look{
	reach.Reachable:       {"style=solid", "", "reachable, on these ports"},
	reach.PartlyReachable: {`style=solid arrowhead=halfopen color="#8A6D00" fontcolor="#7A6000"`, "~ ", "partial: some of the pairs"},
	reach.Undetermined:    {`style=dashed arrowhead=odiamond color="#777777"`, "? ", "unknown: cannot be told from what was imported"},
}

// edges are written in the order of their ends.
func (p *page) edges(list []report.Edge) {
	sorted := slices.SortedStableFunc(slices.Values(list), func(a, b report.Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	for _, e := range sorted {
		l := looks[e.Verdict]
		set := e.Ports.Must
		if set.IsEmpty() {
			set = e.Ports.May
		}
		both := ""
		if e.Both {
			both = " dir=both"
		}
		tip := fmt.Sprintf("%s → %s: %s%s (%d/%d pairs)", e.From, e.To, l.sign, report.Complete(set), e.Passing, e.Pairs)
		p.line(1, "%s -> %s [id=%s label=%s tooltip=%s labeltooltip=%s %s%s]", untrusted.DOT(e.From), untrusted.DOT(e.To),
			untrusted.DOT(e.From+" "+e.To), untrusted.DOT(l.sign+ports(set)), untrusted.DOT(tip), untrusted.DOT(tip), l.attributes, both)
	}
}

// mostTerms is how many terms an edge's label shows; the tooltip has all.
const mostTerms = 3

// ports is a set as a label.
func ports(set packet.Set) string {
	set = report.Complete(set)
	if set.IsAll() {
		return "all traffic"
	}
	terms := set.Strings()
	if except := set.Complement().Strings(); len(terms) > mostTerms && len(except) <= mostTerms {
		return "all except " + strings.Join(except, ", ")
	}
	if len(terms) > mostTerms {
		return strings.Join(terms[:mostTerms], ", ") + fmt.Sprintf(" +%d more", len(terms)-mostTerms)
	}
	return strings.Join(terms, ", ")
}

// legend explains the looks that occur, in one node.
func (p *page) legend(list []report.Edge) {
	var rows strings.Builder
	for _, v := range []reach.Verdict{reach.Reachable, reach.PartlyReachable, reach.Undetermined} {
		if slices.ContainsFunc(list, func(e report.Edge) bool { return e.Verdict == v }) {
			fmt.Fprintf(&rows, `<tr><td align="left">%s</td><td align="left">%s</td></tr>`, lines[v], untrusted.HTML(looks[v].sign+looks[v].words))
		}
	}
	if rows.Len() == 0 {
		rows.WriteString(`<tr><td align="left">nothing can talk to anything</td></tr>`)
	}
	p.line(1, `subgraph "cluster legend" {`)
	p.line(2, `label="" style="" color="#CCCCCC" tooltip="legend"`)
	p.line(2, `%s [shape=plain style="" tooltip="legend" label=<<table border="0" cellborder="0" cellspacing="2">%s</table>>]`, p.own("legend"), rows.String())
	p.line(1, "}")
}

// lines are the styles of edges as text.
var lines = map[reach.Verdict]string{reach.Reachable: "———▶", reach.PartlyReachable: "———▷", reach.Undetermined: "- - -◇"}
