package generate

import (
	"fmt"
	"net/netip"
)

// Sizes of shape hub.
const (
	hubVPCs       = 5    // an account
	hubFirstBlock = 4096 // VPCs in 10.0.0.0/8; the others are in 100.64.0.0/10
)

// Roles of VPCs. The first four of the first account are the hub.
const (
	hubShared = iota
	hubIngress
	hubEgress
	hubInspection
	hubOrdinary
)

// onPrem are the prefixes behind the VPN.
var onPrem = [...]netip.Prefix{
	netip.MustParsePrefix("172.16.0.0/16"), netip.MustParsePrefix("172.20.0.0/16"), netip.MustParsePrefix("192.168.0.0/16"),
}

// estate are all blocks that the Transit Gateway leads to.
var estate = [...]netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
}

// hub is shape B while it is drawn.
type hub struct {
	*plan
	vpcs    []hubVPC
	gateway string // the Transit Gateway
	vpn     string
}

// hubVPC is a VPC of the hub shape.
type hubVPC struct {
	role      int
	domain    domain
	blackhole int // the VPC that its domain must not reach; -1: none
	subnets   [6]int
	groups    int // the first of five
	tasks     []int
	attached  string
}

func buildHub(p *plan) {
	h := &hub{plan: p}
	accounts := max(3, p.o.Endpoints/500)
	h.gateway = p.id("tgw")
	for range accounts {
		account := p.addAccount()
		for range hubVPCs {
			v := len(h.vpcs)
			h.vpcs = append(h.vpcs, hubVPC{role: min(v, hubOrdinary)})
			p.addVPC(account, hubBlock(v), hubName(v), "", p.o.IPv6)
		}
	}
	for v := range h.vpcs {
		h.build(v)
	}
	for v := range h.vpcs {
		h.addGroups(v)
	}
	h.addTransit()
	for v := range h.vpcs {
		h.addTasks(v)
	}
	h.addBalancers()
}

// hubBlock is the block of a VPC: one /20 after another.
func hubBlock(v int) netip.Prefix {
	if v < hubFirstBlock {
		return part(netip.MustParsePrefix("10.0.0.0/8"), 20, v)
	}
	return part(netip.MustParsePrefix("100.64.0.0/10"), 20, v-hubFirstBlock)
}

func hubName(v int) string {
	if v < hubOrdinary {
		return [...]string{"shared", "ingress", "egress", "inspection"}[v]
	}
	return fmt.Sprintf("vpc-%d", v)
}

// build draws what is particular to a VPC, and adds its subnets and tables.
func (h *hub) build(v int) {
	w := &h.vpcs[v]
	w.domain = drawDomain(h.draws)
	if w.role != hubOrdinary {
		w.domain = domainShared
	}
	w.blackhole = -1
	if h.draws.percent(10) {
		if w.blackhole = h.draws.draw(len(h.vpcs)); w.blackhole == v {
			w.blackhole = (v + 1) % len(h.vpcs)
		}
	}
	if w.role != hubInspection {
		h.addInternet(v)
	}
	name := hubName(v)
	for i, tier := range [...]string{"public", "app", "data"} {
		for zone := range 2 {
			k := 2*i + zone
			public := i == 0 && w.role != hubInspection
			w.subnets[k] = h.addSubnet(v, k, zone, part(h.homes[v].cidr, 23, k), public, fmt.Sprintf("%s-%s-%c", name, tier, 'a'+zone))
		}
	}
	h.addTables(v, name, h.draws.percent(50))
	if h.draws.percent(10) {
		h.addACL(v, name+"-data", w.subnets[4:6], h.drawEntries(v))
	}
}

// addTables adds the public, private and data table. The egress VPC has the NAT gateway that the
// others reach through the Transit Gateway; it and the ingress VPC know the way back.
func (h *hub) addTables(v int, name string, dataAttached bool) {
	w := &h.vpcs[v]
	public, private, data := h.back(w.role == hubIngress || w.role == hubEgress), h.transitRoutes(v), h.back(false)
	if h.homes[v].internet != "" {
		public = append(public, h.publicRoutes(v)...)
	}
	if w.role == hubEgress {
		private = append(h.privateRoutes(v, h.addNAT(w.subnets[0], name+"-nat")), h.back(true)...)
	}
	if dataAttached {
		data = h.transitRoutes(v)
	}
	h.addTable(v, name+"-public", false, w.subnets[0:2], public...)
	h.addTable(v, name+"-private", true, w.subnets[2:4], private...)
	h.addTable(v, name+"-data", false, w.subnets[4:6], data...)
}

// addTasks deals the endpoints evenly over the VPCs; each draws a subnet and a group.
func (h *hub) addTasks(v int) {
	w := &h.vpcs[v]
	n := h.o.Endpoints
	for range n*(v+1)/len(h.vpcs) - n*v/len(h.vpcs) {
		subnet, g := w.subnets[h.draws.draw(6)], w.groups+h.draws.draw(5)
		w.tasks = append(w.tasks, h.addTask(subnet, h.groups[g].name, h.o.IPv6, int32(g)))
	}
}
