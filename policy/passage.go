package policy

import "github.com/seed-044d7529/segment/model"

// passage binds a question of paths.
func (b *Bound) passage(t *Through, avoid bool) passage {
	p := passage{
		from: t.From.Selection, to: t.To.Selection, fromSet: b.end(t.From), toSet: b.end(t.To),
		ports: t.Ports.Set(), ids: b.viaIDs(t.Via), avoid: avoid, at: Text{Value: t.Via.words(), At: t.Via.At, Width: t.Via.Width},
	}
	b.checkVia(p)
	return p
}

// checkVia reports a via that no path can meet.
func (b *Bound) checkVia(p passage) {
	if len(p.ids) == 0 {
		problem := b.policy.complain("POL-121", model.Error, p.at.At, p.at.Width, "no path can pass "+quote(p.at.Value)+": nothing that forwards is called so", "name a gateway, firewall or appliance: nat:NAME, tgw:NAME, an id, or a context of interfaces that forward")
		problem.Counts = true
		b.complain(problem)
	}
}

// confinePassages are the questions of paths of confine-egress: what leaves passes one of the
// gateways that are exits.
func (b *Bound) confinePassages(c *ConfineEgress) []passage {
	exits := c.exits()
	if len(exits) == 0 {
		return nil
	}
	p := passage{from: c.From.Selection, fromSet: b.end(c.From), ids: map[string]bool{}, at: exits[0], ports: Ports{}.Set()}
	for _, t := range exits {
		b.viaShort(t, p.ids)
	}
	b.checkVia(p)
	var closed bitset
	for place, name := range [...]string{placeInternet: Internet, placeAWS: AWS} {
		open := false
		for _, t := range c.To {
			open = open || t.Value == name
		}
		if !open {
			closed = closed.union(single(place))
		}
	}
	p.toSet = endSet{newBits(len(b.endpoints)), closed}
	return []passage{p}
}
