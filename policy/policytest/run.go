package policytest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
)

// Outcome is what became of one case.
type Outcome struct {
	Case     string
	At       model.Origin
	Failures []string // empty: it passed
}

// Runner runs the cases of a file.
type Runner struct {
	Policy  *policy.Policy
	Network *model.Network
	Today   time.Time
	Engine  reach.Options
}

// Run runs every case. The error is that of ctx, or of a network that cannot be compiled.
func (r *Runner) Run(ctx context.Context, f *File) ([]Outcome, error) {
	var all []Outcome
	for i := range f.Cases {
		failures, err := r.run(ctx, &f.Cases[i])
		if err != nil {
			return all, fmt.Errorf("case %q: %w", f.Cases[i].Name, err)
		}
		all = append(all, Outcome{f.Cases[i].Name, f.Cases[i].At, failures})
	}
	return all, nil
}

// evaluation is a network judged by the policy.
type evaluation struct {
	policy   *policy.Policy
	bound    *policy.Bound
	compiled *reach.Compiled
	results  *policy.Results
}

func (r *Runner) evaluate(ctx context.Context, n *model.Network) (*evaluation, error) {
	n = r.Policy.Apply(n)
	e := &evaluation{policy: r.Policy}
	var err error
	if e.compiled, err = reach.Compile(ctx, n, r.Engine); err != nil {
		return nil, fmt.Errorf("compile network: %w", err)
	}
	bound, problems := policy.Bind(r.Policy, n, nil)
	if !policy.CanEvaluate(problems) {
		return nil, fmt.Errorf("the policy cannot be evaluated: %s", problems[0].What)
	}
	e.bound = bound
	e.results, err = policy.Evaluate(ctx, bound, e.compiled, policy.Options{Today: r.Today, Engine: r.Engine})
	return e, err
}

func (r *Runner) run(ctx context.Context, c *Case) ([]string, error) {
	n := r.Network
	if len(c.Edits) > 0 {
		edited, _, err := change.Apply(n, c.Edits, change.Options{})
		if err != nil {
			return []string{err.Error()}, nil
		}
		n = edited
	}
	e, err := r.evaluate(ctx, n)
	if err != nil {
		return nil, err
	}
	failures := e.words(&c.Expect)
	failures = append(failures, e.contexts(c.Expect.ContextOf)...)
	for _, q := range []struct {
		texts []string
		can   bool
	}{{c.Expect.Can, true}, {c.Expect.Cannot, false}} {
		for _, text := range q.texts {
			failure, err := e.question(ctx, text, q.can)
			if err != nil {
				return nil, err
			}
			failures = append(failures, failure...)
		}
	}
	return failures, nil
}

// words compares what rules came to.
func (e *evaluation) words(want *Expectation) []string {
	var failures []string
	if want.AllKept {
		for i := range e.results.Rows {
			if row := &e.results.Rows[i]; row.Word != policy.Kept && row.Word != policy.Waived {
				failures = append(failures, fmt.Sprintf("%s is %s", row.Rule, strings.ToLower(row.Word.String())))
			}
		}
	}
	for _, one := range want.Words {
		at := slices.IndexFunc(e.results.Rows, func(r policy.Result) bool { return r.Rule == one.Rule })
		if at < 0 {
			failures = append(failures, "no rule is called "+one.Rule)
			continue
		}
		row := &e.results.Rows[at]
		if got := strings.ToLower(row.Word.String()); got != one.Word {
			failures = append(failures, fmt.Sprintf("%s is %s, expected %s%s", one.Rule, got, one.Word, because(row)))
		} else if one.Word == "broken" && want.Ports != "" {
			failures = append(failures, open(row, want.Ports)...)
		}
	}
	return failures
}

func because(row *policy.Result) string {
	if row.Word == policy.Vacuous {
		return ": " + row.Text
	}
	return ""
}

// open compares what is open where a rule is broken.
func open(row *policy.Result, text string) []string {
	want, err := packet.Parse(text)
	if err != nil {
		return []string{err.Error()}
	}
	var got packet.Set
	for _, f := range row.Findings {
		if f.Word == policy.Broken {
			got = got.Union(f.Ports)
		}
	}
	if !got.Equal(want) {
		return []string{fmt.Sprintf("%s is broken on %s, expected %s", row.Rule, got, want)}
	}
	return nil
}

// contexts compares the contexts of endpoints.
func (e *evaluation) contexts(want map[string]string) []string {
	var failures []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		got := e.bound.ContextsOf(name)
		switch {
		case len(got) == 0:
			failures = append(failures, "nothing in the network is called "+name)
		case len(got) > 1 || got[0] != want[name]:
			failures = append(failures, fmt.Sprintf("%s is in %s, expected %s", name, strings.Join(got, " and "), want[name]))
		}
	}
	return failures
}

// question asks "FROM -> TO PORTS": it can when every packet passes between some pair, it cannot
// when none may between any.
func (e *evaluation) question(ctx context.Context, text string, can bool) ([]string, error) {
	from, rest, ok := strings.Cut(text, "->")
	fields := strings.Fields(rest)
	if !ok || len(fields) == 0 || len(fields) > 2 {
		return []string{fmt.Sprintf("%q is no question: write FROM -> TO PORTS", text)}, nil
	}
	ports := ""
	if len(fields) == 2 {
		ports = fields[1]
	}
	passes, err := e.bound.Ask(ctx, e.compiled, strings.TrimSpace(from), fields[0], ports)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return []string{fmt.Sprintf("%s: %s", text, err)}, nil
	case can && !passes.All:
		return []string{fmt.Sprintf("%s: it cannot: %s passes", text, passes.Must)}, nil
	case !can && !passes.May.IsEmpty():
		return []string{fmt.Sprintf("%s: it can, on %s", text, passes.May)}, nil
	}
	return nil, nil
}
