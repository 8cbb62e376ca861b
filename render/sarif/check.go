package sarif

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

const (
	schemaURI  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sourceRoot = "%SRCROOT%"
	ownPrefix  = "segment/"
)

// Check writes the results of a policy.
func Check(w io.Writer, h report.Header, c report.Check) error {
	r := &writer{check: &c, index: map[string]int{}, seen: map[string]int{}}
	messages := c.Messages()
	rules := r.rules(messages)
	results := make([]result, 0, len(messages))
	for i := range messages {
		results = append(results, r.result(&messages[i]))
	}
	return encode(w, log{Schema: schemaURI, Version: "2.1.0", Runs: []run{{
		Tool: tool{driver{Name: h.Tool.Name, Version: h.Tool.Version, Rules: rules}}, ColumnKind: "unicodeCodePoints", Results: results,
	}}})
}

func encode(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(untrusted.JSON(b.Bytes()))
	return err
}

// writer turns one check into results.
type writer struct {
	check *report.Check
	index map[string]int // of descriptors, by rule id
	seen  map[string]int // fingerprints, to number those that occur twice
}

// rules are one descriptor a rule, in the order of the policy, then one for each
// kind of problem.
func (r *writer) rules(messages []report.Message) []descriptor {
	var out []descriptor
	for i := range r.check.Rows {
		row := &r.check.Rows[i]
		r.index[row.Rule] = len(out)
		out = append(out, ruleOf(row))
	}
	for i := range messages {
		m := &messages[i]
		if _, known := r.index[m.ID]; m.Problem == nil || known {
			continue
		}
		r.index[m.ID] = len(out)
		out = append(out, descriptorOf(m.ID, "a problem of the policy", "", "See the file of the policy.", m.Problem.Severity))
	}
	if out == nil {
		out = []descriptor{}
	}
	return out
}

func ruleOf(row *policy.Result) descriptor {
	kind := "rule: " + row.Kind
	if row.Kind == "contract" || row.Kind == "default" {
		kind = row.Kind
	}
	return descriptorOf(row.Rule, kind, row.Because, row.Fix, row.Severity)
}

func descriptorOf(id, kind, because, fix string, severity model.Severity) descriptor {
	id = untrusted.Clip(untrusted.Terminal(id), longestID)
	d := descriptor{
		ID: ownPrefix + id, Name: id, Default: configuration{level(severity)},
		ShortDescription: message{Text: plain(id + " (" + kind + ")")},
		FullDescription:  message{Text: plain(id + " (" + kind + ")")},
		Properties:       properties{[]string{"network", "segmentation"}, "very-high", problemSeverity(severity)},
	}
	text, markdown := "", ""
	if because != "" {
		d.FullDescription.Text = plain(because)
		text, markdown = "Because: "+because+"\n", "**Because** "+mark(because)+"\n\n"
	}
	if fix != "" {
		text, markdown = text+"Fix: "+fix+"\n", markdown+"**Fix** "+mark(fix)+"\n"
	}
	if text == "" {
		text, markdown = d.ShortDescription.Text, mark(id+" ("+kind+")")
	}
	d.Help = message{Text: linewise(text), Markdown: markdown}
	return d
}

func level(s model.Severity) string {
	switch s {
	case model.Error:
		return "error"
	case model.Warning:
		return "warning"
	case model.Note, model.SeverityUnset:
	}
	return "note"
}

func problemSeverity(s model.Severity) string {
	if s == model.Note {
		return "recommendation"
	}
	return level(s)
}

// result is one finding.
func (r *writer) result(m *report.Message) result {
	index := r.index[m.ID]
	out := result{
		RuleID: ownPrefix + untrusted.Clip(untrusted.Terminal(m.ID), longestID), RuleIndex: index, Level: r.level(m), Message: r.message(m),
		Locations: []location{{Physical: r.physical(m.At)}}, Fingerprints: r.fingerprints(m),
	}
	if m.Finding == nil {
		return out
	}
	out.Locations[0].Logical = logicals(m.Finding)
	out.Related = r.related(m)
	out.CodeFlows = r.flows(m)
	if r.check.Baseline != "" {
		out.BaselineState = "new"
		if m.Known {
			out.BaselineState = "unchanged"
		}
	}
	if w := m.Finding.WaivedBy; w != nil {
		out.Suppressions = []suppression{{"external", "accepted", plain(fmt.Sprintf("%s (until %s)", w.Because, report.Until(w)))}}
	}
	return out
}

func (r *writer) level(m *report.Message) string {
	switch {
	case m.Problem != nil:
		return level(m.Problem.Severity)
	case m.Known || m.Word == policy.Unknown && !m.Fails:
		return "note"
	}
	return level(m.Row.Severity)
}

// fingerprints are the finding's own id, and the hash that code hosts use instead
// of the text of the line.
func (r *writer) fingerprints(m *report.Message) map[string]string {
	hash := m.Fingerprint()
	r.seen[hash]++
	own := hash
	if m.Finding != nil && m.Finding.ID != "" {
		own = m.Finding.ID
	}
	return map[string]string{"segment/v1": own, "primaryLocationLineHash": fmt.Sprintf("%s:%d", hash, r.seen[hash])}
}
