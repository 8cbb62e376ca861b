package main

import (
	"strings"
	"testing"
)

// What whatif and diff write as JSON fits the schemas that the program prints.
func TestDifferencesFitTheirSchemas(t *testing.T) {
	tests := []struct {
		format string
		args   []string
	}{
		{"whatif", []string{"whatif", "isolate web-1", "-n", "estate"}},
		{"whatif", []string{"whatif", "down az:eu-west-1a", "--by", "endpoint", "-n", "demo:"}},
		{"whatif", []string{"whatif", "add canary in shop-app-a with sg:orders-web", "allow sg:bastion ingress tcp/22 from 0.0.0.0/0", "-n", "demo:"}},
		{"diff", []string{"diff", "estate", "demo:"}},
		{"diff", []string{"diff", "estate", "estate"}},
	}
	for _, tt := range tests {
		got := segment(t, append(tt.args, "--json", "-q")...)
		if problem := misfit(schemaOf(t, tt.format), got.out); problem != "" || got.code != exitDone {
			t.Errorf("%v: exit %d, %s%s", tt.args, got.code, problem, got.err)
		}
		if strings.Contains(got.out, "null") {
			t.Errorf("%v: holds null", tt.args)
		}
	}
	good := segment(t, "whatif", "isolate web-1", "-n", "estate", "--json").out
	for _, broken := range []string{`"kind": "gone"`, `"closed_by"`, `"summary"`, `segment.whatif/1`} {
		if misfit(schemaOf(t, "whatif"), strings.ReplaceAll(good, broken, `"kind": "other"`)) == "" {
			t.Errorf("without %s it is accepted", broken)
		}
	}
}
