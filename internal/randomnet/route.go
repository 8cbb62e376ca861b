package randomnet

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// routeTables draws a main table a VPC, others for some subnets, and tables of gateways.
func (g *gen) routeTables() {
	for _, v := range g.n.VPCs {
		subnets := g.subnetsOf(v.ID)
		main := g.table(v, "main")
		main.Associations = []model.RouteTableAssociation{{Main: true, State: "associated"}}
		g.n.RouteTables = append(g.n.RouteTables, main)
		free := subnets
		for i := range g.some(0, 2) {
			t := g.table(v, fmt.Sprint(i))
			for range g.some(1, 2) {
				if len(free) > 0 {
					t.Associations = append(t.Associations, model.RouteTableAssociation{Subnet: free[0].ID, State: g.state("associated", "failed")})
					free = free[1:]
				}
			}
			if u := g.unknown(); u != nil {
				t.Associations = append(t.Associations, model.RouteTableAssociation{UnknownSubnet: u})
			}
			g.n.RouteTables = append(g.n.RouteTables, t)
		}
		if g.chance(0.12) {
			g.edgeTable(v, subnets)
		}
	}
}

func (g *gen) table(v model.VPC, name string) model.RouteTable {
	t := model.RouteTable{ID: model.RouteTableID("rtb-" + string(v.ID[4:]) + "-" + name), VPC: v.ID, Account: v.Account, Region: v.Region, UnknownRoutes: g.unknown()}
	t.Routes = g.localRoutes(v)
	for _, destination := range g.destinations(v) {
		for _, old := range t.Routes {
			if old.Destination == destination && !g.chance(g.p.Odd/2) {
				destination = netip.Prefix{}
			}
		}
		if destination.IsValid() {
			t.Routes = append(t.Routes, g.route(v, destination))
		}
	}
	if g.chance(0.15) {
		l := pick(g, g.n.PrefixLists)
		r := g.route(v, netip.Prefix{})
		r.PrefixList, r.UnknownDestination = l.ID, nil
		t.Routes = append(t.Routes, r)
	}
	for _, e := range g.n.VPCEndpoints {
		if e.VPC == v.ID && e.Type == model.EndpointGateway && g.chance(0.7) {
			t.Routes = append(t.Routes, model.Route{PrefixList: "pl-s3", Target: model.Target{Kind: model.TargetGatewayEndpoint, ID: string(e.ID)}, State: model.RouteActive, How: model.CreatedByUser})
		}
	}
	g.propagate(&t, v)
	return t
}

// localRoutes are there in live data; a replaced one has another target (RT-5).
func (g *gen) localRoutes(v model.VPC) []model.Route {
	var rs []model.Route
	if g.chance(0.2) {
		return nil // a plan does not show them
	}
	for _, c := range v.CIDRs {
		r := model.Route{Destination: c.Prefix, Target: model.Target{Kind: model.TargetLocal, ID: "local"}, State: model.RouteActive, How: model.CreatedWithTable}
		if g.chance(g.p.Odd / 3) {
			r = g.inside(v, c.Prefix)
		}
		if c.State != "disassociated" {
			rs = append(rs, r)
		}
	}
	return rs
}

// inside is a route to an interface or a NAT gateway of the VPC, as RT-5 and RT-6 allow.
func (g *gen) inside(v model.VPC, destination netip.Prefix) model.Route {
	r := model.Route{Destination: destination, State: model.RouteActive, How: model.CreatedByUser}
	r.Target = g.interfaceTarget(v)
	if nat := g.natOf(v); nat != "" && g.chance(0.3) {
		r.Target = model.Target{Kind: model.TargetNatGateway, ID: string(nat)}
	}
	return r
}

// interfaceTarget prefers an interface whose check is off.
func (g *gen) interfaceTarget(v model.VPC) model.Target {
	var all, off []model.NetworkInterface
	for _, e := range g.n.NetworkInterfaces {
		if e.VPC != v.ID || e.Type == model.InterfaceNat {
			continue
		}
		all = append(all, e)
		if !e.SourceDestCheck && e.Type == model.InterfacePlain {
			off = append(off, e)
		}
	}
	if len(off) > 0 && !g.odd() {
		all = off
	}
	if len(all) == 0 || g.chance(g.p.Odd/4) {
		return model.Target{Kind: model.TargetInterface, ID: "eni-gone"}
	}
	e := pick(g, all)
	if e.Attachment.Instance != "" && g.chance(0.3) {
		return model.Target{Kind: model.TargetInstance, ID: string(e.Attachment.Instance), ENI: e.ID}
	}
	return model.Target{Kind: model.TargetInterface, ID: string(e.ID)}
}

