package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// explain fills Reasons and Via, and on request Paths and Blockers, from the
// pair that comes closest to passing among those that do not, else from the
// first that passes.
func (t *tally) explain(a *Answer) {
	o := t.worst
	if a.Verdict == Reachable || o == nil {
		o = t.best
	}
	if o == nil {
		return
	}
	paths := t.c.explained(o, t.asked)
	a.Reasons = t.reasons(o, paths, a.Verdict)
	a.Via = via(o)
	if t.q.Explain {
		a.Paths = paths
		a.Blockers = t.c.blockers(o, paths, t.asked)
		if t.q.AllPaths > 1 {
			a.Paths = t.c.allPaths(o, t.asked, t.q.AllPaths)
			a.Others = t.c.alternatives(o, t.q.AllPaths)
		}
	}
}

// reasons lists the rules that stop what was asked, or leave it unknown; for
// what is passed without a check, the rule that says so.
func (t *tally) reasons(o *outcome, paths []Path, v Verdict) []Reason {
	if v == Reachable {
		return exempt(o)
	}
	var found []Reason
	for i := range paths {
		found = append(found, reasonsOf(&paths[i])...)
	}
	if v == Undetermined {
		found = append(found, otherDrops(o)...)
	}
	if len(found) == 0 && len(paths) > 1 { // the client ports that pass do not fit (CONN-3)
		found = narrow(&paths[1], t.c.ephemeral)
	}
	return found
}

// exempt says why nothing was checked: platform and local traffic.
func exempt(o *outcome) []Reason {
	end := &o.trips[0].request.end
	if end.kind != platform && end.kind != local {
		return nil
	}
	text := "traffic inside one host is not filtered"
	if end.kind == platform {
		text = "a service of the platform: neither filtered nor routed"
	}
	return []Reason{{Code: end.rule, Where: end.where, Text: text}}
}

// otherDrops lists the ways that drop what another way may carry.
func otherDrops(o *outcome) []Reason {
	var found []Reason
	for i := range o.trips {
		ways := []path{o.trips[i].request}
		for _, p := range append(ways, o.trips[i].replies...) {
			if end := p.end; end.kind == dropped && len(o.trips) > 1 {
				found = append(found, Reason{Code: end.rule, AWSCode: AnalyzerCode(end.rule), Where: end.where, Text: end.text, Origin: end.origin})
			}
		}
	}
	return found
}

// narrow lists the reply checks that pass a part of the client ports only.
func narrow(reply *Path, eph packet.PortSet) []Reason {
	var found []Reason
	for _, s := range reply.Hops {
		if !eph.IsSubsetOf(s.Passes.Must.TCP()) || !eph.IsSubsetOf(s.Passes.Must.UDP()) {
			found = append(found, Reason{Code: s.Rule, AWSCode: AnalyzerCode(s.Rule), Where: s.At, Direction: Reply, Text: s.Detail, Origin: s.Origin})
		}
	}
	return found
}

// explained traces the best way of a pair, request and reply.
func (c *Compiled) explained(o *outcome, asked packet.Set) []Path {
	trip := o.bestTrip(c, asked)
	request := asked.Intersect(familyTraffic(o.pair.to.addr))
	paths := []Path{c.trace(&trip.request, Forward, request, request)}
	if reply := trip.bestReply(c, asked); reply != nil {
		paths = append(paths, c.trace(reply, Reply, replyTraffic(request, c.ephemeral), replyTraffic(request, packet.Ephemeral)))
	}
	return paths
}

// replyTraffic is what the replies of a question look like to a filter: TCP
// and UDP to client ports, ICMP by reply type (CONN-1).
func replyTraffic(asked packet.Set, eph packet.PortSet) packet.Set {
	var s packet.Set
	for _, p := range asked.Protocols() {
		switch p {
		case packet.TCP:
			s = s.Union(packet.OfTCP(eph))
		case packet.UDP:
			s = s.Union(packet.OfUDP(eph))
		case packet.ICMP, packet.ICMPv6:
			s = s.Union(icmpReplies(asked.Of(p)))
		default:
			s = s.Union(packet.OfProtocol(p))
		}
	}
	return s
}

