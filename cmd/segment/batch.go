package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/render/jsonout"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

// batch answers the questions of a file, one a line (cli.md section 6).
func (a *app) batch(ctx context.Context, file string) error {
	if err := a.wants("jsonl", "json", "text"); err != nil {
		return err
	}
	if len(a.outputs) > 1 {
		return ask.Usage("give one -o", "the answers of a batch are written once, as they come")
	}
	if file == "-" && len(a.networks) == 1 && a.networks[0] == "-" {
		return ask.Usage("give one of them as a file", "both the network and the questions are on standard input")
	}
	n, err := a.load(ctx)
	if err != nil {
		return err
	}
	in, closed, err := a.open(file)
	if err != nil {
		return err
	}
	defer closed()
	defer a.reportTimings(n)
	failed, err := a.answer(ctx, n, in)
	if err != nil {
		return err
	}
	if failed > 0 {
		a.notice("%d questions could not be answered; their lines say why", failed)
		return exit(exitFailed)
	}
	return nil
}

// answer streams the answers to the one target.
func (a *app) answer(ctx context.Context, n *ask.Network, in io.Reader) (failed int, err error) {
	target, style := output.Target{Format: "jsonl"}, text.Style{}
	if len(a.outputs) > 0 {
		target = a.outputs[0]
	}
	if target.File == "" {
		style = a.outStyle()
	}
	err = target.Write(ctx, a.Out, func(w io.Writer) error {
		var rows []report.Batch
		write := func(b report.Batch) error { return jsonout.BatchLine(w, b) }
		switch target.Format {
		case "text":
			write = func(b report.Batch) error { return text.Batch(w, b, style) }
		case "json":
			write = func(b report.Batch) error { rows = append(rows, b); return nil }
		}
		var err error
		if failed, err = n.Batch(ctx, in, write); err != nil || target.Format != "json" {
			return err
		}
		return jsonout.Batch(w, n.Header(), rows)
	})
	return failed, err
}

// open opens a file of questions, "-" being standard input.
func (a *app) open(file string) (io.Reader, func(), error) {
	if file == "-" {
		return a.In, func() {}, nil
	}
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(a.Dir, path)
	}
	in, err := os.Open(path)
	if err != nil {
		return nil, nil, ask.Usage("check the path given with --batch", "%s", fmt.Sprintf("%s cannot be opened: %v", file, reason(err)))
	}
	return in, func() { _ = in.Close() }, nil
}
