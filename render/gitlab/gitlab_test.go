package gitlab

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

// reduced is what GitLab documents of an issue: these keys, and no others are read.
const reduced = `{"type": "array", "items": {
  "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
  "properties": {
    "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string", "minLength": 1},
    "fingerprint": {"type": "string", "minLength": 1}, "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
    "location": {"type": "object", "required": ["path", "lines"], "properties": {
      "path": {"type": "string", "pattern": "^[^/.][^\\\\]*$"},
      "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}`

func written(t *testing.T, c report.Check) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Check(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFitsTheSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(reduced))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("codequality.json", doc); err != nil {
		t.Fatal(err)
	}
	schema := compiler.MustCompile("codequality.json")
	nothing := sample.Check()
	nothing.Rows = nil
	for _, c := range []report.Check{sample.Check(), sample.Bites(), nothing} {
		text := written(t, c)
		if bytes.ContainsAny(text, "\x1b\u202e") {
			t.Error("a name acts on a display")
		}
		got, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(got); err != nil {
			t.Error(err)
		}
	}
}

func TestFingerprintsAreUniqueAndHaveNoLines(t *testing.T) {
	c := sample.Check()
	c.Rows = append(c.Rows, c.Rows[1])
	var before, after []issue
	if err := json.Unmarshal(written(t, c), &before); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, i := range before {
		if seen[i.Fingerprint] {
			t.Errorf("%s twice", i.Fingerprint)
		}
		seen[i.Fingerprint] = true
	}
	c.Rows[1].Findings[0].Openers[0].Origin.Line = 7
	if err := json.Unmarshal(written(t, c), &after); err != nil {
		t.Fatal(err)
	}
	if before[0].Fingerprint != after[0].Fingerprint || after[0].Location.Lines.Begin != 7 {
		t.Errorf("got %+v", after[0])
	}
}
