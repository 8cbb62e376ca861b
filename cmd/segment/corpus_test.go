package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus calls f for every network of the corpus: its folder and its input.
func corpus(t *testing.T, f func(t *testing.T, folder, input string)) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus of real networks is not here")
	}
	found := 0
	for _, set := range []string{"batfish", "cases", "cloudmapper", "npguard"} {
		err := filepath.WalkDir(filepath.Join(root, set), func(path string, _ os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if input := inputAt(t, path); input != "" {
				found++
				folder := filepath.Dir(path)
				name, _ := filepath.Rel(root, folder)
				t.Run(filepath.ToSlash(name), func(t *testing.T) { f(t, folder, input) })
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found == 0 {
		t.Error("no network was found")
	}
}

// Every network of the corpus is read and asked about without a failure.
func TestCorpus(t *testing.T) {
	corpus(t, func(t *testing.T, _, input string) { tryNetwork(t, input) })
}

// Every fact of the corpus is what a batch answers.
func TestCorpusFacts(t *testing.T) {
	corpus(t, func(t *testing.T, folder, input string) {
		questions, err := os.ReadFile(filepath.Join(folder, "questions.jsonl"))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("no facts about this network")
		}
		got := segmentWith(context.Background(), t, Streams{In: bytes.NewReader(questions)}, "can", "--batch", "-", "-n", input, "-q")
		if got.code != exitDone {
			t.Errorf("exit %d: %s", got.code, got.err)
		}
		type line struct{ ID, Expect, Verdict, Error, Why string }
		answers := strings.Split(strings.TrimSpace(got.out), "\n")
		for i, text := range strings.Split(strings.TrimSpace(string(questions)), "\n") {
			var want, have line
			if err := errors.Join(json.Unmarshal([]byte(text), &want), json.Unmarshal([]byte(answers[i]), &have)); err != nil {
				t.Fatal(err)
			}
			if have.ID != want.ID || have.Verdict != want.Expect {
				t.Errorf("%s: got %s%s, want %s (%s)", want.ID, have.Verdict, have.Error, want.Expect, want.Why)
			}
		}
	})
}

// inputAt is the network that a path of the corpus is or names: a folder
// aws_configs, or what is written in a file INPUT.
func inputAt(t *testing.T, path string) string {
	switch filepath.Base(path) {
	case "aws_configs":
		return path
	case "INPUT":
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Join(filepath.Dir(path), strings.TrimSpace(string(text)))
	}
	return ""
}

func tryNetwork(t *testing.T, input string) {
	for _, args := range []string{"doctor", "matrix --by vpc", "matrix --by vpc --json --all", "graph"} {
		got := segment(t, append(strings.Fields(args), "-n", input)...)
		if got.code != exitDone {
			t.Errorf("%s: exit %d\n%s", args, got.code, got.err)
		}
		if got.out == "" && !strings.Contains(got.err, "nothing to show") {
			t.Errorf("%s: nothing, and no reason", args)
		}
	}
}
