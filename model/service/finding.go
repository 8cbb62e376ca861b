package service

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// level is a level of ID-1: the smaller, the more it counts.
type level int

const (
	byUser level = iota + 1
	byJoin
	byType
	byRequester
	byDescription
	byTags
	byHeuristics
)

var levelNames = [...]string{"", "declared", "join", "type", "requester", "description", "tags", "heuristic"}

// A finding is what one piece of evidence says of an interface. Empty fields
// say nothing.
type finding struct {
	level  level
	kind   Kind
	name   string
	owner  string
	group  string
	weak   bool // one step less trustworthy than its level
	tags   model.Tags
	others []string // further names
	why    string
}

// confidence is what a kind found this way deserves: levels 5 to 7 are
// conventions, not contracts (ID-1).
func (f *finding) confidence() Confidence {
	c := High
	switch {
	case f.level >= byHeuristics:
		c = Low
	case f.level >= byRequester:
		c = Medium
	}
	if f.weak && c > Low {
		c--
	}
	return c
}

func (f *finding) String() string { return levelNames[f.level] + ": " + f.why }

// decide makes an identity of findings: the first level that tells a kind
// wins; findings of the same or a wider or narrower kind fill in what it left
// open, others are conflicts.
func decide(e *model.NetworkInterface, found []finding) Identity {
	slices.SortStableFunc(found, func(a, b finding) int { return int(a.level) - int(b.level) })
	d := Identity{ENI: e.ID, Kind: Plain, Confidence: Low, Endpoint: true, tags: [2]model.Tags{e.Tags}}
	for i := range found {
		d.add(&found[i])
	}
	if d.Kind == Plain && len(d.Evidence) == 0 {
		d.Evidence = []string{"type: an interface that nothing tells more about"}
	}
	d.settle()
	return d
}

// add takes in one finding, in the order of ID-1.
func (d *Identity) add(f *finding) {
	switch {
	case f.kind == "":
	case d.Kind == Plain:
		d.Kind, d.Confidence = f.kind, f.confidence()
	case f.kind.Is(d.Kind):
		if f.kind != d.Kind {
			d.Kind, d.Confidence = f.kind, min(d.Confidence, f.confidence())
		}
	case !d.Kind.Is(f.kind):
		d.Evidence = append(d.Evidence, fmt.Sprintf("conflict: %s says %s", f, f.kind))
		return
	}
	d.Evidence = append(d.Evidence, f.String())
	fill(&d.Name, f.name)
	fill(&d.Owner, f.owner)
	fill(&d.Group, f.group)
	d.names = append(d.names, f.others...)
	if d.tags[1] == nil {
		d.tags[1] = f.tags
	}
}

func fill(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// settle fills in what no finding told: names fall back to Name tags and ids.
func (d *Identity) settle() {
	fill(&d.Group, d.Owner)
	for _, name := range []string{d.tags[0].Name(), d.tags[1].Name(), d.Group, d.Owner, string(d.ENI)} {
		fill(&d.Name, name)
	}
}
