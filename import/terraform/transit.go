package terraform

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseNetwork, map[string]func(item){"aws_ec2_transit_gateway": readTransit})
	register(phaseObject, map[string]func(item){
		"aws_ec2_transit_gateway_vpc_attachment": readVPCAttachment, "aws_ec2_transit_gateway_route_table": readTransitTable,
		"aws_ec2_transit_gateway_peering_attachment": readTransitPeering, "aws_ec2_transit_gateway_connect": readConnect,
		"aws_vpn_gateway": readVPNGateway, "aws_customer_gateway": readCustomerGateway,
	})
	register(phasePart, map[string]func(item){
		"aws_ec2_transit_gateway_vpc_attachment_accepter":         readAttachmentAccepter,
		"aws_ec2_transit_gateway_peering_attachment_accepter":     readAttachmentAccepter,
		"aws_ec2_transit_gateway_route":                           readTransitRoute,
		"aws_ec2_transit_gateway_route_table_association":         readTransitAssociation,
		"aws_ec2_transit_gateway_route_table_propagation":         readTransitPropagation,
		"aws_ec2_transit_gateway_prefix_list_reference":           readTransitReference,
		"aws_ec2_transit_gateway_default_route_table_association": readTransitDefault,
		"aws_ec2_transit_gateway_default_route_table_propagation": readTransitDefault,
		"aws_vpn_gateway_attachment":                              readVPNAttachment,
		"aws_dx_gateway_association":                              readDirectConnect,
	})
	dataHandlers["aws_ec2_transit_gateway"] = handler{phaseNetwork, readForeignTransit}
}

// readForeignTransit reads a gateway of somebody else: its tables are unknown.
func readForeignTransit(it item) {
	id := model.TransitGatewayID(it.id())
	it.b.transits.add(id, model.TransitGateway{
		ID: id, Account: it.account(), Region: it.region(), State: "available", Tags: it.tags(), Origin: it.origin(),
		SGReferencing: it.str("security_group_referencing_support") == "enable",
	})
	it.b.note(model.KindTGWRouteTables, string(id))
}

// readTransit reads a Transit Gateway and the default table that AWS makes with it (TF-10).
func readTransit(it item) {
	row := model.TransitGateway{
		ID: model.TransitGatewayID(it.id()), Account: it.account(), Region: it.region(), State: "available",
		SGReferencing: it.str("security_group_referencing_support") == "enable", Tags: it.tags(), Origin: it.origin(),
	}
	for _, c := range it.get("transit_gateway_cidr_blocks").Items() {
		if p, _ := it.block4or6("transit_gateway_cidr_blocks", c); p.IsValid() {
			row.CIDRs = append(row.CIDRs, p)
		}
	}
	table := model.TGWRouteTableID(it.b.made(it.res, "association_default_route_table_id"))
	if it.str("default_route_table_association") != "disable" {
		row.DefaultAssociation = table
	}
	if it.str("default_route_table_propagation") != "disable" {
		row.DefaultPropagation = table
	}
	it.b.transits.add(row.ID, row)
	if row.DefaultAssociation != "" || row.DefaultPropagation != "" {
		it.b.tgwTables.add(table, it.transitTable(table, row.ID))
	}
}

// transitTable is a table of which everything is known: a plan tells all of it.
func (it item) transitTable(id model.TGWRouteTableID, gateway model.TransitGatewayID) model.TGWRouteTable {
	return model.TGWRouteTable{
		ID: id, TransitGateway: gateway, Account: it.account(), Region: it.region(), State: "available",
		RoutesPresent: model.Complete, PropagationsPresent: model.Complete, Origin: it.origin(),
	}
}

func readTransitTable(it item) {
	row := it.transitTable(model.TGWRouteTableID(it.id()), model.TransitGatewayID(it.ref("transit_gateway_id").id))
	row.Tags = it.tags()
	it.b.tgwTables.add(row.ID, row)
}

func readVPCAttachment(it item) {
	gateway := it.ref("transit_gateway_id")
	row := model.TGWAttachment{
		ID: model.TGWAttachmentID(it.id()), TransitGateway: model.TransitGatewayID(gateway.id), Account: it.account(), Region: it.region(),
		Type: "vpc", Resource: string(it.vpc()), ResourceOwner: model.AccountID(it.str("vpc_owner_id")), State: "available",
		ApplianceMode: it.str("appliance_mode_support") == "enable", IPv6: it.str("ipv6_support") == "enable",
		SGReferencing: it.str("security_group_referencing_support") != "disable", DetailsKnown: true, Tags: it.tags(), Origin: it.origin(),
	}
	subnets, unknown := it.refs("subnet_ids")
	row.Subnets, row.UnknownSubnet = all[model.SubnetID](subnets), unknown
	it.b.attach(row, it, gateway)
}

