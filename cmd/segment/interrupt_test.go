package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An interrupted run exits with 130 and leaves no file.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	for _, args := range []string{"matrix -n demo:", "can web-1 ledger-db -n estate", "doctor -n demo:"} {
		got := segmentWith(ctx, t, Streams{}, append(strings.Fields(args), "-o", "json="+filepath.Join(dir, "out.json"))...)
		if got.code != exitInterrupted || !strings.Contains(got.err, "interrupted") {
			t.Errorf("%s: exit %d, %s", args, got.code, got.err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("%d files left", len(entries))
	}
}

// cancelling is a reader of questions after which the run is interrupted.
type cancelling struct {
	*strings.Reader
	cancel context.CancelFunc
}

func (c cancelling) Read(p []byte) (int, error) {
	c.cancel()
	return c.Reader.Read(p)
}

func TestInterruptedBatch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	file := filepath.Join(t.TempDir(), "out.jsonl")
	in := cancelling{strings.NewReader(`{"id":"1","from":"eni-web1","to":"eni-db"}`), cancel}
	got := segmentWith(ctx, t, Streams{In: in}, "can", "--batch", "-", "-n", "estate", "-o", "jsonl="+file)
	if got.code != exitInterrupted {
		t.Errorf("exit %d, %s", got.code, got.err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a partial file is left")
	}
}
