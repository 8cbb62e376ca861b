package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// checkEmpty reports contexts that hold nothing.
func (b *Bound) checkEmpty() {
	for _, c := range b.ordered {
		if !c.members.empty() || c.AllowEmpty || b.forwarders(c.Is) {
			continue
		}
		p := b.policy.complain("POL-109", model.Error, c.At, len(c.Name), "the context "+quote(c.Name)+" matches nothing", "correct its selectors, or say allow-empty: true")
		p.Counts = true
		b.complain(p)
	}
}

// checkOverlaps reports resources in two contexts that do not share them.
func (b *Bound) checkOverlaps() {
	type couple struct{ a, b int }
	count, example := map[couple]int{}, map[couple]int{}
	for i := range b.endpoints {
		in := b.cells[b.cellOf[i]].direct
		for x := range in {
			for _, y := range in[x+1:] {
				if one := (couple{in[x], y}); !b.mayOverlap(b.ordered[one.a], b.ordered[one.b]) {
					if count[one]++; count[one] == 1 {
						example[one] = i
					}
				}
			}
		}
	}
	for at := range count {
		a, other := b.ordered[at.a], b.ordered[at.b]
		e := &b.endpoints[example[at]]
		what := fmt.Sprintf("%s (%s) is in two contexts, %s and %s", e.identity.Name, e.id(), a.Name, other.Name)
		if count[at] > 1 {
			what = fmt.Sprintf("%s and %d more are in two contexts, %s and %s", e.identity.Name, count[at]-1, a.Name, other.Name)
		}
		p := b.policy.complain("POL-108", model.Error, other.Is.At, other.Is.Width, printable(what), "narrow one of them, or say shares: ["+other.Name+"] or part-of: "+a.Name)
		p.Related = []Place{b.policy.also(a.Is.At, a.Name+" selects it here")}
		p.Counts = true
		b.complain(p)
	}
}

// mayOverlap reports whether two contexts say that they have resources in common.
func (b *Bound) mayOverlap(a, other *boundContext) bool {
	shares := func(x, y *boundContext) bool { return slices.Contains(x.Shares.Values(), y.Name) }
	return shares(a, other) || shares(other, a) || b.partOf(a, other) || b.partOf(other, a)
}

// partOf reports whether a is other, or a part of it.
func (b *Bound) partOf(a, other *boundContext) bool {
	for range len(b.ordered) + 1 {
		if a == other {
			return true
		}
		if a = b.contexts[a.PartOf.Value]; a == nil {
			return false
		}
	}
	return false
}

// checkTagCase reports tag keys that the network spells with other capitals only.
func (b *Bound) checkTagCase() {
	spelled := map[string][]string{}
	for i := range b.endpoints {
		e := &b.endpoints[i]
		tags := slices.Clone(e.eni.Tags)
		if e.instance != nil {
			tags = append(tags, e.instance.Tags...)
		}
		for _, t := range tags {
			low := strings.ToLower(t.Key)
			if !slices.Contains(spelled[low], t.Key) {
				spelled[low] = append(spelled[low], t.Key)
			}
		}
	}
	for _, s := range b.policy.ends {
		for _, a := range s.Alternatives {
			for _, e := range a.Tag {
				have := spelled[strings.ToLower(e.Key.Value)]
				if len(have) > 0 && !slices.Contains(have, e.Key.Value) {
					b.complain(b.policy.complain("POL-122", model.Warning, e.Key.At, e.Key.Width,
						"no endpoint has a tag "+quote(e.Key.Value)+", but some have "+quote(have[0]), "write "+have[0]))
				}
			}
		}
	}
}
