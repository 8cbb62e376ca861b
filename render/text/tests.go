package text

import (
	"bufio"
	"io"

	"github.com/seed-044d7529/segment/render/report"
)

// Tests writes one line a case, below a failed one what is wrong, and a count.
func Tests(w io.Writer, files []report.TestFile, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	passed, failed, idle := 0, 0, 0
	for _, f := range files {
		p.line("%s", p.paint(bold, name(f.Name)))
		for _, o := range f.Cases {
			if len(o.Failures) == 0 {
				passed++
				p.line("  %s %s", p.paint(green, "✓"), name(o.Name))
				continue
			}
			failed++
			at := ""
			if where := o.At.String(); where != "" {
				at = p.paint(dim, "   ("+name(where)+")")
			}
			p.line("  %s %s%s", p.paint(red, "✕"), name(o.Name), at)
			for _, why := range o.Failures {
				p.line("      %s", p.wrap(name(why), 6, "      "))
			}
		}
		idle += len(f.Idle())
		p.mutation(f)
	}
	text := count(passed, "case") + " passed, " + number(failed) + " failed"
	if idle > 0 {
		text += ", " + count(idle, "rule") + " guarding nothing"
	}
	p.line("%s", text)
	return b.Flush()
}

// mutation says for every rule which mutant broke it.
func (p *page) mutation(f report.TestFile) {
	if !f.Mutated {
		return
	}
	p.line("  %s", count(f.Mutants, "mutant"))
	for _, r := range f.Guards {
		if r.BrokenBy == "" {
			p.line("  %s %s guards nothing here: no mutant breaks it", p.paint(yellow, "!"), name(r.Rule))
		} else {
			p.line("  %s %s is broken by: %s", p.paint(green, "✓"), name(r.Rule), name(r.BrokenBy))
		}
	}
}
