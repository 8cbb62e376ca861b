package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaOf compiles the schema that the program prints.
func schemaOf(t *testing.T, format string) *jsonschema.Schema {
	t.Helper()
	text := segment(t, "help", "output", "--schema", format)
	if text.code != exitDone {
		t.Fatalf("%s: %s", format, text.err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text.out))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(format+".json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(format + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestOutputFitsItsSchema(t *testing.T) {
	questions := `{"id":"a","from":"eni-web1","to":"eni-db","on":"tcp/5432"}` + "\n" + `{"id":"b","from":"x"}` + "\n"
	tests := []struct{ format, args string }{
		{"can", "can web-1 ledger-db tcp/5432 -n estate"},
		{"can", "can internet bastion tcp/22 -n demo:"},
		{"can", "can internet shop-edge tcp/8443 -n demo:"},
		{"explain", "explain web-1 ledger-db tcp/6379 -n estate"},
		{"explain", "explain orders-report ledger-main tcp/5432 -n demo:"},
		{"explain", "explain orders-worker 172.16.40.7 tcp/22 -n demo:"},
		{"matrix", "matrix --all -n estate"},
		{"matrix", "matrix --by endpoint -n demo:"},
		{"reach", "reach --to ledger-main -n demo:"},
		{"check", "check -p ../../../examples/shop/segment.yaml --today 2026-11-22"},
		{"check", "check -p ../../../examples/organisation/segment.yaml --today 2026-11-22"},
		{"doctor", "doctor -n demo:"},
		{"doctor", "doctor -n estate"},
		{"batch", "can --batch - -n estate"},
	}
	for _, tt := range tests {
		got := segmentWith(context.Background(), t, Streams{In: strings.NewReader(questions)}, strings.Fields(tt.args+" --json")...)
		if problem := misfit(schemaOf(t, tt.format), got.out); problem != "" {
			t.Errorf("%s: %s", tt.args, problem)
		}
	}
}

// misfit says why a document does not fit a schema, or "".
func misfit(schema *jsonschema.Schema, document string) string {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		return err.Error()
	}
	if err := schema.Validate(value); err != nil {
		return err.Error()
	}
	return ""
}

// A schema that everything fits would prove nothing.
func TestSchemaRefuses(t *testing.T) {
	schema := schemaOf(t, "can")
	good := segment(t, "can", "web-1", "ledger-db", "-n", "estate", "--json").out
	for _, broken := range []struct{ from, to string }{
		{`"verdict": "reachable"`, `"verdict": "perhaps"`},
		{`segment.can/1`, `segment.can/2`},
		{`"allowed"`, `"alowed"`},
		{`"pairs": "1/1"`, `"pairs": "all"`},
	} {
		bad := strings.Replace(good, broken.from, broken.to, 1)
		if bad == good || misfit(schema, bad) == "" {
			t.Errorf("%s is accepted", broken.to)
		}
	}
}

func TestJSONIsTheSameEveryTime(t *testing.T) {
	for _, args := range []string{"matrix --by endpoint -n demo:", "doctor -n demo:", "explain orders-web internet -n demo:"} {
		one := segment(t, strings.Fields(args+" --json")...).out
		two := segment(t, strings.Fields(args+" --json --jobs 1")...).out
		if args != "doctor -n demo:" && one != two {
			t.Errorf("%s: two runs differ", args)
		}
		if !json.Valid([]byte(one)) || bytes.Contains([]byte(one), []byte("null")) {
			t.Errorf("%s: not JSON, or holds null", args)
		}
	}
}
