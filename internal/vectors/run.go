package vectors

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// An Outcome is what an engine answered.
type Outcome struct {
	Verdict string
	OneWay  string   // what is delivered for certain: reachable, partial or blocked; compared where a vector wants it
	Allowed string   // canonical port text
	Reasons []string // rule ids that the answer names
	Notes   []string // annotations and assumptions; nil: the engine tells none, and none are compared
}

// Ask answers a question about a network.
type Ask func(n *model.Network, q Question) (Outcome, error)

// Run asks each vector up to a tier and reports what differs. Subtests are named after the
// vector's rule and title.
func Run(t *testing.T, vs []Vector, maxTier int, ask func(n *model.Network, q Question) (Outcome, error)) {
	t.Helper()
	base := F0()
	for _, v := range vs {
		if v.Tier > maxTier {
			continue
		}
		t.Run(v.ID, func(t *testing.T) {
			n, err := v.Network(base)
			if err != nil {
				t.Fatal(err)
			}
			got, err := ask(n, v.Question())
			if err != nil {
				t.Fatalf("%s:%d: %s > %s %s: %v", v.File, v.Line, v.From, v.To, v.On, err)
			}
			for _, d := range v.Differences(got) {
				t.Errorf("%s:%d: %s > %s %s: %s", v.File, v.Line, v.From, v.To, v.On, d)
			}
		})
	}
}

// Differences returns how an outcome differs from what v wants.
func (v Vector) Differences(got Outcome) []string {
	var out []string
	differ := func(what, got, want string) {
		if want != "" && got != want {
			out = append(out, fmt.Sprintf("%s %q, want %q", what, got, want))
		}
	}
	differ("verdict", got.Verdict, v.Want)
	differ("one way", got.OneWay, v.WantOneWay)
	differ("allowed", got.Allowed, v.WantAllowed)
	for _, want := range v.WantReasons {
		if !slices.ContainsFunc(strings.Split(want, "|"), func(r string) bool { return slices.Contains(got.Reasons, r) }) {
			out = append(out, fmt.Sprintf("reasons %v lack %s", got.Reasons, want))
		}
	}
	for _, want := range v.WantNotes {
		if got.Notes != nil && !slices.ContainsFunc(got.Notes, func(n string) bool { return strings.HasPrefix(n, want) }) {
			out = append(out, fmt.Sprintf("notes %q lack %s", got.Notes, want))
		}
	}
	return out
}

// Dir returns the folder of the project's vectors, found from a test's own folder upward.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata", "vectors")
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}
