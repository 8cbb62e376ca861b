package randomnet

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// zones names three zones a region.
func (g *gen) zones() {
	for _, r := range regions {
		for i, letter := range []string{"a", "b", "c"} {
			for _, a := range accounts {
				g.n.Zones = append(g.n.Zones, model.AvailabilityZone{
					Account: a, Region: r, Name: string(r) + letter, ID: model.ZoneID(fmt.Sprintf("%s-az%d", r, i+1)), Type: "availability-zone",
				})
			}
		}
	}
}

// vpcs draws one to four VPCs with their subnets. Their CIDRs are 10.N.0.0/16; now and then two
// are equal.
func (g *gen) vpcs() {
	for i := range g.some(1, 4) {
		v := model.VPC{ID: model.VPCID(fmt.Sprintf("vpc-%d", i)), Account: accounts[0], Region: regions[0]}
		if g.chance(0.15) {
			v.Account = accounts[1]
		}
		if g.chance(0.1) {
			v.Region = regions[1]
		}
		number := i
		if i > 0 && g.odd() {
			number = i - 1
		}
		v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: prefix("10.%d.0.0/16", number), State: model.CIDRAssociated, Primary: true})
		if g.chance(0.2) {
			more := one(g, prefix("100.64.%d.0/24", number), prefix("10.%d.0.0/20", 16+number), prefix("203.0.%d.0/24", 100+number))
			state := model.CIDRState(g.state(string(model.CIDRAssociated), "disassociated", string(model.CIDRDisassociating)))
			v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: more, State: state})
		}
		if g.chance(0.6) {
			v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: prefix("2001:db8:%x::/56", i), State: model.CIDRAssociated, Private: g.odd()})
		}
		v.UnknownCIDRs = g.unknown()
		g.n.VPCs = append(g.n.VPCs, v)
		g.subnets(&v)
	}
}

func (g *gen) subnets(v *model.VPC) {
	for i := range g.some(2, 5) {
		zone := g.IntN(3)
		if g.chance(0.5) {
			zone = 0
		}
		s := model.Subnet{
			ID: model.SubnetID(fmt.Sprintf("subnet-%s-%d", v.ID[4:], i)), VPC: v.ID, Account: v.Account, Region: v.Region,
			Zone: string(v.Region) + string(rune('a'+zone)), ZoneID: model.ZoneID(fmt.Sprintf("%s-az%d", v.Region, zone+1)),
		}
		base := v.CIDRs[0].Prefix
		if len(v.CIDRs) > 1 && v.CIDRs[1].Prefix.Addr().Is4() && g.chance(0.3) {
			base = v.CIDRs[1].Prefix
		}
		s.CIDR = part(base, i)
		for _, c := range v.CIDRs {
			if c.Prefix.Addr().Is6() && g.chance(0.7) {
				s.IPv6CIDRs = append(s.IPv6CIDRs, part(c.Prefix, i))
				if g.odd() {
					s.CIDR = netip.Prefix{}
				}
			}
		}
		s.UnknownCIDR = g.unknown()
		if s.UnknownCIDR != nil && g.chance(0.5) {
			s.CIDR = netip.Prefix{}
		}
		g.n.Subnets = append(g.n.Subnets, s)
	}
}

// part returns the i-th subnet of a VPC's CIDR.
func part(base netip.Prefix, i int) netip.Prefix {
	b := base.Masked().Addr().AsSlice()
	switch {
	case len(b) == 16:
		b[7] |= byte(i)
		a, _ := netip.AddrFromSlice(b)
		return netip.PrefixFrom(a, 64)
	case base.Bits() >= 24:
		b[3] |= byte(i * 32)
		a, _ := netip.AddrFromSlice(b)
		return netip.PrefixFrom(a, 27)
	}
	b[2] |= byte(i)
	a, _ := netip.AddrFromSlice(b)
	return netip.PrefixFrom(a, 24)
}

// host returns the i-th address of a subnet.
func host(p netip.Prefix, i int) netip.Addr {
	b := p.Masked().Addr().AsSlice()
	b[len(b)-1] += byte(i)
	a, _ := netip.AddrFromSlice(b)
	return a
}

// subnetsOf returns the subnets of a VPC.
func (g *gen) subnetsOf(v model.VPCID) []model.Subnet {
	var found []model.Subnet
	for _, s := range g.n.Subnets {
		if s.VPC == v {
			found = append(found, s)
		}
	}
	return found
}

// prefixLists draws lists of the user's, and those of S3.
func (g *gen) prefixLists() {
	for i := range g.some(0, 3) {
		l := model.PrefixList{ID: model.PrefixListID(fmt.Sprintf("pl-%d", i)), Name: "mine", Account: accounts[0], Region: regions[0], State: g.state("create-complete", "modify-in-progress", "delete-complete")}
		if g.p.Unknown == 0 && l.State == "modify-in-progress" {
			l.State = "modify-complete"
		}
		l.IPv6 = g.chance(0.2)
		for range g.some(0, 3) {
			l.Entries = append(l.Entries, model.PrefixListEntry{CIDR: g.cidr(l.IPv6)})
		}
		l.UnknownEntries = g.unknown()
		g.n.PrefixLists = append(g.n.PrefixLists, l)
	}
	s3 := model.PrefixList{ID: "pl-s3", Name: "com.amazonaws.r1.s3", Account: "AWS", Region: regions[0], State: "create-complete"}
	s3.UnknownEntries = g.unknown()
	if s3.UnknownEntries == nil || g.chance(0.5) {
		s3.Entries = []model.PrefixListEntry{{CIDR: prefix("203.0.113.128/26")}}
	}
	g.n.PrefixLists = append(g.n.PrefixLists, s3)
}

// cidr draws a prefix that something in the networks may lie in.
func (g *gen) cidr(six bool) netip.Prefix {
	if six {
		return one(g, prefix("::/0"), prefix("2001:db8::/32"), prefix("2001:db8:%x::/56", g.IntN(4)), prefix("2001:db8:%x:%x::/64", g.IntN(4), g.IntN(4)), prefix("2001:db8:ffff::/48"))
	}
	switch g.IntN(10) {
	case 0, 1:
		return prefix("0.0.0.0/0")
	case 2:
		return prefix("10.0.0.0/8")
	case 3:
		return prefix("10.%d.0.0/16", g.IntN(4))
	case 4:
		return prefix("10.%d.%d.0/24", g.IntN(4), g.IntN(4))
	case 5:
		return prefix("10.%d.%d.%d/32", g.IntN(4), g.IntN(4), 10+g.IntN(6))
	case 6:
		return prefix("192.168.%d.0/24", g.IntN(3))
	case 7:
		return prefix("198.51.100.0/%d", one(g, 24, 28, 27))
	case 8:
		return prefix("203.0.113.0/%d", one(g, 24, 25))
	}
	return prefix("10.%d.%d.%d/28", g.IntN(4), g.IntN(4), 16*g.IntN(3))
}