func (g *gen) natOf(v model.VPC) model.NatGatewayID {
	var of []model.NatGatewayID
	for _, nat := range g.n.NatGateways {
		if nat.VPC == v.ID {
			of = append(of, nat.ID)
		}
	}
	return pick(g, of)
}

// destinations are what tables route: everything, other VPCs, the data centre, own subnets (RT-6).
func (g *gen) destinations(v model.VPC) []netip.Prefix {
	var ds []netip.Prefix
	if g.chance(0.7) {
		ds = append(ds, prefix("0.0.0.0/0"))
	}
	if g.chance(0.5) {
		ds = append(ds, prefix("::/0"))
	}
	for _, other := range g.n.VPCs {
		for _, c := range other.CIDRs {
			if other.ID != v.ID && g.chance(0.7) {
				ds = append(ds, c.Prefix)
			}
		}
	}
	if g.chance(0.4) {
		ds = append(ds, one(g, prefix("192.168.0.0/16"), g.onPrem()))
	}
	if g.chance(0.15) {
		ds = append(ds, pick(g, g.subnetsOf(v.ID)).CIDR)
	}
	if g.chance(0.15) {
		ds = append(ds, g.cidr(g.chance(0.3)))
	}
	if g.chance(0.05) {
		ds = append(ds, prefix("64:ff9b::/96"))
	}
	return ds
}

// route draws a route that mostly makes sense.
func (g *gen) route(v model.VPC, destination netip.Prefix) model.Route {
	r := model.Route{Destination: destination, State: model.RouteActive, How: model.CreatedByUser, Target: g.target(v, destination)}
	for _, s := range g.subnetsOf(v.ID) {
		if destination.IsValid() && s.CIDR == destination {
			r = g.inside(v, destination)
		}
	}
	switch {
	case g.chance(g.p.Odd / 2):
		r.State = model.RouteBlackhole
	case g.p.Unknown > 0 && g.chance(g.p.Odd/3):
		r.State = model.RouteFiltered
	case g.chance(0.3):
		r.State = ""
	}
	if g.chance(g.p.Unknown / 3) {
		r.Destination, r.UnknownDestination = netip.Prefix{}, &model.Unknown{Cause: "not told"}
	}
	return r
}

// target draws a next hop: by the destination, or anything at all.
func (g *gen) target(v model.VPC, destination netip.Prefix) model.Target {
	if g.odd() || !destination.IsValid() {
		return g.anyTarget(v)
	}
	name := string(v.ID[4:])
	if destination.Bits() == 0 {
		switch {
		case destination.Addr().Is6() && g.chance(0.5):
			return model.Target{Kind: model.TargetEgressOnlyGateway, ID: "eigw-" + name}
		case g.chance(0.5):
			return model.Target{Kind: model.TargetInternetGateway, ID: "igw-" + name}
		case g.chance(0.5) && g.natOf(v) != "":
			return model.Target{Kind: model.TargetNatGateway, ID: string(g.natOf(v))}
		}
		return g.anyTarget(v)
	}
	for _, other := range g.n.VPCs {
		for _, c := range other.CIDRs {
			if c.Prefix == destination && other.ID != v.ID && g.chance(0.5) {
				return model.Target{Kind: model.TargetPeering, ID: fmt.Sprintf("pcx-%s-%s", min(v.ID, other.ID)[4:], max(v.ID, other.ID)[4:])}
			}
		}
	}
	if destination.Addr().Is4() && destination.Addr().As4()[0] == 192 && g.chance(0.5) {
		return model.Target{Kind: model.TargetVPNGateway, ID: "vgw-" + name}
	}
	if len(g.n.TransitGateways) > 0 && g.chance(0.7) {
		return model.Target{Kind: model.TargetTransitGateway, ID: string(pick(g, g.n.TransitGateways).ID)}
	}
	return g.anyTarget(v)
}

