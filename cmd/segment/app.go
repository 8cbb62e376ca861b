package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/text"
)

// app is one run of the program.
type app struct {
	Streams
	shared

	running  string           // the command, for error texts
	settings []report.Setting // with where each came from
	rendered time.Duration
	loaded   *ask.Network      // loaded before; see demo
	written  map[string]string // texts of this run that errors point into, by source
}

// run executes a command line and returns the exit code.
func run(ctx context.Context, s Streams, args []string) int {
	return (&app{Streams: s}).run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	root := newRoot(a)
	root.SetArgs(append([]string{}, args...))
	return a.finish(ctx, root.ExecuteContext(ctx))
}

// load reads the network that the settings name, and says what is wrong with it.
func (a *app) load(ctx context.Context) (*ask.Network, error) {
	n, err := a.loadNetwork(ctx)
	if err == nil {
		err = a.useContexts(n)
	}
	return n, err
}

// loadNetwork is load without the contexts of a policy.
func (a *app) loadNetwork(ctx context.Context) (*ask.Network, error) {
	n, err := a.read(ctx)
	if err == nil {
		a.announce(n)
	}
	return n, err
}

// read is load without a word.
func (a *app) read(ctx context.Context) (*ask.Network, error) {
	if a.loaded != nil {
		return a.loaded, nil
	}
	o := ask.Options{
		Inputs: a.networks, Dir: a.Dir, Stdin: a.In, Embedded: embedded(), Jobs: a.jobs, Tool: tool(),
		Limits: source.Limits{MaxSize: a.maxSize, MaxFile: a.maxFile, MaxDepth: a.maxDepth, MaxMembers: a.maxMembers},
		Engine: reach.Options{Strict: a.strict, Ephemeral: a.ephemeral.ports},
	}
	if a.timings {
		o.Clock = a.Clock
	}
	defer a.progress("reading the network")()
	return ask.Load(ctx, o)
}

// announce says on standard error what was not read well: loudly, but once.
func (a *app) announce(n *ask.Network) {
	if a.quiet {
		return
	}
	var shown []model.Diagnostic
	warnings := 0
	for _, d := range n.Diagnostics {
		switch {
		case a.verbose || d.Severity == model.Error:
			shown = append(shown, d)
		case d.Severity == model.Warning:
			warnings++
		}
	}
	a.complain(shown)
	if warnings > 0 {
		a.notice("%d warnings about the input; segment doctor or -v shows them", warnings)
	}
	for _, m := range text.Incompletes(n.Missing()) {
		a.notice("%s", m)
	}
}

// writer writes one format.
type writer func(w io.Writer, style text.Style) error

// write sends a report to every -o. fallback is the format when none is given.
func (a *app) write(ctx context.Context, fallback string, writers map[string]writer) error {
	targets := a.outputs
	if len(targets) == 0 {
		targets = output.Targets{{Format: fallback}}
	}
	begun := a.Clock()
	for _, t := range targets {
		style := text.Style{}
		if t.File == "" {
			style = a.outStyle()
		}
		err := t.Write(ctx, a.Out, func(w io.Writer) error { return writers[t.Format](w, style) })
		if err != nil {
			return err
		}
	}
	a.rendered += a.Clock().Sub(begun)
	return nil
}

// wants checks -o before anything is loaded.
func (a *app) wants(formats ...string) error {
	if err := a.outputs.Check(formats...); err != nil {
		return ask.Usage("see segment help output", "%v", err)
	}
	return nil
}

// reportTimings prints one JSON line on standard error, after the report.
func (a *app) reportTimings(n *ask.Network) {
	if !a.timings || n == nil {
		return
	}
	t := n.Timings
	fmt.Fprintf(a.Err, `{"load_ms":%d,"compile_ms":%d,"solve_ms":%d,"render_ms":%d,"endpoints":%d,"classes":%d,"pairs":%d,"peak_rss_mb":%d}`+"\n",
		t.Load.Milliseconds(), t.Compile.Milliseconds(), t.Solve.Milliseconds(), a.rendered.Milliseconds(),
		n.Endpoints(), n.Classes(), t.Pairs, peakMemory()>>20)
}
