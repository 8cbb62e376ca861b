package sarif

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func written(t *testing.T, c report.Check) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Check(&b, sample.Header(), c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	got := written(t, sample.Check())
	const file = "testdata/check.sarif"
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the output differs from %s; -update rewrites it:\n%s", file, got)
	}
}

// Every document fits the public schema, whatever its texts are.
func TestFitsTheSchemaOfOASIS(t *testing.T) {
	schema := official(t)
	all := sample.Bites()
	all.ShowWaived, all.Baseline = true, "known.yaml"
	nothing := sample.Check()
	nothing.Rows = nil
	for _, c := range []report.Check{sample.Check(), sample.Bites(), all, nothing} {
		text := written(t, c)
		if bytes.ContainsAny(text, "\x1b\u202e") {
			t.Error("a name acts on a display")
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Error(err)
		}
	}
}

// parse reads back what was written.
func parse(t *testing.T, c report.Check) run {
	t.Helper()
	var l log
	if err := json.Unmarshal(written(t, c), &l); err != nil {
		t.Fatal(err)
	}
	return l.Runs[0]
}

func TestWaivedAreLeftOutUnlessWanted(t *testing.T) {
	c := sample.Check()
	if got := len(parse(t, c).Results); got != 3 {
		t.Errorf("%d results, want those of BROKEN, VACUOUS and UNKNOWN", got)
	}
	c.ShowWaived = true
	for _, r := range parse(t, c).Results {
		if (r.RuleID == "segment/no-ssh") != (len(r.Suppressions) == 1) {
			t.Errorf("%s: suppressions %v", r.RuleID, r.Suppressions)
		}
	}
}

func TestOneDescriptorARule(t *testing.T) {
	r := parse(t, sample.Check())
	var ids []string
	for _, d := range r.Tool.Driver.Rules {
		ids = append(ids, d.ID)
	}
	want := "segment/orders-to-payments segment/ledger-is-private segment/no-ssh segment/tiers segment/env-isolation"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, x := range r.Results {
		if r.Tool.Driver.Rules[x.RuleIndex].ID != x.RuleID {
			t.Errorf("%s: index %d", x.RuleID, x.RuleIndex)
		}
	}
}

// A place that has no line has no region, and says so; a place outside of the
// repository is the line of the policy.
func TestNoLineRatherThanAWrongOne(t *testing.T) {
	tests := []struct {
		name   string
		origin model.Origin
		uri    string
		line   int
		says   bool
	}{
		{"with a line", model.Origin{Source: "network/sg.tf", Line: 88}, "network/sg.tf", 88, false},
		{"without", model.Origin{Source: "network/sg.tf", Address: "aws_security_group.x"}, "network/sg.tf", 0, true},
		{"in an archive", model.Origin{Source: "estate.zip/sg.json", Line: 1}, "segment.yaml", 44, false},
	}
	for _, tt := range tests {
		c := sample.Check()
		c.Rows[1].Findings[0].Openers = []policy.Opener{{What: "x", Where: "sg-ledger", Origin: tt.origin}}
		x := parse(t, c).Results[0]
		p := x.Locations[0].Physical
		line := 0
		if p.Region != nil {
			line = p.Region.StartLine
		}
		if p.Artifact.URI != tt.uri || line != tt.line || strings.Contains(x.Message.Text, "no line is known") != tt.says {
			t.Errorf("%s: got %s:%d %q", tt.name, p.Artifact.URI, line, x.Message.Text)
		}
	}
}

// What a result is about stays the same when lines move, and differs by opener.
func TestFingerprints(t *testing.T) {
	c := sample.Check()
	before := parse(t, c).Results[0].Fingerprints
	c.Rows[1].Findings[0].Openers[0].Origin.Line, c.Rows[1].Origin.Line = 1, 2
	if after := parse(t, c).Results[0].Fingerprints; after["primaryLocationLineHash"] != before["primaryLocationLineHash"] {
		t.Error("it depends on lines")
	}
	c.Rows[1].Findings[0].Openers[0].Origin.Address = "aws_security_group_rule.other"
	if after := parse(t, c).Results[0].Fingerprints; after["primaryLocationLineHash"] == before["primaryLocationLineHash"] {
		t.Error("it does not depend on the opener")
	}
}

func TestURI(t *testing.T) {
	tests := []struct{ path, want string }{
		{"network/sg.tf", "network/sg.tf"},
		{"a b/é#.tf", "a%20b/%C3%A9%23.tf"},
		{"//x.tf", "x.tf"},
		{"c:x.tf", "./c:x.tf"},
	}
	for _, tt := range tests {
		if got := uri(tt.path); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.path, got, tt.want)
		}
	}
}
