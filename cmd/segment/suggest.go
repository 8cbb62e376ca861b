package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/text"
)

func newSuggest(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "suggest policy",
		Short: "Begin a policy from the network as it is: contexts, and the contracts that exist",
		Example: `  segment suggest policy -n estate > segment.yaml
  segment suggest policy -n estate -o text=segment.yaml
  segment suggest policy -n demo: -q`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: []string{"policy"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "policy" {
				return ask.Usage("write segment suggest policy", "nothing is known about how to suggest %q", args[0])
			}
			return a.suggest(cmd.Context())
		},
	}
	return cmd
}

func (a *app) suggest(ctx context.Context) error {
	if err := a.wants("text"); err != nil {
		return err
	}
	n, err := a.loadNetwork(ctx)
	if err != nil {
		return err
	}
	done := a.progress("asking who talks to whom")
	out, err := n.SuggestPolicy(ctx)
	done()
	if err != nil {
		return err
	}
	defer a.reportTimings(n)
	err = a.write(ctx, "text", map[string]writer{
		"text": func(w io.Writer, _ text.Style) error { _, err := w.Write(out); return err },
	})
	a.notice("every contract is marked to be confirmed by somebody who knows why it exists; then: segment check -p FILE")
	return err
}
