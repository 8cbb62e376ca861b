package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// outcome is what a command line came to.
type outcome struct {
	code     int
	out, err string
}

// segment runs a command line inside the test process, in the folder testdata.
func segment(t *testing.T, args ...string) outcome {
	t.Helper()
	return segmentWith(context.Background(), t, Streams{}, args...)
}

// segmentWith is segment with streams of one's own; unset ones are empty.
func segmentWith(ctx context.Context, t *testing.T, s Streams, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	s.Out, s.Err, s.Dir, s.Clock = &out, &errs, "testdata", time.Now
	if s.In == nil {
		s.In = strings.NewReader("")
	}
	if s.Env == nil {
		s.Env = func(string) (string, bool) { return "", false }
	}
	code := run(ctx, s, args)
	return outcome{code, out.String(), errs.String()}
}

// discarded is segment for what is only timed.
func discarded(ctx context.Context, in io.Reader, args ...string) int {
	return run(ctx, Streams{
		In: in, Out: io.Discard, Err: io.Discard, Dir: "testdata", Clock: time.Now,
		Env: func(string) (string, bool) { return "", false },
	}, args)
}
