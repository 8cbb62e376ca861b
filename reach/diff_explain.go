package reach

import (
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// explain finds what opened or closed a difference, on the pairs of ends that
// show it.
func (d *differ) explain(sum *summary) {
	for _, w := range sum.added.list {
		way := d.way(w, w.after, w.before, &d.after, &d.before)
		sum.OpenedBy = append(sum.OpenedBy, way.openers(false)...)
	}
	for _, w := range sum.removed.list {
		way := d.way(w, w.before, w.after, &d.before, &d.after)
		sum.ClosedBy = append(sum.ClosedBy, way.openers(true)...)
	}
	var causes causeSet
	for _, w := range sum.undecided.list {
		causes.add(d.after.causes(w.after)...)
	}
	sum.OpenedBy, sum.ClosedBy, sum.Unknown = withoutRepeats(sum.OpenedBy), withoutRepeats(sum.ClosedBy), causes.sorted()
}

func withoutRepeats(list []Opener) []Opener {
	var found []Opener
	for _, o := range list {
		if !slices.Contains(found, o) {
			found = append(found, o)
		}
	}
	return found
}

// causes says what is not known about a pair.
func (s *differSide) causes(p *pair) []Cause {
	if p == nil {
		return nil
	}
	o := s.c.connect(*p, s.state)
	var causes []Cause
	for i := range o.trips {
		causes = append(causes, s.c.causesOf(&o.trips[i].request)...)
		for j := range o.trips[i].replies {
			causes = append(causes, s.c.causesOf(&o.trips[i].replies[j])...)
		}
	}
	return causes
}

// comparison is the way of one pair in the network that connects it, and in
// the one that does not.
type comparison struct {
	witness
	here, there           *Compiled
	hereHops, thereHops   []Step
	hereOwner, thereOwner [2]*iface // of both ends
	thereCauses           []Cause
}

func (d *differ) way(w witness, p, q *pair, here, there *differSide) comparison {
	way := comparison{witness: w, here: here.c, there: there.c, hereHops: here.hops(p, w.some), thereHops: there.hops(q, w.some)}
	var causes causeSet
	causes.add(there.causes(q)...)
	way.thereCauses = causes.sorted()
	way.hereOwner = [2]*iface{p.from.iface, p.to.iface}
	for i, e := range way.hereOwner {
		if e != nil {
			way.thereOwner[i] = there.c.byENI[e.m.ID]
		}
	}
	return way
}

// mostTraced bounds how many terms of traffic are traced one by one: a step
// names the rule of the first that it decides.
const mostTraced = 6

// hops traces the best way of a pair, request and reply, for each term of
// some traffic.
func (s *differSide) hops(p *pair, some packet.Set) []Step {
	if p == nil {
		return nil
	}
	o := s.c.connect(*p, s.state)
	var steps []Step
	for _, part := range parts(some) {
		for _, path := range s.c.explained(&o, part) {
			steps = append(steps, path.Hops...)
		}
	}
	return steps
}

// parts are the terms of a set, or the set itself when it has many.
func parts(s packet.Set) []packet.Set {
	terms := s.Strings()
	if len(terms) > mostTraced {
		return []packet.Set{s}
	}
	var found []packet.Set
	for _, term := range terms {
		if part, err := packet.Parse(term); err == nil {
			found = append(found, part)
		}
	}
	return found
}

// openers lists what this network has on the way and the other lacks, and
// what stops the pair in the other and is not here. When there is no such
// thing, the checks that stop it there are named. closing tells that the other network is
// the one after.
func (w *comparison) openers(closing bool) []Opener {
	var found []Opener
	enter := func(removed bool, refs ...RuleRef) {
		for _, r := range refs {
			found = append(found, Opener{RuleRef: r, Removed: removed})
		}
	}
	for _, s := range w.hereHops {
		if s.Decision == Allow || s.Decision == Part {
			enter(closing, w.there.lacking(w.here, s)...)
		}
	}
	enter(closing, w.membership()...)
	for _, s := range w.thereHops {
		if s.Decision == Deny || s.Decision == Part {
			enter(!closing, w.here.lacking(w.there, s)...)
		}
	}
	if len(found) == 0 {
		enter(!closing, w.stoppers()...)
	}
	return found
}

// stoppers are the checks that stop the pair in the other network, or what is
// not known there.
func (w *comparison) stoppers() []RuleRef {
	var found, ends []RuleRef
	for _, s := range w.thereHops {
		if s.Decision != Deny {
			continue
		}
		r := RuleRef{Where: s.At, Text: s.Detail, Origin: s.Origin}
		found = append(found, r)
		if s.Kind == "drop" {
			ends = append(ends, r)
		}
	}
	if len(ends) > 0 { // where the way ends, checks before it matter no more
		return ends
	}
	if len(found) > 0 {
		return found
	}
	for _, c := range w.thereCauses {
		found = append(found, RuleRef{Where: c.Where, Text: c.Text, Origin: c.Origin})
	}
	return found
}

// membership says which groups, addresses and tables the ends have here and
// not there.
func (w *comparison) membership() []RuleRef {
	var found []RuleRef
	for i, e := range w.hereOwner {
		if e == nil {
			continue
		}
		o, id := w.thereOwner[i], string(e.m.ID)
		if o == nil {
			found = append(found, RuleRef{Where: id, Text: "the interface " + id, Origin: e.m.Origin})
			continue
		}
		for _, g := range e.groups.ids {
			if !o.groups.has(g) && w.decides(string(g)) {
				found = append(found, RuleRef{Where: id, Text: id + " is in " + string(g), Origin: e.m.Origin})
			}
		}
		if e.subnet != nil && (o.subnet == nil || o.subnet.id != e.subnet.id) {
			found = append(found, RuleRef{Where: id, Text: id + " is in " + string(e.subnet.id), Origin: e.m.Origin})
		}
		if pub := e.publicOf(e.m.Primary()); pub.IsValid() && o.publicOf(o.m.Primary()) != pub && w.crossesInternet() {
			found = append(found, RuleRef{Where: id, Text: id + " has the public address " + pub.String(), Origin: e.m.Origin})
		}
	}
	return found
}

// decides reports whether a group allows something on the way, or is what a
// rule on the way refers to.
func (w *comparison) decides(group string) bool {
	return slices.ContainsFunc(w.hereHops, func(s Step) bool {
		return slices.ContainsFunc(s.Rules, func(r RuleRef) bool { return r.Where == group || namesID(r.Text, group) })
	})
}

func (w *comparison) crossesInternet() bool {
	return slices.ContainsFunc(w.hereHops, func(s Step) bool { return s.Kind == "internet-gateway" })
}
