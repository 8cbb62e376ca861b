package junit

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// Check writes the results of a policy: one suite.
func Check(w io.Writer, c report.Check) error {
	byRule := map[*policy.Result][]report.Message{}
	s := Suite{Name: c.File}
	all := c
	all.ShowWaived = true
	for _, m := range all.Messages() {
		if m.Problem != nil {
			s.Cases = append(s.Cases, Case{Class: "policy", Name: m.ID, Error: &Outcome{"policy", m.Problem.What, story([]report.Message{m})}})
			continue
		}
		byRule[m.Row] = append(byRule[m.Row], m)
	}
	var cases []Case
	for i := range c.Rows {
		row := &all.Rows[i]
		cases = append(cases, caseOf(row, byRule[row]))
	}
	s.Cases = append(cases, s.Cases...)
	return Write(w, []Suite{s})
}

func caseOf(row *policy.Result, messages []report.Message) Case {
	c := Case{Class: row.Kind, Name: row.Rule, Output: strings.Join(escaped(row.Notes), "\n")}
	fact := report.Sides(row)
	if len(messages) > 0 {
		fact = messages[0].Sentence()
		if more := len(messages) - 1; more > 0 {
			fact += fmt.Sprintf(" (and %d more)", more)
		}
	}
	known := len(messages) > 0
	for i := range messages {
		known = known && (messages[i].Known || messages[i].Word == policy.Waived)
	}
	why := &Outcome{Type: row.Severity.String(), Message: fact, Text: story(messages)}
	switch {
	case row.Word == policy.Broken && known:
		c.Skipped = &Outcome{Message: "in the baseline: " + fact}
	case row.Word == policy.Broken:
		c.Failure = why
	case row.Word == policy.Vacuous:
		c.Error = why
	case row.Word == policy.Unknown && row.Fails:
		why.Type = "unknown"
		c.Failure = why
	case row.Word == policy.Unknown, row.Word == policy.Waived:
		c.Skipped = &Outcome{Message: fact}
	}
	return c
}

// story is everything that is known of a case, a line a fact.
func story(messages []report.Message) string {
	var lines []string
	for i := range messages {
		m := &messages[i]
		head := m.Sentence()
		if m.At.Path != "" {
			head += " (" + place(m.At) + ")"
		}
		lines = append(lines, escaped([]string{head})...)
		for _, d := range escaped(m.Details()) {
			lines = append(lines, "  "+d)
		}
	}
	return strings.Join(lines, "\n")
}

func place(s report.Spot) string {
	if s.Line == 0 {
		return s.Path
	}
	return fmt.Sprintf("%s:%d", s.Path, s.Line)
}

// escaped keeps line breaks of names from being taken for ours.
func escaped(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = untrusted.Terminal(s)
	}
	return out
}
