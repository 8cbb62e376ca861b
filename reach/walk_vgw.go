package reach

import (
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// toVPNGateway applies VGW-1, VGW-2 and VGW-6.
func (w *walker) toVPNGateway(h head, v *vpc, r *route, fromTransit bool) {
	g := w.c.onPrem.gateways[model.VPNGatewayID(r.target.ID)]
	if !w.attachedVGW(h, g, v, r) {
		return
	}
	if fromTransit { // D-13
		h.doubt(Cause{Rule: "D-13", Where: r.target.ID, Text: "whether what a Transit Gateway delivers goes on to a virtual private gateway is not documented"})
	}
	h.noReferences()
	certain, possible, why := g.leads(w.c, h.src, h.dst)
	switch {
	case !possible:
		rule, text := g.refusal(h.src, h.dst)
		w.drop(h, rule, r.target.ID, text, r.origin())
		return
	case !certain:
		h.doubt(why)
	}
	h.assumptions = append(h.assumptions, "tunnel-up")
	h.pass("vpn-gateway", "VGW-2", r.target.ID, "to the on-prem network", g.m.Origin)
	w.finish(h, terminal{kind: exited, door: door{kind: doorVGW, id: r.target.ID, vpc: v}})
}

// refusal names the rule by which the gateway does not carry packets between two addresses.
func (g *vgw) refusal(inside, outside netip.Addr) (rule, text string) {
	switch {
	case outside.Is6():
		return "VGW-6", "a VPN of a virtual private gateway carries no IPv6"
	case g.reaches().Contains(outside):
		return "VPN-1", "no tunnel of the gateway carries packets between " + inside.String() + " and " + outside.String()
	}
	return "VGW-2", outside.String() + " is not known behind " + string(g.m.ID)
}

func (w *walker) attachedVGW(h head, g *vgw, v *vpc, r *route) bool {
	switch p := w.c.net.Presence(model.KindVPNGateways, v.account, v.region); {
	case g == nil && p != model.Complete:
		w.anywhere(h, v, w.c.missing(p, "VpnGateways", "virtual private gateways", r.target.ID))
	case g != nil && g.m.UnknownAttachment != nil:
		w.anywhere(h, v, Cause{Rule: "VGW-1", Where: r.target.ID, Text: g.m.UnknownAttachment.Cause, Origin: g.m.UnknownAttachment.Origin})
	case g == nil || g.vpc != v:
		w.drop(h, "VGW-1", r.target.ID, r.target.ID+" is not attached to "+string(v.id)+": the route is a blackhole", r.origin())
	default:
		return true
	}
	return false
}

// toGatewayEndpoint applies EP-1 to EP-3.
func (w *walker) toGatewayEndpoint(h head, v *vpc, r *route) {
	e := w.c.idx.VPCEndpoint[model.VPCEndpointID(r.target.ID)]
	if e == nil {
		if p := w.c.net.Presence(model.KindVPCEndpoints, v.account, v.region); p != model.Complete {
			w.anywhere(h, v, w.c.missing(p, "VpcEndpoints", "VPC endpoints", r.target.ID))
			return
		}
		w.drop(h, "RT-8", r.target.ID, r.target.ID+" does not exist: the route is a blackhole", r.origin())
		return
	}
	if e.Type == model.EndpointGWLB {
		w.toGWLBEndpoint(h, nil, v, r)
		return
	}
	if s := strings.ToLower(e.State); s != "" && s != "available" {
		w.drop(h, "EP-1", string(e.ID), "the endpoint is in state "+e.State, e.Origin)
		return
	}
	h.noReferences()
	h.filterSet("gateway-endpoint", "EP-1", string(e.ID), e.Service+" answers TCP and ICMP echo only", packet.Exactly(gatewayEndpointTraffic), e.Origin)
	if e.Policy == "custom" {
		h.notes = append(h.notes, Note{"policy: custom", "the endpoint policy of " + string(e.ID) + " may still deny"})
	}
	w.finish(h, terminal{kind: exited, door: door{kind: doorService, id: string(e.ID), vpc: v}})
}

// gatewayEndpointTraffic is what a gateway endpoint carries (EP-1).
var gatewayEndpointTraffic = packet.OfProtocol(packet.TCP).Union(packet.OfICMP(8, -1)).Union(packet.OfICMPv6(128, -1))
