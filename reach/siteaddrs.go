package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// addressTest finds an address in a set of few prefixes.
type addressTest struct{ set packet.AddrSet }

func (t *addressTest) has(addr netip.Addr) bool { return !t.set.IsEmpty() && t.set.Contains(addr) }

// mentionedByRouting collects every prefix that routing can tell apart.
func (c *Compiled) mentionedByRouting() []netip.Prefix {
	seen := make(map[netip.Prefix]struct{}, 1024)
	for _, t := range c.tables {
		for p := range t.routes.All() {
			seen[p] = struct{}{}
		}
	}
	for _, t := range c.transit.tables {
		for p := range t.routes.All() {
			seen[p] = struct{}{}
		}
	}
	more := slices.Concat(c.mentionedByGateways(), unroutable.Prefixes(), linkLocal.Prefixes())
	for _, v := range c.byVPC {
		for _, block := range v.cidrs {
			more = append(more, block.prefix)
		}
	}
	for _, g := range c.onPrem.ordered {
		more = append(more, g.known.Prefixes()...)
	}
	for _, l := range c.lists {
		more = append(more, l.set.Prefixes()...)
	}
	for _, p := range more {
		seen[p] = struct{}{}
	}
	all := make([]netip.Prefix, 0, len(seen))
	for p := range seen {
		all = append(all, p)
	}
	return all
}

// findOdd finds the addresses that a walk looks at one by one: of platform
// services and routers (FWD-2), of NAT gateways, public ones, and those that
// more than one VPC has.
func (s *sites) findOdd() {
	c := s.c
	for addr := range c.public {
		s.odd[addr] = true
	}
	s.odd[broadcast], s.odd[dhcpServers] = true, true
	for _, v := range c.byVPC {
		for addr := range v.nats {
			s.odd[addr] = true
		}
		for _, block := range v.cidrs {
			s.odd[block.prefix.Addr().Next().Next()] = true
		}
	}
	for i := range c.net.Subnets {
		if p := c.net.Subnets[i].CIDR; p.IsValid() {
			s.odd[p.Addr().Next()] = true
		}
	}
	s.shared.set = packet.Addrs(slices.Concat(s.overlaps(), linkLocal.Prefixes())...)
}

// overlaps returns the blocks that more than one VPC has, and notes the
// subnets that meet them. What an interface has outside the CIDRs of its VPC
// counts as such.
func (s *sites) overlaps() []netip.Prefix {
	blocks := s.blocks()
	var shared []netip.Prefix
	for i, outer := range blocks {
		for _, inner := range blocks[i+1:] {
			if !outer.prefix.Contains(inner.prefix.Addr()) {
				break
			}
			if inner.vpc != outer.vpc {
				shared = append(shared, inner.prefix)
			}
		}
	}
	for _, e := range s.c.ifaces {
		before := len(shared)
		for _, p := range e.m.Private {
			shared = stray(shared, e, ones(p.Addr))
		}
		for _, a := range e.m.IPv6 {
			shared = stray(shared, e, ones(a))
		}
		for _, p := range slices.Concat(e.m.IPv4Prefixes, e.m.IPv6Prefixes) {
			shared = stray(shared, e, p)
		}
		if len(shared) > before {
			s.wild[s.vpcs[e.vpc]] = true
		}
	}
	if len(shared) == 0 {
		return nil
	}
	set := packet.Addrs(shared...)
	for _, sub := range s.c.subnets {
		if sub.m == nil {
			continue
		}
		for _, p := range append([]netip.Prefix{sub.m.CIDR}, sub.m.IPv6CIDRs...) {
			if set.Overlaps(p) {
				s.notable[sub] = true
			}
		}
	}
	return shared
}

func stray(shared []netip.Prefix, e *iface, p netip.Prefix) []netip.Prefix {
	if p.IsValid() && !e.vpc.covers(p) {
		return append(shared, p)
	}
	return shared
}

// vpcBlock is one CIDR of a VPC.
type vpcBlock struct {
	prefix netip.Prefix
	vpc    int32
}

// blocks returns the CIDRs of all VPCs, each before those inside it.
func (s *sites) blocks() []vpcBlock {
	var blocks []vpcBlock
	for i, v := range s.c.byVPC {
		for _, b := range v.cidrs {
			blocks = append(blocks, vpcBlock{b.prefix.Masked(), int32(i)})
		}
	}
	slices.SortStableFunc(blocks, func(a, b vpcBlock) int { return comparePrefixes(a.prefix, b.prefix) })
	return blocks
}
