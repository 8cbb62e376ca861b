package reach

import (
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
	certain, possible := g.behind(w.c, h.dst)
	if possible && !g.carries(h.src, h.dst) {
		rule := "VPN-1"
		if h.dst.Is6() {
			rule = "VGW-6"
		}
		w.drop(h, rule, r.target.ID, "no tunnel of the gateway carries "+h.src.String()+" to "+h.dst.String(), r.origin())
		return
	}
	switch {
	case !possible:
		w.drop(h, "VGW-2", r.target.ID, h.dst.String()+" is not known behind "+r.target.ID, r.origin())
		return
	case !certain:
		h.doubt(g.why())
	}
	h.assumptions = append(h.assumptions, "tunnel-up")
	h.pass("vpn-gateway", "VGW-2", r.target.ID, "to the on-prem network", g.m.Origin)
	w.finish(h, terminal{kind: exited, door: door{kind: doorVGW, id: r.target.ID, vpc: v}})
}

func (g *vgw) why() Cause {
	if g.unknown != nil {
		return *g.unknown
	}
	return Cause{Rule: "VPN-1", Where: string(g.m.ID), Text: "a VPN connection of the gateway is changing", Origin: g.m.Origin}
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
var gatewayEndpointTraffic = packet.OfProtocol(packet.TCP).Union(packet.OfICMP(8, 0)).Union(packet.OfICMPv6(128, 0))
