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
	known   packet.AddrSet // R(vgw) for certain
	maybe   packet.AddrSet // VPN connections that are changing
	unknown *Cause         // BGP: anything outside the network may lie behind it
	tunnels []*model.VPNConnection
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
	if g.unknown == nil && c.net.Presence(model.KindVPNConnections, m.Account, m.Region) != model.Complete {
		g.unknown = &Cause{Rule: "VGW-2", Where: string(m.ID), Text: "VPN connections were not imported (VpnConnections): what lies behind " + string(m.ID) + " is unknown"}
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
	g.tunnels = append(g.tunnels, v)
	var static packet.AddrSet
	for _, r := range v.Routes {
		if available(r.State) {
			static = static.Union(packet.Addrs(r.Destination))
		}
	}
	switch {
	case !sure:
		g.maybe = g.maybe.Union(static)
	default:
		g.known = g.known.Union(static)
	}
	switch {
	case v.UnknownRoutes != nil:
		g.unknown = &Cause{Rule: "VGW-4", Where: string(v.ID), Text: v.UnknownRoutes.Cause, Origin: v.UnknownRoutes.Origin}
	case !v.StaticOnly && !shown:
		g.unknown = &Cause{Rule: "VGW-4", Where: string(v.ID), Text: "what " + string(v.ID) + " learns by BGP is not in the data", Origin: v.Origin}
	}
}

// addDirectConnect makes what lies behind a Direct Connect association
// unknown: its routes come by BGP (DX-1).
func (c *Compiled) addDirectConnect(g *vgw) {
	for _, a := range c.net.DirectConnectAssociations {
		if a.VPNGateway == g.m.ID && g.unknown == nil {
			g.unknown = &Cause{Rule: "DX-1", Where: string(a.Gateway), Text: "what the Direct Connect gateway " + string(a.Gateway) + " learns by BGP is not in the data", Origin: a.Origin}
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

// behind reports whether addr lies behind the gateway, for certain and
// possibly (VGW-2).
func (g *vgw) behind(c *Compiled, addr netip.Addr) (certain, possible bool) {
	switch {
	case g.known.Contains(addr):
		return true, true
	case g.maybe.Contains(addr):
		return false, true
	}
	return false, g.unknown != nil && !c.inside(addr)
}

// carries applies the tunnel selectors (VPN-1) and VGW-6 to a packet between
// an address of the VPC and one on-prem.
func (g *vgw) carries(inside, outside netip.Addr) bool {
	if len(g.tunnels) == 0 {
		return true
	}
	for _, v := range g.tunnels {
		if selects(v.Local, outside) && selects(v.Remote, inside) && !outside.Is6() {
			return true
		}
	}
	return false
}

// selects reports whether a tunnel selector admits addr; the zero prefix and
// 0.0.0.0/0 admit everything.
func selects(p netip.Prefix, addr netip.Addr) bool { return !p.IsValid() || p.Contains(addr) }
