package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// glyphs stand before verdicts, for readers who skim.
var glyphs = map[reach.Verdict]string{reach.Reachable: "✓", reach.PartlyReachable: "~", reach.Blocked: "✕", reach.Undetermined: "?"}

// Can writes one answer.
func Can(w io.Writer, h report.Header, c report.Can) error {
	b := bufio.NewWriter(w)
	a := c.Answer
	fmt.Fprintf(b, "%s **%s** %s on %s", glyphs[a.Verdict], a.Verdict, untrusted.Markdown(c.Arrow()), code(c.Ports()))
	if a.Pairs > 1 {
		fmt.Fprintf(b, " (%d/%d pairs)", a.Passing, a.Pairs)
	}
	fmt.Fprintln(b)
	var facts []string
	if rest := report.OneWayOnly(a.OneWay.Must, a.Connections.May, a.Asked, a.Which); !rest.IsEmpty() {
		facts = append(facts, "one way: "+code(rest.String())+" is delivered, but no reply comes back")
	}
	if rest := a.Connections.Unknown(); !rest.IsEmpty() {
		facts = append(facts, "unknown: "+code(report.Complete(rest).String()))
	}
	for _, cause := range a.Unknown {
		facts = append(facts, "not known: "+untrusted.Markdown(cause.Text)+rule(cause.Rule))
	}
	for _, r := range a.Reasons {
		facts = append(facts, "because: "+untrusted.Markdown(strings.TrimPrefix(r.Where+": "+r.Text, ": "))+rule(r.Code))
	}
	for _, n := range a.Notes {
		facts = append(facts, "note: "+untrusted.Markdown(n.Text))
	}
	if len(a.Assumptions) > 0 {
		facts = append(facts, "assuming: "+untrusted.Markdown(strings.Join(a.Assumptions, ", ")))
	}
	if len(facts) > 0 {
		fmt.Fprintln(b)
	}
	for _, f := range facts {
		fmt.Fprintln(b, "- "+f)
	}
	footer(b, h)
	return b.Flush()
}

func rule(id string) string {
	if id == "" {
		return ""
	}
	return " (" + untrusted.Markdown(id) + ")"
}

// code sets canonical port text, which holds nothing that needs escaping.
func code(ports string) string { return "`" + ports + "`" }

func footer(b *bufio.Writer, h report.Header) {
	fmt.Fprintf(b, "\n<sub>%s %s, network %s</sub>\n", h.Tool.Name, untrusted.Markdown(h.Tool.Version), untrusted.Markdown(h.Network.Digest))
}
