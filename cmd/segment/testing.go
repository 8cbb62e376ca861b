package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/policy/policytest"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/junit"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

func newTest(a *app) *cobra.Command {
	var today string
	var mutate bool
	cmd := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Run the unit tests of a policy: the files *_test.yaml of a folder",
		Example: `  segment test
  segment test policies -o text -o junit=tests.xml
  segment test --mutate`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return a.test(cmd.Context(), dir, today, mutate)
		},
	}
	cmd.Flags().StringVar(&today, "today", "", "compare waivers with this `DATE`, YYYY-MM-DD")
	cmd.Flags().BoolVar(&mutate, "mutate", false, "open and close each rule, route and entry once: which rules notice?")
	return cmd
}

// test exits with 1 when a case fails, and with --strict when a rule guards nothing.
func (a *app) test(ctx context.Context, dir, flag string, mutate bool) error {
	if err := a.wants("text", "junit"); err != nil {
		return err
	}
	today, err := a.today(flag)
	if err != nil {
		return err
	}
	files, err := a.testFiles(dir)
	if err != nil {
		return err
	}
	var all []report.TestFile
	for _, file := range files {
		one, err := a.testFile(ctx, file, today, mutate)
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	err = a.write(ctx, "text", map[string]writer{
		"text":  func(w io.Writer, s text.Style) error { return text.Tests(w, all, s) },
		"junit": func(w io.Writer, _ text.Style) error { return junit.Tests(w, all) },
	})
	idle := func(f report.TestFile) bool { return len(f.Idle()) > 0 }
	if err == nil && (slices.ContainsFunc(all, report.TestFile.Fails) || a.strict && slices.ContainsFunc(all, idle)) {
		return exit(exitNo)
	}
	return err
}

// testFiles are the tests in a folder and below it, or one file; names are relative to the current folder.
func (a *app) testFiles(dir string) ([]string, error) {
	root := dir
	if !filepath.IsAbs(root) {
		root = filepath.Join(a.Dir, root)
	}
	var files []string
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && strings.HasPrefix(e.Name(), ".") && path != root:
			return fs.SkipDir
		case !e.IsDir() && (strings.HasSuffix(path, "_test.yaml") || strings.HasSuffix(path, "_test.yml") || path == root):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, ask.Usage("give a folder with files *_test.yaml", "%s cannot be read: %v", dir, reason(err))
	}
	if len(files) == 0 {
		return nil, ask.Usage("write one: segment help test", "there is no file *_test.yaml in %s", dir)
	}
	return files, nil
}

// testFile runs the cases of one file.
func (a *app) testFile(ctx context.Context, path string, today time.Time, mutate bool) (report.TestFile, error) {
	name := path
	if below, err := filepath.Rel(a.Dir, path); err == nil && filepath.IsLocal(below) {
		name = filepath.ToSlash(below)
	}
	out := report.TestFile{Name: name}
	content, err := a.readFile(path)
	if err != nil {
		return out, ask.Usage("check its name", "%s cannot be read: %v", name, reason(err))
	}
	f, err := policytest.Parse(name, content)
	if err != nil {
		return out, ask.Usage("see segment help test", "%v", err)
	}
	r, err := a.runner(ctx, f, filepath.Dir(path), today)
	if err != nil {
		return out, err
	}
	defer a.progress("running " + name)()
	cases, err := r.Run(ctx, f)
	if err != nil {
		return out, ask.Usage("see the case in "+name, "%v", err)
	}
	for _, c := range cases {
		out.Cases = append(out.Cases, report.TestCase{Name: c.Case, At: c.At, Failures: c.Failures})
	}
	if !mutate {
		return out, nil
	}
	m, err := r.Mutate(ctx)
	if err != nil {
		return out, err
	}
	out.Mutated, out.Mutants = true, m.Mutants
	for _, g := range m.Rules {
		out.Guards = append(out.Guards, report.Guard{Rule: g.Rule, BrokenBy: g.BrokenBy})
	}
	return out, nil
}

// runner reads the policy and the network of a file of tests, which are relative to its folder.
func (a *app) runner(ctx context.Context, f *policytest.File, dir string, today time.Time) (*policytest.Runner, error) {
	p, err := ask.ReadPolicy(a.Dir, filepath.Join(dir, f.Policy))
	if err != nil {
		return nil, err
	}
	if !policy.CanEvaluate(p.Problems) {
		a.complainPolicy(p.Problems)
		return nil, exit(exitFailed)
	}
	inputs := f.Network
	if len(inputs) == 0 {
		inputs, dir = p.Policy.Network.Values(), filepath.Dir(p.Path)
	}
	if len(inputs) == 0 {
		return nil, ask.Usage("add network: to "+f.Name, "%s names no network", f.Name)
	}
	a.networks = nil
	for _, input := range inputs {
		if _, inside := embedded()[input]; !inside && !filepath.IsAbs(input) {
			input = filepath.Join(dir, input)
		}
		a.networks = append(a.networks, input)
	}
	n, err := a.loadNetwork(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return &policytest.Runner{Policy: p.Policy, Network: n.Model, Today: today, Engine: reach.Options{Strict: a.strict, Ephemeral: a.ephemeral.ports}}, nil
}
