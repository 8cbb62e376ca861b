package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/dot"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/markdown"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

func newWhatif(a *app) *cobra.Command {
	var f differenceFlags
	var file string
	cmd := &cobra.Command{
		Use:     "whatif EDIT… [--edits FILE]",
		Aliases: []string{"simulate"},
		Short:   "Say what a change would open and close, before anybody makes it",
		Example: `  segment whatif "allow sg:db ingress tcp/5432 from sg:web" -n estate
  segment whatif "peer shop ledger" "route rtb-1 10.30.0.0/16 via pcx-shop-ledger" -n estate
  segment whatif "down az:eu-west-1a" -n estate     segment whatif --edits plan.txt -n estate`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && file == "" {
				return ask.Usage(`write one: segment whatif "allow sg:db ingress tcp/5432 from sg:web"; segment help edits has all of them`, "no edit is given")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.whatif(cmd.Context(), args, file, f)
		},
	}
	a.addDifferenceFlags(cmd, &f)
	cmd.Flags().StringVar(&file, "edits", "", "read edits from a `FILE`, one a line, or YAML; - for standard input")
	cmd.Flags().BoolVar(&f.force, "force", false, "apply also what AWS would refuse, and say so")
	return cmd
}

// differenceFlags are the flags that whatif and diff share.
type differenceFlags struct {
	query    ask.DifferenceQuery
	exitCode bool
	force    bool // whatif only
}

func (a *app) addDifferenceFlags(cmd *cobra.Command, f *differenceFlags) {
	cmd.Flags().StringVar(&f.query.Level, "by", "service", "`LEVEL` of rows: account, vpc, subnet, sg, service, endpoint")
	cmd.Flags().StringVar(&f.query.Ports, "on", "", "compare these `PORTS` only")
	cmd.Flags().BoolVar(&f.exitCode, "exit-code", false, "exit with 1 when there is a difference")
	complete(cmd, "by", ask.Levels...)
}

// differenceFormats are what whatif and diff write.
var differenceFormats = []string{"text", "json", "md", "dot"}

func (a *app) whatif(ctx context.Context, args []string, file string, f differenceFlags) error {
	if err := a.readyForDifference(f); err != nil {
		return err
	}
	edits, err := a.edits(args, file)
	if err != nil {
		return err
	}
	n, err := a.load(ctx)
	if err != nil {
		return err
	}
	f.query.State, f.query.Limit = a.state, a.rowLimit()
	done := a.progress("comparing all pairs")
	d, err := n.WhatIf(ctx, ask.Scenario{Edits: edits, Force: f.force}, f.query)
	done()
	if err != nil {
		return err
	}
	d.BeforeName, d.AfterAs = "the network as it is", "the network with the edits"
	return a.showDifference(ctx, n, d, f)
}

func (a *app) readyForDifference(f differenceFlags) error {
	if err := a.wants(differenceFormats...); err != nil {
		return err
	}
	return ask.CheckLevel(f.query.Level, ask.Levels)
}

// showDifference writes a difference everywhere it goes. The header is about
// the network before.
func (a *app) showDifference(ctx context.Context, n *ask.Network, d report.Difference, f differenceFlags) error {
	defer a.reportTimings(n)
	err := a.write(ctx, "text", map[string]writer{
		"text": func(w io.Writer, s text.Style) error { return text.Difference(w, d, s) },
		"json": func(w io.Writer, _ text.Style) error { return jsonout.Difference(w, n.Header(), d) },
		"md":   func(w io.Writer, _ text.Style) error { return markdown.Difference(w, n.Header(), d) },
		"dot":  func(w io.Writer, _ text.Style) error { return dot.Difference(w, n.Header(), d) },
	})
	for _, line := range text.DifferenceFooter(d) {
		a.notice("%s", line)
	}
	if err == nil && f.exitCode && d.Total() > 0 {
		return exit(exitNo)
	}
	return err
}
