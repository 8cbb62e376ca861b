package sample

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Hostile is a name that ends strings and elements of every format, turns the direction of
// text, rewrites a terminal, begins lines, commands and mentions, and is longer than any screen.
var Hostile = "\"><script>alert(1)</script>\u202e\x1b[31m\n::error ::x\r\n]]>--> @everyone [x](http://x) | `a` $(b) %0A,:;" + strings.Repeat("A", 10_000)

// Bites is a check of which every text is Hostile.
func Bites() report.Check {
	c := Check()
	c.Policy, c.File = Hostile, "segment.yaml"
	for i := range c.Rows {
		bite(&c.Rows[i])
	}
	c.Problems = []policy.Problem{{
		Diagnostic: model.Diagnostic{Severity: model.Error, Code: "POL-105", What: Hostile, Next: Hostile, Origin: model.Origin{Source: "segment.yaml", Line: 3, Column: 1}},
		Line:       Hostile, Width: 1, Counts: true,
	}}
	return c
}

func bite(r *policy.Result) {
	r.Rule += Hostile
	r.Because, r.Fix, r.Owner, r.From.Name, r.To.Name = Hostile, Hostile, Hostile, Hostile, Hostile
	if r.Text != "" {
		r.Text = Hostile
	}
	biteCauses(r.Unknown)
	for i := range r.Findings {
		f := &r.Findings[i]
		f.From, f.To, f.FromContext, f.ToContext = Hostile, Hostile, Hostile, Hostile
		f.Edit, f.EditText = Hostile, Hostile
		for j := range f.Pairs {
			f.Pairs[j].From, f.Pairs[j].To, f.Pairs[j].FromEnd = Hostile, Hostile, Hostile
		}
		for j := range f.Openers {
			f.Openers[j].What, f.Openers[j].Where, f.Openers[j].Name, f.Openers[j].Origin.Address = Hostile, Hostile, Hostile, Hostile
		}
		for j := range f.Path {
			f.Path[j].At, f.Path[j].Name, f.Path[j].Detail = Hostile, Hostile, Hostile
		}
		if f.WaivedBy != nil {
			f.WaivedBy.Because, f.WaivedBy.Owner, f.WaivedBy.Ticket = Hostile, Hostile, Hostile
		}
		biteCauses(f.Unknown)
	}
}

func biteCauses(list []reach.Cause) {
	for i := range list {
		list[i].Text, list[i].Where = Hostile, Hostile
	}
}
