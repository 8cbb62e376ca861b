package main

import (
	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
)

func newReach(a *app) *cobra.Command {
	var q ask.MatrixQuery
	cmd := &cobra.Command{
		Use:   "reach --from X | --to X",
		Short: "Say whom something can reach, or who can reach it",
		Example: `  segment reach --to ledger-db -n estate
  segment reach --from internet --by endpoint -n estate
  segment reach --to type:rds --on tcp/5432 -n estate`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.From == "" && q.To == "" {
				return ask.Usage("write --from X for whom X can reach, --to X for who can reach X", "neither --from nor --to was given")
			}
			return a.matrix(cmd.Context(), q)
		},
	}
	a.addMatrixFlags(cmd, &q)
	cmd.Flags().StringVar(&q.From, "from", "", "whom can `X` reach?")
	cmd.Flags().StringVar(&q.To, "to", "", "who can reach `X`?")
	for _, name := range []string{"from", "to"} {
		a.completeNames(cmd, name)
	}
	return cmd
}