// anyTarget draws from every kind of RT-11, also where it makes no sense.
func (g *gen) anyTarget(v model.VPC) model.Target {
	name := string(v.ID[4:])
	if g.chance(0.1) {
		name = string(pick(g, g.n.VPCs).ID[4:])
	}
	switch g.IntN(13) {
	case 0, 1:
		return model.Target{Kind: model.TargetInternetGateway, ID: "igw-" + name}
	case 2:
		return model.Target{Kind: model.TargetVPNGateway, ID: "vgw-" + name}
	case 3, 4:
		if nat := g.natOf(v); nat != "" {
			return model.Target{Kind: model.TargetNatGateway, ID: string(nat)}
		}
		return model.Target{Kind: model.TargetNatGateway, ID: "nat-gone"}
	case 5, 6:
		if len(g.n.Peerings) > 0 {
			return model.Target{Kind: model.TargetPeering, ID: string(pick(g, g.n.Peerings).ID)}
		}
		return model.Target{Kind: model.TargetPeering, ID: "pcx-gone"}
	case 7, 8:
		return model.Target{Kind: model.TargetTransitGateway, ID: "tgw-" + fmt.Sprint(g.IntN(2))}
	case 9:
		return model.Target{Kind: model.TargetEgressOnlyGateway, ID: "eigw-" + name}
	case 10:
		return g.interfaceTarget(v)
	case 11:
		return model.Target{Kind: model.TargetGWLBEndpoint, ID: "vpce-gw-" + name}
	}
	return g.darkTarget()
}

// darkTarget is a kind that is not modelled, or not known.
func (g *gen) darkTarget() model.Target {
	kind := one(g, model.TargetLocalGateway, model.TargetCarrierGateway, model.TargetCoreNetwork, model.TargetODBNetwork, model.TargetUnset, model.TargetAddress, model.TargetUnknown)
	t := model.Target{Kind: kind, ID: "somewhere"}
	if kind == model.TargetUnknown {
		t.ID, t.Unknown = "", &model.Unknown{Cause: "not told"}
		if g.chance(0.5) {
			t.Candidates = []model.Target{{Kind: model.TargetInternetGateway, ID: "igw-0"}, {Kind: model.TargetTransitGateway, ID: "tgw-0"}}
		}
	}
	return t
}

// propagate adds what a VPN gateway would (RT-13).
func (g *gen) propagate(t *model.RouteTable, v model.VPC) {
	for _, w := range g.n.VPNGateways {
		if len(w.Attachments) == 0 || w.Attachments[0].VPC != v.ID || !g.chance(0.5) {
			continue
		}
		t.Propagating = append(t.Propagating, w.ID)
		for range g.some(0, 2) {
			r := model.Route{Destination: g.onPrem(), Target: model.Target{Kind: model.TargetVPNGateway, ID: string(w.ID)}, State: model.RouteActive, How: model.PropagatedByVGW}
			if g.odd() {
				r.Destination = g.cidr(false)
			}
			t.Routes = append(t.Routes, r)
		}
	}
}

// edgeTable is a gateway route table (RT-2).
func (g *gen) edgeTable(v model.VPC, subnets []model.Subnet) {
	t := model.RouteTable{ID: model.RouteTableID("rtb-" + string(v.ID[4:]) + "-edge"), VPC: v.ID, Account: v.Account, Region: v.Region, Routes: g.localRoutes(v)}
	t.Associations = []model.RouteTableAssociation{{Gateway: one(g, "igw-", "igw-", "vgw-") + string(v.ID[4:]), State: "associated"}}
	for _, s := range subnets {
		if s.CIDR.IsValid() && g.chance(0.4) {
			r := model.Route{Destination: s.CIDR, Target: g.interfaceTarget(v), State: model.RouteActive, How: model.CreatedByUser}
			if g.chance(0.3) {
				r.Target = model.Target{Kind: model.TargetGWLBEndpoint, ID: "vpce-gw-" + string(v.ID[4:])}
			}
			t.Routes = append(t.Routes, r)
		}
	}
	g.n.RouteTables = append(g.n.RouteTables, t)
}
