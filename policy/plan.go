package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// item is one rule, contract or default with what it takes to judge it.
type item struct {
	result   Result
	bans     []ban
	oneWay   bool
	rule     *Rule     // nil for contracts and defaults
	contract *Contract // nil for others
	require  *Require  // a requirement instead of bans
	via      []passage // a question of paths instead of bans
	empty    string    // why it says nothing, if so
	emptyAt  model.Origin
}

// passage is a question of paths.
type passage struct {
	from, to *Selection
	fromSet  endSet
	toSet    endSet
	ports    packet.Set
	ids      map[string]bool
	avoid    bool // no path may pass, instead of: every path must
	at       Text
}

// plan lists everything that a policy has to be judged by, in the order of results.
func (b *Bound) plan() []*item {
	var all []*item
	for _, c := range b.policy.Contracts {
		all = append(all, b.planContract(c))
	}
	for _, r := range b.policy.Rules {
		all = append(all, b.planRule(r))
	}
	if one := b.planBetween(); one != nil {
		all = append(all, one)
	}
	if one := b.planUnassigned(); one != nil {
		all = append(all, one)
	}
	return all
}

func severityOf(c Choice) model.Severity {
	switch c.Value {
	case "warning":
		return model.Warning
	case "note":
		return model.Note
	}
	return model.Error
}

func (b *Bound) planContract(c *Contract) *item {
	one := &item{contract: c, result: Result{
		Rule: c.ID.Value, Kind: "contract", Severity: severityOf(c.Severity), Origin: c.At, At: c.At,
		Because: c.Because.Value, Fix: c.Fix.Value, Owner: c.Owner.Value, Ports: c.Ports.Set(),
		From: b.side(c.From), To: b.side(c.To),
	}}
	b.vacuity(one, c.From, c.To)
	if c.Required {
		one.require = &Require{From: c.From, To: c.To, Ports: c.Ports}
	}
	if c.Via.Is() {
		one.via = append(one.via, b.passage(&Through{From: c.From, To: c.To, Via: c.Via, Ports: c.Ports}, false))
	}
	return one
}

// side is what a selector is called, and how much it selects.
func (b *Bound) side(s Selector) Side {
	if !s.Is() {
		return Side{}
	}
	return Side{Name: s.words(), Count: b.end(s).count()}
}

func (b *Bound) planRule(r *Rule) *item {
	one := &item{rule: r, oneWay: r.OneWay, require: r.Require, result: Result{
		Rule: r.ID.Value, Kind: r.Verb, Severity: severityOf(r.Severity), Origin: r.At, At: r.At,
		Because: r.Because.Value, Fix: r.Fix.Value, Owner: r.Owner.Value, Ports: packet.All(),
	}}
	switch r.Verb {
	case "forbid":
		one.result.From, one.result.To, one.result.Ports = b.side(r.Forbid.From), b.side(r.Forbid.To), r.Forbid.Ports.Set()
		b.vacuity(one, r.Forbid.From, r.Forbid.To)
		if b.egressAllowed() && r.Forbid.To.isAnywhere() {
			one.result.Notes = append(one.result.Notes, "anywhere leaves out internet and aws while egress is allowed by default; name them to forbid them")
		}
	case "only":
		one.result.From, one.result.To, one.result.Ports = b.side(r.Only.From), b.side(r.Only.To), r.Only.Ports.Set()
		b.vacuity(one, r.Only.To)
	case "isolate":
		b.vacuity(one, r.Isolate...)
	case "no-internet":
		one.result.From, one.result.To = r.NoInternet.sides()
	case "layers":
		b.vacuousLayers(one, r)
	case "through", "avoid":
		t := r.Through
		if r.Verb == "avoid" {
			t = r.Avoid
		}
		one.result.From, one.result.To, one.result.Ports = b.side(t.From), b.side(t.To), t.Ports.Set()
		b.vacuity(one, t.From, t.To)
		one.via = []passage{b.passage(t, r.Verb == "avoid")}
	case "require":
		one.result.From, one.result.To, one.result.Ports = b.side(r.Require.From), b.side(r.Require.To), r.Require.Ports.Set()
		b.vacuity(one, r.Require.From, r.Require.To)
	case "confine-egress":
		one.result.From = b.side(r.ConfineEgress.From)
		b.vacuity(one, r.ConfineEgress.From)
		one.via = b.confinePassages(r.ConfineEgress)
	}
	one.bans = b.bans(r)
	return one
}

// vacuity says that an item is about nothing when one of its sides selects nothing.
func (b *Bound) vacuity(one *item, sides ...Selector) {
	for _, s := range sides {
		if !s.Is() || !b.end(s).empty() || one.empty != "" {
			continue
		}
		one.empty, one.emptyAt = s.words()+" matches nothing", s.At
		if c := b.contexts[s.words()]; c != nil {
			one.empty = "context " + one.empty
		}
	}
}

func (b *Bound) vacuousLayers(one *item, r *Rule) {
	for _, layer := range r.Layers {
		for _, name := range layer {
			if set, ok := b.named(name.Value); ok && set.empty() && one.empty == "" {
				one.empty, one.emptyAt = "context "+name.Value+" matches nothing", name.At
			}
		}
	}
}

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