// attach files an attachment, associated with and propagating to the default
// tables unless it says otherwise (TF-10).
func (b *builder) attach(row model.TGWAttachment, it item, gateway ref) {
	g := b.transits.get(row.TransitGateway)
	associates := it.flag("transit_gateway_default_route_table_association", true)
	propagates := it.flag("transit_gateway_default_route_table_propagation", true)
	switch {
	case g != nil && associates && g.DefaultAssociation != "":
		row.Association = model.TGWAssociation{RouteTable: g.DefaultAssociation, State: "associated", Origin: row.Origin}
	case g == nil:
		u := gateway.unknown
		if u == nil {
			u = &model.Unknown{Cause: "the Transit Gateway " + gateway.id + " is not in the plan or state", Origin: row.Origin}
			b.note(model.KindTransitGateways, gateway.id)
		}
		if associates {
			row.Association = model.TGWAssociation{Unknown: u, Origin: row.Origin}
		}
	}
	if g != nil && propagates && g.DefaultPropagation != "" {
		if t := b.tgwTables.get(g.DefaultPropagation); t != nil {
			t.Propagations = append(t.Propagations, propagation(row))
		}
	}
	b.attachments.add(row.ID, row)
}

func propagation(a model.TGWAttachment) model.TGWPropagation {
	return model.TGWPropagation{Attachment: a.ID, ResourceType: a.Type, Resource: a.Resource, State: "enabled", Origin: a.Origin}
}

func readAttachmentAccepter(it item) {
	it.ref("transit_gateway_attachment_id")
}

func readTransitPeering(it item) {
	gateway := it.ref("transit_gateway_id")
	it.b.attachments.add(model.TGWAttachmentID(it.id()), model.TGWAttachment{
		ID: model.TGWAttachmentID(it.id()), TransitGateway: model.TransitGatewayID(gateway.id), Account: it.account(), Region: it.region(),
		Type: "peering", Resource: it.ref("peer_transit_gateway_id").id, State: "available",
		PeerGateway: model.TransitGatewayID(it.ref("peer_transit_gateway_id").id), PeerRegion: model.RegionID(it.str("peer_region")),
		Tags: it.tags(), Origin: it.origin(),
	})
}

func readConnect(it item) {
	gateway := it.ref("transit_gateway_id")
	it.b.attach(model.TGWAttachment{
		ID: model.TGWAttachmentID(it.id()), TransitGateway: model.TransitGatewayID(gateway.id), Account: it.account(), Region: it.region(),
		Type: "connect", Resource: it.ref("transport_attachment_id").id, State: "available", Tags: it.tags(), Origin: it.origin(),
	}, it, gateway)
}

func readTransitRoute(it item) {
	table, attachment := it.ref("transit_gateway_route_table_id"), it.ref("transit_gateway_attachment_id")
	row := model.TGWRoute{Type: "static", State: "active", UnknownTarget: attachment.unknown, Origin: it.origin()}
	row.Destination, row.UnknownDestination = it.prefix("destination_cidr_block")
	if it.flag("blackhole", false) {
		row.State, row.UnknownTarget = "blackhole", nil
	} else if attachment.id != "" {
		row.Attachments = []model.TGWAttachmentID{model.TGWAttachmentID(attachment.id)}
	}
	it.b.inTransitTable(table, func(t *model.TGWRouteTable, certain bool) {
		if certain {
			t.Routes = append(t.Routes, row)
		} else {
			t.UnknownRoutes = table.unknown
		}
	})
}

// inTransitTable calls f for the table that a reference names, or for all that it may name.
func (b *builder) inTransitTable(r ref, f func(t *model.TGWRouteTable, certain bool)) {
	if r.unknown == nil {
		if t := b.tgwTables.get(model.TGWRouteTableID(r.id)); t != nil {
			f(t, true)
		} else if r.id != "" {
			b.note(model.KindTGWRouteTables, r.id)
		}
		return
	}
	b.tgwTables.each(func(id model.TGWRouteTableID, t *model.TGWRouteTable) {
		if r.may(string(id)) {
			f(t, false)
		}
	})
}

