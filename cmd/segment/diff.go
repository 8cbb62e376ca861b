package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
)

func newDiff(a *app) *cobra.Command {
	var f differenceFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say which connections differ between two networks, and what opened or closed them",
		Example: `  segment diff estate-monday estate-tuesday
  segment diff before.zip after.zip --by subnet --on tcp/22
  segment diff old new --exit-code -o md=difference.md`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("network") {
				return ask.Usage("leave out -n: segment diff OLD NEW", "diff takes its two networks as arguments")
			}
			return a.diff(cmd.Context(), args[0], args[1], f)
		},
	}
	a.addDifferenceFlags(cmd, &f)
	return cmd
}

func (a *app) diff(ctx context.Context, old, now string, f differenceFlags) error {
	if err := a.readyForDifference(f); err != nil {
		return err
	}
	if old == "-" && now == "-" {
		return ask.Usage("give one of them as a file", "both networks are on standard input")
	}
	before, err := a.loadFrom(ctx, old)
	if err != nil {
		return err
	}
	after, err := a.loadFrom(ctx, now)
	if err != nil {
		return err
	}
	f.query.State, f.query.Limit = a.state, a.rowLimit()
	done := a.progress("comparing all pairs")
	d, err := ask.Difference(ctx, before, after, f.query)
	done()
	if err != nil {
		return err
	}
	d.BeforeName, d.AfterAs = old, now
	if len(d.Rows) == 0 {
		d.Empty = sameNetwork(before.Header().Network.Digest == d.After.Digest)
	}
	return a.showDifference(ctx, before, d, f)
}

// loadFrom is load with one input.
func (a *app) loadFrom(ctx context.Context, input string) (*ask.Network, error) {
	a.networks = []string{input}
	return a.load(ctx)
}

// sameNetwork says why there is no difference.
func sameNetwork(equal bool) []string {
	if equal {
		return []string{"both networks are the same: their digests are equal"}
	}
	return []string{"the networks differ, but nothing that decides a connection does"}
}
