package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

func newExplain(a *app) *cobra.Command {
	allPaths := false
	none := ""
	cmd := &cobra.Command{
		Use:     "explain FROM TO [PORTS]",
		Aliases: []string{"trace", "why"},
		Short:   "Show the way hop by hop, there and back, every deciding rule, and all that blocks it",
		Example: `  segment explain web-1 ledger-db tcp/5432 -n estate
  segment explain internet web-1 tcp/443 -n estate
  segment why 10.0.1.10 192.168.50.7 icmp -n estate --all-paths`,
		Args:              askArgs(&none),
		ValidArgsFunction: a.completeEnds,
		RunE: func(cmd *cobra.Command, args []string) error {
			q := queryOf(args)
			q.Explain = true
			if allPaths {
				q.AllPaths = mostPaths
			}
			return a.explain(cmd.Context(), q)
		},
	}
	cmd.Flags().BoolVar(&allPaths, "all-paths", false, "show up to 20 alternative ways instead of the best one")
	return cmd
}

// mostPaths bounds --all-paths (cli.md section 4).
const mostPaths = 20

// explain exits as can does: the same code for the same fact.
func (a *app) explain(ctx context.Context, q ask.Query) error {
	if err := a.wants("text", "json"); err != nil {
		return err
	}
	n, err := a.load(ctx)
	if err != nil {
		return err
	}
	q.State = a.state
	c, err := n.Can(ctx, q)
	if err != nil {
		return err
	}
	defer a.reportTimings(n)
	err = a.write(ctx, "text", map[string]writer{
		"text": func(w io.Writer, s text.Style) error { return text.Explain(w, c, s) },
		"json": func(w io.Writer, _ text.Style) error { return jsonout.Explain(w, n.Header(), []report.Can{c}) },
	})
	if err != nil {
		return err
	}
	return verdictExit(c.Answer.Verdict)
}
