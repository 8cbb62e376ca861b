package randomnet

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// transitGateways draws none, one, or two of them with a peering.
func (g *gen) transitGateways() {
	count := one(g, 0, 1, 1, 1, 2)
	for i := range count {
		id := model.TransitGatewayID(fmt.Sprintf("tgw-%d", i))
		g.n.TransitGateways = append(g.n.TransitGateways, model.TransitGateway{ID: id, Account: accounts[0], Region: regions[0], State: "available", SGReferencing: g.chance(0.6)})
		for _, v := range g.n.VPCs {
			if g.chance(0.75) {
				g.n.TGWAttachments = append(g.n.TGWAttachments, g.vpcAttachment(id, v))
			}
		}
		if g.chance(0.4) {
			g.vpnAttachment(id)
		}
		if g.odd() && g.p.Unknown > 0 {
			g.n.TGWAttachments = append(g.n.TGWAttachments, model.TGWAttachment{
				ID: model.TGWAttachmentID("tgw-attach-" + string(id[4:]) + "-dx"), TransitGateway: id, Account: accounts[0], Region: regions[0],
				Type: one(g, "direct-connect-gateway", "connect"), Resource: "dx", State: "available", DetailsKnown: true,
			})
		}
	}
	if count == 2 {
		g.transitPeering()
	}
	for _, t := range g.n.TransitGateways {
		g.transitTables(t.ID)
	}
}

func (g *gen) vpcAttachment(t model.TransitGatewayID, v model.VPC) model.TGWAttachment {
	a := model.TGWAttachment{
		ID: model.TGWAttachmentID("tgw-attach-" + string(t[4:]) + "-" + string(v.ID[4:])), TransitGateway: t, Account: accounts[0], Region: v.Region,
		Type: "vpc", Resource: string(v.ID), ResourceOwner: v.Account, State: g.state("available", "pendingAcceptance", "modifying", "failed"),
		ApplianceMode: g.chance(0.15), IPv6: g.chance(0.6), SGReferencing: g.chance(0.8), DetailsKnown: !g.chance(g.p.Unknown), UnknownSubnet: g.unknown(),
	}
	if v.Region != regions[0] {
		a.State = "failed" // an attachment never leaves the region
	}
	taken := map[model.ZoneID]bool{}
	for _, s := range g.subnetsOf(v.ID) {
		if !taken[s.ZoneID] && g.chance(0.7) {
			taken[s.ZoneID] = true
			a.Subnets = append(a.Subnets, s.ID)
		}
	}
	if g.odd() {
		a.NATRules = []model.TGWNatRule{{Match: g.cidr(false), Translated: prefix("100.64.9.0/24")}}
	}
	return a
}

func (g *gen) vpnAttachment(t model.TransitGatewayID) {
	id := model.VPNConnectionID("vpn-" + string(t))
	c := g.connection(id, accounts[0], regions[0])
	c.TransitGateway = t
	g.n.VPNConnections = append(g.n.VPNConnections, c)
	g.n.TGWAttachments = append(g.n.TGWAttachments, model.TGWAttachment{
		ID: model.TGWAttachmentID("tgw-attach-" + string(t[4:]) + "-vpn"), TransitGateway: t, Account: accounts[0], Region: regions[0],
		Type: "vpn", Resource: string(id), State: g.state("available", "deleted"), DetailsKnown: true,
	})
}

// transitPeering joins the two gateways. Each side has its own attachment.
func (g *gen) transitPeering() {
	for i := range 2 {
		g.n.TGWAttachments = append(g.n.TGWAttachments, model.TGWAttachment{
			ID: model.TGWAttachmentID(fmt.Sprintf("tgw-attach-%d-peer", i)), TransitGateway: model.TransitGatewayID(fmt.Sprintf("tgw-%d", i)), Account: accounts[0], Region: regions[0],
			Type: "peering", Resource: fmt.Sprintf("tgw-%d", 1-i), State: g.state("available", "pendingAcceptance"), DetailsKnown: true,
			PeerAttachment: model.TGWAttachmentID(fmt.Sprintf("tgw-attach-%d-peer", 1-i)), PeerGateway: model.TransitGatewayID(fmt.Sprintf("tgw-%d", 1-i)), PeerRegion: regions[0],
		})
	}
}

