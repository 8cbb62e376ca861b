package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/dot"
	"github.com/seed-044d7529/segment/render/text"
)

func newGraph(a *app) *cobra.Command {
	var q ask.GraphQuery
	cmd := &cobra.Command{
		Use:   "graph -o dot[=FILE]",
		Short: "Draw who can talk to whom, for Graphviz",
		Example: `  segment graph -o dot=estate.dot -n estate
  segment graph --by vpc -n estate | dot -Tsvg > estate.svg
  segment graph --by service --on tcp/443 -n estate`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.graph(cmd.Context(), q)
		},
	}
	cmd.Flags().StringVar(&q.Level, "by", "", "`LEVEL` of boxes: vpc, subnet, sg, service (default: what can be read)")
	cmd.Flags().StringVar(&q.Ports, "on", "", "draw these `PORTS` only")
	cmd.Flags().IntVar(&q.MaxEdges, "max-edges", 120, "refuse to draw more edges; 0: any number")
	complete(cmd, "by", ask.GraphLevels...)
	return cmd
}

func (a *app) graph(ctx context.Context, q ask.GraphQuery) error {
	if err := a.wants("dot"); err != nil {
		return err
	}
	if q.Level != "" {
		if err := ask.CheckLevel(q.Level, ask.GraphLevels); err != nil {
			return err
		}
	}
	n, err := a.load(ctx)
	if err != nil {
		return err
	}
	q.State = a.state
	g, err := n.Graph(ctx, q)
	if err != nil {
		return err
	}
	defer a.reportTimings(n)
	a.notice("%s", g.Folded)
	return a.write(ctx, "dot", map[string]writer{
		"dot": func(w io.Writer, _ text.Style) error { return dot.Graph(w, n.Header(), g) },
	})
}
