package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// tgwWay is one outcome of a lookup in a Transit Gateway's table: an attachment, or a rule that
// says why there is none (maybe: there may be one that is not known).
type tgwWay struct {
	to    model.TGWAttachmentID
	rule  string
	maybe bool
}

type tgwCandidate struct {
	way   tgwWay
	bits  int
	rank  int
	match truth
}

// learnedLength stands for prefixes that were learned but cannot be seen (VGW-4).
const learnedLength = 998

// tgwLookup is TGW-4: longest prefix, then rank, with every choice and doubt (CON-4).
func (o *Oracle) tgwLookup(t *model.TGWRouteTable, a netip.Addr) []tgwWay {
	found := o.tgwRoutes(t, a)
	var ways []tgwWay
	if !t.RoutesComplete {
		if t.RoutesPresent != model.Complete || t.PropagationsPresent != model.Complete {
			ways = append(ways, tgwWay{rule: "CON-5", maybe: true})
		}
		found = append(found, o.references(t, a)...)
	}
	if t.UnknownRoutes != nil {
		ways = append(ways, tgwWay{rule: "CON-5", maybe: true})
	}
	for _, extra := range o.propagatedChoices(t, a) {
		all := withoutLearned(append(slices.Clone(found), extra...))
		ways = append(ways, firstCertain(all)...)
	}
	return ways
}

// withoutLearned sorts, and drops what may have been learned where a static route that is not a
// default route decides: learned prefixes are assumed not to lie inside one (VGW-4).
func withoutLearned(found []tgwCandidate) []tgwCandidate {
	slices.SortStableFunc(found, compareWays)
	best := slices.IndexFunc(found, func(c tgwCandidate) bool { return c.match.must })
	if best < 0 || found[best].rank > 1 || found[best].bits <= 0 {
		return found
	}
	return slices.DeleteFunc(found, func(c tgwCandidate) bool { return c.bits == learnedLength })
}

// firstCertain walks down to the first certain group of equals, collecting what may win before.
func firstCertain(found []tgwCandidate) []tgwWay {
	var ways []tgwWay
	for i := 0; i < len(found); {
		j, certain := i, false
		for ; j < len(found) && compareWays(found[i], found[j]) == 0; j++ {
			ways = append(ways, found[j].way)
			certain = certain || found[j].match.must
		}
		if certain {
			return ways
		}
		i = j
	}
	return append(ways, tgwWay{rule: "TGW-4"})
}

// The ranks of TGW-4 among equal prefixes.
func tgwRank(r model.TGWRoute) int {
	switch {
	case r.Type != "propagated" && r.PrefixList == "":
		return 0 // static, and the system routes of TGW-16
	case r.Type != "propagated":
		return 1
	}
	return attachmentRank(r.ResourceType)
}

func attachmentRank(resource string) int {
	order := []string{"vpc", "direct-connect-gateway", "connect", "vpn", "vpn-concentrator", "client-vpn", "peering", "tgw-peering"}
	if i := slices.Index(order, resource); i >= 0 {
		return 2 + i
	}
	return 2 + len(order)
}

// tgwRoutes are the routes that the table lists (TGW-5).
func (o *Oracle) tgwRoutes(t *model.TGWRouteTable, a netip.Addr) []tgwCandidate {
	var found []tgwCandidate
	for _, r := range t.Routes {
		c := tgwCandidate{bits: r.Destination.Bits(), rank: tgwRank(r), match: known(r.Destination.Contains(a))}
		if r.UnknownDestination != nil {
			c.bits, c.match = anyLength, unknown
		}
		if !c.match.may {
			continue
		}
		switch {
		case r.State == "blackhole":
			c.way = tgwWay{rule: "TGW-5"}
			found = append(found, c)
			continue
		case r.State != "" && r.State != "active":
			c.match.must = false
		}
		if r.UnknownTarget != nil || len(r.Attachments) == 0 {
			c.way = tgwWay{rule: "CON-1", maybe: true}
			found = append(found, c)
		}
		for _, id := range r.Attachments {
			c.way = tgwWay{to: id}
			found = append(found, c)
		}
	}
	return found
}

// references is TGW-6: one static-like route an entry.
func (o *Oracle) references(t *model.TGWRouteTable, a netip.Addr) []tgwCandidate {
	var found []tgwCandidate
	for _, ref := range t.References {
		way := tgwWay{to: ref.Attachment}
		if ref.Blackhole {
			way = tgwWay{rule: "TGW-6"}
		}
		match := yes
		if ref.State != "" && ref.State != "available" {
			match = unknown
		}
		list := o.ix.PrefixList[ref.PrefixList]
		if list == nil {
			found = append(found, tgwCandidate{way, anyLength, 1, unknown}) // PL-2
			continue
		}
		contents, ok := entriesOf(list)
		if !ok && mayHold(list, a).may {
			found = append(found, tgwCandidate{way, anyLength, 1, unknown})
		}
		for _, e := range contents.entries {
			if e.CIDR.Contains(a) {
				found = append(found, tgwCandidate{way, e.CIDR.Bits(), 1, match.and(contents.certain)})
			}
		}
	}
	return found
}
