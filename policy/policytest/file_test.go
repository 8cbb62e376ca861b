package policytest_test

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/policy/policytest"
)

func TestParse(t *testing.T) {
	f, err := policytest.Parse("a_test.yaml", []byte(`policy: segment.yaml
network: [a, b]
cases:
  - name: one
    edit: ["down az:eu-west-1a"]
    expect: { r: broken, ports: tcp/1, can: ["a -> b", "a -> c udp/53"], cannot: "b -> a" }
  - { name: two, expect: all-kept }
  - { name: three, expect: { context-of: { web: orders } } }
`))
	if err != nil {
		t.Fatal(err)
	}
	one := f.Cases[0]
	if f.Policy != "segment.yaml" || len(f.Network) != 2 || len(one.Edits) != 1 || one.Expect.Words[0] != (policytest.Expected{Rule: "r", Word: "broken"}) || len(one.Expect.Can) != 2 || one.Expect.Ports != "tcp/1" {
		t.Errorf("%+v", f)
	}
	if !f.Cases[1].Expect.AllKept || f.Cases[2].Expect.ContextOf["web"] != "orders" || one.At.Line != 4 {
		t.Errorf("%+v", f.Cases)
	}
}

func TestParseErrorsHaveAPlace(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "there are no tests",
		"cases: []\n":                  "policy is missing",
		"policy: p\ncase: []\n":        "2:7: unknown key",
		"policy: p\ncases: [{nam: x}]": "2:15: unknown key",
		"policy: p\ncases: [{name: x, expect: {r: brokn}}]": `"brokn" is none of`,
		"policy: p\ncases: [{name: x, expect: kept}]":       "write all-kept",
		"policy: p\ncases: [{name: x, edit: [alow x]}]":     "alow",
		"policy: p\ncases: [{expect: all-kept}]":            "has no name",
		"policy: [\n":                                       "",
	} {
		if _, err := policytest.Parse("a_test.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
