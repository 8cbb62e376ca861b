package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// lookup returns the routes that can win for dst: one when everything is
// known (RT-3, RT-4), several where AWS picks at random or a fact is unknown.
func (t *table) lookup(dst netip.Addr, own packet.AddrSet) []choice {
	choices := t.listed(dst)
	choices = append(choices, t.learned(dst, choices[len(choices)-1].route, own)...)
	for _, r := range t.loose {
		if r.list != nil && !r.list.canHold(dst) {
			continue
		}
		if t.vpc != nil && t.vpc.surelyHolds(dst) && !r.divertsInside() {
			continue
		}
		choices = append(choices, choice{route: r, cause: r.whyLoose()})
	}
	if v := t.vpc; v != nil && v.unknown != nil && !v.holds(dst) {
		local := &route{prefix: ones(dst), target: model.Target{Kind: model.TargetLocal, ID: "local"}}
		choices = append(choices, choice{route: local, cause: v.unknown})
	}
	if t.unknown != nil && !t.ownAddress(dst, choices) {
		choices = append(choices, choice{route: unknownRoute(t), cause: t.unknown})
	}
	return choices
}

// divertsInside reports whether a route whose destination is not known can lie inside the VPC: only
// what RT-6 admits can, and lists cannot (PL-1).
func (r *route) divertsInside() bool {
	if r.list != nil {
		return false
	}
	switch r.target.Kind {
	case model.TargetNatGateway, model.TargetInterface, model.TargetInstance, model.TargetGWLBEndpoint, model.TargetUnknown, model.TargetUnset:
		return true
	case model.TargetLocal, model.TargetInternetGateway, model.TargetVPNGateway, model.TargetGatewayEndpoint, model.TargetTransitGateway,
		model.TargetPeering, model.TargetEgressOnlyGateway, model.TargetLocalGateway, model.TargetCarrierGateway, model.TargetCoreNetwork,
		model.TargetODBNetwork, model.TargetAddress:
	}
	return false
}

// listed walks the matching prefixes from the longest to the shortest.
func (t *table) listed(dst netip.Addr) []choice {
	var choices []choice
	for _, rows := range t.routes.Supernets(ones(dst)) {
		var final bool
		choices, final = winners(choices, rows)
		if final {
			return choices
		}
	}
	return append(choices, choice{})
}

// winners adds the rows of one prefix that can win, and reports whether one
// of them certainly does.
func winners(choices []choice, rows []*route) ([]choice, bool) {
	for i, r := range rows {
		if r.maybe != nil {
			choices = append(choices, choice{route: r, cause: r.maybe})
			continue
		}
		choices = append(choices, choice{route: r})
		for _, tie := range rows[i+1:] {
			if why := r.contested(tie); why != nil {
				choices = append(choices, choice{route: tie, cause: why})
			}
		}
		return choices, true
	}
	return choices, false
}

// contested says why a row of the same prefix may win over r (PL-5, D-3, D-4).
func (r *route) contested(other *route) *Cause {
	switch {
	case r.target.Kind == other.target.Kind && r.target.ID == other.target.ID && r.blackhole() == other.blackhole():
		return nil
	case r.rank == other.rank:
		return &Cause{Rule: "PL-5", Where: other.target.ID, Text: "several routes to " + r.prefix.String() + ": AWS picks one", Origin: other.origin()}
	case r.blackhole() && r.rank == rankStatic && other.rank == rankPropagated:
		return &Cause{Rule: "D-4", Where: other.target.ID, Text: "a propagated route stands beside the blackholed " + r.prefix.String(), Origin: other.origin()}
	}
	return nil
}

func (r *route) blackhole() bool { return r.m != nil && r.m.State == model.RouteBlackhole }

func (r *route) origin() model.Origin {
	if r == nil || r.m == nil {
		return model.Origin{}
	}
	return r.m.Origin
}

func (r *route) whyLoose() *Cause {
	if r.list != nil && r.list.unknown != nil {
		return r.list.unknown
	}
	u := r.m.UnknownDestination
	return &Cause{Rule: "CON-1", Where: r.target.ID, Text: u.Cause, Origin: u.Origin}
}

// ownAddress reports whether the choices are settled by a local route: what a
// table may hold beside its known rows does not unsettle the VPC's own
// addresses (RT-5: assumption local-not-replaced).
func (t *table) ownAddress(dst netip.Addr, choices []choice) bool {
	return t.vpc != nil && t.vpc.surelyHolds(dst) && len(choices) > 0 && choices[0].route != nil
}

// unknownRoute is the route that a table may hold beside its known ones.
func unknownRoute(t *table) *route {
	return &route{rank: rankStatic, target: model.Target{Kind: model.TargetUnknown, Unknown: &model.Unknown{Cause: t.unknown.Text, Origin: t.unknown.Origin}}}
}
