package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// passes evaluates the filter of a hop on a path.
func (c *Compiled) passes(p *path, f *filter) packet.Pair {
	switch f.kind {
	case naclFilter:
		pair := c.aclPasses(f.nacl, f.egress, f.compared())
		if f.mustOnly {
			pair.May = packet.All()
		}
		return pair
	case groupFilter:
		return c.groupsPass(f.iface, f.flow(p))
	case setFilter:
		return f.set
	case passAll:
	}
	return packet.Certain()
}

// flow is what the rules of a group filter are compared with. The sender's
// egress sees the receiver as far as the whole path lets references through.
func (f *filter) flow(p *path) flow {
	fl := flow{egress: f.egress, remote: f.compared(), peer: f.peer, ref: f.ref}
	if f.sender {
		fl.peer, fl.ref = p.end.iface, p.refOut
		if p.end.iface == nil && p.end.door.kind == doorPeer {
			fl.ref = refMay
		}
		if fl.peer != nil && !fl.peer.m.Owns(f.remote) { // SG-10: private addresses only
			fl.ref = refNo
		}
		fl.anywhere = p.end.iface == nil && p.end.door.kind == doorUnknown
	}
	return fl
}

// compared returns the remote address as evaluations take it.
func (f *filter) compared() netip.Addr {
	switch {
	case f.remote.IsValid():
		return f.remote
	case f.six:
		return anyIPv6
	}
	return anyIPv4
}

// forward returns what a request path delivers (or takes out of the network).
func (c *Compiled) forward(p *path) packet.Pair {
	if p.end.kind == dropped {
		return packet.Impossible()
	}
	pair := packet.Certain()
	for i := range p.hops {
		if p.hops[i].filter.kind == passAll {
			continue
		}
		pair = pair.Intersect(c.passes(p, &p.hops[i].filter))
		if pair.May.IsEmpty() {
			return packet.Impossible()
		}
	}
	if len(p.uncertain) > 0 {
		pair.Must = packet.None()
	}
	return pair
}

// legs returns what a reply path lets through in each port space: 0 is the
// client's, the others are translated (CONN-3).
func (c *Compiled) legs(p *path, spaces int) []packet.Pair {
	legs := make([]packet.Pair, spaces+1)
	for i := range legs {
		legs[i] = packet.Certain()
	}
	for i := range p.hops {
		if h := &p.hops[i]; h.filter.kind != passAll {
			legs[h.leg] = legs[h.leg].Intersect(c.passes(p, &h.filter))
		}
	}
	return legs
}

// connections joins a request with one of its replies (CONN-2).
func (c *Compiled) connections(f packet.Pair, request, reply *path) (must, may packet.Conns) {
	if reply.end.kind == dropped {
		return must, may
	}
	legs := c.legs(reply, request.legs)
	may = packet.ProductVia(f.May, legs[0].May, allPorts, oneSide(legs[1:], false))
	if len(reply.uncertain) == 0 && len(request.uncertain) == 0 {
		must = packet.ProductVia(f.Must, legs[0].Must, allPorts, oneSide(legs[1:], true))
	}
	return must, may
}

// oneSide picks one side of each pair.
func oneSide(pairs []packet.Pair, must bool) []packet.Set {
	sets := make([]packet.Set, len(pairs))
	for i, p := range pairs {
		sets[i] = p.May
		if must {
			sets[i] = p.Must
		}
	}
	return sets
}

// familyTraffic is the traffic that hosts send in the family of addr: there is
// no ICMPv6 in IPv4 and no ICMP in IPv6 (PKT-3).
func familyTraffic(addr netip.Addr) packet.Set {
	if addr.Is6() {
		return ipv6Traffic
	}
	return ipv4Traffic
}

var (
	allPorts      = packet.Ports(packet.AllPorts)
	ipv4Traffic   = packet.All().Subtract(packet.OfProtocol(packet.ICMPv6))
	ipv6Traffic   = packet.All().Subtract(packet.OfProtocol(packet.ICMP))
	startsTraffic = packet.RequestTraffic()
)
