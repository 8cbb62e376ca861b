package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What an architect tries on real networks, and the words that the answer must
// hold. Edits of one question are separated by semicolons.
var architects = []struct{ network, edits, want string }{}

// TestArchitectsQuestions asks them. Answers are short: the edits, a summary, and
// at most a page of lines.
func TestArchitectsQuestions(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus", "batfish"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus of real networks is not here")
	}
	for _, tt := range architects {
		args := append([]string{"whatif", "-q", "-n", filepath.Join(root, tt.network, "aws_configs")}, strings.Split(tt.edits, "; ")...)
		got := segment(t, args...)
		if got.code != exitDone {
			t.Errorf("%s: %s: exit %d\n%s", tt.network, tt.edits, got.code, got.err)
			continue
		}
		for want := range strings.SplitSeq(tt.want, "; ") {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: %s: no %q in\n%s", tt.network, tt.edits, want, got.out)
			}
		}
		if lines := strings.Count(got.out, "\n"); lines > 40 {
			t.Errorf("%s: %s: %d lines", tt.network, tt.edits, lines)
		}
	}
}

// A network does not differ from itself, whatever it is.
func TestNoNetworkDiffersFromItself(t *testing.T) {
	networks, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "batfish", "*", "aws_configs"))
	for _, n := range append(networks, "demo:") {
		if !strings.Contains(n, ":") {
			n, _ = filepath.Abs(n)
		}
		if got := segment(t, "diff", n, n, "-q", "--exit-code", "--by", "subnet"); got.code != exitDone || !strings.HasPrefix(got.out, "0 new, 0 gone, 0 changed, 0 undecided") {
			t.Errorf("%s: exit %d\n%s%s", n, got.code, got.out, got.err)
		}
	}
}
