package text

import (
	"fmt"

	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// mostEvidence is how many openers or causes stand below a finding.
const mostEvidence = 3

// evidence is what stands below a finding.
func (p *page) evidence(l checkLine) {
	switch {
	case l.finding == nil:
		if l.word == policy.Broken || l.word == policy.Unknown {
			p.causes(l.row.Unknown, 1)
			p.remedy(l)
		}
		return
	case l.word == policy.Waived || l.known:
		return
	}
	if l.finding.Zone != "" {
		p.proof("when", "%s is down", name(l.finding.Zone))
	}
	if way := report.Way(l.finding); way != "" {
		p.proof("path", "%s", name(way))
	}
	p.openers(l.finding)
	p.causes(l.finding.Unknown, 0)
	p.remedy(l)
}

// remedy is why it matters and what to do; of several findings of a rule the
// first has them all.
func (p *page) remedy(l checkLine) {
	fix := ""
	if l.first {
		if l.row.Because != "" {
			p.proof("because", "%s", name(l.row.Because))
		}
		fix = l.row.Fix
	}
	if l.finding != nil {
		fix = report.Fix(fix, l.finding)
	}
	if fix != "" {
		p.proof("fix", "%s", name(fix))
	}
	if l.first {
		for _, note := range l.row.Notes {
			p.proof("note", "%s", name(note))
		}
	}
}

func (p *page) openers(f *policy.Finding) {
	label := report.Opened(f)
	for i, o := range f.Openers {
		if i == mostEvidence {
			p.proof("", "and %s (-o json for all)", count(len(f.Openers)-i, "more rule"))
			return
		}
		p.proof(label, "%s", openerWords(o))
		label = ""
	}
}

// openerWords are an opener with its place: "aws_security_group_rule.x
// network/sg.tf:88   10.0.0.0/16 tcp/5432".
func openerWords(o policy.Opener) string {
	first, rest := name(report.OpenerName(o)), name(o.What)
	if first == "" {
		first, rest = rest, ""
	}
	if at := o.Origin.String(); at != "" && at != o.Origin.Address {
		first += "   " + name(at)
	}
	if rest != "" {
		first += "   " + rest
	}
	return first
}

// causes list what is not known, from the given one on.
func (p *page) causes(list []reach.Cause, from int) {
	label := "unknown"
	for i, c := range list {
		switch {
		case i < from:
			continue
		case i == mostEvidence+from:
			p.proof("", "and %s (-o json for all)", count(len(list)-i, "more cause"))
			return
		}
		p.proof(label, "%s", p.cause(c))
		label = ""
	}
}

// proof is one labelled line below a finding.
func (p *page) proof(label, format string, args ...any) {
	text := p.wrap(fmt.Sprintf(format, args...), proofIndent, "              ")
	p.line("    %s%s", p.paint(dim, column(label, 10)), text)
}

// proofIndent is where the text of a proof begins.
const proofIndent = 14
