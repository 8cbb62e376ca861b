package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/cmd/segment/internal/settings"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

func newPolicy(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy lint|fmt|schema",
		Short: "Check, lay out or describe a policy file; no network is needed",
		Example: `  segment policy lint
  segment policy fmt -p segment.yaml
  segment policy schema > segment.schema.json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return ask.Usage("write segment policy lint, fmt or schema", "it is not said what to do with the policy")
		},
	}
	cmd.AddCommand(newPolicyLint(a), newPolicyFmt(a), newPolicySchema(a))
	return cmd
}

func newPolicyLint(a *app) *cobra.Command {
	today := ""
	cmd := &cobra.Command{
		Use:   "lint [FILE…]",
		Short: "Say everything that is wrong with a policy, as far as no network is needed",
		Example: `  segment policy lint
  segment policy lint policies/shop.yaml policies/estate.yaml
  segment policy lint --today 2027-01-01 --strict`,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.policyLint(args, today)
		},
	}
	cmd.Flags().StringVar(&today, "today", "", "compare waivers with this `DATE`, YYYY-MM-DD")
	return cmd
}

// policyLint fails on errors, and with --strict on warnings.
func (a *app) policyLint(files []string, flag string) error {
	if err := a.wants("text"); err != nil {
		return err
	}
	today, err := a.today(flag)
	if err != nil {
		return err
	}
	if files, err = a.policyFiles(files); err != nil {
		return err
	}
	counts, fatal := map[model.Severity]int{}, false
	for _, file := range files {
		p, err := ask.ReadPolicy(a.Dir, file)
		if err != nil {
			return err
		}
		problems := p.Lint(today)
		fatal = fatal || !policy.CanEvaluate(problems)
		for i := range problems {
			counts[problems[i].Severity]++
			fmt.Fprint(a.Out, problems[i].String())
		}
	}
	if !a.quiet || len(counts) > 0 {
		fmt.Fprintf(a.Out, "%d errors, %d warnings, %d notes\n", counts[model.Error], counts[model.Warning], counts[model.Note])
	}
	switch {
	case fatal:
		return exit(exitFailed)
	case counts[model.Error] > 0, a.strict && counts[model.Warning] > 0:
		return exit(exitNo)
	}
	return nil
}

// policyFiles are the files that were named, else the policy that holds here.
func (a *app) policyFiles(files []string) ([]string, error) {
	if len(files) > 0 {
		return files, nil
	}
	if a.policy != "" {
		return []string{a.policy}, nil
	}
	file := settings.Find(a.Dir)
	if file == "" {
		return nil, noPolicy()
	}
	if below, err := filepath.Rel(a.Dir, file); err == nil {
		file = below
	}
	return []string{file}, nil
}

func newPolicyFmt(a *app) *cobra.Command {
	check := false
	cmd := &cobra.Command{
		Use:   "fmt [FILE…]",
		Short: "Lay a policy out as everybody does; comments stay",
		Example: `  segment policy fmt
  segment policy fmt policies/shop.yaml
  segment policy fmt --check`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.policyFmt(cmd.Context(), args, check)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "change nothing; exit with 1 when something would change")
	return cmd
}

// policyFmt rewrites files in place and lists those that changed; - is standard input.
func (a *app) policyFmt(ctx context.Context, files []string, check bool) error {
	if slices.Equal(files, []string{"-"}) {
		return a.policyFmtStream()
	}
	files, err := a.policyFiles(files)
	if err != nil {
		return err
	}
	changed := false
	for _, file := range files {
		content, err := a.readFile(file)
		if err != nil {
			return ask.Usage("check its name", "%s cannot be read: %v", file, reason(err))
		}
		out, err := policy.Format(content)
		if err != nil {
			return ask.Usage("segment policy lint says where", "%s: %v", file, err)
		}
		if bytes.Equal(out, content) {
			continue
		}
		changed = true
		fmt.Fprintln(a.Out, file)
		if check {
			continue
		}
		if !filepath.IsAbs(file) {
			file = filepath.Join(a.Dir, file)
		}
		target := output.Target{Format: "text", File: file}
		if err := target.Write(ctx, nil, func(w io.Writer) error { _, err := w.Write(out); return err }); err != nil {
			return err
		}
	}
	if check && changed {
		return exit(exitNo)
	}
	return nil
}

func (a *app) policyFmtStream() error {
	content, err := io.ReadAll(a.In)
	if err != nil {
		return err
	}
	out, err := policy.Format(content)
	if err != nil {
		return ask.Usage("segment policy lint says where", "%v", err)
	}
	_, err = a.Out.Write(out)
	return err
}

func newPolicySchema(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of policies, for editors",
		Example: `  segment policy schema > segment.schema.json
  segment policy schema | jq .properties.rules
  segment help output --schema check`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.Out.Write(policy.Schema())
			return err
		},
	}
}
