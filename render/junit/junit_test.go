package junit

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

func written(t *testing.T, c report.Check) string {
	t.Helper()
	var b bytes.Buffer
	if err := Check(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	got := written(t, sample.Check())
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="2" errors="1">
  <testsuite name="segment.yaml" tests="5" failures="2" errors="1" skipped="1">
    <testcase name="orders-to-payments" classname="contract"></testcase>
    <testcase name="ledger-is-private" classname="only">
      <failure message="BROKEN: orders/report-job → ledger-main passes on tcp/5432" type="error">BROKEN: orders/report-job → ledger-main passes on tcp/5432 (network/sg.tf:88)&#xA;`
	if !strings.HasPrefix(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// What becomes of each word, with and without a baseline.
func TestOutcomes(t *testing.T) {
	base := sample.Check()
	base.Baseline = "known.yaml"
	base.Rows[1].New, base.Rows[1].Fails = false, false
	base.Rows[1].Findings = slices.Clone(base.Rows[1].Findings)
	base.Rows[1].Findings[0].New = false
	warned := sample.Check()
	warned.Rows[4].Fails = false
	problem := sample.Check()
	problem.Problems = []policy.Problem{{Diagnostic: model.Diagnostic{Severity: model.Error, Code: "POL-105", What: "x"}, Counts: true}}
	tests := []struct {
		name string
		c    report.Check
		want string // failures, errors, skipped
	}{
		{"plain", sample.Check(), "2 1 1"},
		{"known", base, "1 1 2"},
		{"unknown under warn", warned, "1 1 2"},
		{"a problem of the policy", problem, "2 2 1"},
	}
	for _, tt := range tests {
		var doc suites
		if err := xml.Unmarshal([]byte(written(t, tt.c)), &doc); err != nil {
			t.Fatal(err)
		}
		s := doc.Suites[0]
		if got := fmt.Sprint(s.Failures, s.Errors, s.Skipped); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := written(t, sample.Check()); !strings.Contains(got, `type="unknown"`) {
		t.Error("UNKNOWN is no failure of type unknown")
	}
}

// grammar is what the schema that CI servers share allows: the attributes and the children of each
// element.
var grammar = map[string]struct{ attributes, children string }{
	"testsuites": {"name time tests failures disabled errors", "testsuite"},
	"testsuite":  {"name tests failures errors time disabled skipped skips timestamp hostname id package", "properties testcase system-out system-err"},
	"testcase":   {"name assertions time classname status", "skipped error failure system-out system-err"},
	"skipped":    {"message type", ""},
	"error":      {"message type", ""},
	"failure":    {"message type", ""},
	"system-out": {"", ""},
}

func TestFitsTheGrammar(t *testing.T) {
	for _, c := range []report.Check{sample.Check(), sample.Bites()} {
		text := written(t, c)
		if strings.ContainsAny(text, "\x1b\u202e") {
			t.Error("a name acts on a display")
		}
		fits(t, text)
	}
}

func fits(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	var open []string
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			rule, known := grammar[name]
			if !known || len(open) > 0 && !slices.Contains(strings.Fields(grammar[open[len(open)-1]].children), name) {
				t.Fatalf("%s in %v", name, open)
			}
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(rule.attributes), a.Name.Local) {
					t.Errorf("%s has an attribute %s", name, a.Name.Local)
				}
			}
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	if len(open) != 0 {
		t.Errorf("left open: %v", open)
	}
}
