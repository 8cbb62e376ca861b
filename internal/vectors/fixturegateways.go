package vectors

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// addGateways adds what leads out of VPC A, and the transit gateway, which has no attachment yet.
func addGateways(n *model.Network) {
	at := []model.GatewayAttachment{{VPC: "vpc-a", State: "available"}}
	n.InternetGateways = []model.InternetGateway{{ID: "igw-a", Account: account, Region: region, Attachments: at, Tags: name("igw-a")}}
	n.EgressOnlyInternetGateways = []model.EgressOnlyInternetGateway{{
		ID: "eigw-a", Account: account, Region: region, Attachments: []model.GatewayAttachment{{VPC: "vpc-a", State: "attached"}}, Tags: name("eigw-a"),
	}}
	e := model.NetworkInterface{
		ID: "eni-nat-a", VPC: "vpc-a", Subnet: "subnet-a1", Account: account, Region: region, Zone: "r1a", Type: model.InterfaceNat, Status: "in-use",
		Attachment: model.InterfaceAttachment{Owner: "amazon-aws", Status: "attached", DeviceIndex: 1}, RequesterManaged: true, Description: "Interface for NAT Gateway nat-a",
		Private: []model.PrivateAddress{{Addr: netip.MustParseAddr("10.0.1.50"), Primary: true}},
	}
	n.Addresses = append(n.Addresses, elastic(e, "198.51.100.50", "eipalloc-nat-a"))
	n.NetworkInterfaces = append(n.NetworkInterfaces, e)
	n.NatGateways = []model.NatGateway{{
		ID: "nat-a", VPC: "vpc-a", Subnet: "subnet-a1", Account: account, Region: region, State: "available", Connectivity: "public", Availability: "zonal", Tags: name("nat-a"),
		Addresses: []model.NatGatewayAddress{{Private: e.Private[0].Addr, Public: e.Private[0].Public, Allocation: "eipalloc-nat-a", ENI: e.ID, Status: "succeeded"}},
	}}
	n.TransitGateways = []model.TransitGateway{{
		ID: "tgw-1", Account: account, Region: region, State: "available", DefaultAssociation: "tgw-rtb-1", DefaultPropagation: "tgw-rtb-1", Tags: name("tgw-1"),
	}}
	n.TGWRouteTables = []model.TGWRouteTable{{
		ID: "tgw-rtb-1", TransitGateway: "tgw-1", Account: account, Region: region, State: "available",
		RoutesComplete: true, RoutesPresent: model.Complete, PropagationsPresent: model.Complete, Tags: name("tgw-rtb-1"),
	}}
	n.BlockPublicAccess = []model.BlockPublicAccess{{Account: account, Region: region, Mode: model.BPAOff, State: "default-state"}}
}

// addTables adds the route tables: rt-a1 for a1, main ones for the rest.
func addTables(n *model.Network) {
	to := func(cidr string, k model.TargetKind, id string) model.Route {
		r := model.Route{Destination: netip.MustParsePrefix(cidr), Target: model.Target{Kind: k, ID: id}, State: model.RouteActive, How: model.CreatedByUser}
		if k == model.TargetLocal {
			r.How = model.CreatedWithTable
		}
		return r
	}
	table := func(id, vpc string, a model.RouteTableAssociation, routes ...model.Route) {
		a.State = "associated"
		n.RouteTables = append(n.RouteTables, model.RouteTable{
			ID: model.RouteTableID(id), VPC: model.VPCID(vpc), Account: account, Region: region,
			Associations: []model.RouteTableAssociation{a}, Routes: routes, Tags: name(id),
		})
	}
	local, local6 := to("10.0.0.0/16", model.TargetLocal, "local"), to("2001:db8:a::/56", model.TargetLocal, "local")
	main := model.RouteTableAssociation{Main: true}
	table("rt-a1", "vpc-a", model.RouteTableAssociation{Subnet: "subnet-a1"}, local, local6,
		to("0.0.0.0/0", model.TargetInternetGateway, "igw-a"), to("::/0", model.TargetInternetGateway, "igw-a"))
	table("rt-am", "vpc-a", main, local, local6,
		to("0.0.0.0/0", model.TargetNatGateway, "nat-a"), to("::/0", model.TargetEgressOnlyGateway, "eigw-a"))
	table("rt-b", "vpc-b", main, to("10.1.0.0/16", model.TargetLocal, "local"))
	table("rt-c", "vpc-c", main, to("10.2.0.0/16", model.TargetLocal, "local"))
}

// addLists adds the prefix lists that AWS keeps. That of CloudFront comes without its entries.
func addLists(n *model.Network) {
	list := func(id, service string, cidrs ...string) {
		l := model.PrefixList{ID: model.PrefixListID(id), Name: "com.amazonaws." + service, Account: "AWS", Region: region, State: "create-complete"}
		for _, c := range cidrs {
			p := netip.MustParsePrefix(c)
			l.IPv6 = p.Addr().Is6()
			l.Entries = append(l.Entries, model.PrefixListEntry{CIDR: p})
		}
		if len(cidrs) == 0 {
			l.UnknownEntries = &model.Unknown{Cause: "the entries of " + id + " were not imported"}
		}
		n.PrefixLists = append(n.PrefixLists, l)
	}
	list("pl-s3", "r1.s3", "203.0.113.128/26")
	list("pl-dynamodb", "r1.dynamodb", "203.0.113.192/26")
	list("pl-dynamodb6", "r1.ipv6.dynamodb", "2001:db8:dd::/48")
	list("pl-cloudfront", "global.cloudfront.origin-facing")
}
