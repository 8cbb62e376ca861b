package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/github"
	"github.com/seed-044d7529/segment/render/gitlab"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/junit"
	"github.com/seed-044d7529/segment/render/markdown"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/sarif"
	"github.com/seed-044d7529/segment/render/text"
)

// checkFlags are the flags of check.
type checkFlags struct {
	today      string
	failOn     string
	showWaived bool
	baseline   baselineFlags
}

func newCheck(a *app) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [-p POLICY]",
		Short: "Judge a network by its policy: contracts, rules, waivers (the CI gate)",
		Example: `  segment check
  segment check -p segment.yaml -n estate -o text -o sarif=segment.sarif -o junit=segment.xml
  segment check --baseline known.json --fail-on warning`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.check(cmd.Context(), f)
		},
	}
	cmd.Flags().StringVar(&f.today, "today", "", "compare waivers with this `DATE`, YYYY-MM-DD")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "error", "least severity that fails: error, warning, note, never")
	cmd.Flags().BoolVar(&f.showWaived, "show-waived", false, "show waived findings in SARIF and on code hosts too")
	f.baseline.add(cmd)
	complete(cmd, "fail-on", "error", "warning", "note", "never")
	return cmd
}

// checkFormats are what check writes.
var checkFormats = []string{"text", "json", "md", "sarif", "junit", "github", "gitlab"}

func (a *app) check(ctx context.Context, f checkFlags) error {
	if err := a.wants(checkFormats...); err != nil {
		return err
	}
	failOn, err := policy.ParseFailOn(f.failOn)
	if err != nil {
		return ask.Usage("write --fail-on error, warning, note or never", "%v", err)
	}
	today, err := a.today(f.today)
	if err != nil {
		return err
	}
	p, err := a.needPolicy()
	if err != nil {
		return err
	}
	known, err := a.readBaseline(&f.baseline)
	if err != nil {
		return err
	}
	n, err := a.loadNetwork(ctx)
	if err != nil {
		if !policy.CanEvaluate(p.Problems) {
			a.complainPolicy(p.Lint(today))
		}
		return err
	}
	problems := append(slices.Clone(p.Problems), n.Bind(p.Policy)...)
	q := ask.CheckQuery{Today: today, Baseline: known}
	if !policy.CanEvaluate(problems) {
		return a.complainAll(ctx, n, q, problems)
	}
	r, err := a.evaluate(ctx, n, q, &f.baseline)
	if err != nil {
		return err
	}
	r.Problems = append(slices.Clone(p.Problems), r.Problems...)
	a.complainPolicy(r.Problems)
	c := report.Check{
		Results: *r, Exit: r.ExitCode(failOn), FailOn: f.failOn, Baseline: f.baseline.file(), ShowWaived: f.showWaived,
		Files: a.repositoryFiles(p, r), Limit: a.rowLimit(),
	}
	if err := a.showCheck(ctx, n, c); err != nil {
		return err
	}
	if c.Exit != exitDone {
		return exit(c.Exit)
	}
	return nil
}

// ofWaivers are the codes of waivers that expired, or cover nothing or too much.
var ofWaivers = []string{"POL-115", "POL-116"}

// complainAll says everything that is wrong with a policy that cannot be evaluated. What can be read of it is judged
// all the same, to find what else there is: its results are shown to nobody.
func (a *app) complainAll(ctx context.Context, n *ask.Network, q ask.CheckQuery, problems []policy.Problem) error {
	r, err := n.Check(ctx, ask.CheckQuery{Today: q.Today})
	if err != nil {
		return err
	}
	for i := range r.Problems {
		if slices.Contains(ofWaivers, r.Problems[i].Code) { // the others would speak of ports that could not be read
			problems = append(problems, r.Problems[i])
		}
	}
	a.complainPolicy(problems)
	for i := range r.Rows {
		if row := &r.Rows[i]; row.Word == policy.Vacuous {
			said, at := report.Said(row)
			a.complain([]model.Diagnostic{{Severity: row.Severity, What: "the rule " + row.Rule + " is vacuous: " + said, Origin: at, Next: "correct it, or say allow-empty: true"}})
		}
	}
	return exit(exitFailed)
}

// evaluate judges, and keeps the baseline as small as it can be.
func (a *app) evaluate(ctx context.Context, n *ask.Network, q ask.CheckQuery, f *baselineFlags) (*policy.Results, error) {
	done := a.progress("judging the network")
	r, err := n.Check(ctx, q)
	done()
	if err != nil {
		return nil, err
	}
	grown, err := a.keepBaseline(ctx, f, q.Baseline, r)
	if err != nil || grown == nil {
		return r, err
	}
	q.Baseline = grown
	return n.Check(ctx, q)
}

// showCheck writes a check everywhere it goes.
func (a *app) showCheck(ctx context.Context, n *ask.Network, c report.Check) error {
	defer a.reportTimings(n)
	err := a.write(ctx, "text", map[string]writer{
		"text":   func(w io.Writer, s text.Style) error { return text.Check(w, c, s) },
		"json":   func(w io.Writer, _ text.Style) error { return jsonout.Check(w, n.Header(), c) },
		"md":     func(w io.Writer, _ text.Style) error { return markdown.Check(w, n.Header(), c) },
		"sarif":  func(w io.Writer, _ text.Style) error { return sarif.Check(w, n.Header(), c) },
		"junit":  func(w io.Writer, _ text.Style) error { return junit.Check(w, c) },
		"github": func(w io.Writer, _ text.Style) error { return github.Annotations(w, c) },
		"gitlab": func(w io.Writer, _ text.Style) error { return gitlab.Check(w, c) },
	})
	if cover := c.Coverage; err == nil && cover.Assigned < cover.Endpoints {
		a.notice("%d of %d endpoints are in a context", cover.Assigned, cover.Endpoints)
	}
	if err != nil || !slices.ContainsFunc(a.outputs, func(t output.Target) bool { return t.Format == "github" }) {
		return err
	}
	return a.jobSummary(n, c)
}

// jobSummary appends to the summary of a job of GitHub Actions, when this is one.
func (a *app) jobSummary(n *ask.Network, c report.Check) error {
	name := a.variable("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("append to the job summary: %w", reason(err))
	}
	if err := github.Summary(file, n.Header(), c); err != nil {
		_ = file.Close()
		return fmt.Errorf("append to the job summary: %w", reason(err))
	}
	return file.Close()
}
