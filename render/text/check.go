package text

import (
	"bufio"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/report"
)

// Check writes one line a finding, or a rule without any; below a broken one
// the path, what opened it, why it matters and what to do. The last line counts
// the words of rules and says how the run ends. Its columns are aligned
// everywhere: most people read it in the log of a build.
func Check(w io.Writer, c report.Check, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	all, over := lines(&c), 0
	if c.Limit > 0 && len(all) > c.Limit {
		all, over = all[:c.Limit], len(all)-c.Limit
	}
	p.checkLines(all)
	if over > 0 {
		p.line("showing %s of %s; --limit 0 for all", number(c.Limit), count(len(all)+over, "line"))
	}
	for _, problem := range c.Complaints() {
		p.line("%s %s", p.paint(severityColour(problem.Severity), problem.Severity.String()+" in the policy:"), complaint(problem))
	}
	p.lastLine(&c)
	return b.Flush()
}

// checkLine is one finding, or one rule without findings to show.
type checkLine struct {
	row     *policy.Result
	finding *policy.Finding // nil: the rule itself
	first   bool            // of its rule
	known   bool            // in the baseline
	word    policy.Word
	ports   string
	what    string
	at      model.Origin
}

// lines are the lines of a check, in the order of its rows.
func lines(c *report.Check) []checkLine {
	var out []checkLine
	for i := range c.Rows {
		row := &c.Rows[i]
		for j := range row.Findings {
			f := &row.Findings[j]
			l := checkLine{row: row, finding: f, first: j == 0, known: c.Known(f), word: f.Word, what: report.Crossing(row, f), at: row.Origin}
			l.ports = report.Complete(f.Ports).String()
			if f.Word == policy.Waived {
				l.at = model.Origin{}
				if until := report.Until(f.WaivedBy); until != "" {
					l.what += " until " + until
				}
			}
			out = append(out, l)
		}
		if len(row.Findings) == 0 {
			what, at := report.Said(row)
			l := checkLine{row: row, first: true, word: row.Word, what: what, at: at}
			if row.Text == "" && (row.Word == policy.Kept || row.Word == policy.Waived) && !row.Ports.IsEmpty() {
				l.ports = report.Complete(row.Ports).String()
			}
			out = append(out, l)
		}
	}
	return out
}

// Columns of a check: ids and ports that are longer push the rest to the right.
const (
	widestRule  = 32
	widestPorts = 14
	wordWidth   = 9 // "! VACUOUS"
)

func (p *page) checkLines(all []checkLine) {
	ruleWidth, portWidth := 0, 0
	for _, l := range all {
		ruleWidth = max(ruleWidth, min(columns(name(l.row.Rule)), widestRule))
		if n := columns(l.ports); n <= widestPorts {
			portWidth = max(portWidth, n)
		}
	}
	for _, l := range all {
		text := column(p.paint(bold, name(l.row.Rule)), ruleWidth) + "   " + column(p.word(l.word), wordWidth) + "  "
		if l.ports != "" {
			text += column(p.portText(l.ports), portWidth) + "  "
		}
		text += name(l.what)
		if at := l.at.String(); at != "" {
			text = column(text, ruleWidth+3+wordWidth+2+portWidth+2+40) + p.paint(dim, "   ("+name(at)+")")
		}
		if l.known {
			text += p.paint(dim, "   in the baseline")
		}
		p.line("%s", strings.TrimRight(text, " "))
		p.evidence(l)
	}
}

// portText shortens a long list of ports on a terminal.
func (p *page) portText(ports string) string {
	terms := strings.Split(ports, ",")
	if !p.Terminal || len(terms) <= mostTerms {
		return ports
	}
	return strings.Join(terms[:mostTerms], ",") + ", " + count(len(terms)-mostTerms, "more term") + " (-o json for all)"
}

// column fills a text with blanks up to a width.
func column(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns(text)))
}

// word is glyph and word in the word's colour.
func (s Style) word(w policy.Word) string {
	return s.paint(wordColour(w), report.Glyph(w)+" "+w.String())
}

func wordColour(w policy.Word) string {
	switch w {
	case policy.Kept:
		return green
	case policy.Broken, policy.Vacuous:
		return red
	case policy.Waived, policy.Unknown:
		return yellow
	case policy.WordUnset:
	}
	return dim
}

// lastLine counts, and says how the run ends.
func (p *page) lastLine(c *report.Check) {
	text := c.Summary.String()
	if n := len(c.Complaints()); n > 0 {
		text += ", " + count(n, "problem") + " of the policy"
	}
	p.line("%s  exit %d", column(text, 68), c.Exit)
}

// complaint is a problem of a policy on one line.
func complaint(problem *policy.Problem) string {
	text := name(problem.What)
	if at := problem.Origin.String(); at != "" {
		text += "   (" + name(at) + ")"
	}
	return text
}
