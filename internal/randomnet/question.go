package randomnet

import (
	"math/rand/v2"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// An End is one end of a question: an interface with one of its addresses (none: the primary one),
// or a literal address. Internet: the address is an internet host and uses internet gateways only.
type End struct {
	ENI      model.ENIID
	Addr     netip.Addr
	Internet bool
}

// String returns "eni-1@10.0.0.4", "eni-1", "internet:203.0.113.9" or "10.0.0.4".
func (e End) String() string {
	switch {
	case e.ENI != "" && e.Addr.IsValid():
		return string(e.ENI) + "@" + e.Addr.String()
	case e.ENI != "":
		return string(e.ENI)
	case e.Internet:
		return "internet:" + e.Addr.String()
	}
	return e.Addr.String()
}

// A Question asks about one packet.
type Question struct {
	From, To End
	On       packet.Traffic
	State    bool // honour instance states (VPC-7)
}

// Questions draws count questions about n: ends of every kind, packets at the edges of its rules.
func Questions(r *rand.Rand, n *model.Network, count int) []Question {
	g := &gen{Rand: r, n: n}
	edges := Edges(n)
	var qs []Question
	for range count * 4 {
		if len(qs) == count || len(n.NetworkInterfaces) == 0 {
			break
		}
		q := Question{From: g.from(), State: g.chance(0.1)}
		q.To = g.to(q.From)
		if !q.Sensible(n) && (g.mayHaveMore(q) || !g.chance(0.02)) {
			continue
		}
		q.On = g.packetFor(edges, q.six(n))
		qs = append(qs, q)
	}
	return qs
}

// mayHaveMore reports whether an end has addresses that are not known: of any family.
func (g *gen) mayHaveMore(q Question) bool {
	return slices.ContainsFunc(g.n.NetworkInterfaces, func(e model.NetworkInterface) bool {
		return e.UnknownAddresses != nil && (e.ID == q.From.ENI || e.ID == q.To.ENI)
	})
}

// six reports whether a question is about IPv6.
func (q Question) six(n *model.Network) bool {
	for _, e := range []End{q.From, q.To} {
		if e.Addr.IsValid() {
			return e.Addr.Is6()
		}
	}
	for _, e := range n.NetworkInterfaces {
		if (e.ID == q.From.ENI || e.ID == q.To.ENI) && !e.Primary().IsValid() {
			return true
		}
	}
	return false
}

// Sensible reports whether both ends have an address of one family.
func (q Question) Sensible(n *model.Network) bool {
	six := q.six(n)
	if q.From.ENI == "" && q.To.ENI == "" && !q.To.Addr.IsValid() {
		return false
	}
	for _, e := range []End{q.From, q.To} {
		if e.Addr.IsValid() {
			if e.Addr.Is6() != six {
				return false
			}
			continue
		}
		for _, i := range n.NetworkInterfaces {
			if i.ID == e.ENI && (six && len(i.IPv6) == 0 || !six && !i.Primary().IsValid()) {
				return false
			}
		}
	}
	return true
}

// from draws where packets come from: mostly interfaces, else outside addresses.
func (g *gen) from() End {
	switch {
	case g.chance(0.72):
		e := pick(g, g.n.NetworkInterfaces)
		end := End{ENI: e.ID}
		if g.chance(0.5) {
			end.Addr = g.addressOf(e)
		}
		if g.chance(0.03) {
			end.Addr = g.literal(false) // spoofed
		}
		return end
	case g.chance(0.5):
		return End{Addr: g.outside(), Internet: true}
	}
	for range 20 {
		if a := g.literal(true); !g.owned(a) {
			return End{Addr: a}
		}
	}
	return End{Addr: addr("203.0.113.9")}
}

// to draws where packets go: interfaces by one of their addresses, or literal addresses.
func (g *gen) to(from End) End {
	if g.chance(0.6) {
		e := pick(g, g.n.NetworkInterfaces)
		end := End{ENI: e.ID}
		if from.ENI == "" || g.chance(0.5) {
			end.Addr = g.addressOf(e)
		}
		if public := g.publicOf(e); public.IsValid() && (from.Internet || g.chance(0.15)) {
			end = End{Addr: public}
			if g.chance(0.5) {
				end.ENI = e.ID
			}
		}
		return end
	}
	if from.ENI != "" && g.chance(0.3) {
		return End{Addr: g.outside(), Internet: true}
	}
	for range 20 {
		if a := g.literal(false); from.ENI != "" || g.isOurs(a) {
			return End{Addr: a}
		}
	}
	return End{ENI: pick(g, g.n.NetworkInterfaces).ID}
}

func (g *gen) publicOf(e model.NetworkInterface) netip.Addr {
	for _, p := range e.Private {
		if p.Public.IsValid() && g.chance(0.8) {
			return p.Public
		}
	}
	return netip.Addr{}
}

// addressOf returns any address of e.
func (g *gen) addressOf(e model.NetworkInterface) netip.Addr {
	var all []netip.Addr
	for _, p := range e.Private {
		all = append(all, p.Addr)
	}
	all = append(all, e.IPv6...)
	for _, p := range slices.Concat(e.IPv4Prefixes, e.IPv6Prefixes) {
		all = append(all, host(p, g.IntN(16)))
	}
	return pick(g, all)
}

func (g *gen) outside() netip.Addr {
	return one(g, addr("203.0.113.9"), addr("203.0.113.129"), addr("198.51.100.5"), addr("8.8.8.8"), addr("2001:db8:ffff::9"), addr("2600::1"))
}

// literal draws an address: of somebody, of nobody inside a CIDR, at the edges of one, special
// ones, on-prem, public.
func (g *gen) literal(outside bool) netip.Addr {
	if outside {
		return one(g, addr("192.168.%d.7", g.IntN(4)), addr("192.168.0.255"), addr("10.77.0.5"), addr("10.%d.%d.200", g.IntN(5), g.IntN(5)), addr("172.16.0.1"), addr("203.0.113.9"), addr("2001:db8:ffff::9"))
	}
	switch g.IntN(9) {
	case 0, 1:
		if a := g.addressOf(pick(g, g.n.NetworkInterfaces)); a.IsValid() {
			return a
		}
	case 2:
		if s := pick(g, g.n.Subnets); s.CIDR.IsValid() {
			return one(g, s.CIDR.Addr(), host(s.CIDR, 1), host(s.CIDR, 2), host(s.CIDR, 3), last(s.CIDR), last(s.CIDR).Next(), host(s.CIDR, 99))
		}
	case 3:
		if v := pick(g, g.n.VPCs); len(v.CIDRs) > 0 {
			c := pick(g, v.CIDRs).Prefix
			return one(g, c.Addr(), c.Addr().Next().Next(), last(c), last(c).Next())
		}
	case 4:
		return one(g, addr("169.254.169.254"), addr("169.254.0.1"), addr("224.0.0.1"), addr("255.255.255.255"), addr("127.0.0.1"), addr("fd00:ec2::254"), addr("100.64.9.9"), addr("64:ff9b::cb00:7109"), addr("fe80::1"), addr("0.0.0.0"))
	case 5:
		return addr("192.168.%d.%d", g.IntN(4), one(g, 0, 7, 255))
	case 6:
		if a := pick(g, g.n.Addresses); a.Public.IsValid() {
			return a.Public
		}
	case 7:
		if nat := pick(g, g.n.NatGateways); len(nat.Addresses) > 0 {
			return one(g, nat.Addresses[0].Private, nat.Addresses[0].Private)
		}
	}
	return g.outside()
}

func last(p netip.Prefix) netip.Addr {
	r := packet.Addrs(p).Ranges()
	return r[len(r)-1].Last
}

// isOurs reports whether a is of the network: in a VPC, or a public address of somebody's.
func (g *gen) isOurs(a netip.Addr) bool {
	for _, v := range g.n.VPCs {
		for _, c := range v.CIDRs {
			if c.Prefix.Contains(a) {
				return true
			}
		}
	}
	return g.owned(a)
}

// owned reports whether an interface or a public association has a.
func (g *gen) owned(a netip.Addr) bool {
	for _, e := range g.n.NetworkInterfaces {
		if e.Owns(a) {
			return true
		}
		for _, p := range e.Private {
			if p.Public == a {
				return true
			}
		}
	}
	return false
}

// Edges returns the packets at the edges of every rule of n, and a few that always matter.
func Edges(n *model.Network) []packet.Traffic {
	edges := []packet.Traffic{
		{Protocol: packet.TCP, Port: 22},
		{Protocol: packet.TCP, Port: 80},
		{Protocol: packet.TCP, Port: 443},
		{Protocol: packet.UDP, Port: 53},
		{Protocol: packet.TCP, Port: 0},
		{Protocol: packet.TCP, Port: 65535},
		{Protocol: packet.TCP, Port: 1024},
		{Protocol: packet.UDP, Port: 67},
		{Protocol: packet.ICMP, Type: 8},
		{Protocol: packet.ICMP, Type: 8, Code: 1},
		{Protocol: packet.ICMP, Type: 0},
		{Protocol: packet.ICMP, Type: 3, Code: 4},
		{Protocol: packet.ICMP, Type: 13},
		{Protocol: packet.ICMPv6, Type: 128},
		{Protocol: packet.ICMPv6, Type: 129},
		{Protocol: packet.ICMPv6, Type: 1},
		{Protocol: 50},
		{Protocol: 132},
		{Protocol: 0},
		{Protocol: 255},
	}
	for _, s := range n.SecurityGroups {
		for _, r := range s.Rules {
			edges = append(edges, r.Traffic.Boundaries()...)
		}
	}
	for _, a := range n.NetworkACLs {
		for _, e := range a.Entries {
			edges = append(edges, e.Traffic.Boundaries()...)
		}
	}
	for _, l := range n.Listeners {
		edges = append(edges, packet.OfTCP(packet.Port(l.Port)).Boundaries()...)
	}
	return edges
}

// packetFor picks a packet of the family, now and then one that no host emits (PKT-3).
func (g *gen) packetFor(edges []packet.Traffic, six bool) packet.Traffic {
	for range 50 {
		t := pick(g, edges)
		if g.chance(0.01) || (t.Protocol != packet.ICMP || !six) && (t.Protocol != packet.ICMPv6 || six) {
			return t
		}
	}
	return packet.Traffic{Protocol: packet.TCP, Port: 443}
}