func icmpReplies(asked packet.Set) packet.Set {
	var s packet.Set
	for _, typ := range []uint8{8, 13, 15, 17} {
		if asked.HasICMP(typ, 0) {
			s = s.Union(replySet(packet.Traffic{Protocol: packet.ICMP, Type: typ}))
		}
	}
	if asked.HasICMPv6(128, 0) {
		s = s.Union(replySet(packet.Traffic{Protocol: packet.ICMPv6, Type: 128}))
	}
	return s
}

func replySet(t packet.Traffic) packet.Set {
	r, _ := packet.ReplyOf(t, 0)
	return r.Set()
}

// bestTrip is the way that comes closest to passing; ties go to the first.
func (o *outcome) bestTrip(c *Compiled, asked packet.Set) *trip {
	best, high := &o.trips[0], -1
	for i := range o.trips {
		t := &o.trips[i]
		score := c.pathScore(&t.request, asked) * 2
		if r := t.bestReply(c, asked); r != nil && r.end.kind != dropped {
			score++
		}
		if score > high {
			best, high = t, score
		}
	}
	return best
}

// bestReply is likewise among the replies; nil when there is none.
func (t *trip) bestReply(c *Compiled, asked packet.Set) *path {
	var best *path
	high := -1
	about := replyTraffic(asked, c.ephemeral)
	for i := range t.replies {
		if s := c.pathScore(&t.replies[i], about); s > high {
			best, high = &t.replies[i], s
		}
	}
	return best
}

// pathScore is higher the fewer checks of a path stop what was asked.
func (c *Compiled) pathScore(p *path, asked packet.Set) int {
	score := 1000
	if p.end.kind == dropped {
		score -= 100
	}
	if len(p.uncertain) > 0 {
		score -= 10
	}
	for i := range p.hops {
		if f := &p.hops[i].filter; f.kind != passAll && !asked.Overlaps(c.passes(p, f).May) {
			score -= 20
		}
	}
	return max(0, score)
}

// reasonsOf lists the steps that do not allow all that was asked, in hop order
// (CON-6).
func reasonsOf(p *Path) []Reason {
	var found []Reason
	for _, s := range p.Hops {
		if s.Decision == Allow {
			continue
		}
		found = append(found, Reason{Code: s.Rule, AWSCode: s.AWSCode, Where: s.At, Direction: p.Direction, Text: s.Detail, Origin: s.Origin})
	}
	return found
}

// via lists the gateways and translators of the first way of a pair.
func via(o *outcome) []string {
	var found []string
	for _, h := range o.trips[0].request.hops {
		switch h.kind {
		case "internet-gateway", "nat-gateway", "peering", "tgw-attachment", "vpn-gateway", "gateway-endpoint", "egress-only-gateway", "appliance", "inspection":
			if len(found) == 0 || found[len(found)-1] != h.where {
				found = append(found, h.where)
			}
		}
	}
	return found
}

// alternatives lists the ways through the topology between the ends of a
// pair: what routing could take if tables said otherwise.
func (c *Compiled) alternatives(o *outcome, most int) []Alternative {
	from, to := c.elementOf(o.pair.from.iface, o.pair.from.addr), c.elementOf(o.pair.to.iface, o.pair.to.addr)
	return c.topologyOnce().Alternatives(from, to, most)
}

// elementOf names the element of the topology that an end stands on.
func (c *Compiled) elementOf(e *iface, addr netip.Addr) string {
	if e == nil && !addr.Is6() {
		for _, v := range c.orderedVPCs() {
			if o := v.owner(addr); o != nil {
				e = o
			}
		}
	}
	switch {
	case e != nil:
		return string(e.m.ID)
	case internetRoutable(addr):
		return "internet"
	}
	return "on-prem"
}

// topologyOnce returns the topology, made at the first question that needs it.
func (c *Compiled) topologyOnce() *Topology {
	c.topology.once.Do(func() { c.topology.graph = c.Topology() })
	return c.topology.graph
}

// allPaths traces up to most ways of a pair.
func (c *Compiled) allPaths(o *outcome, asked packet.Set, most int) []Path {
	var paths []Path
	for i := range o.trips {
		if i == most {
			break
		}
		one := outcome{pair: o.pair, trips: o.trips[i : i+1]}
		paths = append(paths, c.explained(&one, asked)...)
	}
	return paths
}
