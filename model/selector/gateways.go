package selector

import "github.com/seed-044d7529/segment/model"

// addGateways files what forwards for others and is no end (cli.md, section 3).
func (t *things) addGateways(n *model.Network) {
	forwarder(t, n.InternetGateways, "an internet gateway", func(g *model.InternetGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.EgressOnlyInternetGateways, "an egress-only internet gateway", func(g *model.EgressOnlyInternetGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.CarrierGateways, "a carrier gateway", func(g *model.CarrierGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.LocalGateways, "a local gateway", func(g *model.LocalGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.NatGateways, "a NAT gateway", func(g *model.NatGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.TransitGateways, "a transit gateway", func(g *model.TransitGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.TGWAttachments, "a transit gateway attachment", func(g *model.TGWAttachment) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.VPNGateways, "a virtual private gateway", func(g *model.VPNGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.VPNConnections, "a VPN connection", func(c *model.VPNConnection) (string, model.Origin) { return string(c.ID), c.Origin })
	forwarder(t, n.CustomerGateways, "a customer gateway", func(g *model.CustomerGateway) (string, model.Origin) { return string(g.ID), g.Origin })
	forwarder(t, n.Peerings, "a peering connection", func(p *model.PeeringConnection) (string, model.Origin) { return string(p.ID), p.Origin })
	forwarder(t, n.Firewalls, "a network firewall", func(f *model.Firewall) (string, model.Origin) { return string(f.ARN), f.Origin })
}

// addTables files what filters and routes: no end either.
func (t *things) addTables(n *model.Network) {
	forwarder(t, n.RouteTables, "a route table", func(r *model.RouteTable) (string, model.Origin) { return string(r.ID), r.Origin })
	forwarder(t, n.NetworkACLs, "a network ACL", func(a *model.NetworkACL) (string, model.Origin) { return string(a.ID), a.Origin })
	forwarder(t, n.TGWRouteTables, "a transit gateway route table", func(r *model.TGWRouteTable) (string, model.Origin) { return string(r.ID), r.Origin })
}

func forwarder[T any](t *things, rows []T, what string, of func(*T) (string, model.Origin)) {
	for i := range rows {
		id, origin := of(&rows[i])
		t.add(origin, thing{kind: what, id: id, gateway: what})
	}
}

// addPlaces files what has interfaces in it under Terraform addresses; their
// ids are in the index.
func (t *things) addPlaces(r *Resolver) {
	n := r.network
	vpcs, subnets, groups := map[model.VPCID][]model.ENIID{}, map[model.SubnetID][]model.ENIID{}, map[model.SecurityGroupID][]model.ENIID{}
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		if !r.services.Identities[i].Endpoint {
			continue
		}
		vpcs[e.VPC], subnets[e.Subnet] = append(vpcs[e.VPC], e.ID), append(subnets[e.Subnet], e.ID)
		for _, g := range e.Groups {
			groups[g] = append(groups[g], e.ID)
		}
	}
	for i := range n.VPCs {
		v := &n.VPCs[i]
		t.add(v.Origin, thing{kind: "VPC", id: string(v.ID), members: vpcs[v.ID]})
	}
	for i := range n.Subnets {
		s := &n.Subnets[i]
		t.add(s.Origin, thing{kind: "subnet", id: string(s.ID), members: subnets[s.ID]})
	}
	for i := range n.SecurityGroups {
		g := &n.SecurityGroups[i]
		t.add(g.Origin, thing{kind: "security group", id: string(g.ID), members: groups[g.ID]})
	}
	for i := range n.PrefixLists {
		l := &n.PrefixLists[i]
		t.add(l.Origin, thing{kind: "prefix list", id: string(l.ID)})
	}
}
