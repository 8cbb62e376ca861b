package junit

import (
	"io"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
)

// Tests writes the outcomes of policy tests: a suite a file. A rule that no mutant breaks is
// skipped.
func Tests(w io.Writer, files []report.TestFile) error {
	var all []Suite
	for _, f := range files {
		s := Suite{Name: f.Name}
		for _, o := range f.Cases {
			c := Case{Class: f.Name, Name: o.Name}
			if len(o.Failures) > 0 {
				c.Failure = &Outcome{"expectation", o.Failures[0], strings.Join(escaped(o.Failures), "\n")}
			}
			s.Cases = append(s.Cases, c)
		}
		for _, g := range f.Guards {
			c := Case{Class: "mutate", Name: g.Rule, Output: g.BrokenBy}
			if g.BrokenBy == "" {
				c.Skipped = &Outcome{Message: "guards nothing here: no mutant breaks it"}
			}
			s.Cases = append(s.Cases, c)
		}
		all = append(all, s)
	}
	return Write(w, all)
}
