package oracle

import (
	"github.com/seed-044d7529/segment/model"
)

// follow hands the packet to a route's target (RT-11).
func (q *inquiry) follow(s state, d device, w way) truth {
	if w.route == nil {
		if w.maybe {
			return q.lost(s, w.rule, "where it goes from here is not known")
		}
		return q.drop(s, w.rule, "no route to %v", s.p.dst)
	}
	if w.route.State == model.RouteBlackhole {
		return q.drop(s, "RT-8", "the route to %v is a blackhole", s.p.dst)
	}
	return q.toTarget(s, d, w.route.Target)
}

func (q *inquiry) toTarget(s state, d device, t model.Target) truth {
	q.hop("%s > %v %s", d.id, t.Kind, t.ID)
	v := q.vpcOf(d.subnet.VPC)
	switch t.Kind {
	case model.TargetLocal:
		return q.deliverLocal(s, v, d.subnet)
	case model.TargetInternetGateway:
		return q.outByIGW(s, d, t)
	case model.TargetEgressOnlyGateway:
		return q.outByEIGW(s, d, t)
	case model.TargetNatGateway:
		return q.byNAT(s, d, t)
	case model.TargetPeering:
		return q.byPeering(s, d, t)
	case model.TargetTransitGateway:
		return q.byTransitGateway(s, d, t)
	case model.TargetVPNGateway:
		return q.outByVGW(s, d, t)
	case model.TargetGatewayEndpoint:
		return q.byGatewayEndpoint(s, d, t)
	case model.TargetInterface, model.TargetInstance:
		return q.byAppliance(s, d.subnet, t)
	case model.TargetGWLBEndpoint:
		return q.byInspection(s, d.subnet, t)
	case model.TargetAddress:
		return q.lost(s, "D-3", "a next hop of a route server is not modelled")
	case model.TargetLocalGateway:
		return q.lost(s, "LGW-1", "local gateways are not modelled")
	case model.TargetCarrierGateway:
		return q.lost(s, "CGW-1", "carrier gateways are not modelled")
	case model.TargetCoreNetwork:
		return q.lost(s, "CWAN-1", "Cloud WAN is not modelled")
	case model.TargetODBNetwork:
		return q.lost(s, "ODB-1", "the ODB network is not modelled")
	case model.TargetUnknown:
		return q.toSomeCandidate(s, d, t)
	case model.TargetUnset:
	}
	return q.lost(s, "RT-11", "the route has no target that is known")
}

// toSomeCandidate: a target not known before apply that can only be one of a few (CON-1, RT-11).
func (q *inquiry) toSomeCandidate(s state, d device, t model.Target) truth {
	if len(t.Candidates) == 0 {
		return q.lost(s, "RT-11", "the target is not known")
	}
	q.because("RT-11")
	var picks []truth
	for _, c := range t.Candidates {
		picks = append(picks, q.toTarget(s, d, c))
	}
	return choice(picks)
}

// fromGateway routes what enters a VPC by an internet or VPN gateway (FWD-4): by the gateway's own
// table (RT-2), else straight to the owner; or, D-2, by the table of a pool of addresses.
func (q *inquiry) fromGateway(s state, v *model.VPC, gateway string) truth {
	usual := q.fromGatewayBy(s, v, gateway, q.gatewayTableOf(gateway))
	pool := q.poolTableOf(v.ID)
	if pool == nil || q.ix.InternetGW[model.InternetGatewayID(gateway)] == nil {
		return usual
	}
	q.because("D-2")
	return choice([]truth{usual, q.fromGatewayBy(s, v, gateway, pool)})
}

func (q *inquiry) fromGatewayBy(s state, v *model.VPC, gateway string, table *model.RouteTable) truth {
	if table == nil {
		return q.deliverLocal(s, v, nil)
	}
	if s.loops(gateway) {
		return q.drop(s, "FWD-5", "loop at %s", gateway)
	}
	var picks []truth
	for _, w := range q.lookup(table, v, s.p.dst) {
		picks = append(picks, q.fromGatewayAlong(s, v, gateway, w))
	}
	return choice(picks)
}

// fromGatewayAlong: targets local, interface and GWLB endpoint only (RT-2), for addresses of the VPC.
func (q *inquiry) fromGatewayAlong(s state, v *model.VPC, gateway string, w way) truth {
	if w.route == nil {
		return q.follow(s, device{}, w)
	}
	if w.route.State == model.RouteBlackhole {
		return q.drop(s, "RT-8", "the route to %v is a blackhole", s.p.dst)
	}
	outside := &model.Subnet{VPC: v.ID} // no subnet of the VPC: every boundary counts
	switch w.route.Target.Kind {
	case model.TargetLocal:
		return q.deliverLocal(s, v, nil)
	case model.TargetInterface, model.TargetInstance:
		if m := q.targetInterface(w.route.Target); m != nil && q.ix.InternetGW[model.InternetGatewayID(gateway)] != nil {
			q.check(&s, "APP-6", hasPublicIP(m, s.p.dst.Is6()), "%s takes in the internet's traffic", m.ID)
		}
		return q.byAppliance(s, outside, w.route.Target)
	case model.TargetGWLBEndpoint:
		return q.byInspection(s, outside, w.route.Target)
	case model.TargetUnset, model.TargetUnknown:
		return q.lost(s, "RT-11", "the target is not known")
	case model.TargetInternetGateway, model.TargetVPNGateway, model.TargetGatewayEndpoint, model.TargetNatGateway,
		model.TargetTransitGateway, model.TargetPeering, model.TargetEgressOnlyGateway, model.TargetLocalGateway,
		model.TargetCarrierGateway, model.TargetCoreNetwork, model.TargetODBNetwork, model.TargetAddress:
	}
	return q.drop(s, "RT-2", "a gateway route table does not route to %v", w.route.Target.Kind)
}

// missing says what a missing resource means (RT-8, section 27): a blackhole if its collection was
// imported without it, else unknown.
func (o *Oracle) missing(kind model.Kind, account model.AccountID, region model.RegionID) truth {
	if o.net.Presence(kind, account, region) == model.Complete {
		return no
	}
	return unknown
}

// hasPublicIP is APP-6: an interface that takes in internet traffic for others needs a public IP.
// Reading: of the packet's family; for IPv6 any address that is not closed to internet gateways.
func hasPublicIP(m *model.NetworkInterface, v6 bool) truth {
	for _, p := range m.Private {
		if !v6 && p.Public.IsValid() {
			return yes
		}
	}
	for _, a := range m.IPv6 {
		if v6 && isInternetAddress(a) && !m.DenyAllIGW {
			return yes
		}
	}
	return known(m.UnknownPublic != nil).and(unknown)
}