func readTransitAssociation(it item) {
	table, attachment := it.ref("transit_gateway_route_table_id"), it.ref("transit_gateway_attachment_id")
	it.b.attachments.each(func(id model.TGWAttachmentID, a *model.TGWAttachment) {
		switch {
		case attachment.id == string(id):
			a.Association = model.TGWAssociation{RouteTable: model.TGWRouteTableID(table.id), State: "associated", Unknown: table.unknown, Origin: it.origin()}
		case attachment.unknown != nil && attachment.may(string(id)):
			a.Association = model.TGWAssociation{Unknown: attachment.unknown, Origin: it.origin()}
		}
	})
}

func readTransitPropagation(it item) {
	table, attachment := it.ref("transit_gateway_route_table_id"), it.ref("transit_gateway_attachment_id")
	it.b.inTransitTable(table, func(t *model.TGWRouteTable, certain bool) {
		a := it.b.attachments.get(model.TGWAttachmentID(attachment.id))
		switch {
		case !certain:
			t.UnknownRoutes = table.unknown
		case attachment.unknown != nil:
			t.Propagations = append(t.Propagations, model.TGWPropagation{State: "enabled", Origin: it.origin(), Unknown: attachment.unknown})
		case a != nil:
			row := propagation(*a)
			row.Origin = it.origin()
			t.Propagations = append(t.Propagations, row)
		}
	})
}

func readTransitReference(it item) {
	list, attachment := it.ref("prefix_list_id"), it.ref("transit_gateway_attachment_id")
	it.b.inTransitTable(it.ref("transit_gateway_route_table_id"), func(t *model.TGWRouteTable, certain bool) {
		if !certain || list.unknown != nil || attachment.unknown != nil {
			t.UnknownRoutes = it.unknown("prefix_list_id", it.get("prefix_list_id"))
			return
		}
		t.References = append(t.References, model.TGWPrefixListReference{
			PrefixList: model.PrefixListID(list.id), Attachment: model.TGWAttachmentID(attachment.id), Blackhole: it.flag("blackhole", false),
			State: "available", Origin: it.origin(),
		})
	})
}

// readTransitDefault changes the default table of a gateway: attachments made
// later use it. Those of the same plan may be made before or after.
func readTransitDefault(it item) {
	g := it.b.transits.get(model.TransitGatewayID(it.ref("transit_gateway_id").id))
	if g == nil {
		return
	}
	u := &model.Unknown{Cause: "the default route table of " + string(g.ID) + " changes; the order of apply decides which one an attachment gets", Origin: it.origin()}
	it.b.attachments.each(func(_ model.TGWAttachmentID, a *model.TGWAttachment) {
		if a.TransitGateway == g.ID && a.Association.RouteTable == g.DefaultAssociation && g.DefaultAssociation != "" {
			a.Association = model.TGWAssociation{Unknown: u, Origin: it.origin()}
		}
	})
}

func readVPNGateway(it item) {
	row := model.VPNGateway{ID: model.VPNGatewayID(it.id()), Account: it.account(), Region: it.region(), State: "available", Tags: it.tags(), Origin: it.origin()}
	row.Attachments, row.UnknownAttachment = it.attachments()
	it.b.vgws.add(row.ID, row)
}

func readVPNAttachment(it item) {
	if g := it.b.vgws.get(model.VPNGatewayID(it.ref("vpn_gateway_id").id)); g != nil {
		more, unknown := it.attachments()
		if len(g.Attachments) == 0 {
			g.Attachments = more
		}
		if unknown != nil {
			g.UnknownAttachment = unknown
		}
	}
}

func readCustomerGateway(it item) {
	it.b.rest.CustomerGateways = append(it.b.rest.CustomerGateways, model.CustomerGateway{
		ID: model.CustomerGatewayID(it.id()), Account: it.account(), Region: it.region(), State: "available", ASN: it.str("bgp_asn"),
		Address: it.addr("ip_address"), Tags: it.tags(), Origin: it.origin(),
	})
}

func readDirectConnect(it item) {
	row := model.DirectConnectAssociation{Gateway: model.DirectConnectGateway(it.ref("dx_gateway_id").id), State: "associated", Origin: it.origin()}
	gateway := it.ref("associated_gateway_id")
	if it.b.transits.get(model.TransitGatewayID(gateway.id)) != nil {
		row.TransitGateway = model.TransitGatewayID(gateway.id)
	} else {
		row.VPNGateway = model.VPNGatewayID(gateway.id)
	}
	for _, c := range it.get("allowed_prefixes").Items() {
		if p, _ := it.block4or6("allowed_prefixes", c); p != (netip.Prefix{}) {
			row.AllowedPrefixes = append(row.AllowedPrefixes, p)
		}
	}
	it.b.rest.DirectConnectAssociations = append(it.b.rest.DirectConnectAssociations, row)
}
