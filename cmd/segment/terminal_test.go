package main

import (
	"context"
	"strings"
	"testing"
)

// On a terminal tables are aligned and verdicts coloured; nothing but that
// differs from what a file gets.
func TestTerminal(t *testing.T) {
	got := segmentWith(context.Background(), t, Streams{OutTerminal: true, Width: 120}, "matrix", "-n", "estate", "-q")
	want := "web-1     ledger-db  \x1b[32mreachable\x1b[0m  tcp/22,tcp/5432  1/1\n"
	if !strings.Contains(got.out, want) || strings.Contains(got.out, "\t") {
		t.Errorf("got\n%q\nwithout\n%q", got.out, want)
	}
	dumb := Streams{OutTerminal: true, Env: func(name string) (string, bool) { return "dumb", name == "TERM" }}
	if got := segmentWith(context.Background(), t, dumb, "matrix", "-n", "estate", "-q"); strings.Contains(got.out, "\x1b") {
		t.Errorf("colour on a dumb terminal: %q", got.out)
	}
}

// A terminal gets the first 200 rows and is told so; a file gets all.
func TestTerminalIsNotFlooded(t *testing.T) {
	args := []string{"matrix", "--by", "endpoint", "--all", "-n", "demo:"}
	watched := segmentWith(context.Background(), t, Streams{OutTerminal: true}, args...)
	if n := strings.Count(watched.out, "\n"); n != terminalRows+1 {
		t.Errorf("a terminal gets %d lines", n)
	}
	if !strings.Contains(watched.err, "showing 200 of ") {
		t.Errorf("truncation is silent: %q", watched.err)
	}
	if n := strings.Count(segment(t, args...).out, "\n"); n < 400 {
		t.Errorf("a file gets %d lines only", n)
	}
}
