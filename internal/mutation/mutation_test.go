package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Every mutation still applies: its text stands in the engine exactly once.
func TestMutationsApply(t *testing.T) {
	for _, m := range mutations {
		source, err := os.ReadFile(filepath.Join("..", "..", "reach", m.file))
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := m.apply(string(source)); err != nil {
			t.Errorf("%s, %s: %v", m.rule, m.name, err)
		}
	}
}

func TestFailuresAreNamedOnce(t *testing.T) {
	text := "--- FAIL: TestVectors (0.1s)\n    --- FAIL: TestVectors/SG-1 (0.0s)\n--- FAIL: TestRegression (0.1s)\n--- FAIL: TestVectors (0.1s)\n"
	if got, want := failures(text), []string{"TestVectors", "TestRegression"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := failures("panic: oh"); !slices.Equal(got, []string{"a panic"}) {
		t.Errorf("a panic: got %v", got)
	}
	if got := failures("ok"); got != nil {
		t.Errorf("nothing failed: got %v", got)
	}
}
