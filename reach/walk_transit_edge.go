package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// leaveByTransit takes a packet out by a VPN, Direct Connect or Connect
// attachment (PATH-24).
func (w *walker) leaveByTransit(h head, to *attachment) {
	h.noReferences()
	if !w.throughTunnel(&h, to, h.src, h.dst) {
		return
	}
	h.doubtConnect(to)
	h.pass("tgw-attachment", "TGW-1", string(to.m.ID), "to the on-prem network ("+to.m.Type+")", to.m.Origin)
	w.finish(h, terminal{kind: exited, door: door{kind: doorTGW, id: string(to.m.ID)}})
}

// throughTunnel applies VPN-1 to a packet between an inside and an outside
// address; false means that it was dropped.
func (w *walker) throughTunnel(h *head, a *attachment, inside, outside netip.Addr) bool {
	if a.m.Type != "vpn" {
		return true
	}
	v := a.vpn
	if v == nil {
		return w.hiddenTunnel(h, a)
	}
	h.assumptions = append(h.assumptions, "tunnel-up")
	switch v.State {
	case "", "available":
	case "pending", "modifying":
		h.doubt(Cause{Rule: "VPN-1", Where: string(v.ID), Text: "the VPN connection is " + v.State, Origin: v.Origin})
	default:
		w.drop(*h, "VPN-1", string(v.ID), "the VPN connection is "+v.State, v.Origin)
		return false
	}
	if inside.Is4() && (!selects(v.Local, outside) || !selects(v.Remote, inside)) {
		w.drop(*h, "VPN-1", string(v.ID), "the tunnel does not carry "+inside.String()+" to "+outside.String(), v.Origin)
		return false
	}
	return true
}

// hiddenTunnel is a VPN attachment whose connection is not in the data: gone if the connections were
// imported (section 27, RT-8), else unknown.
func (w *walker) hiddenTunnel(h *head, a *attachment) bool {
	p := w.c.net.Presence(model.KindVPNConnections, a.m.Account, a.m.Region)
	if p == model.Complete {
		w.drop(*h, "VPN-1", a.m.Resource, a.m.Resource+" does not exist", a.m.Origin)
		return false
	}
	h.doubt(w.c.missing(p, "VpnConnections", "VPN connections", a.m.Resource))
	return true
}

// doubtConnect: what the appliance behind a Connect attachment does is not known (TGW-15).
func (h *head) doubtConnect(a *attachment) {
	if a.m.Type == "connect" {
		h.doubt(Cause{Rule: "TGW-15", Where: string(a.m.ID), Text: "the appliance behind a Connect attachment is not modelled", Origin: a.m.Origin})
	}
}

// toPeerGateway goes on at the far Transit Gateway of a peering (TGW-12).
func (w *walker) toPeerGateway(h head, near *attachment) {
	h.noReferences()
	far := w.c.farSide(near)
	if far == nil {
		h.doubt(Cause{Rule: "TGW-18", Where: string(near.m.ID), Text: "the Transit Gateway behind the peering " + string(near.m.ID) + " was not imported", Origin: near.m.Origin})
		w.anywhere(h, nil, h.uncertain[len(h.uncertain)-1])
		return
	}
	if !w.carries(&h, far, far.m.Origin) {
		return
	}
	w.insideTransit(h, far, zone{region: far.m.Region}) // the zone of the sender does not cross it
}

// farSide returns the other attachment of a Transit Gateway peering: AWS shows
// one id at both gateways, or a row on each side that names the other.
func (c *Compiled) farSide(near *attachment) *attachment {
	for _, a := range c.transit.ordered {
		switch {
		case a == near || a.m.Type != near.m.Type:
		case a.m.ID == near.m.ID && a.m.TransitGateway != near.m.TransitGateway:
			return a
		case a.m.ID == near.m.PeerAttachment || a.m.PeerAttachment == near.m.ID:
			return a
		case near.m.PeerGateway != "" && a.m.TransitGateway == near.m.PeerGateway && a.m.PeerGateway == near.m.TransitGateway:
			return a
		case a.m.Resource == string(near.m.TransitGateway) && near.m.Resource == string(a.m.TransitGateway):
			return a
		}
	}
	return nil
}

