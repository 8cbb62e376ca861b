package dot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// linkLooks are the styles of links: line, colour and sign differ, so that grey print and every eye can
// tell them apart. Violations do not bend the picture to fit them.
var linkLooks = map[report.LinkState]look{
	report.LinkAllowed:      {`style=solid color="#555555" fontcolor="#555555"`, "", "allowed by a contract"},
	report.LinkUncontracted: {`style=solid color="#8A6D00" fontcolor="#7A6000"`, "? ", "passes without a contract"},
	report.LinkBroken:       {`style=bold penwidth=3 color="#D55E00" fontcolor="#B34700" weight=0`, "✕ ", "violation, with the rule"},
	report.LinkWaived:       {`style=dashed penwidth=1.5 color="#8A6D00" fontcolor="#7A6000"`, "", "waived, until when"},
	report.LinkMissing:      {`style=dotted penwidth=2 arrowhead=empty constraint=false color="#56B4E9" fontcolor="#1B6E9E"`, "", "required and missing"},
	report.LinkUnknown:      {`style=dashed arrowhead=odiamond color="#777777" fontcolor="#555555"`, "? ", "unknown, and why"},
}

// linkLines are the styles as text, for the legend.
var linkLines = map[report.LinkState]string{
	report.LinkAllowed: "———▶", report.LinkUncontracted: "——?▶", report.LinkBroken: "━✕━▶", report.LinkWaived: "- - -▶", report.LinkMissing: "· · ·▷", report.LinkUnknown: "- - -◇",
}

// longestAside is how much of a reason a label shows; the tooltip has all.
const longestAside = 40

func (p *page) link(l report.Link, boxes []report.ContextBox) {
	look := linkLooks[l.State]
	label := []string{look.sign + report.LinkPorts(l.Ports)}
	switch l.State {
	case report.LinkBroken:
		label = append(label, cut(l.Rule))
	case report.LinkWaived:
		label[0] += " (" + l.Text + ")"
	case report.LinkMissing:
		label[0] += " required, missing"
	case report.LinkUnknown:
		label = append(label, cut(l.Text))
	case report.LinkAllowed, report.LinkUncontracted:
	}
	tip := fmt.Sprintf("%s → %s: %s%s", l.From, l.To, look.sign, report.Complete(l.Ports))
	for _, more := range []string{l.Rule, l.Text} {
		if more != "" {
			tip += ", " + more
		}
	}
	p.line(1, "%s -> %s%s [id=%s label=%s tooltip=%s labeltooltip=%s %s]", untrusted.DOT(l.From), untrusted.DOT(l.To), pill(l, boxes),
		untrusted.DOT(strings.Join([]string{l.From, l.To, l.Rule}, " ")), untrusted.DOTLines(filled(label)...), untrusted.DOT(tip), untrusted.DOT(tip), look.attributes)
}

// cut is the beginning of a text, as far as a label shows it.
func cut(text string) string {
	if runes := []rune(text); len(runes) > longestAside {
		return string(runes[:longestAside-1]) + "…"
	}
	return text
}

// pill is the port of the box that a link ends at.
func pill(l report.Link, boxes []report.ContextBox) string {
	for _, b := range boxes {
		if b.ID != l.To || l.Pill == "" || b.Outside {
			continue
		}
		for i, port := range b.Ports {
			if port.Name == l.Pill {
				return fmt.Sprintf(":p%d:w", i)
			}
		}
	}
	return ""
}

// linkLegend explains the looks that occur, in one node.
func (p *page) linkLegend(links []report.Link) {
	var rows strings.Builder
	for _, s := range report.LinkStates() {
		if slices.ContainsFunc(links, func(l report.Link) bool { return l.State == s }) {
			fmt.Fprintf(&rows, `<tr><td align="left">%s</td><td align="left">%s</td></tr>`, linkLines[s], untrusted.HTML(linkLooks[s].words))
		}
	}
	if rows.Len() == 0 {
		rows.WriteString(`<tr><td align="left">no contract, and nothing found</td></tr>`)
	}
	p.line(1, `subgraph "cluster legend" {`)
	p.line(2, `label="" style="" color="#CCCCCC" tooltip="legend"`)
	p.line(2, `%s [shape=plain style="" tooltip="legend" label=<<table border="0" cellborder="0" cellspacing="2">%s</table>>]`, p.own("legend"), rows.String())
	p.line(1, "}")
}
