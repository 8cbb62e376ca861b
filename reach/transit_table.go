package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// fillTransitTable enters static, propagated and referenced routes. Full
// route searches hold propagated routes; otherwise they are synthesised from
// the propagations (TGW-7).
func (c *Compiled) fillTransitTable(t *tgwTable) {
	for i := range t.m.Routes {
		c.addTransitRoute(t, &t.m.Routes[i])
	}
	if !t.m.RoutesComplete {
		for _, ref := range t.m.References {
			c.addReference(t, ref)
		}
		for _, p := range t.m.Propagations {
			c.propagate(t, p)
		}
	}
	t.unknown = c.transitGaps(t)
}

// transitGaps says why the table may hold routes that are not listed.
func (c *Compiled) transitGaps(t *tgwTable) *Cause {
	switch m := t.m; {
	case m.UnknownRoutes != nil:
		return &Cause{Rule: "TGW-4", Where: t.id, Text: m.UnknownRoutes.Cause, Origin: m.UnknownRoutes.Origin}
	case m.RoutesComplete:
		return nil
	case m.RoutesPresent != model.Complete:
		return &Cause{Rule: "TGW-18", Where: t.id, Text: "the routes of " + t.id + " were not imported"}
	case m.PropagationsPresent != model.Complete:
		return &Cause{Rule: "TGW-18", Where: t.id, Text: "the propagations of " + t.id + " were not imported"}
	}
	return nil
}

func (c *Compiled) addTransitRoute(t *tgwTable, m *model.TGWRoute) {
	r := &tgwRoute{prefix: m.Destination, rank: tgwRank(m), targets: m.Attachments, blackhole: m.State == "blackhole", origin: m.Origin}
	switch m.State {
	case "", "active", "blackhole":
	case "deleted":
		return
	default: // TGW-5
		r.maybe = &Cause{Rule: "TGW-5", Where: t.id, Text: "the route " + m.Destination.String() + " is " + m.State, Origin: m.Origin}
	}
	if u := m.UnknownTarget; u != nil {
		r.targets, r.unknown = nil, &Cause{Rule: "TGW-4", Where: t.id, Text: u.Cause, Origin: u.Origin}
	}
	switch {
	case m.UnknownDestination != nil:
		r.maybe = &Cause{Rule: "TGW-4", Where: t.id, Text: m.UnknownDestination.Cause, Origin: m.UnknownDestination.Origin}
		t.loose = append(t.loose, r)
	case m.PrefixList != "" && !m.Destination.IsValid():
		c.addReference(t, model.TGWPrefixListReference{PrefixList: m.PrefixList, Blackhole: r.blackhole, Origin: m.Origin, Attachment: first(m.Attachments)})
	default:
		t.insert(r)
	}
}

