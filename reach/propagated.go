package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// addPropagated adds what a gateway announces to a table that does not show it
// yet, as in a plan: static VPN routes, and for BGP nobody knows what (RT-13,
// VGW-4).
func (t *table) addPropagated(c *Compiled) {
	for _, id := range t.m.Propagating {
		if t.shows(id) {
			continue
		}
		target := model.Target{Kind: model.TargetVPNGateway, ID: string(id)}
		for i := range c.net.VPNConnections {
			if v := &c.net.VPNConnections[i]; v.VPNGateway == id && available(v.State) {
				t.addTunnel(v, target)
			}
		}
	}
}

// shows reports whether the table lists a route that the gateway propagated.
func (t *table) shows(id model.VPNGatewayID) bool {
	for _, r := range t.m.Routes {
		if r.How == model.PropagatedByVGW && r.Target.ID == string(id) {
			return true
		}
	}
	return false
}

func (t *table) addTunnel(v *model.VPNConnection, target model.Target) {
	for _, r := range v.Routes {
		if available(r.State) && !t.vpc.covers(r.Destination) {
			m := &model.Route{Destination: r.Destination, Target: target, How: model.PropagatedByVGW, Origin: r.Origin}
			t.insert(&route{prefix: r.Destination, rank: rankPropagated, m: m, target: target})
		}
	}
	if !v.StaticOnly {
		m := &model.Route{
			Target: target, How: model.PropagatedByVGW, Origin: v.Origin,
			UnknownDestination: &model.Unknown{Cause: "what " + string(v.ID) + " learns by BGP is not in the data", Origin: v.Origin},
		}
		t.learns = append(t.learns, &route{rank: rankPropagated, m: m, target: target})
	}
}

// learned returns the routes by BGP that may win for dst. Learned prefixes are
// assumed to lie outside the network's own ranges and its static routes
// (assumption bgp-no-overlap).
func (t *table) learned(dst netip.Addr, winner *route, own packet.AddrSet) []choice {
	if len(t.learns) == 0 || own.Contains(dst) || winner != nil && winner.rank <= rankPrefixList && winner.prefix.Bits() > 0 {
		return nil
	}
	var choices []choice
	for _, r := range t.learns {
		why := r.m.UnknownDestination
		choices = append(choices, choice{route: r, cause: &Cause{Rule: "VGW-4", Where: r.target.ID, Text: why.Cause, Origin: why.Origin}})
	}
	return choices
}
