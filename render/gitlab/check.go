package gitlab

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

type issue struct {
	Description string   `json:"description"`
	Check       string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"`
	Severity    string   `json:"severity"`
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"`
	Lines lines  `json:"lines"`
}

type lines struct {
	Begin int `json:"begin"`
}

// How much of a text an issue shows.
const (
	longestText = 1000
	longestID   = 200
)

// Check writes the results of a policy.
func Check(w io.Writer, c report.Check) error {
	issues := []issue{}
	seen := map[string]int{}
	for _, m := range c.Messages() {
		mark := m.Fingerprint()
		if seen[mark]++; seen[mark] > 1 {
			mark = fmt.Sprintf("%s-%d", mark, seen[mark])
		}
		at := place(&c, &m)
		issues = append(issues, issue{
			Description: untrusted.Clip(untrusted.Terminal(describe(&m)), longestText), Check: "segment/" + untrusted.Clip(untrusted.Terminal(m.ID), longestID),
			Fingerprint: mark, Severity: severity(&m), Location: location{at.Path, lines{at.Line}},
		})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(issues); err != nil {
		return err
	}
	_, err := w.Write(untrusted.JSON(b.Bytes()))
	return err
}

// describe is the fact with the first of its details, on the one line that GitLab shows.
func describe(m *report.Message) string {
	text := m.ID + ": " + m.Sentence()
	for _, d := range m.Details() {
		text += "; " + d
	}
	return text
}

// place is where a message is shown: a line that is known.
func place(c *report.Check, m *report.Message) report.Spot {
	if m.At.Line > 0 {
		return m.At
	}
	row := m.Row
	if row == nil {
		row = &policy.Result{}
	}
	s := c.Written(row)
	s.Line = max(s.Line, 1) // the policy's file as a whole
	return s
}

func severity(m *report.Message) string {
	if m.Known || m.Word == policy.Waived || m.Word == policy.Unknown && !m.Fails {
		return "info"
	}
	s := model.Error
	if m.Row != nil {
		s = m.Row.Severity
	}
	if m.Problem != nil {
		s = m.Problem.Severity
	}
	switch s {
	case model.Error:
		return "critical"
	case model.Warning:
		return "minor"
	case model.Note, model.SeverityUnset:
	}
	return "info"
}
