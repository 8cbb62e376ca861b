package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{"RouteTables": {kind: model.KindRouteTables, element: (*answer).routeTable, splits: true}})
}

func (a *answer) routeTable(v value) {
	row := model.RouteTable{
		ID: id[model.RouteTableID](v, "RouteTableId"), VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"),
		Propagating: idsOf[model.VPNGatewayID](v, "PropagatingVgws", "GatewayId"), Tags: tags(v), Origin: v.origin(),
	}
	for _, e := range v.objects("Associations") {
		row.Associations = append(row.Associations, association(e))
	}
	mark := v.t.bad
	for _, e := range v.objects("Routes") {
		row.Routes = append(row.Routes, route(e))
	}
	if v.faulty(mark) || v.absent("Routes") {
		row.UnknownRoutes = v.unknown("a route of the table could not be read")
	}
	if a.keep(model.KindRouteTables, v, string(row.ID), 0) {
		push(&a.net.RouteTables, row)
	}
}

func association(v value) model.RouteTableAssociation {
	return model.RouteTableAssociation{
		ID: v.str("RouteTableAssociationId"), Main: v.flag("Main", false), Subnet: id[model.SubnetID](v, "SubnetId"),
		Gateway: v.str("GatewayId"), Pool: v.str("PublicIpv4Pool"), State: v.object("AssociationState").str("State"), Origin: v.origin(),
	}
}

// route reads a route; a destination that cannot be read is unknown (RT-12).
func route(v value) model.Route {
	row := model.Route{
		PrefixList: id[model.PrefixListID](v, "DestinationPrefixListId"), State: model.RouteState(v.str("State")),
		How: model.RouteOrigin(v.str("Origin")), Origin: v.origin(),
	}
	mark := v.t.bad
	row.Destination = v.get("DestinationCidrBlock").prefix()
	if six := v.get("DestinationIpv6CidrBlock"); six.exists() {
		row.Destination = six.prefix()
	}
	if v.faulty(mark) || !row.Destination.IsValid() && row.PrefixList == "" {
		row.UnknownDestination = v.unknown("the destination of the route could not be read")
	}
	row.Target = target(v, row.PrefixList != "")
	if row.Target.Kind == model.TargetUnknown && row.State != model.RouteBlackhole {
		v.t.p.report(source.UnknownTarget.At(row.Origin, "%s", row.Target.Unknown.Cause))
	}
	return row
}

// targetFields are the fields that name a next hop, and its kind (RT-11).
var targetFields = []struct {
	field string
	kind  model.TargetKind
}{
	{"NatGatewayId", model.TargetNatGateway},
	{"TransitGatewayId", model.TargetTransitGateway},
	{"VpcPeeringConnectionId", model.TargetPeering},
	{"EgressOnlyInternetGatewayId", model.TargetEgressOnlyGateway},
	{"LocalGatewayId", model.TargetLocalGateway},
	{"CarrierGatewayId", model.TargetCarrierGateway},
	{"CoreNetworkArn", model.TargetCoreNetwork},
	{"OdbNetworkArn", model.TargetODBNetwork},
	{"IpAddress", model.TargetAddress},
	{"InstanceId", model.TargetInstance},
	{"NetworkInterfaceId", model.TargetInterface},
}

// target reads the next hop of a route.
func target(v value, toList bool) model.Target {
	owner := v.get("InstanceOwnerId")
	_ = owner // the account of the instance: known from the instance itself
	eni := id[model.ENIID](v, "NetworkInterfaceId")
	for _, f := range targetFields {
		name := v.str(f.field)
		if name == "" {
			continue
		}
		t := model.Target{Kind: f.kind, ID: name}
		if f.kind == model.TargetInstance || f.kind == model.TargetAddress {
			t.ENI = eni
		}
		return t
	}
	gateway := v.str("GatewayId") + v.str("VpcEndpointId")
	if kind := gatewayKind(gateway, toList); kind != model.TargetUnknown {
		return model.Target{Kind: kind, ID: gateway}
	}
	cause := "the route names no target that segment knows"
	if gateway != "" {
		cause = "the route goes to " + gateway + ", which is no gateway that segment knows"
	}
	return model.Target{Kind: model.TargetUnknown, ID: gateway, Unknown: v.unknown(cause)}
}

// gatewayKind tells what a GatewayId is. An endpoint behind a prefix list is a
// gateway endpoint, behind a CIDR block one of GWLB or Network Firewall (RT-11).
func gatewayKind(gateway string, toList bool) model.TargetKind {
	switch {
	case gateway == "local":
		return model.TargetLocal
	case strings.HasPrefix(gateway, "igw-"):
		return model.TargetInternetGateway
	case strings.HasPrefix(gateway, "vgw-"):
		return model.TargetVPNGateway
	case strings.HasPrefix(gateway, "vpce-") && toList:
		return model.TargetGatewayEndpoint
	case strings.HasPrefix(gateway, "vpce-"):
		return model.TargetGWLBEndpoint
	case strings.HasPrefix(gateway, "eigw-"):
		return model.TargetEgressOnlyGateway
	case strings.HasPrefix(gateway, "lgw-"):
		return model.TargetLocalGateway
	case strings.HasPrefix(gateway, "cagw-"):
		return model.TargetCarrierGateway
	}
	return model.TargetUnknown
}
