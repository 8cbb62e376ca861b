package dot

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// Graph writes g as a directed graph.
func Graph(w io.Writer, h report.Header, g report.Graph) error {
	p := &page{bufio.NewWriter(w), map[string]bool{}}
	p.take(g.Boxes, g.Clusters)
	p.line(0, "%s", untrusted.DOTComment("network "+h.Network.Digest))
	p.line(0, "%s", untrusted.DOTComment(g.Folded))
	p.line(0, "digraph segment {")
	p.line(1, `rankdir=LR compound=true newrank=true nodesep=0.30 ranksep=1.1 splines=spline outputorder=edgesfirst pad=0.3`)
	p.line(1, `fontname="Helvetica,Arial,sans-serif" labelloc=t labeljust=l tooltip=" "`)
	p.line(1, "label=%s", untrusted.DOTLeft(title(h, g)...))
	p.line(1, `node [shape=box style="rounded,filled" fillcolor=white color="#555555" fontname="Helvetica,Arial,sans-serif" fontsize=10 margin="0.12,0.06" height=0.35]`)
	p.line(1, `edge [fontname="Helvetica,Arial,sans-serif" fontsize=9 color="#555555" fontcolor="#555555" penwidth=1.2 weight=2]`)
	for _, c := range sortedClusters(g.Clusters) {
		p.cluster(1, c)
	}
	for _, b := range sortedBoxes(g.Boxes) {
		p.box(1, b)
	}
	p.edges(g.Edges)
	p.legend(g.Edges)
	p.line(0, "}")
	return p.Flush()
}

// title says what the picture is of, in two lines.
func title(h report.Header, g report.Graph) []string {
	digest := h.Network.Digest
	if _, hex, ok := strings.Cut(digest, ":"); ok && len(hex) > 12 {
		digest = hex[:12]
	}
	return []string{
		"who can talk to whom: " + strings.Join(h.Network.Sources, ", "),
		fmt.Sprintf("network %s, by %s, %d edges", digest, g.Level, len(g.Edges)),
	}
}

// page is what a graph is written to.
type page struct {
	*bufio.Writer
	taken map[string]bool // names of nodes
}

// take keeps the ids of boxes, which anybody can choose, from being used for
// nodes of our own.
func (p *page) take(boxes []report.Box, clusters []report.Cluster) {
	for _, b := range boxes {
		p.taken[b.ID] = true
	}
	for _, c := range clusters {
		p.take(c.Boxes, c.Clusters)
	}
}

// own is a name for a node of our own.
func (p *page) own(name string) string {
	for p.taken[name] {
		name += "'"
	}
	p.taken[name] = true
	return untrusted.DOT(name)
}

func (p *page) line(depth int, format string, args ...any) {
	fmt.Fprint(p, strings.Repeat("  ", depth))
	fmt.Fprintf(p, format+"\n", args...)
}

// frame is how each kind of cluster looks.
var frames = map[string]string{
	"account": `style="rounded,filled" fillcolor="#FAFAFA" color="#555555" penwidth=1.5 peripheries=2`,
	"vpc":     `style="rounded,dashed,filled" fillcolor="#F2F6FA" color="#999999" penwidth=1.5`,
	"subnet":  `style="rounded,dotted,filled" fillcolor="#FFFFFF" color="#999999" penwidth=1.5`,
}

func (p *page) cluster(depth int, c report.Cluster) {
	p.line(depth, "subgraph %s {", untrusted.DOT("cluster_"+c.ID))
	p.line(depth+1, "id=%s tooltip=%s %s", untrusted.DOT(c.ID), untrusted.DOT(c.ID), frames[c.Kind])
	p.line(depth+1, "label=%s fontsize=11", untrusted.DOTLeft(filled(c.Label)...))
	for _, inner := range sortedClusters(c.Clusters) {
		p.cluster(depth+1, inner)
	}
	for _, b := range sortedBoxes(c.Boxes) {
		p.box(depth+1, b)
	}
	if len(c.Clusters)+len(c.Boxes) == 0 {
		p.line(depth+1, `%s [shape=plaintext style="" fontcolor="#777777" label="no endpoint" tooltip="no endpoint"]`, p.own("empty "+c.ID))
	}
	p.line(depth, "}")
}

// shapes differ for what lies outside of the network.
var shapes = map[string]string{"internet": " shape=ellipse", "on-prem": " shape=ellipse", "service": " shape=component"}

func (p *page) box(depth int, b report.Box) {
	label := filled(b.Label)
	if !b.Internal.IsEmpty() {
		label = append(label, "internal: "+ports(b.Internal))
	}
	p.line(depth, "%s [id=%s label=%s tooltip=%s%s]", untrusted.DOT(b.ID), untrusted.DOT(b.ID), untrusted.DOTLines(label...),
		untrusted.DOT(strings.Join(label, ", ")), shapes[b.Kind])
}

func filled(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(s string) bool { return s == "" })
}

func sortedClusters(list []report.Cluster) []report.Cluster {
	return slices.SortedStableFunc(slices.Values(list), func(a, b report.Cluster) int { return cmp.Compare(a.ID, b.ID) })
}

func sortedBoxes(list []report.Box) []report.Box {
	return slices.SortedStableFunc(slices.Values(list), func(a, b report.Box) int { return cmp.Compare(a.ID, b.ID) })
}
