package mermaid

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// longest is how much of a name a label shows.
const longest = 60

// arrows differ by line and sign, not by colour alone.
var arrows = map[report.LinkState]struct{ line, sign string }{
	report.LinkAllowed:      {"-->", ""},
	report.LinkUncontracted: {"-->", "? "},
	report.LinkBroken:       {"==>", "✕ "},
	report.LinkWaived:       {"-.->", "~ "},
	report.LinkMissing:      {"-.->", "missing: "},
	report.LinkUnknown:      {"-.->", "? "},
}

// colours of lines, as in package dot.
var colours = map[report.LinkState]string{
	report.LinkAllowed: "#555555", report.LinkUncontracted: "#8A6D00", report.LinkBroken: "#D55E00", report.LinkWaived: "#8A6D00",
	report.LinkMissing: "#56B4E9", report.LinkUnknown: "#777777",
}

// Links draws at most the given number of links, and says how many there are more.
func Links(links []report.Link, most int) (text string, left int) {
	if len(links) > most {
		links, left = links[:most], len(links)-most
	}
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	nodes := map[string]string{}
	node := func(id string) string {
		if _, known := nodes[id]; !known {
			nodes[id] = fmt.Sprintf("n%d", len(nodes)+1)
			fmt.Fprintf(&b, "  %s[%s]\n", nodes[id], untrusted.Mermaid(untrusted.Clip(id, longest)))
		}
		return nodes[id]
	}
	for i, l := range links {
		from, to, a := node(l.From), node(l.To), arrows[l.State]
		label := a.sign + report.LinkPorts(l.Ports)
		if l.State != report.LinkAllowed && l.Rule != "" {
			label += " (" + untrusted.Clip(l.Rule, longest) + ")"
		}
		fmt.Fprintf(&b, "  %s %s|%s| %s\n  linkStyle %d stroke:%s\n", from, a.line, untrusted.Mermaid(label), to, i, colours[l.State])
	}
	return b.String(), left
}
