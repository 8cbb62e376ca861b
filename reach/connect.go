package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// trip is a request with the ways its reply can take.
type trip struct {
	request path
	replies []path
	passes  packet.Pair // what the request delivers
	maybe   bool        // it begins at a door that may not hold the source
}

// outcome is the answer for one pair of addresses.
type outcome struct {
	pair      pair
	trips     []trip
	must, may packet.Conns
	oneWay    packet.Pair
	connect   packet.Pair // connections, projected to destinations (CONN-3)
}

// connect answers one pair: every way of the request with every way of its
// reply. Must is what passes on all of them, may what passes on any (CON-4); doors that may not
// hold the source count in may alone.
func (c *Compiled) connect(p pair, state bool) outcome {
	o := outcome{pair: p, trips: c.trips(p, state)}
	certain := 0
	for i := range o.trips {
		t := &o.trips[i]
		t.passes = c.forward(&t.request)
		must, may := c.tripConnections(t)
		o.may, o.oneWay.May = o.may.Union(may), o.oneWay.May.Union(t.passes.May)
		switch {
		case t.maybe: // section 27, VGW-2
		case certain == 0:
			certain, o.must, o.oneWay.Must = 1, must, t.passes.Must
		default:
			o.must, o.oneWay.Must = o.must.Intersect(must), o.oneWay.Must.Intersect(t.passes.Must)
		}
	}
	family := familyTraffic(p.to.addr)
	o.oneWay = o.oneWay.Intersect(packet.Exactly(family))
	o.connect = packet.Pair{Must: o.must.Project(c.ephemeral).Intersect(family), May: o.may.Project(c.ephemeral).Intersect(family)}
	return o
}

// trips walks the requests of a pair, and the reply of each.
func (c *Compiled) trips(p pair, state bool) []trip {
	var found []trip
	if p.from.addr.Is4() != p.to.addr.Is4() {
		end := terminal{kind: dropped, rule: "PKT-1", where: p.to.addr.String(), text: "no packet goes from IPv4 to IPv6, or back"}
		return []trip{{request: path{src: p.from.addr, dst: p.to.addr, end: end}}}
	}
	if p.from.iface != nil {
		w := &walker{c: c, state: state}
		for _, request := range w.fromInterface(p.from.iface, p.from.addr, p.to.addr) {
			found = append(found, c.answered(request, p, door{}, state))
		}
		return found
	}
	for _, d := range c.doors(p.from.addr, p.to.addr, p.from.door) {
		w := &walker{c: c, state: state}
		for _, request := range w.fromOutside(d, p.from.addr, p.to.addr) {
			t := c.answered(request, p, d, state)
			t.maybe = d.maybe
			found = append(found, t)
		}
	}
	if len(found) == 0 {
		found = append(found, trip{request: c.noDoor(p)})
	}
	return found
}

// noDoor is the request of an outside address that no door holds (section 27).
func (c *Compiled) noDoor(p pair) path {
	end := terminal{kind: dropped, rule: "VGW-2", where: p.from.addr.String(), text: p.from.addr.String() + " is not known behind any gateway of the network"}
	for _, g := range c.onPrem.ordered {
		if g.vpc != nil && g.vpc.holds(p.to.addr) && g.reaches().Contains(p.from.addr) {
			end.rule, end.text = g.refusal(p.to.addr, p.from.addr)
			end.where = string(g.m.ID)
		}
	}
	if internetRoutable(p.from.addr) && !c.isPublic(p.to.addr) {
		end.rule, end.where = "IGW-3", p.to.addr.String()
		end.text = "a private address is not routed on the internet; ask for the public address"
	}
	if p.from.addr.Is6() && len(c.onPrem.ordered) > 0 && !internetRoutable(p.from.addr) {
		end.rule, end.text = "VGW-6", "a VPN on a virtual private gateway carries no IPv6"
	}
	return path{first: p.from.addr, src: p.from.addr, dst: p.to.addr, end: end}
}

