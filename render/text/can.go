package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Can writes one line, and below it what is essential for the verdict.
func Can(w io.Writer, c report.Can, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	p.verdictLine(c)
	p.essentials(c)
	p.because(c)
	p.circumstances(c.Answer)
	return b.Flush()
}

// verdictLine is "reachable  tcp/443  web-1 → ledger-db   (3/14 pairs)".
func (p *page) verdictLine(c report.Can) {
	a := c.Answer
	line := p.verdict(a.Verdict) + "  " + p.askedPorts(c) + "  " + p.paint(bold, name(c.Arrow()))
	if a.Pairs > 1 {
		line += fmt.Sprintf("   (%s/%s pairs)", number(a.Passing), number(a.Pairs))
	}
	p.line("%s", line)
}

// askedPorts is what passes, or what was asked for when nothing does.
func (p *page) askedPorts(c report.Can) string {
	switch {
	case !c.Answer.Connections.Must.IsEmpty():
		return p.connections(c.Answer.Connections.Must)
	case c.On != "":
		return c.On
	case c.Answer.Verdict == reach.Undetermined:
		return p.connections(c.Answer.Connections.Unknown())
	}
	return "all"
}

// essentials says what is delivered one way, what is unknown and which
// outside addresses pass.
func (p *page) essentials(c report.Can) {
	a := c.Answer
	if a.Verdict == reach.PartlyReachable && c.On != "" && c.On != a.Connections.Must.String() {
		p.detail("asked", "%s", c.On)
	}
	if rest := report.OneWayOnly(a.OneWay.Must, a.Connections.May, a.Asked, a.Which); !rest.IsEmpty() {
		p.detail("one way", "%s is delivered, but no reply comes back", p.ports(rest))
	}
	if rest := a.Connections.Unknown(); !rest.IsEmpty() {
		p.detail("unknown", "%s cannot be told, because", p.connections(rest))
		for _, cause := range a.Unknown {
			p.line("                - %s", p.cause(cause))
		}
	}
	for _, block := range a.Blocks {
		p.detail("passes for", "%s on %s", p.prefixes(block.Prefixes), p.connections(block.Allowed))
	}
	for i, use := range a.Used {
		if p.Terminal && i == mostTerms {
			p.detail("", "and %s (-o json for all)", count(len(a.Used)-i, "more address"))
			break
		}
		p.detail("address", "%s stands for %s", use.Addr, name(use.End))
	}
}

// cause says one thing that is not known, where, and by which rule.
func (p *page) cause(c reach.Cause) string {
	text := name(c.Text)
	if c.Where != "" && !strings.Contains(c.Text, c.Where) {
		text = name(c.Where) + ": " + text
	}
	return text + p.tail(c.Rule, "", c.Origin.String())
}

// mostReasons is how many reasons the short answer gives.
const mostReasons = 3

// because names the first rules that stop what was asked.
func (p *page) because(c report.Can) {
	if c.Answer.Verdict == reach.Reachable {
		return
	}
	label, rows := "because", newReasons(c.Answer)
	if c.Answer.Verdict == reach.PartlyReachable {
		label = "limited by"
	}
	for i, r := range rows {
		if i == mostReasons {
			p.detail("", "and %s; segment explain shows all", count(len(rows)-i, "more reason"))
			return
		}
		p.detail(label, "%s", p.reason(r))
		label = ""
	}
}

// newReasons are the reasons that say something new: not what the list of
// unknowns says already, and nothing twice.
func newReasons(a reach.Answer) []reach.Reason {
	said := map[string]bool{}
	if !a.Connections.IsExact() {
		for _, c := range a.Unknown {
			said[c.Rule+c.Where+c.Text] = true
		}
	}
	var out []reach.Reason
	for _, r := range a.Reasons {
		key := r.Code + r.Where + r.Text
		if !said[key] {
			out = append(out, r)
		}
		said[key] = true
	}
	return out
}

func (p *page) reason(r reach.Reason) string {
	text := name(r.Text)
	if r.Where != "" && !strings.Contains(r.Text, r.Where) {
		text = name(r.Where) + ": " + text
	}
	if r.Direction == reach.Reply {
		text = "reply: " + text
	}
	return text + p.tail(r.Code, r.AWSCode, r.Origin.String())
}

// circumstances are what the verdict rests on or goes through.
func (p *page) circumstances(a reach.Answer) {
	if len(a.Via) > 0 {
		p.detail("via", "%s", joinNames(a.Via))
	}
	for _, n := range a.Notes {
		p.detail("note", "%s (%s)", name(n.Text), name(n.Code))
	}
	if len(a.Assumptions) > 0 {
		p.detail("assuming", "%s", joinNames(a.Assumptions))
	}
}
