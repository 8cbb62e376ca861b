package generate

import (
	"fmt"
	"net/netip"
)

// flat is shape A while it is drawn.
type flat struct {
	*plan
	cidr        netip.Prefix
	subnetCount int
	groupCount  int
}

// largestOneBlock is the most endpoints that a VPC of AWS's largest block, a /16, takes here.
const largestOneBlock = 60_000

func buildFlat(p *plan) {
	f := &flat{plan: p, cidr: oneBlock(p.o.Endpoints <= largestOneBlock), subnetCount: max(3, p.o.Endpoints/250), groupCount: max(5, p.o.Endpoints/20)}
	vpc := p.addVPC(p.addAccount(), f.cidr, "flat", "", p.o.IPv6)
	p.addInternet(vpc)
	f.addSubnets(vpc)
	f.addTables(vpc)
	for i := 7; i < f.subnetCount; i += 8 {
		p.addACL(vpc, fmt.Sprintf("custom-%d", i), []int{i}, p.drawEntries(vpc))
	}
	f.addGroups(vpc)
	f.addTasks()
}

// oneBlock is 10.0.0.0 with the length that AWS allows, or wider than it allows.
func oneBlock(allowed bool) netip.Prefix {
	if allowed {
		return netip.MustParsePrefix("10.0.0.0/16")
	}
	return netip.MustParsePrefix("10.0.0.0/8")
}

// addSubnets carves /23 blocks; in a /16 the last ones are /24 when not all can be wider.
func (f *flat) addSubnets(vpc int) {
	wide := f.subnetCount
	if f.cidr.Bits() == 16 {
		wide = min(wide, 256-wide)
	}
	for i := range f.subnetCount {
		block := part(f.cidr, 23, i)
		if i >= wide {
			block = part(f.cidr, 24, wide+i)
		}
		f.addSubnet(vpc, i, i, block, i%3 == 0, fmt.Sprintf("flat-%s-%d", [...]string{"public", "private", "isolated"}[i%3], i))
	}
}

// addTables deals the subnets to a public, a private and an isolated table; the last is the main one.
func (f *flat) addTables(vpc int) {
	var dealt [3][]int
	for i := range f.subnetCount {
		dealt[i%3] = append(dealt[i%3], i)
	}
	nat := f.addNAT(0, "flat-nat")
	f.addTable(vpc, "flat-public", false, dealt[0], f.publicRoutes(vpc)...)
	f.addTable(vpc, "flat-private", false, dealt[1], f.privateRoutes(vpc, nat)...)
	f.addTable(vpc, "flat-isolated", true, dealt[2])
}

func (f *flat) addGroups(vpc int) {
	for k := range f.groupCount {
		f.addGroup(vpc, fmt.Sprintf("group-%d", k))
	}
	for k := range f.groupCount {
		for range 1 + f.draws.draw(20) {
			f.drawRule(k, false)
		}
		if f.draws.percent(85) {
			f.allowOut(k, everything, blockPeer(anywhere))
			continue
		}
		for range 1 + f.draws.draw(6) {
			f.drawRule(k, true)
		}
	}
}

// drawRule draws a peer, then what the rule lets through.
func (f *flat) drawRule(k int, egress bool) {
	var who peer
	switch d := f.draws.draw(100); {
	case d < 55:
		who = groupPeer(f.draws.lowest(2, f.groupCount))
	case d < 75:
		who = blockPeer(f.cidr)
	case d < 85:
		who = blockPeer(f.net.Subnets[f.draws.draw(f.subnetCount)].CIDR)
	case d < 90:
		port := [...]int{80, 443}[f.draws.draw(2)]
		f.allow(k, egress, tcp(port, port), blockPeer(anywhere))
		return
	default:
		who = blockPeer(f.drawHost(f.draws.draw(f.subnetCount)))
	}
	f.allow(k, egress, f.drawSelector(), who)
}

// drawHost draws an address of a subnet, used or not, as a block of one.
func (p *plan) drawHost(subnet int) netip.Prefix {
	cidr := p.net.Subnets[subnet].CIDR
	hosts := 1<<(32-cidr.Bits()) - firstFree - 1
	return netip.PrefixFrom(addrAt(cidr, uint32(firstFree+p.draws.draw(hosts))), 32)
}

// addTasks draws a subnet and the groups of each endpoint; where the subnet is full, the next with
// room takes it.
func (f *flat) addTasks() {
	for range f.o.Endpoints {
		s := f.draws.draw(f.subnetCount)
		for f.room(s) <= 0 {
			s = (s + 1) % f.subnetCount
		}
		n := 1 + f.draws.draw(3)
		groups := []int32{int32(f.draws.lowest(3, f.groupCount))}
		for len(groups) < n {
			groups = append(groups, int32(f.draws.draw(f.groupCount)))
		}
		groups = unique(groups)
		f.addTask(s, f.plan.groups[groups[0]].name, f.o.IPv6, groups...)
	}
}

// unique drops what stands in a short list before.
func unique(all []int32) []int32 {
	kept := all[:0]
	for i, x := range all {
		first := true
		for _, y := range all[:i] {
			first = first && x != y
		}
		if first {
			kept = append(kept, x)
		}
	}
	return kept
}