// transitTables draws one or two tables of a gateway, and associates and propagates its attachments.
func (g *gen) transitTables(id model.TransitGatewayID) {
	var at []*model.TGWAttachment
	for i := range g.n.TGWAttachments {
		if g.n.TGWAttachments[i].TransitGateway == id {
			at = append(at, &g.n.TGWAttachments[i])
		}
	}
	var tables []*model.TGWRouteTable
	for i := range g.some(1, 2) {
		t := &model.TGWRouteTable{
			ID: model.TGWRouteTableID(fmt.Sprintf("tgw-rtb-%s-%d", id[4:], i)), TransitGateway: id, Account: accounts[0], Region: regions[0], State: "available",
			RoutesComplete: g.chance(0.5), RoutesPresent: model.Complete, PropagationsPresent: model.Complete, UnknownRoutes: g.unknown(),
		}
		for range g.some(0, 3) {
			t.Routes = append(t.Routes, g.staticTransitRoute(at))
		}
		if g.chance(0.2) && len(at) > 0 {
			g.refer(t, pick(g, at).ID)
		}
		tables = append(tables, t)
	}
	for _, a := range at {
		g.joinTables(a, tables)
	}
	for _, t := range tables {
		g.n.TGWRouteTables = append(g.n.TGWRouteTables, *t)
	}
}

// refer adds a prefix-list reference; a full search shows its entries as routes.
func (g *gen) refer(t *model.TGWRouteTable, to model.TGWAttachmentID) {
	l := pick(g, g.n.PrefixLists)
	ref := model.TGWPrefixListReference{PrefixList: l.ID, Attachment: to, Blackhole: g.chance(0.2), State: "available"}
	t.References = append(t.References, ref)
	for _, e := range l.Entries {
		if !t.RoutesComplete {
			continue
		}
		r := model.TGWRoute{Destination: e.CIDR, PrefixList: l.ID, Attachments: []model.TGWAttachmentID{to}, Type: "static", State: "active"}
		if ref.Blackhole {
			r.Attachments, r.State = nil, "blackhole"
		}
		t.Routes = append(t.Routes, r)
	}
}

// joinTables associates an attachment with a table and lets it propagate into some. In a table that
// was searched in full the routes stand in the list; in others they follow from the propagation.
func (g *gen) joinTables(a *model.TGWAttachment, tables []*model.TGWRouteTable) {
	if !g.odd() {
		a.Association = model.TGWAssociation{RouteTable: pick(g, tables).ID, State: g.state("associated", "disassociating")}
	} else if g.chance(0.3) && g.p.Unknown > 0 {
		a.Association = model.TGWAssociation{PolicyTable: "tgw-ptb-1"}
	}
	if a.Association.Unknown = g.unknown(); a.Association.Unknown != nil && g.chance(0.5) {
		a.Association.RouteTable = ""
	}
	for _, t := range tables {
		if a.Type == "peering" || !g.chance(0.75) {
			continue
		}
		p := model.TGWPropagation{Attachment: a.ID, ResourceType: a.Type, Resource: a.Resource, State: g.state("enabled", "disabled"), Unknown: nil}
		t.Propagations = append(t.Propagations, p)
		if t.RoutesComplete && p.State == "enabled" && a.State == "available" {
			t.Routes = append(t.Routes, g.propagatedRoutes(a, t)...)
		}
	}
}

// propagatedRoutes are what a full search shows of an attachment.
func (g *gen) propagatedRoutes(a *model.TGWAttachment, t *model.TGWRouteTable) []model.TGWRoute {
	var found []model.TGWRoute
	add := func(r model.TGWRoute) {
		for _, old := range t.Routes {
			if old.Destination == r.Destination {
				return
			}
		}
		found = append(found, r)
	}
	row := model.TGWRoute{Attachments: []model.TGWAttachmentID{a.ID}, Type: "propagated", ResourceType: a.Type, State: "active"}
	for _, v := range g.n.VPCs {
		for _, c := range v.CIDRs {
			if string(v.ID) == a.Resource && c.State == model.CIDRAssociated && (c.Prefix.Addr().Is4() || a.IPv6) {
				row.Destination = c.Prefix
				add(row)
			}
		}
	}
	for _, c := range g.n.VPNConnections {
		for _, r := range c.Routes {
			if string(c.ID) == a.Resource && r.State == "available" {
				row.Destination = r.Destination
				add(row)
			}
		}
	}
	return found
}

func (g *gen) staticTransitRoute(at []*model.TGWAttachment) model.TGWRoute {
	r := model.TGWRoute{Type: "static", State: "active", Destination: one(g, prefix("0.0.0.0/0"), prefix("::/0"), prefix("10.%d.0.0/16", g.IntN(4)), prefix("10.%d.%d.0/24", g.IntN(4), g.IntN(4)), g.onPrem(), prefix("2001:db8:%x::/56", g.IntN(4)))}
	if g.odd() || len(at) == 0 {
		r.State = "blackhole"
		return r
	}
	a := pick(g, at)
	r.Attachments, r.ResourceType = []model.TGWAttachmentID{a.ID}, a.Type
	if b := pick(g, at); g.odd() && b.ID != a.ID {
		r.Attachments = append(r.Attachments, b.ID)
	}
	if r.UnknownTarget = g.unknown(); r.UnknownTarget != nil {
		r.Attachments = nil
	} else {
		r.UnknownDestination = g.unknown()
	}
	if r.UnknownDestination != nil {
		r.Destination = netip.Prefix{}
	}
	return r
}
