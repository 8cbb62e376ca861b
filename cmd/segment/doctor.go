package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/text"
)

func newDoctor(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what was read, what is missing, and where each setting came from",
		Example: `  segment doctor -n estate
  segment doctor -n estate -n more.zip -v
  segment doctor -n estate -o json=doctor.json`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.doctor(cmd.Context())
		},
	}
}

// doctor reports on what could be read, even when something could not.
func (a *app) doctor(ctx context.Context) error {
	if err := a.wants("text", "json"); err != nil {
		return err
	}
	n, loading := a.read(ctx)
	var problem *ask.Problem
	if loading != nil && (!errors.As(loading, &problem) || len(a.networks) == 0) {
		return loading
	}
	d := n.Doctor(a.settings)
	err := a.write(ctx, "text", map[string]writer{
		"text": func(w io.Writer, s text.Style) error { return text.Doctor(w, n.Header(), d, s) },
		"json": func(w io.Writer, _ text.Style) error { return jsonout.Doctor(w, n.Header(), d) },
	})
	a.reportTimings(n)
	if err != nil || loading == nil {
		return err
	}
	fmt.Fprintln(a.Err, problem.Error()) // the report has the details
	return exit(exitFailed)
}
