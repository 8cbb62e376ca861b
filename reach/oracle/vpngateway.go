package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// outByVGW is VGW-1, VGW-2 and VGW-6: out to on-prem.
func (q *inquiry) outByVGW(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	g := q.ix.VPNGateway[model.VPNGatewayID(t.ID)]
	if g == nil {
		if q.missing(model.KindVPNGateways, v.Account, v.Region) == no {
			return q.drop(s, "RT-8", "%s does not exist", t.ID)
		}
		return q.lost(s, "CON-5", "%s was not imported", t.ID)
	}
	q.check(&s, "VGW-1", vgwUsable(g, v.ID), "%s of %s", g.ID, v.ID)
	if d.onward {
		q.check(&s, "D-13", unknown, "from a Transit Gateway into a VPN gateway")
	}
	q.check(&s, "VGW-2", q.behindVGW(g, s.p.dst, s.p.src), "%v lies behind %s", s.p.dst, g.ID)
	if !s.sofar.may {
		return no
	}
	q.forget(&s)
	return q.deliver(s, receiver{kind: receivedByOnPrem, door: t.ID, back: func(back state) truth {
		return q.inByVGW(back, g, v)
	}})
}

// vgwUsable is VGW-1.
func vgwUsable(g *model.VPNGateway, v model.VPCID) truth {
	if g.State != "" && g.State != "available" {
		return no
	}
	if attachedTo(g.Attachments, v) {
		return yes
	}
	return known(g.UnknownAttachment != nil).and(unknown)
}

// behindVGW is R(vgw) of VGW-2: whether outside lies behind the gateway, for traffic with inside.
func (o *Oracle) behindVGW(g *model.VPNGateway, outside, inside netip.Addr) truth {
	direct := o.behindDirectConnect(g, outside)
	if outside.Is6() {
		return direct // VGW-6: only Direct Connect carries IPv6
	}
	holds, tunnels := direct, 0
	for i := range o.net.VPNConnections {
		c := &o.net.VPNConnections[i]
		if c.VPNGateway == g.ID && vpnUp(c).may {
			tunnels++
			holds = holds.or(vpnUp(c).and(selects(c, outside, inside)).and(o.holds(c, g, outside)))
		}
	}
	if tunnels == 0 && (o.propagated(g.ID, outside) || o.declaredOnPrem(outside)) {
		return yes // R(vgw) holds it, and no selector is known that bounds it
	}
	if o.net.Presence(model.KindVPNConnections, g.Account, g.Region) != model.Complete {
		holds = holds.or(o.learned(outside))
	}
	return holds
}

// holds is what one connection knows: its static routes, what was propagated, what the user
// declared, and with BGP whatever we cannot see (VGW-4).
//
// Reading: propagated routes and declarations count for every connection of the gateway.
func (o *Oracle) holds(c *model.VPNConnection, g *model.VPNGateway, a netip.Addr) truth {
	holds := staticallyRouted(c, a)
	if o.propagated(g.ID, a) || o.declaredOnPrem(a) {
		holds = yes
	}
	if !c.StaticOnly && !o.propagationSeen(g) {
		holds = holds.or(o.learned(a))
	}
	return holds
}

// propagated reports whether some table holds a route for a that the gateway propagated.
func (o *Oracle) propagated(g model.VPNGatewayID, a netip.Addr) bool {
	for i := range o.net.RouteTables {
		for _, r := range o.net.RouteTables[i].Routes {
			if r.How == model.PropagatedByVGW && r.Target.ID == string(g) &&
				r.State != model.RouteBlackhole && r.Destination.Contains(a) {
				return true
			}
		}
	}
	return false
}

// propagationSeen is VGW-4: some table shows routes that the gateway propagated, so what it learned
// is in the data. A table without any may be one of a plan.
func (o *Oracle) propagationSeen(g *model.VPNGateway) bool {
	for i := range o.net.RouteTables {
		for _, r := range o.net.RouteTables[i].Routes {
			if r.How == model.PropagatedByVGW && r.Target.ID == string(g.ID) {
				return true
			}
		}
	}
	return false
}

// behindDirectConnect is DX-1: not modelled, so what is not the network's own may lie there.
func (o *Oracle) behindDirectConnect(g *model.VPNGateway, outside netip.Addr) truth {
	for _, a := range o.net.DirectConnectAssociations {
		if a.VPNGateway == g.ID {
			return o.learned(outside)
		}
	}
	for _, i := range o.net.VirtualInterfaces {
		if i.VPNGateway == g.ID {
			return o.learned(outside)
		}
	}
	return no
}

// inByVGW is VGW-3: in from on-prem, to an interface of the VPC or by the gateway's own table.
func (q *inquiry) inByVGW(s state, g *model.VPNGateway, v *model.VPC) truth {
	q.check(&s, "VGW-1", vgwUsable(g, v.ID), "%s of %s", g.ID, v.ID)
	q.check(&s, "VGW-2", q.behindVGW(g, s.p.src, s.p.dst), "%v lies behind %s", s.p.src, g.ID)
	s.sender = sender{gone: true}
	q.check(&s, "VGW-3", q.vpcHolds(v, s.p.dst), "%s holds %v", v.ID, s.p.dst)
	return q.fromGateway(s, v, string(g.ID))
}
