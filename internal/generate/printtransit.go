package generate

import "github.com/seed-044d7529/segment/model"

// enabled prints a switch as AWS spells it.
func enabled(on bool) string {
	if on {
		return "enable"
	}
	return "disable"
}

func printTransitGateway(g *model.TransitGateway, p *printer) {
	p.text("TransitGatewayId", string(g.ID))
	p.text("TransitGatewayArn", ec2ARN(g.Account, "transit-gateway/"+string(g.ID)))
	p.text("State", g.State)
	p.text("OwnerId", string(g.Account))
	p.text("Description", "core of the organisation")
	p.text("CreationTime", created)
	p.object("Options", func() {
		p.number("AmazonSideAsn", 64512)
		p.text("AutoAcceptSharedAttachments", "disable")
		p.text("DefaultRouteTableAssociation", "disable")
		p.text("DefaultRouteTablePropagation", "disable")
		p.text("VpnEcmpSupport", "enable")
		p.text("DnsSupport", "enable")
		p.text("SecurityGroupReferencingSupport", enabled(g.SGReferencing))
		p.text("MulticastSupport", "disable")
	})
	p.tags("Tags", g.Tags)
}

func printAttachment(a *model.TGWAttachment, p *printer) {
	p.text("TransitGatewayAttachmentId", string(a.ID))
	p.text("TransitGatewayId", string(a.TransitGateway))
	p.text("TransitGatewayOwnerId", string(a.Account))
	p.text("ResourceOwnerId", string(a.ResourceOwner))
	p.text("ResourceType", a.Type)
	p.text("ResourceId", a.Resource)
	p.text("State", a.State)
	p.object("Association", func() {
		p.text("TransitGatewayRouteTableId", string(a.Association.RouteTable))
		p.text("State", a.Association.State)
	})
	p.text("CreationTime", created)
	p.tags("Tags", a.Tags)
}

func printVPCAttachment(a *model.TGWAttachment, p *printer) {
	p.text("TransitGatewayAttachmentId", string(a.ID))
	p.text("TransitGatewayId", string(a.TransitGateway))
	p.text("VpcId", a.Resource)
	p.text("VpcOwnerId", string(a.ResourceOwner))
	p.text("State", a.State)
	texts(p, "SubnetIds", a.Subnets)
	p.text("CreationTime", created)
	p.object("Options", func() {
		p.text("DnsSupport", "enable")
		p.text("SecurityGroupReferencingSupport", enabled(a.SGReferencing))
		p.text("Ipv6Support", enabled(a.IPv6))
		p.text("ApplianceModeSupport", enabled(a.ApplianceMode))
	})
	p.tags("Tags", a.Tags)
}

func printTransitTable(t *model.TGWRouteTable, p *printer) {
	p.text("TransitGatewayRouteTableId", string(t.ID))
	p.text("TransitGatewayId", string(t.TransitGateway))
	p.text("State", t.State)
	p.flag("DefaultAssociationRouteTable", false)
	p.flag("DefaultPropagationRouteTable", false)
	p.text("CreationTime", created)
	p.tags("Tags", t.Tags)
}

// printTransitRoutes prints a search for all routes of a table.
func (v viewer) printTransitRoutes(t *model.TGWRouteTable, p *printer) {
	resources := map[model.TGWAttachmentID]string{}
	for i := range v.net.TGWAttachments {
		resources[v.net.TGWAttachments[i].ID] = v.net.TGWAttachments[i].Resource
	}
	each(p, "Routes", t.Routes, func(r *model.TGWRoute, p *printer) {
		p.text("DestinationCidrBlock", r.Destination.String())
		if len(r.Attachments) > 0 {
			each(p, "TransitGatewayAttachments", r.Attachments, func(a *model.TGWAttachmentID, p *printer) {
				p.text("ResourceId", resources[*a])
				p.text("TransitGatewayAttachmentId", string(*a))
				p.text("ResourceType", r.ResourceType)
			})
		}
		p.text("Type", r.Type)
		p.text("State", r.State)
	})
	p.flag("AdditionalRoutesAvailable", false)
}
