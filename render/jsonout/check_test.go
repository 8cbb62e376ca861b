package jsonout

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

// A check fits its schema, whatever its texts are, and shows nothing that acts on a display.
func TestCheckFitsItsSchema(t *testing.T) {
	text, err := Schema("check")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("check.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("check.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []report.Check{sample.Check(), sample.Bites()} {
		var b bytes.Buffer
		if err := Check(&b, sample.Header(), c); err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsAny(b.Bytes(), "\x1b\u202e") {
			t.Error("a name acts on a display")
		}
		got, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(got); err != nil {
			t.Error(err)
		}
	}
}
