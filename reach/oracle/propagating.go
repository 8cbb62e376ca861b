package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// RT-13: a table with propagation enabled that shows nothing of a gateway. What the gateway will
// propagate is derived from its VPN connections: static routes for certain, and by BGP anything.

// unshown are the connections whose routes t does not show yet.
func (o *Oracle) unshown(t *model.RouteTable) []*model.VPNConnection {
	var found []*model.VPNConnection
	for i := range o.net.VPNConnections {
		c := &o.net.VPNConnections[i]
		shown := slices.ContainsFunc(t.Routes, func(r model.Route) bool {
			return r.How == model.PropagatedByVGW && r.Target.ID == string(c.VPNGateway)
		})
		if slices.Contains(t.Propagating, c.VPNGateway) && !shown && vpnUp(c) == yes {
			found = append(found, c)
		}
	}
	return found
}

// synthesised are the static routes of those connections, outside the VPC's own CIDRs (RT-7).
func (o *Oracle) synthesised(t *model.RouteTable, v *model.VPC, a netip.Addr) []candidate {
	var found []candidate
	for _, c := range o.unshown(t) {
		for _, r := range c.Routes {
			bits := r.Destination.Bits()
			if r.Destination.Contains(a) && (r.State == "" || r.State == "available") && !insideCIDR(v, a, bits) {
				found = append(found, candidate{toVGW(c), bits, rankPropagated, yes})
			}
		}
	}
	return found
}

// learnedWays is VGW-4: what those connections learn by BGP cannot be seen. It is assumed not to
// lie in the network's own CIDRs, nor under a static route that is not a default route.
func (o *Oracle) learnedWays(t *model.RouteTable, a netip.Addr, found []candidate) []way {
	best := slices.IndexFunc(found, func(c candidate) bool { return c.match.must })
	if o.isOwnNetwork(a) || best >= 0 && found[best].rank < rankPropagated && found[best].bits > 0 {
		return nil
	}
	var ways []way
	for _, c := range o.unshown(t) {
		if !c.StaticOnly {
			ways = append(ways, way{route: toVGW(c)})
		}
	}
	return ways
}

func toVGW(c *model.VPNConnection) *model.Route {
	return &model.Route{Target: model.Target{Kind: model.TargetVPNGateway, ID: string(c.VPNGateway)}, How: model.PropagatedByVGW}
}
