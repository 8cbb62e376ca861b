package dot

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// changes are how the edges of each kind of difference are drawn.
var changes = []struct {
	kind reach.DifferenceKind
	look
	line string
}{
	{reach.NewConnection, look{`style=bold penwidth=2 color="#0072B2" fontcolor="#0072B2"`, "+ ", "new"}, "━━━▶"},
	{reach.GoneConnection, look{`style=dotted penwidth=1.5 color="#777777" fontcolor="#555555"`, "− ", "gone"}, "· · ·▶"},
	{reach.ChangedConnection, look{`style=dashed penwidth=1.5 color="#A3457E" fontcolor="#A3457E"`, "± ", "changed"}, "- - -▶"},
	{reach.UndecidedConnection, look{`style=dashed arrowhead=odiamond color="#777777" fontcolor="#555555"`, "? ", "undecided"}, "- - -◇"},
}

// Difference draws what changes between two networks: one edge for each pair
// of places, and no place where nothing changes.
func Difference(w io.Writer, h report.Header, d report.Difference) error {
	p := &page{bufio.NewWriter(w), map[string]bool{}}
	p.line(0, "%s", untrusted.DOTComment("network "+h.Network.Digest))
	p.line(0, "%s", untrusted.DOTComment("after "+d.After.Digest))
	p.line(0, "digraph segment {")
	p.line(1, `rankdir=LR newrank=true nodesep=0.30 ranksep=1.1 splines=spline outputorder=edgesfirst pad=0.3`)
	p.line(1, `fontname="Helvetica,Arial,sans-serif" labelloc=t labeljust=l tooltip=" "`)
	p.line(1, "label=%s", untrusted.DOTLeft(differenceTitle(h, d)...))
	p.line(1, `node [shape=box style="rounded,filled" fillcolor=white color="#555555" fontname="Helvetica,Arial,sans-serif" fontsize=10 margin="0.12,0.06" height=0.35]`)
	p.line(1, `edge [fontname="Helvetica,Arial,sans-serif" fontsize=9 weight=2]`)
	for _, place := range placesOf(d.Rows) {
		p.taken[place.ID] = true
		p.box(1, report.Box{ID: place.ID, Kind: place.ID, Label: []string{place.String()}})
	}
	for _, r := range d.Rows {
		p.change(r)
	}
	p.changeLegend(d)
	p.line(0, "}")
	return p.Flush()
}

func differenceTitle(h report.Header, d report.Difference) []string {
	lines := []string{"what changes: " + strings.Join(h.Network.Sources, ", ")}
	for i, e := range d.Edits {
		if i == 5 {
			lines = append(lines, fmt.Sprintf("%d more edits", len(d.Edits)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("edit %d: %s", e.Number, e.Text))
	}
	return append(lines, fmt.Sprintf("by %s, %d of %d pairs shown", d.Level, len(d.Rows), d.Total()))
}

// placesOf are the places of the rows, by id.
func placesOf(rows []report.DifferenceRow) []report.Place {
	var found []report.Place
	for _, r := range rows {
		found = append(found, r.From, r.To)
	}
	slices.SortFunc(found, func(a, b report.Place) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(found)
}

func (p *page) change(r report.DifferenceRow) {
	a := r.Answer
	for _, c := range changes {
		if c.kind != a.Kind {
			continue
		}
		tip := fmt.Sprintf("%s → %s: %s%s", r.From.ID, r.To.ID, c.sign, strings.Join(changed(a, report.Complete, packet.Set.String), " "))
		short := c.sign + strings.Join(changed(a, report.Complete, ports), " ")
		p.line(1, "%s -> %s [id=%s label=%s tooltip=%s labeltooltip=%s %s]", untrusted.DOT(r.From.ID), untrusted.DOT(r.To.ID),
			untrusted.DOT(r.From.ID+" "+r.To.ID), untrusted.DOT(short), untrusted.DOT(tip), untrusted.DOT(tip), c.attributes)
	}
}

// changed are the ports of a difference; with signs where there are several.
func changed(a reach.Difference, as func(packet.Set) packet.Set, words func(packet.Set) string) []string {
	var parts []string
	for _, x := range []struct {
		sign string
		set  packet.Set
	}{{"+", a.Added}, {"−", a.Removed}, {"?", a.Undecided}} {
		if !x.set.IsEmpty() {
			parts = append(parts, x.sign+words(as(x.set)))
		}
	}
	if len(parts) == 1 && a.Kind != reach.ChangedConnection {
		parts[0] = strings.TrimLeft(parts[0], "+−?")
	}
	return parts
}

// changeLegend explains the looks that occur.
func (p *page) changeLegend(d report.Difference) {
	var rows strings.Builder
	for _, c := range changes {
		if slices.ContainsFunc(d.Rows, func(r report.DifferenceRow) bool { return r.Answer.Kind == c.kind }) {
			fmt.Fprintf(&rows, `<tr><td align="left">%s</td><td align="left">%s</td></tr>`, c.line, untrusted.HTML(c.sign+c.words))
		}
	}
	if rows.Len() == 0 {
		rows.WriteString(`<tr><td align="left">nothing changes</td></tr>`)
	}
	p.line(1, `subgraph "cluster legend" {`)
	p.line(2, `label="" style="" color="#CCCCCC" tooltip="legend"`)
	p.line(2, `%s [shape=plain style="" tooltip="legend" label=<<table border="0" cellborder="0" cellspacing="2">%s</table>>]`, p.own("legend"), rows.String())
	p.line(1, "}")
}
