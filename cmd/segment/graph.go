package main

import (
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/dot"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

func newGraph(a *app) *cobra.Command {
	var q ask.GraphQuery
	var f contextGraph
	cmd := &cobra.Command{
		Use:   "graph -o dot[=FILE]",
		Short: "Draw who can talk to whom, for Graphviz",
		Example: `  segment graph -o dot=estate.dot -n estate
  segment graph --by vpc -n estate | dot -Tsvg > estate.svg
  segment graph --by context --only violations -o dot=contexts.dot`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.graph(cmd.Context(), q, f)
		},
	}
	cmd.Flags().StringVar(&q.Level, "by", "", "`LEVEL` of boxes: context, vpc, subnet, sg, service (default: what suits)")
	cmd.Flags().StringVar(&q.Ports, "on", "", "draw these `PORTS` only")
	cmd.Flags().IntVar(&q.MaxEdges, "max-edges", 120, "refuse to draw more edges; 0: any number")
	cmd.Flags().StringVar(&f.only, "only", "", "by context: draw `violations` alone, with what is unknown or missing")
	cmd.Flags().StringVar(&f.today, "today", "", "by context: compare waivers with this `DATE`, YYYY-MM-DD")
	complete(cmd, "by", ask.GraphLevels...)
	complete(cmd, "only", "violations")
	return cmd
}

// contextGraph are the flags of pictures of contexts.
type contextGraph struct {
	today string
	only  string
}

func (a *app) graph(ctx context.Context, q ask.GraphQuery, f contextGraph) error {
	if err := a.wants("dot"); err != nil {
		return err
	}
	today, err := a.today(f.today)
	if err != nil {
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
	if n.IsByContext(q.Level) {
		return a.relations(ctx, n, q, f.only, today)
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

// relations draws contexts with contracts and what a check finds.
func (a *app) relations(ctx context.Context, n *ask.Network, q ask.GraphQuery, only string, today time.Time) error {
	if only != "" && only != "violations" {
		return ask.Usage("write --only violations, or leave it out", "--only %q is no choice", only)
	}
	if n.Bound() == nil {
		_, err := n.Relations(ctx, nil, "")
		return err
	}
	results, err := n.Check(ctx, ask.CheckQuery{Today: today})
	if err != nil {
		return err
	}
	defer a.reportTimings(n)
	g, err := n.Relations(ctx, &report.Check{Results: *results}, q.Ports)
	if err != nil {
		return err
	}
	if only != "" {
		g.OnlyFindings()
	}
	if q.MaxEdges > 0 && len(g.Links) > q.MaxEdges {
		return ask.Usage("use --only violations, --on PORTS, --max-edges 0, or segment matrix --by context", "a picture by context has %d edges; more than %d cannot be read", len(g.Links), q.MaxEdges)
	}
	a.notice("%s", g.Folded)
	return a.write(ctx, "dot", map[string]writer{
		"dot": func(w io.Writer, _ text.Style) error { return dot.Relations(w, n.Header(), g) },
	})
}
