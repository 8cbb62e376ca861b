package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every network of the corpus is read and asked about without a failure.
func TestCorpus(t *testing.T) {
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
				t.Run(filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), root)), func(t *testing.T) { tryNetwork(t, input) })
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
