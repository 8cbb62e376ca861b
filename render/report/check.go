package report

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

// Check is what a policy comes to on a network, with what reports about it need
// to know besides.
type Check struct {
	policy.Results
	Exit       int               // the code that the run ends with
	FailOn     string            // the least severity that makes it fail
	Baseline   string            // what was compared with; empty: nothing, and every finding is new
	ShowWaived bool              // formats that leave waived findings out have them too
	Limit      int               // most findings that a text for people shows; 0: all
	Files      map[string]string // sources that are files of the repository: the way there from its root, with slashes
}

// Spot is a place in a file of the repository. Line and Column are 0 when they
// are not known: no line is better than a wrong one.
type Spot struct {
	Path         string
	Line, Column int
}

// Spot finds an origin in the repository. ok is false for what lies elsewhere,
// such as in an archive or at AWS.
func (c *Check) Spot(o model.Origin) (s Spot, ok bool) {
	path, ok := c.Files[o.Source]
	if !ok || path == "" {
		return Spot{}, false
	}
	return Spot{path, o.Line, o.Column}, true
}

// Written is where a rule is written; when its file is not known to lie in the
// repository, the name of the file without a line.
func (c *Check) Written(row *policy.Result) Spot {
	for _, o := range []model.Origin{row.Origin, {Source: c.File}} {
		if s, ok := c.Spot(o); ok {
			return s
		}
	}
	return Spot{Path: lastOf(c.File)}
}

func lastOf(path string) string {
	path = path[strings.LastIndexAny(path, `/\`)+1:]
	if path == "" {
		return "segment.yaml"
	}
	return path
}

// Place is what a finding is shown at: the rule, route or entry that opens the
// path, with a line if one of them has one; else the line of the policy.
func (c *Check) Place(row *policy.Result, f *policy.Finding) Spot {
	var first Spot
	for _, o := range f.Openers {
		s, ok := c.Spot(o.Origin)
		if ok && s.Line > 0 {
			return s
		}
		if ok && first.Path == "" {
			first = s
		}
	}
	if first.Path != "" {
		return first
	}
	return c.Written(row)
}

// Known reports whether a finding is in the baseline.
func (c *Check) Known(f *policy.Finding) bool {
	return c.Baseline != "" && !f.New && f.Word != policy.Waived
}

// Counts reports whether a problem of the policy makes the run fail, or would
// at a stricter --fail-on.
func Counts(p *policy.Problem) bool { return p.Counts || p.Fatal }

// Complaints are the problems of the policy that count.
func (c *Check) Complaints() []*policy.Problem {
	var out []*policy.Problem
	for i := range c.Problems {
		if Counts(&c.Problems[i]) {
			out = append(out, &c.Problems[i])
		}
	}
	return out
}
