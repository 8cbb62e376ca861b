package ask

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/render/report"
)

// Scenario is a list of edits, and how they are applied.
type Scenario struct {
	Edits []change.Edit
	Force bool // also what AWS would refuse
}

// WhatIf compares the network with itself after edits.
func (n *Network) WhatIf(ctx context.Context, s Scenario, q DifferenceQuery) (report.Difference, error) {
	edited, effects, err := change.Apply(n.Model, s.Edits, change.Options{Force: s.Force})
	if err != nil {
		return report.Difference{}, editing(err)
	}
	after := n.With(edited)
	d, err := Difference(ctx, n, after, q)
	if err != nil {
		return d, err
	}
	d.Title, d.Edits = "whatif", editsOf(s.Edits, effects, namesOf(after, n))
	for i := range d.Rows {
		attribute(d.Rows[i].OpenedBy, d.Edits)
		attribute(d.Rows[i].ClosedBy, d.Edits)
	}
	if len(d.Rows) == 0 {
		d.Empty, err = after.whyNothing(ctx, q, len(s.Edits))
		if len(d.Empty) == 0 {
			d.Empty = []string{nothingChanges(effects)}
		}
	}
	return d, err
}

func nothingChanges(effects []change.Effect) string {
	if slices.ContainsFunc(effects, func(e change.Effect) bool { return e.Kind == change.Note }) {
		return "nothing changes for any connection; the notes say what else it takes"
	}
	return "nothing changes for any connection"
}

// editsOf puts the effects to their edits: what an edit did to the thing that
// it names comes last, and is told first.
func editsOf(edits []change.Edit, effects []change.Effect, names naming) []report.Edit {
	out := make([]report.Edit, len(edits))
	for i, e := range edits {
		out[i] = report.Edit{Number: i + 1, Text: e.String(), Origin: e.Origin}
	}
	for _, e := range slices.Backward(effects) {
		what := e.What
		if e.ID != "" && !strings.Contains(what, e.ID) {
			what = names.called(e.ID) + ": " + what
		}
		at := &out[e.Number-1]
		at.Effects = append(at.Effects, report.Effect{Kind: string(e.Kind), ID: e.ID, What: what})
	}
	return out
}

// attribute finds the edit behind what no edit made: the one whose effects
// speak of the same things, or the only one there is. Openers are sorted by
// edit.
func attribute(openers []report.Opener, edits []report.Edit) {
	for i := range openers {
		if o := &openers[i]; o.Edit == 0 {
			o.Edit = blamed(*o, edits)
		}
	}
	slices.SortStableFunc(openers, func(a, b report.Opener) int {
		return cmp.Or(cmp.Compare(min(1, b.Edit), min(1, a.Edit)), cmp.Compare(a.Edit, b.Edit))
	})
}

// blamed is the edit that has most ids in common with some words; 0: none has.
func blamed(o report.Opener, edits []report.Edit) int {
	if len(edits) == 1 {
		return edits[0].Number
	}
	best, most := 0, 0
	for _, e := range edits {
		for _, x := range e.Effects {
			n := 2 * inCommon(x.ID+" "+x.What, o.What)
			if n > 0 && o.Removed == (x.Kind == string(change.Removed)) {
				n++
			}
			if n > most {
				best, most = e.Number, n
			}
		}
	}
	return best
}

// inCommon counts the words that two texts share and that name something: ids,
// ports and CIDRs.
func inCommon(a, b string) int {
	n := 0
	for _, word := range slices.Compact(slices.Sorted(slices.Values(strings.FieldsFunc(a, outsideID)))) {
		if strings.ContainsAny(word, "-/") && slices.Contains(strings.FieldsFunc(b, outsideID), word) {
			n++
		}
	}
	return n
}

// ParseEdits reads edits of a file: text, one a line, or YAML with the key
// edits. name is the file in positions.
func ParseEdits(name string, content []byte) ([]change.Edit, error) {
	parse := change.ParseFile
	if isYAML(string(content)) {
		parse = change.ParseYAML
	}
	edits, err := parse(name, content)
	if err != nil {
		return nil, editing(err)
	}
	return edits, nil
}

// isYAML reports whether a text has the key edits: no edit begins with it.
func isYAML(text string) bool {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if strings.HasPrefix(line, "edits:") {
			return true
		}
	}
	return false
}

// editing makes errors of edits a problem with positions and next steps.
func editing(err error) error {
	p := &Problem{Cause: err}
	for _, e := range flat(err) {
		var bad *change.Error
		if !errors.As(e, &bad) {
			p.Diagnostics = append(p.Diagnostics, model.Diagnostic{Severity: model.Error, What: e.Error()})
			continue
		}
		d := model.Diagnostic{Severity: model.Error, What: bad.What, Origin: bad.Origin, Effect: "the edits were not applied", Next: bad.Next}
		if bad.Edit != "" {
			d.What = fmt.Sprintf("%s: %s", bad.Edit, bad.What)
		}
		if bad.Why != "" {
			d.What += ": " + bad.Why
		}
		if len(bad.Candidates) > 0 {
			d.Next = strings.TrimPrefix(d.Next+"; there is: "+strings.Join(bad.Candidates, ", "), "; ")
		}
		p.Diagnostics = append(p.Diagnostics, d)
	}
	return p
}

// flat are the errors that one joins.
func flat(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}
