package policy_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
)

// Every problem of a file is reported in one run, each with its place.
func TestEveryProblemAtOnce(t *testing.T) {
	text := `version: 1
ports: { web: tcp/443, loop: [loop], bad: tcp/9-1 }
contexts:
  a: { is: [{ vpc: x }], part-of: b, publishes: { api: web } }
  b: { is: [{ tag: { Env: p } }], part-of: a }
  c: { is: [{ account: 012345678901 }, { tag: { env: q } }] }
  c: { is: [{ vpc: z }] }
  d: { owner: team }
  e: { is: [{ cidr: 10.0.0.5/16 }] }
contracts:
  - { id: k, from: a, to: c, ports: 443 }
  - { id: l, from: a, uses: a.apy }
  - { id: l, from: a, uses: nobody.api }
  - { id: m, form: a, to: c, ports: icmp/443 }
rules:
  - id: r
    layers: [a, c, a]
    severity: fatal
  - { id: s, forbid: { from: context:zz, to: c }, only: { to: a, from: c } }
  - id: t
    forbid: { from: aa, to: { context: aaa } }
  - { id: u }
waivers:
  - { rule: rr, from: "*", because: x }
  - { rule: r, from: a, because: x, until: tomorrow, at-most: many }
default: { egress: alow }
assume: { on-prem: [10.0.0.0/33], appliances: { eni-1: fly } }
include: [segment.yaml]
network: [1]
`
	_, problems, err := policy.Load(fstest.MapFS{"segment.yaml": {Data: []byte(text)}}, "segment.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range problems {
		if p.Origin.Line == 0 || p.Origin.Column == 0 || p.Line == "" {
			t.Errorf("no place: %v", p)
		}
		all.WriteString(strings.SplitN(p.String(), "\n", 2)[0] + " | " + p.Next + "\n")
	}
	want := []string{
		`:2:31: error.*defined by themselves`, `:2:43: error.*reversed.*tcp/1-9`,
		`:4:35: error.*parts of each other`, `:5:44: error.*parts of each other`,
		`:6:24: warning.*012345678901.*"012345678901"`, `:6:49: warning.*"Env" and "env"`,
		`:7:3: error.*"c" stands twice`, `:8:3: error.*nothing says`, `:9:21: warning.*host bits.*10.0.0.0/16`,
		`:11:37: error.*443 lacks.*did you mean tcp/443`, `:12:29: error.*no port "apy".*did you mean a.api`,
		`:13:11: error.*"l" stands twice`, `:13:29: error.*no context is called "nobody"`,
		`:14:14: error.*unknown key "form".*did you mean from`, `:14:37: error.*ICMP has no ports`,
		`:17:20: error.*"a" is named twice`, `:18:15: error.*"fatal" is none of`, `:19:11: error.*several verbs`,
		`:19:30: error.*no context is called "zz"`, `:21:21: warning.*"aa".*did you mean`, `:21:40: error.*no context is called "aaa"`,
		`:22:11: error.*no verb`, `:24:5: error.*until is missing`, `:24:13: error.*no rule is called "rr".*did you mean r`, `:24:23: warning.*matches everything`,
		`:25:44: error.*is no day`, `:25:63: error.*no number of pairs`, `:26:20: error.*did you mean allow`,
		`:27:21: error.*0-32`, `:27:56: error.*nothing that an appliance does`, `:28:11: error.*include each other`, `:29:11: error.*a number where text is wanted`,
	}
	for _, pattern := range want {
		if !regexp.MustCompile(pattern).MatchString(all.String()) {
			t.Errorf("no problem like %s", pattern)
		}
	}
	if t.Failed() {
		t.Log(all.String())
	}
}

// A line that is no YAML does not hide the problems of others.
func TestSyntaxErrorsDoNotHideOthers(t *testing.T) {
	_, problems := policy.Parse("p.yaml", []byte("version: 1\n\tname: x\ncontexts: {a: {iss: [{vpc: x}]}}\nrules: &x []\n"))
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	if got := strings.Join(codes, " "); !strings.Contains(got, "POL-101") || !strings.Contains(got, "POL-103") || !strings.Contains(problems[0].What, "tab") {
		t.Errorf("%v", problems)
	}
}

func TestIncludesAddUp(t *testing.T) {
	files := fstest.MapFS{
		"segment.yaml":     {Data: []byte("version: 1\ninclude: [teams/a.yaml, teams/b.yaml]\nrules: [{id: x, isolate: [a, b]}]\n")},
		"teams/a.yaml":     {Data: []byte("version: 1\ncontexts: {a: {is: [{vpc: a}]}}\ninclude: [ports.yaml]\n")},
		"teams/b.yaml":     {Data: []byte("version: 1\ncontexts: {b: {is: [{vpc: b}]}, a: {is: [{vpc: c}]}}\ninclude: [ports.yaml, missing.yaml]\n")},
		"teams/ports.yaml": {Data: []byte("version: 1\nports: {web: tcp/443}\n")},
	}
	p, problems, err := policy.Load(files, "segment.yaml")
	if err != nil || len(p.Contexts) != 2 || len(p.Ports) != 1 {
		t.Fatalf("%v: %d contexts, %d ports", err, len(p.Contexts), len(p.Ports))
	}
	if len(problems) != 2 || problems[0].Origin.Source != "teams/b.yaml" || problems[0].Related[0].Origin.Source != "teams/a.yaml" || !strings.Contains(problems[1].What, "missing.yaml") {
		t.Errorf("%v", problems)
	}
}