func first(ids []model.TGWAttachmentID) model.TGWAttachmentID {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

func tgwRank(m *model.TGWRoute) int {
	switch {
	case m.Type == "propagated":
	case m.PrefixList != "":
		return tgwReference
	default: // static, and the system routes of TGW-16
		return tgwStatic
	}
	if rank, ok := tgwRanks[m.ResourceType]; ok {
		return rank
	}
	return 6
}

// addReference applies TGW-6: one static-like route per entry.
func (c *Compiled) addReference(t *tgwTable, ref model.TGWPrefixListReference) {
	list := c.prefixList(ref.PrefixList)
	targets := []model.TGWAttachmentID{ref.Attachment}
	for _, p := range list.prefixes() {
		t.insert(&tgwRoute{prefix: p, rank: tgwReference, targets: targets, blackhole: ref.Blackhole, origin: ref.Origin, list: list, maybe: list.maybe})
	}
	if list.unknown != nil {
		t.loose = append(t.loose, &tgwRoute{rank: tgwReference, targets: targets, blackhole: ref.Blackhole, origin: ref.Origin, list: list, maybe: list.unknown})
	}
}

// propagate installs what an attachment announces (TGW-7).
func (c *Compiled) propagate(t *tgwTable, p model.TGWPropagation) {
	if p.State != "" && p.State != "enabled" && p.State != "enabling" {
		return
	}
	if p.Unknown != nil {
		t.loose = append(t.loose, &tgwRoute{rank: 6, origin: p.Origin, maybe: &Cause{Rule: "TGW-7", Where: t.id, Text: p.Unknown.Cause, Origin: p.Origin}})
		return
	}
	a := c.transit.attachment(p.Attachment, t.m.TransitGateway)
	switch {
	case a == nil:
		t.loose = append(t.loose, &tgwRoute{rank: 6, targets: []model.TGWAttachmentID{p.Attachment}, origin: p.Origin, maybe: &Cause{Rule: "TGW-18", Where: string(p.Attachment), Text: "the attachment " + string(p.Attachment) + " was not imported", Origin: p.Origin}})
	case a.carries() == no:
	case a.vpc != nil:
		c.propagateVPC(t, a, p)
	case a.vpn != nil:
		for _, r := range a.vpn.Routes {
			if !available(r.State) {
				continue
			}
			t.insert(&tgwRoute{prefix: r.Destination, rank: tgwRanks["vpn"], targets: []model.TGWAttachmentID{a.m.ID}, origin: p.Origin})
		}
		if !a.vpn.StaticOnly {
			t.learning = append(t.learning, a)
		}
	case a.m.Type != "peering" && a.m.Type != "tgw-peering":
		t.learning = append(t.learning, a)
	}
}

func (c *Compiled) propagateVPC(t *tgwTable, a *attachment, p model.TGWPropagation) {
	for _, row := range a.vpc.cidrs {
		if row.prefix.Addr().Is6() && !a.m.IPv6 {
			continue
		}
		t.insert(&tgwRoute{prefix: row.prefix, rank: tgwRanks["vpc"], targets: []model.TGWAttachmentID{a.m.ID}, origin: p.Origin, maybe: row.maybe})
	}
	if a.vpc.unknown != nil {
		t.loose = append(t.loose, &tgwRoute{rank: 6, targets: []model.TGWAttachmentID{a.m.ID}, origin: p.Origin, maybe: a.vpc.unknown})
	}
}

func (t *tgwTable) insert(r *tgwRoute) {
	rows, _ := t.routes.Get(r.prefix)
	rows = append(slices.Clone(rows), r)
	slices.SortStableFunc(rows, func(a, b *tgwRoute) int { return a.rank - b.rank })
	t.routes.Insert(r.prefix, rows)
}

// tgwChoice is one route that may win; nil means that there is none.
type tgwChoice struct {
	route *tgwRoute
	cause *Cause
}

// lookup returns the routes that can win for dst (TGW-4, TGW-5).
func (t *tgwTable) lookup(c *Compiled, dst netip.Addr) (choices []tgwChoice, assumptions []string) {
	choices = t.listed(dst)
	winner := choices[len(choices)-1].route
	for _, r := range t.loose {
		if r.list == nil || r.list.canHold(dst) {
			choices = append(choices, tgwChoice{r, r.maybe})
		}
	}
	for _, a := range t.learning { // VGW-4
		if c.inside(dst) || winner != nil && winner.rank <= tgwReference && winner.prefix.Bits() > 0 {
			assumptions = append(assumptions, "bgp-no-overlap")
			continue
		}
		cause := &Cause{Rule: "VGW-4", Where: string(a.m.ID), Text: "what " + string(a.m.ID) + " learns by BGP is not in the data", Origin: a.m.Origin}
		choices = append(choices, tgwChoice{&tgwRoute{targets: []model.TGWAttachmentID{a.m.ID}, origin: a.m.Origin}, cause})
	}
	if t.unknown != nil {
		choices = append(choices, tgwChoice{&tgwRoute{maybe: t.unknown}, t.unknown})
	}
	return choices, assumptions
}

func (t *tgwTable) listed(dst netip.Addr) []tgwChoice {
	var choices []tgwChoice
	for _, rows := range t.routes.Supernets(ones(dst)) {
		for i, r := range rows {
			choices = append(choices, tgwChoice{r, r.maybe})
			if r.maybe != nil {
				continue
			}
			for _, tie := range rows[i+1:] {
				if tie.rank == r.rank && !slices.Equal(tie.targets, r.targets) {
					choices = append(choices, tgwChoice{tie, &Cause{Rule: "TGW-7", Where: t.id, Text: "several attachments announce " + r.prefix.String(), Origin: tie.origin}})
				}
			}
			return lastCertain(choices)
		}
	}
	return append(choices, tgwChoice{})
}

// lastCertain puts the certain winner last, where lookup expects it.
func lastCertain(choices []tgwChoice) []tgwChoice {
	for i, ch := range choices {
		if ch.cause == nil {
			choices[i], choices[len(choices)-1] = choices[len(choices)-1], choices[i]
			break
		}
	}
	return choices
}

// inside reports whether addr lies in a CIDR of any VPC of the network.
func (c *Compiled) inside(addr netip.Addr) bool { return c.own.Contains(addr) }
