package generate

import (
	"fmt"
	"net/netip"
)

// Sizes of shape s1.
const (
	s1PerSubnet = 50
	s1FirstHost = 10
	s1InBlock   = 256 // subnets of /24 in a /16; more make the VPC a /8
)

// buildS1 builds shape s1, which draws nothing.
func buildS1(p *plan) {
	n := p.o.Endpoints
	subnets := (n + s1PerSubnet - 1) / s1PerSubnet
	groups := max(5, (n+19)/20)
	cidr := oneBlock(subnets <= s1InBlock)
	vpc := p.addVPC(p.addAccount(), cidr, "s1", "", p.o.IPv6)
	p.addInternet(vpc)
	p.addS1Subnets(vpc, subnets)
	for k := range groups {
		p.addGroup(vpc, fmt.Sprintf("sg-%d", k))
	}
	base := p.addGroup(vpc, "sg-base")
	p.allowIn(base, tcp(22, 22), blockPeer(p.net.Subnets[0].CIDR))
	p.allowOut(base, selector{"udp", 53, 53}, blockPeer(cidr))
	for k := range groups {
		p.addS1Rules(k, groups, subnets)
	}
	for e := range n {
		s, k := e/s1PerSubnet, e%groups
		p.spaces[s].next = uint32(s1FirstHost + e%s1PerSubnet)
		p.addTask(s, p.groups[k].name, p.o.IPv6, int32(k), int32(base))
	}
}

// addS1Subnets makes one subnet in four public, and closes the network ACL of another.
func (p *plan) addS1Subnets(vpc, subnets int) {
	cidr := p.homes[vpc].cidr
	var public, private []int
	for i := range subnets {
		block := part(cidr, 24, i)
		if i%4 == 0 {
			public = append(public, p.addSubnet(vpc, i, i, block, true, fmt.Sprintf("s1-public-%d", i)))
		} else {
			private = append(private, p.addSubnet(vpc, i, i, block, false, fmt.Sprintf("s1-private-%d", i)))
		}
	}
	p.addTable(vpc, "s1-public", false, public, p.publicRoutes(vpc)...)
	p.addTable(vpc, "s1-private", true, private)
	first := p.net.Subnets[0].CIDR
	for i := 3; i < subnets; i += 4 {
		p.addACL(vpc, fmt.Sprintf("s1-closed-%d", i), []int{i}, []aclEntry{
			{number: 90, deny: true, what: tcp(3389, 3389), cidr: first},
			{number: 100, what: tcp(443, 443), cidr: anywhere},
			{number: 110, what: ephemeral, cidr: anywhere},
			{number: 100, egress: true, what: everything, cidr: anywhere},
		})
	}
}

// addS1Rules opens group k to its neighbours in two rings, to a subnet and, one in ten, to a
// block of the internet.
func (p *plan) addS1Rules(k, groups, subnets int) {
	ring := func(step int) peer { return groupPeer(((k+step)%groups + groups) % groups) }
	port := 8000 + k%100
	p.allowIn(k, tcp(port, port), ring(-1))
	p.allowIn(k, tcp(5432, 5432), ring(-7))
	p.allowIn(k, tcp(443, 443), blockPeer(p.net.Subnets[k%subnets].CIDR))
	if k%10 == 0 {
		p.allowIn(k, tcp(80, 80), blockPeer(netip.PrefixFrom(netip.AddrFrom4([4]byte{203, 0, 113, byte(4 * (k / 10 % 64))}), 30)))
	}
	p.allowOut(k, ephemeral, ring(1))
	p.allowOut(k, ephemeral, ring(7))
	p.allowOut(k, tcp(443, 443), blockPeer(anywhere))
}
