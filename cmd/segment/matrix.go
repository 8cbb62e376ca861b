package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/markdown"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

func newMatrix(a *app) *cobra.Command {
	var q ask.MatrixQuery
	cmd := &cobra.Command{
		Use:   "matrix [--by LEVEL]",
		Short: "Say for all pairs who can talk to whom, on which ports",
		Example: `  segment matrix -n estate
  segment matrix --by subnet --on tcp/22,tcp/3389 -n estate
  segment matrix --by endpoint -n estate -o jsonl`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.matrix(cmd.Context(), q)
		},
	}
	a.addMatrixFlags(cmd, &q)
	return cmd
}

// addMatrixFlags are the flags that matrix and reach share.
func (a *app) addMatrixFlags(cmd *cobra.Command, q *ask.MatrixQuery) {
	cmd.Flags().StringVar(&q.Level, "by", "service", "`LEVEL` of rows: context, account, vpc, subnet, sg, service, endpoint")
	cmd.Flags().StringVar(&q.Ports, "on", "", "ask about these `PORTS` only")
	cmd.Flags().BoolVar(&q.All, "all", false, "show blocked pairs too")
	complete(cmd, "by", ask.MatrixLevels...)
}

func (a *app) matrix(ctx context.Context, q ask.MatrixQuery) error {
	if err := a.wants("text", "json", "jsonl", "md"); err != nil {
		return err
	}
	if err := ask.CheckLevel(q.Level, ask.MatrixLevels); err != nil {
		return err
	}
	n, err := a.load(ctx)
	if err != nil {
		return err
	}
	q.State, q.Limit = a.state, a.rowLimit()
	defer a.reportTimings(n)
	if len(a.outputs) == 1 && a.outputs[0].Format == "jsonl" {
		return a.matrixLines(ctx, n, q)
	}
	done := a.progress("asking about all pairs")
	m, err := n.Matrix(ctx, q)
	done()
	if err != nil {
		return err
	}
	err = a.write(ctx, "text", map[string]writer{
		"text":  func(w io.Writer, s text.Style) error { return text.Matrix(w, m, s) },
		"json":  func(w io.Writer, _ text.Style) error { return jsonout.Matrix(w, n.Header(), m) },
		"jsonl": func(w io.Writer, _ text.Style) error { return eachLine(w, m.Rows) },
		"md":    func(w io.Writer, _ text.Style) error { return markdown.Matrix(w, n.Header(), m) },
	})
	a.footer(m)
	return err
}

// matrixLines writes rows while they are computed.
func (a *app) matrixLines(ctx context.Context, n *ask.Network, q ask.MatrixQuery) error {
	var m report.Matrix
	err := a.write(ctx, "jsonl", map[string]writer{"jsonl": func(w io.Writer, _ text.Style) error {
		var err error
		m, err = n.MatrixLines(ctx, q, func(r report.Row) error { return jsonout.MatrixLine(w, r) })
		return err
	}})
	if err == nil {
		a.footer(m)
	}
	return err
}

func eachLine(w io.Writer, rows []report.Row) error {
	for _, r := range rows {
		if err := jsonout.MatrixLine(w, r); err != nil {
			return err
		}
	}
	return nil
}

// footer tells what is not among the rows.
func (a *app) footer(m report.Matrix) {
	for _, line := range text.MatrixFooter(m) {
		a.notice("%s", line)
	}
}
