package policy_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-044d7529/segment/policy"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(policy.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(policy.SchemaID, document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(policy.SchemaID)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func conforms(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

func TestExamplesConformToTheSchema(t *testing.T) {
	schema := compiledSchema(t)
	for _, name := range []string{"shop", "organisation"} {
		content, err := os.ReadFile("../examples/" + name + "/segment.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := conforms(t, schema, content); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the schema refuses, the parser refuses too, and the other way round.
func TestSchemaAndParserAgree(t *testing.T) {
	schema := compiledSchema(t)
	head := "version: 1\ncontexts: {a: {is: [{vpc: x}]}, b: {is: [{vpc: y}]}}\n"
	tests := []struct {
		text string
		ok   bool
	}{
		{"rules: [{id: x, forbid: {from: a, to: b}}]", true},
		{"rules: [{id: x, forbid: {from: a, to: [b, {tag: {k: v}}], ports: [tcp/22, {not: tcp}]}}]", false},
		{"rules: [{id: x, forbid: {from: a, to: b, ports: {not: tcp/1}}}]", true},
		{"rules: [{id: x, forbit: {from: a, to: b}}]", false},
		{"rules: [{id: x, forbid: {from: a}}]", false},
		{"rules: [{id: x, forbid: {from: a, to: b}, only: {from: a, to: b}}]", false},
		{"rules: [{id: x, isolate: [a, b], severity: fatal}]", false},
		{"rules: [{id: x, no-internet: {ingress: true, egress: {except-from: a}}}]", true},
		{"waivers: [{rule: between-contexts, from: a, because: x}]", false},
		{"waivers: [{rule: between-contexts, from: a, because: x, until: 2027-01-01, at-most: 3 pairs}]", true},
		{"default: {egress: maybe}", false},
		{"contracts: [{id: k, from: a, to: b, ports: tcp/1, required: yes}]", false},
	}
	for _, tt := range tests {
		text := []byte(head + tt.text + "\n")
		err := conforms(t, schema, text)
		_, problems := policy.Parse("p.yaml", text)
		if parsed := policy.CanEvaluate(problems); parsed != tt.ok || (err == nil) != tt.ok {
			t.Errorf("%s: parser %t %v, schema %v", tt.text, parsed, problems, err)
		}
	}
}

func TestSchemaDescribesEveryKey(t *testing.T) {
	if text := string(policy.Schema()); strings.Count(text, `"description"`) < 80 || !strings.Contains(text, "2020-12") {
		t.Errorf("the schema has %d descriptions", strings.Count(text, `"description"`))
	}
}