// fromTransit takes a packet in from on-prem by a VPN, Direct Connect or
// Connect attachment.
func (w *walker) fromTransit(h head, a *attachment) {
	if !w.carries(&h, a, a.m.Origin) {
		return
	}
	if !w.throughTunnel(&h, a, h.dst, h.src) {
		return
	}
	h.doubtConnect(a)
	if a.m.Type == "direct-connect-gateway" {
		w.advertised(&h, a)
	}
	w.insideTransit(h, a, zone{region: a.m.Region})
}

// advertised applies DX-2: on-prem reaches only the allowed prefixes.
func (w *walker) advertised(h *head, a *attachment) {
	for _, as := range w.c.net.DirectConnectAssociations {
		if as.TransitGateway != a.m.TransitGateway {
			continue
		}
		for _, p := range as.AllowedPrefixes {
			if p.Contains(h.dst) {
				return
			}
		}
	}
	h.doubt(Cause{Rule: "DX-2", Where: string(a.m.ID), Text: h.dst.String() + " is not among the allowed prefixes that are advertised on-prem", Origin: a.m.Origin})
}

// behind reports whether addr lies behind an on-prem attachment: by the routes
// of the gateway's tables, by static VPN routes, or possibly by BGP.
func (c *Compiled) behindAttachment(a *attachment, addr netip.Addr) (certain, possible bool, why Cause) {
	if c.onPrem.declared.Contains(addr) {
		return true, true, why
	}
	if a.vpn != nil {
		for _, r := range a.vpn.Routes {
			if available(r.State) && r.Destination.Contains(addr) {
				return true, true, why
			}
		}
	}
	for _, t := range c.transit.tables {
		if t.m.TransitGateway == a.m.TransitGateway && t.leadsTo(a, addr) {
			return true, true, why
		}
	}
	if a.vpn != nil && a.vpn.UnknownRoutes != nil {
		u := a.vpn.UnknownRoutes
		return false, true, Cause{Rule: "VGW-4", Where: string(a.vpn.ID), Text: u.Cause, Origin: u.Origin}
	}
	if c.inside(addr) || !c.learns(a) && !c.hiddenTransitRoutes(a) {
		return false, false, why
	}
	why = Cause{Rule: "VGW-4", Where: string(a.m.ID), Text: "what " + string(a.m.ID) + " learns by BGP is not in the data", Origin: a.m.Origin}
	return false, true, why
}

// leadsTo reports whether some listed route to a holds addr.
func (t *tgwTable) leadsTo(a *attachment, addr netip.Addr) bool {
	for _, rows := range t.routes.Supernets(ones(addr)) {
		for _, r := range rows {
			if !r.blackhole && r.maybe == nil && slices.Contains(r.targets, a.m.ID) {
				return true
			}
		}
	}
	return false
}

// learns reports whether what lies behind an attachment is not all in the
// data: BGP, where no full route search shows it.
func (c *Compiled) learns(a *attachment) bool {
	if a.vpn != nil && a.vpn.StaticOnly {
		return false
	}
	for _, t := range c.transit.tables {
		if t.m.TransitGateway == a.m.TransitGateway && t.m.RoutesComplete {
			for _, p := range t.m.Propagations {
				if p.Attachment == a.m.ID && (p.State == "" || p.State == "enabled") {
					return false
				}
			}
		}
	}
	return true
}

// hiddenTransitRoutes reports whether tables of the attachment's gateway may hold routes to it that
// are not in the data.
func (c *Compiled) hiddenTransitRoutes(a *attachment) bool {
	if c.net.Presence(model.KindTGWRouteTables, a.m.Account, a.m.Region) != model.Complete {
		return true
	}
	for _, t := range c.transit.tables {
		loose := slices.ContainsFunc(t.loose, func(r *tgwRoute) bool { return slices.Contains(r.targets, a.m.ID) })
		if t.m.TransitGateway == a.m.TransitGateway && (loose || t.m.UnknownRoutes != nil || !t.m.RoutesComplete && t.m.RoutesPresent != model.Complete) {
			return true
		}
	}
	return false
}
