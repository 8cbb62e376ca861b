package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// planBetween is the default deny between contexts; nil when they may talk.
func (b *Bound) planBetween() *item {
	if b.policy.Default.BetweenContexts.or("deny") == "allow" || len(b.ordered) == 0 {
		return nil
	}
	allowed := b.allowed()
	var inside, everything []*cell
	for _, c := range b.cells {
		if c.context != Unassigned {
			everything = append(everything, c)
			if c.place < 0 {
				inside = append(inside, c)
			}
		}
	}
	at := b.policy.Default.BetweenContexts.At
	if at.IsZero() {
		at = model.Origin{Source: b.policy.File}
	}
	return &item{
		result: Result{
			Rule: BetweenContexts, Kind: "default", Severity: model.Error, Origin: at, At: at, Ports: packet.All(),
			Because: "what no contract allows does not pass between contexts", Fix: "agree on a contract, or close the path",
			From: Side{"contexts", len(inside)}, To: Side{"contexts", len(inside)},
		},
		bans: []ban{{from: everything, to: everything, pairs: func(from, to *cell) packet.Set {
			if from.inside(to) || b.isEgress(from, to) && b.egressAllowed() {
				return packet.None()
			}
			return packet.All().Subtract(allowed[couple{from.number, to.number}])
		}}},
	}
}

// isEgress reports whether a couple is about connections to the internet or AWS.
func (b *Bound) isEgress(from, to *cell) bool {
	return from.place < 0 && to.place >= 0 && (to.place == placeInternet || to.place == placeAWS)
}

// allowed is what contracts allow, by couple of cells. What is open to the internet is open to
// everybody: whoever may reach the internet reaches it there.
func (b *Bound) allowed() map[couple]packet.Set {
	all := map[couple]packet.Set{}
	for _, c := range b.policy.Contracts {
		sources := b.sources(c.From)
		if sources.outside.has(placeInternet) {
			sources, _ = b.named(Anywhere)
		}
		for _, from := range b.cellsOf(sources) {
			for _, to := range b.cellsOf(b.end(c.To)) {
				at := couple{from.number, to.number}
				all[at] = all[at].Union(c.Ports.Set())
			}
		}
	}
	return all
}

// sources is what a selector selects as the source of a contract: who lets the internet in lets in
// what AWS's public addresses send, too.
func (b *Bound) sources(s Selector) endSet {
	set := b.end(s)
	if set.outside.has(placeInternet) {
		set.outside = set.outside.union(single(placeAWS))
	}
	return set
}

// planUnassigned is about endpoints in no context that talk to one; nil when they are ignored, or
// there are none.
func (b *Bound) planUnassigned() *item {
	word := b.policy.Default.Unassigned.or("warn")
	rest := b.cellsOf(b.unassigned())
	if word == "ignore" || len(rest) == 0 || len(b.ordered) == 0 {
		return nil
	}
	severity := model.Warning
	if word == "deny" {
		severity = model.Error
	}
	at := b.policy.Default.Unassigned.At
	if at.IsZero() {
		at = model.Origin{Source: b.policy.File}
	}
	allowed := b.allowed()
	return &item{
		result: Result{
			Rule: UnassignedEndpoints, Kind: "default", Severity: severity, Origin: at, At: at, Ports: packet.All(),
			Because: "endpoints in no context are nobody's", Fix: "put them into a context",
			From: Side{Unassigned, b.unassigned().count()}, To: Side{"contexts", len(b.ordered)},
		},
		bans: []ban{{from: b.cells, to: b.cells, pairs: func(from, to *cell) packet.Set {
			lone := slices.Contains(rest, from) != slices.Contains(rest, to)
			if !lone || b.isEgress(from, to) && b.egressAllowed() {
				return packet.None()
			}
			return packet.All().Subtract(allowed[couple{from.number, to.number}])
		}}},
	}
}
