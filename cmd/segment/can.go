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

func newCan(a *app) *cobra.Command {
	var batch string
	cmd := &cobra.Command{
		Use:   "can FROM TO [PORTS]",
		Short: "Say whether one place can talk to another, and on which ports",
		Example: `  segment can web-1 ledger-db tcp/5432 -n estate
  segment can internet tag:tier=web -n estate
  segment can --batch questions.jsonl -n estate -o jsonl`,
		Args:              askArgs(&batch),
		ValidArgsFunction: a.completeEnds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if batch != "" {
				return a.batch(cmd.Context(), batch)
			}
			return a.can(cmd.Context(), queryOf(args))
		},
	}
	cmd.Flags().StringVar(&batch, "batch", "", "answer the questions of a `FILE`, one JSON object a line; - for standard input")
	return cmd
}

// askArgs wants FROM TO [PORTS], or nothing when there is a batch.
func askArgs(batch *string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case *batch != "" && len(args) > 0:
			return ask.Usage("leave out FROM, TO and PORTS, or --batch", "--batch brings its own questions")
		case *batch == "" && (len(args) < 2 || len(args) > 3):
			return ask.Usage("write FROM, TO and, if you like, PORTS: segment can web-1 ledger-db tcp/5432",
				"two or three arguments are needed, not %d", len(args))
		}
		return nil
	}
}

func queryOf(args []string) ask.Query {
	q := ask.Query{From: args[0], To: args[1]}
	if len(args) > 2 {
		q.Ports = args[2]
	}
	return q
}

func (a *app) can(ctx context.Context, q ask.Query) error {
	if err := a.wants("text", "json", "md"); err != nil {
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
		"text": func(w io.Writer, s text.Style) error { return text.Can(w, c, s) },
		"json": func(w io.Writer, _ text.Style) error { return jsonout.Can(w, n.Header(), []report.Can{c}) },
		"md":   func(w io.Writer, _ text.Style) error { return markdown.Can(w, n.Header(), c) },
	})
	if err != nil {
		return err
	}
	return verdictExit(c.Answer.Verdict)
}
