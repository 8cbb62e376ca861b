package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// ban is what prohibitions come to: these packets must not go from any of these cells to any of
// those.
type ban struct {
	from, to  []*cell
	forbidden packet.Set
	pairs     func(from, to *cell) packet.Set // instead of forbidden, where it differs by pair; empty: nothing is asked
}

// of returns what the ban forbids between two cells.
func (b *ban) of(from, to *cell) packet.Set {
	if from.place >= 0 && to.place >= 0 {
		return packet.None() // what goes from outside to outside is not ours
	}
	if b.pairs != nil {
		return b.pairs(from, to)
	}
	return b.forbidden
}

// bans expands a rule of prohibition (policy.md, section 2).
func (b *Bound) bans(r *Rule) []ban {
	switch r.Verb {
	case "forbid":
		return b.forbid(r.Forbid)
	case "only":
		return b.only(r.Only)
	case "isolate":
		return b.isolate(r.Isolate)
	case "layers":
		return b.layers(r)
	case "no-internet":
		return b.noInternet(r.NoInternet)
	case "confine-egress":
		return b.confine(r.ConfineEgress)
	}
	return nil
}

// end is what a selector selects; nothing when it was not written.
func (b *Bound) end(s Selector) endSet {
	if !s.Is() {
		return endSet{inside: newBits(len(b.endpoints))}
	}
	return b.selection(s.Selection)
}

// target is what a selector selects as a destination. While egress is allowed by default, anywhere
// does not mean the internet and AWS: who forbids egress names them.
func (b *Bound) target(s Selector) endSet {
	set := b.end(s)
	if !b.egressAllowed() || !s.isAnywhere() {
		return set
	}
	both := single(placeInternet).union(single(placeAWS))
	return endSet{set.inside, set.outside.subtract(both)}
}

func (s Selector) isAnywhere() bool {
	return s.Is() && slices.ContainsFunc(s.Alternatives, func(a Alternative) bool { return a.Short.Value == Anywhere })
}

func (b *Bound) egressAllowed() bool { return b.policy.Default.Egress.or("allow") == "allow" }

func (b *Bound) forbid(f *Forbid) []ban {
	return []ban{{
		from:      b.cellsOf(b.sources(f.From).subtract(b.sources(f.ExceptFrom))),
		to:        b.cellsOf(b.target(f.To).subtract(b.end(f.ExceptTo))),
		forbidden: f.Ports.Set().Subtract(f.ExceptPorts.exceptions()),
	}}
}

// exceptions are ports that were written; none when none were.
func (p Ports) exceptions() packet.Set {
	if !p.Is() {
		return packet.None()
	}
	return p.Set()
}

// only forbids all others, and to those named all other ports. What is inside of the destination is
// its own affair.
func (b *Bound) only(o *Only) []ban {
	to, from := b.end(o.To), b.sources(o.From)
	everybody, _ := b.named(Anywhere)
	return []ban{
		{from: b.cellsOf(everybody.subtract(from).subtract(to)), to: b.cellsOf(to), forbidden: packet.All()},
		{from: b.cellsOf(from.subtract(to)), to: b.cellsOf(to), forbidden: o.Ports.Set().Complement()},
	}
}

func (b *Bound) isolate(all Selectors) []ban {
	var bans []ban
	for i := range all {
		for j := range all {
			if i != j {
				bans = append(bans, ban{from: b.cellsOf(b.end(all[i])), to: b.cellsOf(b.end(all[j])), forbidden: packet.All()})
			}
		}
	}
	return bans
}

// layers forbids what goes up, what skips a layer unless the rule says skip, and what goes between
// siblings.
func (b *Bound) layers(r *Rule) []ban {
	var bans []ban
	for i, upper := range r.Layers {
		for j, lower := range r.Layers {
			if down := j - i; down == 1 || down > 1 && r.Skip {
				continue
			}
			for _, x := range upper {
				for _, y := range lower {
					from, _ := b.named(x.Value)
					to, _ := b.named(y.Value)
					if x.Value != y.Value {
						bans = append(bans, ban{from: b.cellsOf(from), to: b.cellsOf(to), forbidden: packet.All()})
					}
				}
			}
		}
	}
	return bans
}

func (b *Bound) noInternet(n *NoInternet) []ban {
	var bans []ban
	internet, _ := b.named(Internet)
	aws, _ := b.named(AWS) // whoever sends from there is on the internet
	if in := n.Ingress; in != nil && !in.Off {
		to := b.all()
		if in.To.Is() {
			to = b.end(in.To)
		}
		bans = append(bans, ban{from: b.cellsOf(internet.union(aws).subtract(b.sources(in.ExceptFrom))), to: b.cellsOf(to.subtract(b.end(in.ExceptTo))), forbidden: in.Ports.Set()})
	}
	if out := n.Egress; out != nil && !out.Off {
		from := b.all()
		if out.From.Is() {
			from = b.end(out.From)
		}
		bans = append(bans, ban{from: b.cellsOf(from.subtract(b.end(out.ExceptFrom))), to: b.cellsOf(internet.subtract(b.end(out.ExceptTo))), forbidden: out.Ports.Set()})
	}
	return bans
}

// confine forbids the exits that are not named. Gateways among the exits are a question of paths:
// see exits.
func (b *Bound) confine(c *ConfineEgress) []ban {
	gateways := len(c.exits()) > 0
	var closed bitset
	for place, name := range [...]string{placeInternet: Internet, placeAWS: AWS} {
		open := slices.Contains(c.To.Values(), name)
		if !open && !gateways {
			closed = closed.union(single(place))
		}
	}
	return []ban{{from: b.cellsOf(b.end(c.From)), to: b.cellsOf(endSet{newBits(len(b.endpoints)), closed}), forbidden: packet.All()}}
}

// exits are the gateways among the exits.
func (c *ConfineEgress) exits() Texts {
	var all Texts
	for _, t := range c.To {
		if t.Value != AWS && t.Value != Internet {
			all = append(all, t)
		}
	}
	return all
}
