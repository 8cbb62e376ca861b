// Package examples_test runs the example policies on their networks.
package examples_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/policy/policytest"
	"github.com/seed-044d7529/segment/reach"
)

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func network(t *testing.T, name string) *model.Network {
	t.Helper()
	n, diags, err := source.Load(context.Background(), []string{filepath.Join(name, "network")}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil || len(diags) > 0 {
		t.Fatalf("%s: %v %v", name, err, diags)
	}
	return n
}

func read(t *testing.T, name string) *policy.Policy {
	t.Helper()
	p, problems, err := policy.Load(os.DirFS(name), "segment.yaml")
	if err != nil || len(problems) > 0 {
		t.Fatalf("%s: %v %v", name, err, problems)
	}
	return p
}

func evaluate(t *testing.T, p *policy.Policy, n *model.Network, o policy.Options) *policy.Results {
	t.Helper()
	n = p.Apply(n)
	b, problems := policy.Bind(p, n, nil)
	if !policy.CanEvaluate(problems) {
		t.Fatal(problems)
	}
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := policy.Evaluate(context.Background(), b, c, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func row(t *testing.T, r *policy.Results, rule string) *policy.Result {
	t.Helper()
	for i := range r.Rows {
		if r.Rows[i].Rule == rule {
			return &r.Rows[i]
		}
	}
	t.Fatalf("no row %s", rule)
	return nil
}

// The shop shows all five words.
func TestShopShowsEveryWord(t *testing.T) {
	r := evaluate(t, read(t, "shop"), network(t, "shop"), policy.Options{Today: today})
	want := map[string]policy.Word{
		"shoppers-to-edge": policy.Kept, "edge-to-orders": policy.Kept, "orders-to-payments": policy.Kept, "payments-to-ledger": policy.Kept,
		"ledger-is-private": policy.Broken, "no-internet-ingress": policy.Kept, "no-ssh": policy.Waived, "tiers": policy.Vacuous,
		"env-isolation": policy.Unknown, policy.BetweenContexts: policy.Broken, policy.UnassignedEndpoints: policy.Broken,
	}
	for rule, word := range want {
		if got := row(t, r, rule).Word; got != word {
			t.Errorf("%s is %v, want %v", rule, got, word)
		}
	}
	if len(r.Rows) != len(want) || r.ExitCode(policy.FailOnError) != 1 {
		t.Errorf("%d rows, exit %d", len(r.Rows), r.ExitCode(policy.FailOnError))
	}
	kept := row(t, r, "orders-to-payments")
	if kept.From != (policy.Side{Name: "orders", Count: 14}) || kept.To != (policy.Side{Name: "payments", Count: 6}) || kept.Ports.String() != "tcp/443" {
		t.Errorf("orders-to-payments: %+v %+v %s", kept.From, kept.To, kept.Ports)
	}
}

func TestShopExplainsWhatIsBroken(t *testing.T) {
	r := evaluate(t, read(t, "shop"), network(t, "shop"), policy.Options{Today: today})
	broken := row(t, r, "ledger-is-private")
	if len(broken.Findings) != 1 || broken.Because != "card data scope (PCI)" || broken.Fix != "call payments.api instead" {
		t.Fatalf("%+v", broken)
	}
	f := broken.Findings[0]
	if f.From != "report-job" || f.FromContext != "orders" || f.To != "ledger-main" || f.Ports.String() != "tcp/5432" || f.EditText != "narrow the rule to payments" {
		t.Errorf("%+v", f)
	}
	if len(f.Openers) != 1 || f.Openers[0].Name != "ledger" || f.Openers[0].What != "tcp/5432 from 10.0.0.0/16" || f.Openers[0].Origin.Line == 0 {
		t.Errorf("openers %+v", f.Openers)
	}
	if waived := row(t, r, "no-ssh").Findings[0]; waived.WaivedBy == nil || waived.WaivedBy.Pairs != 2 || waived.WaivedBy.AtMost != 4 {
		t.Errorf("%+v", waived.WaivedBy)
	}
	if at := row(t, r, "tiers").At; at.Line == 0 || row(t, r, "tiers").Text != "context data-tier matches nothing" {
		t.Errorf("tiers: %v %s", at, row(t, r, "tiers").Text)
	}
	if unknown := row(t, r, "env-isolation"); len(unknown.Unknown) != 1 || unknown.Unknown[0].Origin.Line == 0 {
		t.Errorf("env-isolation: %+v", unknown.Unknown)
	}
}

// Past its last day a waiver holds no more.
func TestWaiverExpires(t *testing.T) {
	p, n := read(t, "shop"), network(t, "shop")
	for day, word := range map[string]policy.Word{"2027-01-31": policy.Waived, "2027-02-01": policy.Broken} {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := row(t, evaluate(t, p, n, policy.Options{Today: on}), "no-ssh").Word; got != word {
			t.Errorf("on %s no-ssh is %v, want %v", day, got, word)
		}
	}
}

// A baseline takes the failure out of what it holds, and shrinks when that is mended.
func TestBaseline(t *testing.T) {
	p, n := read(t, "shop"), network(t, "shop")
	first := evaluate(t, p, n, policy.Options{Today: today})
	old := policy.NewBaseline(first)
	text, err := old.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := policy.ParseBaseline(text)
	if err != nil || !again.Equal(old) || len(old.Entries) == 0 {
		t.Fatalf("%v %s", err, text)
	}
	second := evaluate(t, p, n, policy.Options{Today: today, Baseline: again})
	if r := row(t, second, "ledger-is-private"); r.Word != policy.Broken || r.New || r.Fails || second.Summary.New != 0 {
		t.Errorf("%+v, %d new", r, second.Summary.New)
	}
	if !old.Shrink(second).Equal(old) {
		t.Error("it shrinks though nothing is mended")
	}
	narrower := *old
	narrower.Entries = narrower.Entries[1:]
	if third := evaluate(t, p, n, policy.Options{Today: today, Baseline: &narrower}); third.Summary.New == 0 || len(narrower.Shrink(third).Entries) != len(narrower.Entries) {
		t.Error("what is not in the baseline is not new, or the baseline grew")
	}
}

func TestPolicyTests(t *testing.T) {
	for _, name := range []string{"shop", "organisation"} {
		content, err := os.ReadFile(filepath.Join(name, name+"_test.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := policytest.Parse(name+"_test.yaml", content)
		if err != nil {
			t.Fatal(err)
		}
		runner := &policytest.Runner{Policy: read(t, name), Network: network(t, name), Today: today}
		outcomes, err := runner.Run(context.Background(), f)
		if err != nil || len(outcomes) != len(f.Cases) {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			for _, failure := range o.Failures {
				t.Errorf("%s: %s: %s: %s", name, o.At, o.Case, failure)
			}
		}
	}
}

// Mutants break what a single rule, route or entry holds up, and say what nothing here threatens.
func TestMutants(t *testing.T) {
	want := map[string][]string{"shop": {"edge-to-orders", "payments-to-ledger"}, "organisation": {"names", policy.BetweenContexts}}
	for name, broken := range want {
		runner := &policytest.Runner{Policy: read(t, name), Network: network(t, name), Today: today}
		m, err := runner.Mutate(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range m.Rules {
			if r.BrokenBy != "" {
				got = append(got, r.Rule)
			}
		}
		if !slices.Equal(got, broken) || m.Mutants == 0 {
			t.Errorf("%s: %d mutants broke %v, want %v: %+v", name, m.Mutants, got, broken, m.Rules)
		}
	}
}

// What is suggested is a policy that holds on the network that it was made of.
func TestSuggestedPolicyHolds(t *testing.T) {
	for _, name := range []string{"shop", "organisation"} {
		n := network(t, name)
		c, err := reach.Compile(context.Background(), n, reach.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := policy.Suggest(context.Background(), n, c, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, problems := policy.Parse("segment.yaml", text)
		if !policy.CanEvaluate(problems) {
			t.Fatalf("%s: %v\n%s", name, problems, text)
		}
		for _, r := range evaluate(t, p, n, policy.Options{}).Rows {
			if r.Word == policy.Broken {
				t.Errorf("%s: %s is broken: %+v\n%s", name, r.Rule, r.Findings, text)
			}
		}
	}
}

// A requirement needs replies to every client port that Linux uses: a half-open range is an outage.
// A prohibition does not take it for closed.
func TestHalfOpenEphemeralRangeIsAnOutage(t *testing.T) {
	edits, err := change.Parse("nacl shop ingress 90 deny tcp/40000-50000 0.0.0.0/0")
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := change.Apply(network(t, "shop"), edits, change.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := evaluate(t, read(t, "shop"), n, policy.Options{Today: today})
	for rule, word := range map[string]policy.Word{"payments-to-ledger": policy.Broken, "edge-to-orders": policy.Broken, "ledger-is-private": policy.Broken} {
		if got := row(t, r, rule).Word; got != word {
			t.Errorf("%s is %v, want %v", rule, got, word)
		}
	}
	missing := row(t, r, "payments-to-ledger").Findings
	if len(missing) != 1 || !missing[0].Missing || missing[0].Ports.String() != "tcp/5432" {
		t.Errorf("%+v", missing)
	}
}

// A contract that is required and broken says which rule is missing, and what to add.
func TestBrokenRequirementNamesTheRule(t *testing.T) {
	edits, err := change.Parse("revoke sg:orders ingress tcp/443 from sg:edge")
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := change.Apply(network(t, "shop"), edits, change.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := row(t, evaluate(t, read(t, "shop"), n, policy.Options{Today: today}), "edge-to-orders").Findings
	if len(f) != 1 || !strings.Contains(f[0].Openers[0].What, "no ingress rule") || f[0].Openers[0].Name != "orders" || !strings.HasPrefix(f[0].Edit, "allow sg-") {
		t.Errorf("%+v", f)
	}
}
