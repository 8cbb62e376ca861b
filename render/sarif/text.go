package sarif

import (
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// How many characters code hosts show of one text.
const (
	longestText = 1000
	longestID   = 200
)

func clipped(s string) string { return untrusted.Clip(untrusted.Terminal(s), longestText) }

// plain is text in which no embedded link begins.
func plain(s string) string { return linkless.Replace(clipped(s)) }

var linkless = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

// mark is text of Markdown.
func mark(s string) string { return untrusted.Markdown(untrusted.Clip(s, longestText)) }

// linewise escapes every line of a text of our own lines.
func linewise(text string) string {
	var out []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		out = append(out, plain(line))
	}
	return strings.Join(out, "\n")
}

// message is what a result says, with its details on lines of their own.
func (r *writer) message(m *report.Message) message {
	fact := m.Sentence()
	if m.Finding != nil && m.At.Line == 0 {
		fact += " (no line is known for " + m.At.Path + ")"
	}
	text, markdown := plain(fact), mark(fact)
	for _, d := range m.Details() {
		text += "\n" + plain(d)
		markdown += "\n- " + mark(d)
	}
	return message{Text: text, Markdown: markdown}
}
