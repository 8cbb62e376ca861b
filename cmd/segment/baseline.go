package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/policy"
)

// baselineFlags say which findings are known, and whether that may change.
type baselineFlags struct {
	known  string // --baseline
	write  string // --write-baseline
	update bool   // --update-baseline
}

func (f *baselineFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.known, "baseline", "", "findings in this `FILE` do not fail; those that are mended leave it")
	cmd.Flags().StringVar(&f.write, "write-baseline", "", "begin a baseline: write all findings to a `FILE`")
	cmd.Flags().BoolVar(&f.update, "update-baseline", false, "let --baseline grow: write all findings to it")
}

// file is what the report compares with.
func (f *baselineFlags) file() string {
	if f.write != "" {
		return f.write
	}
	return f.known
}

// readBaseline reads what is known; nil when nothing was named.
func (a *app) readBaseline(f *baselineFlags) (*policy.Baseline, error) {
	switch {
	case f.update && f.known == "":
		return nil, ask.Usage("add --baseline FILE", "--update-baseline has no file to update")
	case f.write != "" && f.known != "":
		return nil, ask.Usage("use --baseline FILE --update-baseline to let it grow", "--write-baseline begins a new one; --baseline names an old one")
	case f.known == "":
		return nil, nil
	}
	content, err := a.readFile(f.known)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ask.Usage("begin it with --write-baseline "+f.known, "the baseline %s is not there", f.known)
	}
	if err != nil {
		return nil, ask.Usage("check its name", "the baseline %s cannot be read: %v", f.known, reason(err))
	}
	b, err := policy.ParseBaseline(content)
	if err != nil {
		return nil, ask.Usage("begin it anew with --write-baseline "+f.known, "%s: %v", f.known, err)
	}
	return b, nil
}

// keepBaseline writes a baseline that was asked for, and one that became smaller. It returns the baseline when it grew.
func (a *app) keepBaseline(ctx context.Context, f *baselineFlags, known *policy.Baseline, r *policy.Results) (grown *policy.Baseline, err error) {
	switch {
	case f.write != "" || f.update:
		grown = policy.NewBaseline(r)
		return grown, a.writeBaseline(ctx, f.file(), grown)
	case known == nil:
		return nil, nil
	}
	left := known.Shrink(r)
	if left.Equal(known) {
		return nil, nil
	}
	a.notice("%d findings of %s are mended and leave it", len(known.Entries)-len(left.Entries), f.known)
	return nil, a.writeBaseline(ctx, f.known, left)
}

func (a *app) writeBaseline(ctx context.Context, name string, b *policy.Baseline) error {
	content, err := b.Marshal()
	if err != nil {
		return err
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(a.Dir, name)
	}
	return output.Target{Format: "json", File: name}.Write(ctx, nil, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
