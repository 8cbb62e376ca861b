package report

import (
	"slices"

	"github.com/seed-044d7529/segment/policy/policytest"
)

// TestFile is what the cases of one file came to.
type TestFile struct {
	Name     string
	Cases    []policytest.Outcome
	Mutation *policytest.Mutation // nil: it was not asked for
}

// Fails reports whether a case failed.
func (f TestFile) Fails() bool {
	return slices.ContainsFunc(f.Cases, func(o policytest.Outcome) bool { return len(o.Failures) > 0 })
}

// Idle are the rules that no mutant could break.
func (f TestFile) Idle() []string {
	var out []string
	if f.Mutation != nil {
		for _, r := range f.Mutation.Rules {
			if r.BrokenBy == "" {
				out = append(out, r.Rule)
			}
		}
	}
	return out
}
