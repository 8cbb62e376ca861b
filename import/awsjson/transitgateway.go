package awsjson

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// Tables of attachments that the model joins into one list.
const (
	kindTGWPeerings = model.Kind("TransitGatewayPeeringAttachments")
	kindTGWConnects = model.Kind("TransitGatewayConnects")
)

func init() {
	register(map[string]handler{
		"TransitGateways":                  {kind: model.KindTransitGateways, element: (*answer).transitGateway},
		"TransitGatewayAttachments":        {kind: model.KindTGWAttachments, element: (*answer).attachmentEntry},
		"TransitGatewayVpcAttachments":     {kind: model.KindTGWVPCAttachments, element: (*answer).vpcAttachment},
		"TransitGatewayPeeringAttachments": {kind: kindTGWPeerings, element: (*answer).peeringAttachment},
		"TransitGatewayConnects":           {kind: kindTGWConnects, element: (*answer).connectAttachment},
	})
}

func (a *answer) transitGateway(v value) {
	options := v.object("Options")
	arn := v.str("TransitGatewayArn")
	row := model.TransitGateway{
		ID: id[model.TransitGatewayID](v, "TransitGatewayId"), Account: firstAccount(id[model.AccountID](v, "OwnerId"), accountOf(arn)),
		Region: regionOf(arn), State: v.str("State"), SGReferencing: options.str("SecurityGroupReferencingSupport") == "enable",
		DefaultAssociation: id[model.TGWRouteTableID](options, "AssociationDefaultRouteTableId"),
		DefaultPropagation: id[model.TGWRouteTableID](options, "PropagationDefaultRouteTableId"),
		Tags:               tags(v), Origin: v.origin(),
	}
	row.CIDRs = prefixes(options, "TransitGatewayCidrBlocks")
	if a.keep(model.KindTransitGateways, v, string(row.ID), 0) {
		a.net.TransitGateways = append(a.net.TransitGateways, row)
	}
}

// prefixes reads an array of CIDR blocks.
func prefixes(v value, key string) []netip.Prefix {
	var out []netip.Prefix
	for _, e := range v.list(key) {
		if p := e.prefix(); p.IsValid() {
			out = append(out, p)
		}
	}
	return out
}

// attachmentFacts is what one answer says of an attachment; several answers
// say different things of the same one.
type attachmentFacts struct {
	row     model.TGWAttachment
	listed  bool // from TransitGatewayAttachments: it tells the association
	details bool // from the answer of its own type
	sides   [2]peerSide
}

// peerSide is the requester or accepter of a peering of transit gateways.
type peerSide struct {
	gateway model.TransitGatewayID
	account model.AccountID
	region  model.RegionID
}

func (a *answer) attachmentEntry(v value) {
	row := model.TGWAttachment{
		ID: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"), TransitGateway: id[model.TransitGatewayID](v, "TransitGatewayId"),
		Account: id[model.AccountID](v, "TransitGatewayOwnerId"), Type: v.str("ResourceType"), Resource: v.str("ResourceId"),
		ResourceOwner: id[model.AccountID](v, "ResourceOwnerId"), State: v.str("State"), Tags: tags(v), Origin: v.origin(),
	}
	if assoc := v.object("Association"); assoc.exists() {
		row.Association = model.TGWAssociation{
			RouteTable: id[model.TGWRouteTableID](assoc, "TransitGatewayRouteTableId"), State: assoc.str("State"), Origin: assoc.origin(),
		}
	}
	if a.keep(model.KindTGWAttachments, v, string(row.ID), 0) {
		a.joins.attachments = append(a.joins.attachments, attachmentFacts{row: row, listed: true})
	}
}

func (a *answer) vpcAttachment(v value) {
	options := v.object("Options")
	row := model.TGWAttachment{
		ID: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"), TransitGateway: id[model.TransitGatewayID](v, "TransitGatewayId"),
		Type: "vpc", Resource: v.str("VpcId"), ResourceOwner: id[model.AccountID](v, "VpcOwnerId"), State: v.str("State"),
		Subnets: ids[model.SubnetID](v, "SubnetIds"), ApplianceMode: options.str("ApplianceModeSupport") == "enable",
		IPv6: options.str("Ipv6Support") == "enable", SGReferencing: options.str("SecurityGroupReferencingSupport") != "disable",
		Tags: tags(v), Origin: v.origin(),
	}
	if v.absent("SubnetIds") {
		row.UnknownSubnet = v.unknown("the answer has no SubnetIds")
	}
	if a.keep(model.KindTGWVPCAttachments, v, string(row.ID), 0) {
		a.joins.attachments = append(a.joins.attachments, attachmentFacts{row: row, details: true})
	}
}

func (a *answer) peeringAttachment(v value) {
	requester, accepter := tgwSide(v.object("RequesterTgwInfo")), tgwSide(v.object("AccepterTgwInfo"))
	row := model.TGWAttachment{
		ID: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"), Type: "peering", State: v.str("State"),
		PeerAttachment: id[model.TGWAttachmentID](v, "AccepterTransitGatewayAttachmentId"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(kindTGWPeerings, v, string(row.ID), 0) {
		a.joins.attachments = append(a.joins.attachments, attachmentFacts{row: row, details: true, sides: [2]peerSide{requester, accepter}})
	}
}

func tgwSide(v value) peerSide {
	return peerSide{
		gateway: id[model.TransitGatewayID](v, "TransitGatewayId"), account: id[model.AccountID](v, "OwnerId"),
		region: id[model.RegionID](v, "Region"),
	}
}

// connectAttachment reads a Connect, whose Resource is the attachment that
// carries its tunnels (TGW-15).
func (a *answer) connectAttachment(v value) {
	row := model.TGWAttachment{
		ID: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"), TransitGateway: id[model.TransitGatewayID](v, "TransitGatewayId"),
		Type: "connect", Resource: v.str("TransportTransitGatewayAttachmentId"), State: v.str("State"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(kindTGWConnects, v, string(row.ID), 0) {
		a.joins.attachments = append(a.joins.attachments, attachmentFacts{row: row, details: true})
	}
}
