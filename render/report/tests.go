package report

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// TestFile is what the tests of a policy in one file came to.
type TestFile struct {
	Name    string
	Cases   []TestCase
	Mutated bool // the network was changed to see which rules notice
	Mutants int
	Guards  []Guard // of rules that are kept
}

// TestCase is one test with what is wrong; it passed when nothing is.
type TestCase struct {
	Name     string
	At       model.Origin
	Failures []string
}

// Guard is a rule with the first mutant that breaks it; none: it guards nothing.
type Guard struct {
	Rule, BrokenBy string
}

// Fails reports whether a case failed.
func (f TestFile) Fails() bool {
	return slices.ContainsFunc(f.Cases, func(c TestCase) bool { return len(c.Failures) > 0 })
}

// Idle are the rules that no mutant could break.
func (f TestFile) Idle() []string {
	var out []string
	for _, g := range f.Guards {
		if g.BrokenBy == "" {
			out = append(out, g.Rule)
		}
	}
	return out
}
