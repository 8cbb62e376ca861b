package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// onPrem is what is known of the networks behind virtual private gateways
// (VGW-2, VGW-4).
type onPrem struct {
	gateways map[model.VPNGatewayID]*vgw
	ordered  []*vgw
	declared packet.AddrSet // assume.on-prem
}

// vgw is a virtual private gateway ready for forwarding.
type vgw struct {
	m       *model.VPNGateway
	vpc     *vpc           // nil: attached to none
	known   packet.AddrSet // what was propagated or declared, whatever the tunnel
	direct  *Cause         // Direct Connect: anything outside the network may lie behind it
	missing *Cause         // VPN connections were not imported
	tunnels []tunnel
}

// tunnel is a VPN connection of a gateway (VPN-1).
type tunnel struct {
	m       *model.VPNConnection
	static  packet.AddrSet
	maybe   *Cause // it is changing
	learns  *Cause // what it learns by BGP is not in the data (VGW-4)
	unknown *Cause // some static routes are not known
}

func (c *Compiled) compileOnPrem() {
	o := &onPrem{gateways: map[model.VPNGatewayID]*vgw{}}
	c.onPrem = o
	for _, text := range c.net.Assume.OnPrem {
		if p, _, err := packet.ParsePrefix(text); err == nil {
			o.declared = o.declared.Union(packet.Addrs(p))
		}
	}
	for i := range c.net.VPNGateways {
		g := c.compileVGW(&c.net.VPNGateways[i])
		o.gateways[g.m.ID] = g
		o.ordered = append(o.ordered, g)
	}
}

func (c *Compiled) compileVGW(m *model.VPNGateway) *vgw {
	g := &vgw{m: m, known: c.onPrem.declared}
	for _, a := range m.Attachments {
		if a.Attached() && available(m.State) {
			g.vpc = c.vpcs[a.VPC]
		}
	}
	propagated := c.propagatedTo(m.ID)
	g.known = g.known.Union(propagated)
	for i := range c.net.VPNConnections {
		if v := &c.net.VPNConnections[i]; v.VPNGateway == m.ID {
			g.addTunnel(v, !propagated.IsEmpty())
		}
	}
	c.addDirectConnect(g)
	if c.net.Presence(model.KindVPNConnections, m.Account, m.Region) != model.Complete {
		g.missing = &Cause{Rule: "VGW-2", Where: string(m.ID), Text: "VPN connections were not imported (VpnConnections): what lies behind " + string(m.ID) + " is unknown"}
	}
	return g
}

func available(state string) bool { return state == "" || state == "available" }

// addTunnel adds what a VPN connection leads to (VPN-1). Learned routes are
// known only where a route table shows them.
func (g *vgw) addTunnel(v *model.VPNConnection, shown bool) {
	sure := v.State == "available" || v.State == ""
	if !sure && v.State != "pending" && v.State != "modifying" {
		return
	}
	t := tunnel{m: v}
	for _, r := range v.Routes {
		if available(r.State) {
			t.static = t.static.Union(packet.Addrs(r.Destination))
		}
	}
	if !sure {
		t.maybe = &Cause{Rule: "VPN-1", Where: string(v.ID), Text: "the VPN connection is " + v.State, Origin: v.Origin}
	}
	if u := v.UnknownRoutes; u != nil {
		t.unknown = &Cause{Rule: "VGW-4", Where: string(v.ID), Text: u.Cause, Origin: u.Origin}
	}
	if !v.StaticOnly && !shown {
		t.learns = &Cause{Rule: "VGW-4", Where: string(v.ID), Text: "what " + string(v.ID) + " learns by BGP is not in the data", Origin: v.Origin}
	}
	g.tunnels = append(g.tunnels, t)
}

// addDirectConnect makes what lies behind a Direct Connect association
// unknown: its routes come by BGP (DX-1).
func (c *Compiled) addDirectConnect(g *vgw) {
	for _, a := range c.net.DirectConnectAssociations {
		if a.VPNGateway == g.m.ID && g.direct == nil {
			g.direct = &Cause{Rule: "DX-1", Where: string(a.Gateway), Text: "what the Direct Connect gateway " + string(a.Gateway) + " learns by BGP is not in the data", Origin: a.Origin}
		}
	}
}

// propagatedTo collects the routes that a gateway propagated into any table.
func (c *Compiled) propagatedTo(id model.VPNGatewayID) packet.AddrSet {
	var ps []netip.Prefix
	for i := range c.net.RouteTables {
		for _, r := range c.net.RouteTables[i].Routes {
			if r.How == model.PropagatedByVGW && r.Target.ID == string(id) && r.Destination.IsValid() {
				ps = append(ps, r.Destination)
			}
		}
	}
	return packet.Addrs(ps...)
}

// leads reports whether the gateway carries packets between an address of its VPC and one that lies
// behind it, for certain and possibly; why says what is not certain (VGW-2, VGW-6, VPN-1).
func (g *vgw) leads(c *Compiled, inside, outside netip.Addr) (certain, possible bool, why Cause) {
	may := func(cause *Cause) {
		if !possible {
			possible, why = true, *cause
		}
	}
	if g.direct != nil && !c.inside(outside) {
		may(g.direct)
	}
	if outside.Is6() {
		return false, possible, why
	}
	if len(g.tunnels) == 0 && g.known.Contains(outside) {
		return true, true, why
	}
	for i := range g.tunnels {
		t := &g.tunnels[i]
		if !selects(t.m.Local, outside) || !selects(t.m.Remote, inside) {
			continue
		}
		switch holds := t.static.Contains(outside) || g.known.Contains(outside); {
		case holds && t.maybe == nil:
			return true, true, why
		case holds:
			may(t.maybe)
		case t.unknown != nil:
			may(t.unknown)
		case t.learns != nil && !c.inside(outside):
			may(t.learns)
		}
	}
	if g.missing != nil && !c.inside(outside) {
		may(g.missing)
	}
	return false, possible, why
}

// reaches returns what lies behind the gateway as far as it is known.
func (g *vgw) reaches() packet.AddrSet {
	set := g.known
	for i := range g.tunnels {
		set = set.Union(g.tunnels[i].static)
	}
	return set
}

// selects reports whether a tunnel selector admits addr; the zero prefix and
// 0.0.0.0/0 admit everything.
func selects(p netip.Prefix, addr netip.Addr) bool { return !p.IsValid() || p.Contains(addr) }
