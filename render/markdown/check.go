package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/mermaid"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// How much a document of a check shows.
const (
	longestName  = 200 // characters of one text
	longestFact  = 600
	mostEdges    = 40
	tableShare   = budget / 2 // of the table of rules
	mostMessages = 200
)

// Check writes the verdict, a table of rules, and one collapsed part a violation.
func Check(w io.Writer, h report.Header, c report.Check) error { return check(w, h, &c, false) }

// CheckSummary is Check with a picture of what is broken, for the summary of a job.
func CheckSummary(w io.Writer, h report.Header, c report.Check) error { return check(w, h, &c, true) }

func check(w io.Writer, h report.Header, c *report.Check, picture bool) error {
	b := bufio.NewWriter(w)
	d := &document{Writer: b}
	d.put("%s\n", verdictOf(c))
	if len(c.Rows) > 0 {
		d.put("\n| | rule | result | ports | what |\n|---|---|---|---|---|\n")
	}
	for i := range c.Rows {
		if row := ruleRow(c, &c.Rows[i]); !d.fits(row, tableShare) {
			d.put("\n%d more rules do not fit here; -o json has all\n", len(c.Rows)-i)
			break
		}
	}
	if picture {
		d.picture(c)
	}
	d.messages(c)
	if n := c.Coverage; n.Endpoints > 0 {
		d.put("\n%d of %d endpoints are in a context\n", n.Assigned, n.Endpoints)
	}
	footer(b, h)
	return b.Flush()
}

// verdictOf is the first line.
func verdictOf(c *report.Check) string {
	sign, word := "✓", "passes"
	switch c.Exit {
	case 1:
		sign, word = "✕", "fails"
	case 3:
		sign, word = "?", "cannot be told"
	}
	text := fmt.Sprintf("%s **%s**: %s", sign, word, c.Summary)
	if n := len(c.Complaints()); n > 0 {
		text += fmt.Sprintf(", %d problems of the policy", n)
	}
	if c.Policy != "" {
		text += " (" + short(c.Policy, longestName) + ")"
	}
	if c.Baseline != "" {
		text += fmt.Sprintf("; %d findings are not in the baseline", c.Summary.New)
	}
	return text
}

// short escapes a text and leaves out its middle when it is long.
func short(text string, most int) string { return untrusted.Markdown(untrusted.Clip(text, most)) }

func ruleRow(c *report.Check, row *policy.Result) string {
	what, _ := report.Said(row)
	set := row.Ports
	if len(row.Findings) > 0 {
		f := &row.Findings[0]
		what, set = report.Crossing(row, f), f.Ports
		if until := report.Until(f.WaivedBy); until != "" {
			what += " until " + until
		}
	}
	text := short(what, longestName)
	if more := len(row.Findings) - 1; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	ports := ""
	if !set.IsEmpty() && row.Text == "" {
		ports = code(shorten(report.Complete(set).Strings()))
	}
	word := row.Word.String()
	if row.Word == policy.Broken && c.Baseline != "" && !row.New {
		word += ", in the baseline"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n", report.Glyph(row.Word), short(row.Rule, longestName), word, ports, text)
}

// document counts what is written.
type document struct {
	*bufio.Writer
	length int // in characters
}

func (d *document) put(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	d.length += utf8.RuneCountInString(text)
	fmt.Fprint(d, text)
}

// fits writes a part unless the document would be longer than it may.
func (d *document) fits(part string, most int) bool {
	if d.length+utf8.RuneCountInString(part) > most {
		return false
	}
	d.put("%s", part)
	return true
}

// picture draws what is broken, missing, waived or unknown.
func (d *document) picture(c *report.Check) {
	links := c.Links()
	if len(links) == 0 {
		return
	}
	text, left := mermaid.Links(links, mostEdges)
	if !d.fits("\n```mermaid\n"+text+"```\n", budget) {
		d.put("\nthe picture does not fit here; segment graph --by context draws it\n")
	} else if left > 0 {
		d.put("\n%d more edges are not drawn\n", left)
	}
}

// messages are the violations, each collapsed.
func (d *document) messages(c *report.Check) {
	all := *c
	all.ShowWaived = true
	messages := all.Messages()
	for i := range messages {
		if i == mostMessages || !d.fits(part(&messages[i]), budget) {
			d.put("\nshowing %d of %d findings; -o json has all\n", i, len(messages))
			return
		}
	}
}

func part(m *report.Message) string {
	var b strings.Builder
	title := m.Title()
	if m.Known {
		title += ", in the baseline"
	}
	fmt.Fprintf(&b, "\n<details><summary>%s <b>%s</b> %s</summary>\n\n", report.Glyph(m.Word), inTag(title), inTag(m.Fact()))
	if m.At.Path != "" && m.At.Line > 0 {
		fmt.Fprintf(&b, "- at %s\n", short(fmt.Sprintf("%s:%d", m.At.Path, m.At.Line), longestName))
	} else if m.At.Path != "" {
		fmt.Fprintf(&b, "- at %s, no line is known\n", short(m.At.Path, longestName))
	}
	for _, text := range m.Details() {
		fmt.Fprintf(&b, "- %s\n", short(text, longestFact))
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

// inTag is text inside of HTML, where backslashes do not escape.
func inTag(text string) string {
	return tagged.Replace(untrusted.HTML(untrusted.Clip(text, longestFact)))
}

// tagged keeps mentions and links from beginning there.
var tagged = strings.NewReplacer("@", "@\u2060", "://", ":\u2060//", "www.", "www\u2060.", "`", "&#96;", "*", "&#42;", "_", "&#95;", "[", "&#91;", "]", "&#93;", "~", "&#126;", "$", "&#36;", `\`, "&#92;")