// answered checks that a request ends where the question wants it, and walks
// its replies.
func (c *Compiled) answered(request path, p pair, by door, state bool) trip {
	if wrong := p.to.missed(&request); wrong != nil {
		request.end = *wrong
	} else if end := &request.end; p.to.iface != nil && end.kind == exited && end.door.kind == doorUnknown {
		p.to.mayReceive(&request, state)
	}
	t := trip{request: request}
	if k := request.end.kind; k == delivered || k == exited {
		t.replies = c.replies(&request, p.from.iface, by, state)
	}
	return t
}

// missed says how a request ended elsewhere than the question wants; nil if it
// did not (section 27: the interface named must receive it).
func (t target) missed(p *path) *terminal {
	end := &p.end
	switch {
	case end.kind == dropped, end.kind == platform:
		return nil
	case t.iface != nil && end.iface != t.iface && end.kind == local:
		return &terminal{kind: dropped, rule: "CONN-7", where: string(end.iface.m.ID), text: "the address is the sender's own: the packet does not leave the host"}
	case end.kind == exited && end.door.kind == doorUnknown:
		return t.elsewhere(p)
	case t.iface != nil && end.iface != t.iface:
		return &terminal{kind: dropped, rule: "PCX-6", where: string(t.iface.m.ID), text: "the packet goes to " + end.name() + ", not to " + string(t.iface.m.ID)}
	case end.kind != exited:
		return nil
	case t.world != "" && end.door.outside() != t.world, t.door != "" && t.door != end.door.id && t.door != end.door.outside():
		return &terminal{kind: dropped, rule: "RT-3", where: end.door.id, text: "the packet leaves to " + end.name() + ", not to " + t.world + t.door}
	}
	return nil
}

// elsewhere says whether a packet that went by a way that is not known can have arrived: an
// interface that is named and owns the address gets it by a path of its own.
func (t target) elsewhere(p *path) *terminal {
	if t.iface == nil || t.iface.m.UnknownAddresses != nil && !t.iface.m.Owns(t.addr) {
		return nil
	}
	return &terminal{kind: dropped, rule: "VPC-3", where: string(t.iface.m.ID), text: "the packet goes to somebody else who owns " + p.dst.String()}
}

// mayReceive lets the interface that is asked for judge a packet that it gets if the address, which
// nobody is known to own, is one of its own (section 27, RT-11).
func (t target) mayReceive(p *path, state bool) {
	e := t.iface
	if why := e.dead(state); why != "" {
		p.end = terminal{kind: dropped, rule: "VPC-7", where: string(e.m.ID), text: why}
		return
	}
	if e.filtered() {
		p.hops = append(slices.Clip(p.hops), hop{
			kind: "security-group-ingress", rule: "SG-1", where: string(e.m.ID), leg: p.legs, origin: e.m.Origin,
			filter: filter{kind: groupFilter, iface: e, six: p.dst.Is6(), peer: p.speaker, ref: p.refIn},
		})
	}
}

// name says where a path ends, for people.
func (t *terminal) name() string {
	switch t.kind {
	case delivered, local:
		return string(t.iface.m.ID)
	case exited:
		if t.door.kind == doorUnknown {
			return "a place that is not known"
		}
		if t.door.kind == doorInternet || t.door.kind == doorEgressOnly {
			return "internet (" + t.door.id + ")"
		}
		return t.door.outside() + " (" + t.door.id + ")"
	case platform:
		return "the platform"
	case dropped:
	}
	return "nowhere: " + t.text
}

// tripConnections joins the request with each of its replies.
func (c *Compiled) tripConnections(t *trip) (must, may packet.Conns) {
	if k := t.request.end.kind; k == local || k == platform {
		return packet.Product(t.passes.Must, packet.All(), allPorts), packet.Product(t.passes.May, packet.All(), allPorts)
	}
	for i := range t.replies {
		m, a := c.connections(t.passes, &t.request, &t.replies[i])
		if i == 0 {
			must, may = m, a
			continue
		}
		must, may = must.Intersect(m), may.Union(a)
	}
	return must, may
}

// remoteName is how an address is called in explanations.
func (c *Compiled) remoteName(addr netip.Addr) string {
	for _, v := range c.orderedVPCs() {
		if o := v.owner(addr); o != nil {
			return nameOf(string(o.m.ID), o.m.Tags)
		}
	}
	return addr.String()
}

func nameOf(id string, tags model.Tags) string {
	if n := tags.Name(); n != "" {
		return n
	}
	return id
}
