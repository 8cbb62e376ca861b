package policy

import (
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