// shop binds and evaluates a policy on the network of the example.
func shop(t *testing.T, text string, today string) *policy.Results {
	t.Helper()
	p, problems := policy.Parse("p.yaml", []byte(text))
	if !policy.CanEvaluate(problems) {
		t.Fatal(problems)
	}
	n := shopNetwork(t)
	b, problems := policy.Bind(p, n, nil)
	if !policy.CanEvaluate(problems) {
		t.Fatal(problems)
	}
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		t.Fatal(err)
	}
	r, err := policy.Evaluate(context.Background(), b, c, policy.Options{Today: day, Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func shopNetwork(t *testing.T) *model.Network {
	t.Helper()
	if _, err := os.Stat("../examples/shop/network"); err != nil {
		t.Skip("the example is not here")
	}
	n, _, err := source.Load(context.Background(), []string{"../examples/shop/network"}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What only a network and a date tell is reported with the results.
func TestProblemsOfBindingAndDates(t *testing.T) {
	r := shop(t, `version: 1
contexts:
  orders: { is: [{ subnet: "orders-*" }] }
  workers: { is: [{ service: worker }] }
  ledger: { is: [{ type: rds }] }
  nobody: { is: [{ tag: { Context: x } }] }
contracts:
  - { id: k, from: orders, to: ledger, ports: tcp/5432 }
  - { id: never, from: ledger, to: orders, ports: tcp/1 }
rules:
  - { id: closed, forbid: { from: orders, to: ledger } }
  - { id: inspected, through: { from: orders, to: ledger, via: nat:none } }
  - { id: ssh, forbid: { from: "bastion-1", to: orders, ports: tcp/22 } }
  - { id: tiers, isolate: [nobody, ledger] }
waivers:
  - { rule: ssh, from: bastion-1, ports: tcp/22, because: x, until: 2026-11-01 }
  - { rule: ssh, from: bastion-1, ports: tcp/22, because: x, until: 2026-11-30, at-most: 1 pair }
  - { rule: closed, from: workers, because: x, until: 2029-01-01 }
`, "2026-11-22")
	var all strings.Builder
	for _, p := range r.Problems {
		all.WriteString(strings.SplitN(p.String(), "\n", 2)[0] + "\n")
	}
	for _, pattern := range []string{
		`:4:18: error.*in two contexts, orders and workers`, `:6:3: error.*"nobody" matches nothing`, `:6:27: warning.*some have "context"`,
		`:8:11: warning.*allows what the rule "closed" forbids`, `:9:11: note.*never exercised`, `:12:64: error.*no path can pass`,
		`:16:69: warning.*expired`, `:17:69: note.*expires in 8 days`, `:17:5: error.*covers 2 pairs`, `:18:5: error.*stale`, `:18:55: warning.*more than a year`,
	} {
		if !regexp.MustCompile(pattern).MatchString(all.String()) {
			t.Errorf("no problem like %s in\n%s", pattern, all.String())
		}
	}
	words := map[string]policy.Word{}
	for _, row := range r.Rows {
		words[row.Rule] = row.Word
	}
	if words["ssh"] != policy.Broken || words["tiers"] != policy.Vacuous || words["closed"] != policy.Broken {
		t.Errorf("%v", words)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("version: 1\ncontexts: {a: {is: [{vpc: x}]}}\nrules: [{id: x, layers: [a, b | c]}]\n")
	f.Add("version: 1\nwaivers: [{rule: x, until: 2027-01-01, at-most: 3 pairs, from: {tag: {a: [b, c]}}}]\n")
	f.Add("version: 1\nports: {a: {not: {not: [b, tcp/1]}}, b: a}\n- x\n\t- y\n")
	f.Add("a: &b {c: *b}\n? x\n: !!map y\n---\n<<: z\n")
	f.Fuzz(func(_ *testing.T, text string) {
		p, problems := policy.Parse("p.yaml", []byte(text))
		for _, one := range problems {
			_ = one.String()
		}
		if policy.CanEvaluate(problems) {
			policy.Bind(p, &model.Network{}, nil)
		}
	})
}

// Names from strangers come out as text: no escape codes, no characters that turn others round.
func TestHostileNamesAreHarmless(t *testing.T) {
	_, problems := policy.Parse("p.yaml", []byte("version: 1\nrules: [{id: x, isolate: [\"\\e[31m\\u202egnp\", \"b\\u0000\"], \"fo\\u200bo\": 1}]\ncontexts: {\"\\e]0;x\\a\": {}}\n"))
	for _, p := range problems {
		if strings.ContainsAny(p.String(), "\x1b\x00\a\u202e\u200b") {
			t.Errorf("%q", p.String())
		}
	}
	if len(problems) == 0 {
		t.Error("nothing is wrong with it")
	}
}
