package dot

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// Relations writes a picture of contexts: what contracts allow between them, and what a check
// found. Published ports are pills of the box that edges of contracts end at.
func Relations(w io.Writer, h report.Header, r report.Relations) error {
	p := &page{bufio.NewWriter(w), map[string]bool{}}
	for _, b := range r.Boxes {
		p.taken[b.ID] = true
	}
	p.line(0, "%s", untrusted.DOTComment("network "+h.Network.Digest))
	p.line(0, "%s", untrusted.DOTComment(r.Folded))
	p.line(0, "digraph segment {")
	p.line(1, `rankdir=LR compound=true newrank=true nodesep=0.30 ranksep=1.1 splines=spline outputorder=edgesfirst pad=0.3`)
	p.line(1, `fontname="Helvetica,Arial,sans-serif" labelloc=t labeljust=l tooltip=" "`)
	p.line(1, "label=%s", untrusted.DOTLeft(relationsTitle(h, r)...))
	p.line(1, `node [shape=box style="rounded,filled" fillcolor=white color="#555555" fontname="Helvetica,Arial,sans-serif" fontsize=10 margin="0.12,0.06" height=0.35]`)
	p.line(1, `edge [fontname="Helvetica,Arial,sans-serif" fontsize=9 color="#555555" fontcolor="#555555" penwidth=1.2 weight=2]`)
	p.contexts(1, "", r.Boxes)
	for _, l := range r.Links {
		p.link(l, r.Boxes)
	}
	p.linkLegend(r.Links)
	p.line(0, "}")
	return p.Flush()
}

func relationsTitle(h report.Header, r report.Relations) []string {
	digest := h.Network.Digest
	if _, hex, ok := strings.Cut(digest, ":"); ok && len(hex) > 12 {
		digest = hex[:12]
	}
	return []string{
		"contexts and contracts of " + r.Title + ": " + strings.Join(h.Network.Sources, ", "),
		fmt.Sprintf("network %s, by context, %d edges", digest, len(r.Links)),
	}
}

// contexts writes the boxes that are part of a context, each with its own parts around it.
func (p *page) contexts(depth int, parent string, boxes []report.ContextBox) {
	for _, b := range boxes {
		if b.PartOf != parent {
			continue
		}
		if !slices.ContainsFunc(boxes, func(c report.ContextBox) bool { return c.PartOf == b.ID }) {
			p.contextBox(depth, b)
			continue
		}
		look := looksOfContext(b.ID)
		p.line(depth, "subgraph %s {", untrusted.DOT("cluster_"+b.ID))
		p.line(depth+1, `id=%s tooltip=%s label=%s fontsize=11 style="rounded,dashed" color="%s" penwidth=1.5`, untrusted.DOT("with parts "+b.ID), untrusted.DOT(b.ID), untrusted.DOTLeft(b.ID), look.border)
		p.contextBox(depth+1, b)
		p.contexts(depth+1, b.ID, boxes)
		p.line(depth, "}")
	}
}

// contextLook is a pale fill with its border.
type contextLook struct{ fill, border string }

var contextLooks = []contextLook{{"#E8F1FA", "#0072B2"}, {"#EAF5EF", "#009E73"}, {"#F9EEF5", "#CC79A7"}, {"#FDF3E1", "#E69F00"}, {"#EFEFEF", "#777777"}}

// looksOfContext depends on the name alone, so that a context keeps its colour.
func looksOfContext(name string) contextLook {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return contextLooks[h.Sum32()%uint32(len(contextLooks))]
}

func (p *page) contextBox(depth int, b report.ContextBox) {
	id, tip := untrusted.DOT(b.ID), untrusted.DOT(strings.Join(filled(b.Label), ", "))
	if b.Outside {
		p.line(depth, "%s [id=%s label=%s tooltip=%s shape=ellipse]", id, id, untrusted.DOTLines(filled(b.Label)...), tip)
		return
	}
	look := looksOfContext(b.ID)
	if len(b.Ports) == 0 {
		p.line(depth, `%s [id=%s label=%s tooltip=%s fillcolor="%s" color="%s"]`, id, id, untrusted.DOTLines(filled(b.Label)...), tip, look.fill, look.border)
		return
	}
	var cells strings.Builder
	lines := make([]string, 0, len(b.Label))
	for _, l := range filled(b.Label) {
		lines = append(lines, untrusted.HTML(l))
	}
	for i, port := range b.Ports {
		cells.WriteString("<tr>")
		fmt.Fprintf(&cells, `<td port="p%d" bgcolor="white" align="left"><font point-size="9">%s<br/>%s</font></td>`, i, untrusted.HTML(port.Name), untrusted.HTML(report.LinkPorts(port.Ports)))
		if i == 0 {
			fmt.Fprintf(&cells, `<td rowspan="%d">%s</td>`, len(b.Ports), strings.Join(lines, "<br/>"))
		}
		cells.WriteString("</tr>")
	}
	p.line(depth, `%s [id=%s tooltip=%s shape=plain style="" label=<<table border="1" cellborder="1" cellspacing="0" cellpadding="5" style="rounded" bgcolor="%s" color="%s">%s</table>>]`,
		id, id, tip, look.fill, look.border, cells.String())
}
