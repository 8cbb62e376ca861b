package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// match returns r once for each of its prefixes that holds a (RT-12).
func (o *Oracle) match(r *model.Route, v *model.VPC, a netip.Addr) []candidate {
	if r.UnknownDestination != nil && o.vpcHolds(v, a).must && !mayLieInside(r) {
		return nil
	}
	if r.UnknownDestination != nil {
		return []candidate{{r, anyLength, rankOf(r), unknown}}
	}
	certain := yes
	if r.State == model.RouteFiltered {
		certain = unknown // RT-9
	}
	var found []candidate
	if r.PrefixList == "" && r.Destination.IsValid() && r.Destination.Contains(a) {
		found = append(found, candidate{r, r.Destination.Bits(), rankOf(r), certain})
	}
	if r.PrefixList != "" {
		found = append(found, o.matchList(r, v, a, certain)...)
	}
	var kept []candidate
	for _, c := range found {
		if !o.ignored(r, v, a, c.bits) {
			kept = append(kept, o.doubtAdvertised(c, v, a))
		}
	}
	return kept
}

// mayLieInside is RT-6: only routes to a NAT gateway, an interface or a Gateway Load Balancer
// endpoint can be more specific than local, so only those can if their destination is not known.
func mayLieInside(r *model.Route) bool {
	return slices.Contains([]model.TargetKind{
		model.TargetNatGateway, model.TargetInterface, model.TargetInstance, model.TargetGWLBEndpoint, model.TargetUnknown, model.TargetUnset,
	}, r.Target.Kind)
}

// matchList expands a prefix-list route to its entries (RT-3, PL-1).
func (o *Oracle) matchList(r *model.Route, v *model.VPC, a netip.Addr, certain truth) []candidate {
	list := o.ix.PrefixList[r.PrefixList]
	inside := o.vpcHolds(v, a).must // PL-1: what is not known of a list is not inside the VPC
	if list == nil && inside {
		return nil
	}
	if list == nil {
		return []candidate{{r, anyLength, rankOf(r), unknown}} // PL-2
	}
	contents, ok := entriesOf(list)
	if !ok {
		if mayHold(list, a).may && !inside {
			return []candidate{{r, anyLength, rankOf(r), unknown}}
		}
		return nil
	}
	var found []candidate
	for _, e := range contents.entries {
		if e.CIDR.Contains(a) {
			found = append(found, candidate{r, e.CIDR.Bits(), rankOf(r), certain.and(contents.certain)})
		}
	}
	return found
}

// ignored is RT-7: a propagated route equal to or inside a VPC CIDR never counts.
func (o *Oracle) ignored(r *model.Route, v *model.VPC, a netip.Addr, bits int) bool {
	return r.How == model.PropagatedByVGW && insideCIDR(v, a, bits)
}

// doubtAdvertised is D-3: a route that a route server advertises inside a VPC CIDR is unknown.
func (o *Oracle) doubtAdvertised(c candidate, v *model.VPC, a netip.Addr) candidate {
	if c.route.How == model.Advertised && insideCIDR(v, a, c.bits) {
		c.match.must = false
	}
	return c
}

// insideCIDR reports whether the prefix of that length around a is equal to or inside a CIDR of v.
func insideCIDR(v *model.VPC, a netip.Addr, bits int) bool {
	for _, c := range v.CIDRs {
		if (c.State == model.CIDRAssociated || c.State == "") && c.Prefix.Contains(a) && bits >= c.Prefix.Bits() {
			return true
		}
	}
	return false
}
