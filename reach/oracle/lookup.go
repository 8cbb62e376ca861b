package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// way is one outcome of a route lookup: a route, no route at all, or a route that is not known.
type way struct {
	route *model.Route
	rule  string // without a route: why
	maybe bool   // without a route: it may lead anywhere
}

// candidate is a route that matches, or may match.
type candidate struct {
	route *model.Route
	bits  int
	rank  int
	match truth
}

// anyLength stands for the length of a prefix that is not known.
const anyLength = 999

// lookup is RT-3, RT-4 and CON-4: the ways that a table may send a. Doubtful matches in front of
// the first certain one are ways too. A nil table is one that was not imported.
func (o *Oracle) lookup(t *model.RouteTable, v *model.VPC, a netip.Addr) []way {
	local := o.vpcHolds(v, a)
	if t == nil {
		return unimported(local)
	}
	found := o.candidates(t, v, a)
	slices.SortStableFunc(found, func(x, y candidate) int {
		if x.bits != y.bits {
			return y.bits - x.bits
		}
		return x.rank - y.rank
	})
	ways := append(certainAndDoubtful(found), o.learnedWays(t, a, found)...)
	if t.UnknownRoutes != nil && !local.must {
		ways = append(ways, way{rule: "CON-5", maybe: true})
	}
	return ways
}

// unimported is CON-5: of a table that was not imported the local routes are assumed.
func unimported(local truth) []way {
	here := way{route: &model.Route{Target: model.Target{Kind: model.TargetLocal}}}
	away := way{rule: "CON-5", maybe: true}
	switch local {
	case yes:
		return []way{here}
	case unknown:
		return []way{here, away}
	}
	return []way{away}
}

// certainAndDoubtful walks down the sorted candidates to the first certain group of equals.
func certainAndDoubtful(found []candidate) []way {
	var ways []way
	for i := 0; i < len(found); {
		j, certain, dead := i, false, true
		for ; j < len(found) && found[j].bits == found[i].bits && found[j].rank == found[i].rank; j++ {
			ways = append(ways, way{route: found[j].route})
			if found[j].match.must {
				certain = true
			}
			dead = dead && found[j].route.State == model.RouteBlackhole
		}
		if certain {
			if dead && found[i].rank < rankPropagated {
				ways = append(ways, fallBack(found[j:], found[i].bits)...)
			}
			return ways
		}
		i = j
	}
	return append(ways, way{rule: "RT-10"})
}

// fallBack is D-4: beside a blackholed static route, an active propagated one of the same prefix
// is in may. Reading: only a blackhole that the data tell, not one that we compute.
func fallBack(rest []candidate, bits int) []way {
	var ways []way
	for _, c := range rest {
		if c.bits == bits && c.rank == rankPropagated && c.route.State != model.RouteBlackhole {
			ways = append(ways, way{route: c.route})
		}
	}
	return ways
}

// The ranks of RT-4 among equal prefixes; a gateway endpoint's route is a prefix-list route.
const (
	rankLocal = iota
	rankStatic
	rankPrefixList
	rankPropagated // D-3: advertised ones too
)

func rankOf(r *model.Route) int {
	switch {
	case r.Target.Kind == model.TargetLocal:
		return rankLocal
	case r.How == model.PropagatedByVGW || r.How == model.Advertised:
		return rankPropagated
	case r.PrefixList != "":
		return rankPrefixList
	}
	return rankStatic
}

// candidates are the routes of t that match a, with the local routes that RT-5 adds.
func (o *Oracle) candidates(t *model.RouteTable, v *model.VPC, a netip.Addr) []candidate {
	var found []candidate
	for i := range t.Routes {
		found = append(found, o.match(&t.Routes[i], v, a)...)
	}
	for _, c := range v.CIDRs {
		if c.Prefix.Contains(a) && !hasRowFor(t, c.Prefix) {
			found = append(found, localRoute(c)...)
		}
	}
	found = append(found, o.synthesised(t, v, a)...)
	inKnown := slices.ContainsFunc(v.CIDRs, func(c model.VPCCIDR) bool { return c.Prefix.Contains(a) })
	if v.UnknownCIDRs != nil && !inKnown && !slices.ContainsFunc(found, isLocal) {
		found = append(found, o.localOfUnknownCIDR(v, a))
	}
	return found
}

// localOfUnknownCIDR is the local route of a VPC whose CIDRs are not all known. Reading: where a
// subnet proves that there is one, it is taken to be as long as the longest CIDR AWS advises
// (/16, /56), so that routes to whole subnets (RT-6) stay more specific.
func (o *Oracle) localOfUnknownCIDR(v *model.VPC, a netip.Addr) candidate {
	r := &model.Route{Target: model.Target{Kind: model.TargetLocal}}
	switch {
	case !o.vpcHolds(v, a).must:
		return candidate{r, anyLength, rankLocal, unknown}
	case a.Is4():
		return candidate{r, 16, rankLocal, yes}
	}
	return candidate{r, 56, rankLocal, yes}
}

func isLocal(c candidate) bool { return c.rank == rankLocal }

// localRoute is RT-5 for one CIDR of the VPC, doubtful while the CIDR comes or goes (VPC-1).
func localRoute(c model.VPCCIDR) []candidate {
	r := &model.Route{Destination: c.Prefix, Target: model.Target{Kind: model.TargetLocal}}
	switch c.State {
	case model.CIDRAssociated, "":
		return []candidate{{r, c.Prefix.Bits(), rankLocal, yes}}
	case model.CIDRAssociating, model.CIDRDisassociating:
		return []candidate{{r, c.Prefix.Bits(), rankLocal, unknown}}
	}
	return nil
}

// hasRowFor is RT-5: the table holds the local route, or one whose target was replaced.
func hasRowFor(t *model.RouteTable, cidr netip.Prefix) bool {
	return slices.ContainsFunc(t.Routes, func(r model.Route) bool {
		return r.Destination == cidr && rankOf(&r) != rankPropagated
	})
}
