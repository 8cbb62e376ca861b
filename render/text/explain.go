package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Explain writes the answer, then the way hop by hop in both directions, then
// every setting that stops it.
func Explain(w io.Writer, c report.Can, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	p.verdictLine(c)
	p.line("%s", p.paint(dim, "  "+p.wrap(meaning(c), 2, "  ")))
	p.essentials(c)
	p.circumstances(c.Answer)
	for _, path := range c.Answer.Paths {
		p.path(path, c)
	}
	p.key(c.Answer.Paths)
	p.alternatives(c.Answer.Others)
	p.blockers(c.Answer)
	if len(c.Answer.Blockers) == 0 {
		p.reasons(c.Answer)
	}
	return b.Flush()
}

// meaning says in a sentence what the verdict means, so that nobody has to
// look it up.
func meaning(c report.Can) string {
	switch c.Answer.Verdict {
	case reach.Reachable:
		if c.On == "" {
			return "A connection can be made on these ports: requests arrive and replies come back."
		}
		return "Every connection asked for can be made: requests arrive and replies come back."
	case reach.PartlyReachable:
		return "Some of the connections asked for can be made, not all."
	case reach.Blocked:
		return "No connection can be made: below is where the request or its reply stops, and what would have to change."
	case reach.Undetermined:
		return "It cannot be told from what was imported: what is missing is named below."
	case reach.VerdictUnset:
	}
	return ""
}

// key explains the glyphs that occur.
func (p *page) key(paths []reach.Path) {
	seen := map[reach.Decision]bool{}
	for _, path := range paths {
		for _, hop := range path.Hops {
			seen[hop.Decision] = true
		}
	}
	var parts []string
	for _, g := range glyphWords {
		if seen[g.decision] {
			parts = append(parts, glyph(g.decision)+" "+g.words)
		}
	}
	if len(parts) > 0 {
		p.line("\n  %s", p.paint(dim, strings.Join(parts, "   ")))
	}
}

// heading is a line with nothing but a title over a block.
func (p *page) heading(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	p.line("\n%s", p.paint(bold, text))
	if p.Terminal {
		p.line("%s", p.paint(dim, strings.Repeat("─", utf8.RuneCountInString(text))))
	}
}
