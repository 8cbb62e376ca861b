package text

import (
	"strings"

	"github.com/seed-044d7529/segment/reach"
)

// blockers lists every setting that stops the question: what it is, what is
// missing, where it was read, and the smallest edit that would change it.
func (p *page) blockers(a reach.Answer) {
	if len(a.Blockers) == 0 {
		return
	}
	p.heading("What blocks it: %s", blockerCount(len(a.Blockers)))
	for i, b := range a.Blockers {
		p.blocker(i+1, b)
	}
}

func blockerCount(n int) string {
	if n == 1 {
		return "1 setting"
	}
	return count(n, "setting") + ", and each of them has to change"
}

func (p *page) blocker(n int, b reach.Blocker) {
	on := "the request"
	if b.Direction == reach.Reply {
		on = "the reply"
	}
	sign := p.paint(colourOfDecision(b.Decision), glyph(b.Decision))
	p.line("  %d. %s %s  %s  stops %s", n, sign, kindWords(b.Step), p.paint(bold, p.at(b.Step)), on)
	p.fact("why", p.wrap(name(b.Detail), 13, strings.Repeat(" ", 13)))
	if !b.Missing.IsEmpty() {
		p.fact("stopped", p.connections(b.Missing))
	}
	p.fact("set in", name(b.Origin.String()))
	if b.Origin.Source != "" {
		p.fact("", p.paint(dim, name(b.Origin.Pointer)))
	}
	p.fact("rule", ruleWords(b.Step))
	if b.Assumed {
		p.fact("note", "found on the way that the packet would take without the blockers before")
	}
	p.fact("edit", name(b.Edit))
}

// fact is one labelled line of a blocker; empty ones are left out.
func (p *page) fact(label, text string) {
	if text == "" {
		return
	}
	p.line("     %s%s", p.paint(dim, pad(label, 8)), text)
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-len(s)))
}

// ruleWords is the rule id beside AWS's own code for the same fact.
func ruleWords(s reach.Step) string {
	words := name(s.Rule)
	if s.AWSCode != "" {
		words = strings.TrimPrefix(words+", AWS Reachability Analyzer: "+name(s.AWSCode), ", ")
	}
	return words
}

// reasons lists what stops or leaves open an answer that has no blockers.
func (p *page) reasons(a reach.Answer) {
	rows := newReasons(a)
	if a.Verdict == reach.Reachable || len(rows) == 0 {
		return
	}
	p.heading("Why not everything passes")
	for _, r := range rows {
		p.line("  - %s", p.wrap(p.reason(r), 4, "    "))
	}
}
