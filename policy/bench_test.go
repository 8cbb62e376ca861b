package policy_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/internal/generate"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
)

// manyContexts divides the endpoints of a network into contexts by id, and says as many rules.
func manyContexts(ids []string, contexts, rules int) string {
	var b strings.Builder
	b.WriteString("version: 1\ncontexts:\n")
	members := make([][]string, contexts)
	for i, id := range ids {
		members[i%contexts] = append(members[i%contexts], id)
	}
	for i, list := range members {
		fmt.Fprintf(&b, "  c%d: {is: [{id: [%s]}], allow-empty: true}\n", i, strings.Join(list, ", "))
	}
	b.WriteString("rules:\n")
	for i := range rules {
		fmt.Fprintf(&b, "  - {id: r%d, forbid: {from: c%d, to: c%d, ports: tcp/%d}}\n", i, i%contexts, (i*7+1)%contexts, 1+i%1000)
	}
	return b.String()
}

func evaluateMany(tb testing.TB, endpoints, contexts, rules int, defaults string) *policy.Results {
	tb.Helper()
	ctx := context.Background()
	n, err := generate.Network(ctx, generate.S1, generate.Options{Endpoints: endpoints, Seed: 1})
	if err != nil {
		tb.Fatal(err)
	}
	var ids []string
	for i := range n.NetworkInterfaces {
		ids = append(ids, string(n.NetworkInterfaces[i].ID))
	}
	p, problems := policy.Parse("p.yaml", []byte(manyContexts(ids, contexts, rules)+defaults))
	if !policy.CanEvaluate(problems) {
		tb.Fatal(problems)
	}
	b, problems := policy.Bind(p, n, nil)
	if !policy.CanEvaluate(problems) {
		tb.Fatal(problems)
	}
	c, err := reach.Compile(ctx, n, reach.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	r, err := policy.Evaluate(ctx, b, c, policy.Options{Explain: 1})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

const allowAll = "default: {between-contexts: allow, unassigned: ignore}\n"

// The engine is asked about pairs of contexts that a rule speaks of, once each, and never about
// pairs of interfaces.
func TestCountedWork(t *testing.T) {
	const contexts, rules = 50, 200
	r := evaluateMany(t, 500, contexts, rules, allowAll)
	if r.Work.Cells > contexts+10 || r.Work.Rows-4*r.Work.Explains > 2*rules+1000 {
		t.Errorf("%d cells, %d rows, %d explanations for %d rules", r.Work.Cells, r.Work.Rows, r.Work.Explains, rules)
	}
}

// 1,000 contexts, 2,000 rules, 10,000 interfaces.
func BenchmarkEvaluate(b *testing.B) {
	for b.Loop() {
		r := evaluateMany(b, 10_000, 1000, 2000, allowAll)
		b.ReportMetric(float64(r.Work.Rows), "rows/op")
		b.ReportMetric(float64(r.Work.Cells), "cells/op")
		b.ReportMetric(float64(r.Work.Explains), "explains/op")
	}
}

// BenchmarkBetweenContexts adds the default deny: every pair of contexts is asked about.
func BenchmarkBetweenContexts(b *testing.B) {
	for b.Loop() {
		r := evaluateMany(b, 400, 40, 80, "default: {unassigned: ignore}\n")
		b.ReportMetric(float64(r.Work.Rows), "rows/op")
		b.ReportMetric(float64(r.Work.Explains), "explains/op")
	}
}
