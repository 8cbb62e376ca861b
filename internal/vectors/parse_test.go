package vectors

import (
	"slices"
	"strings"
	"testing"
)

func TestParseReadsEveryClause(t *testing.T) {
	vs, err := Parse("x.vectors", []byte(`
define open
  sg sg-d ingress none
SG-1 SG-4 two words
  tier 2
  use open
  ? w > d tcp/443 = blocked; one-way reachable; allowed udp/53,tcp/1; because SG-1|SG-4 NACL-2; note local; state
  set eni-d SourceDestCheck false
  ? I > wEIP = reachable
`))
	if err != nil || len(vs) != 2 {
		t.Fatalf("%d vectors, %v", len(vs), err)
	}
	v := vs[0]
	if v.ID != "SG-1/two words#1" || !slices.Equal(v.Rules, []string{"SG-1", "SG-4"}) || v.Tier != 2 || v.Line != 7 {
		t.Errorf("title: %+v", v)
	}
	if v.From != "eni-w" || v.To != "eni-d" || v.On != "tcp/443" || !v.State {
		t.Errorf("question: %+v", v)
	}
	if v.Want != "blocked" || v.WantOneWay != "reachable" || v.WantAllowed != "tcp/1,udp/53" || len(v.WantReasons) != 2 || v.WantNotes[0] != "local" {
		t.Errorf("answer: %+v", v)
	}
	if len(v.steps) != 1 || len(vs[1].steps) != 2 || vs[1].To != "198.51.100.10" || vs[1].On != "" {
		t.Errorf("steps: %+v and %+v", v.steps, vs[1])
	}
}

func TestParseErrorsSayWhere(t *testing.T) {
	tests := []struct{ text, want string }{
		{"  ? w > d = blocked", "x.vectors:1: "},
		{"no rule", "RULE-ID"},
		{"SG-1", "some words"},
		{"SG-1 a\n  ? w d = blocked", "x.vectors:2: "},
		{"SG-1 a\n  ? w > d = maybe", "no verdict"},
		{"SG-1 a\n  ? w > d tcp/x = blocked", "tcp/x"},
		{"SG-1 a\n  ? w > d = blocked; because of it", "no rule id"},
		{"SG-1 a\n  ? w > d = blocked; why not", "no clause"},
		{"SG-1 a\n  tier 9", "no tier"},
		{"SG-1 a\n  use nothing", "nothing is defined"},
	}
	for _, tt := range tests {
		if _, err := Parse("x.vectors", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.text, err, tt.want)
		}
	}
}

func TestStepErrorsSayWhere(t *testing.T) {
	for _, step := range []string{
		"set eni-none A b", "set eni-d Nothing 1", "set eni-d SourceDestCheck maybe", "set eni-d Groups[9] a", "new Nothing {}", "new VPCs {Foo: 1}",
		"forget none", "drop Nothing", "assume appliance eni-f fly", "sg sg-none ingress none", "acl nowhere ingress none", "route rt-none 1.0.0.0/8 remove",
		"place vpc-b", "nonsense",
	} {
		vs, err := Parse("x.vectors", []byte("SG-1 a\n  "+step+"\n  ? w > d = blocked"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vs[0].Network(F0()); err == nil || !strings.HasPrefix(err.Error(), "x.vectors:2: ") {
			t.Errorf("%q: error %v", step, err)
		}
	}
}

func TestDifferences(t *testing.T) {
	v := Vector{Want: "blocked", WantOneWay: "reachable", WantReasons: []string{"SG-1|SG-4", "NACL-2"}, WantNotes: []string{"local"}}
	good := Outcome{Verdict: "blocked", OneWay: "reachable", Reasons: []string{"NACL-2", "SG-4"}}
	if d := v.Differences(good); len(d) != 0 {
		t.Errorf("differences %q", d)
	}
	bad := Outcome{Verdict: "unknown", OneWay: "blocked", Reasons: []string{"RT-8"}, Notes: []string{}}
	if d := v.Differences(bad); len(d) != 5 {
		t.Errorf("differences %q, want 5", d)
	}
}
