package change

import "github.com/seed-044d7529/segment/model"

// Each of these returns the row with the id, in a list that may be changed; nil if there is none.
// The pointer is valid until the next insert into its list.

func (d *draft) vpc(id model.VPCID) *model.VPC {
	for i := range d.n.VPCs {
		if d.n.VPCs[i].ID == id {
			return &d.n.VPCs[i] // read only: no edit changes a VPC
		}
	}
	return nil
}

func (d *draft) subnet(id string) *model.Subnet {
	for i := range d.n.Subnets {
		if string(d.n.Subnets[i].ID) == id {
			return &d.n.Subnets[i] // read only: no edit changes a subnet
		}
	}
	return nil
}

func (d *draft) group(id string) *model.SecurityGroup {
	return row(d, &d.n.SecurityGroups, func(g *model.SecurityGroup) bool { return string(g.ID) == id })
}

func (d *draft) acl(id string) *model.NetworkACL {
	return row(d, &d.n.NetworkACLs, func(a *model.NetworkACL) bool { return string(a.ID) == id })
}

func (d *draft) table(id string) *model.RouteTable {
	return row(d, &d.n.RouteTables, func(t *model.RouteTable) bool { return string(t.ID) == id })
}

func (d *draft) eni(id string) *model.NetworkInterface {
	return row(d, &d.n.NetworkInterfaces, func(e *model.NetworkInterface) bool { return string(e.ID) == id })
}

func (d *draft) instance(id string) *model.Instance {
	return row(d, &d.n.Instances, func(i *model.Instance) bool { return string(i.ID) == id })
}

func (d *draft) list(id string) *model.PrefixList {
	return row(d, &d.n.PrefixLists, func(l *model.PrefixList) bool { return string(l.ID) == id })
}

func (d *draft) gateway(id string) *model.TransitGateway {
	return row(d, &d.n.TransitGateways, func(g *model.TransitGateway) bool { return string(g.ID) == id })
}

func (d *draft) tgwTable(id string) *model.TGWRouteTable {
	return row(d, &d.n.TGWRouteTables, func(t *model.TGWRouteTable) bool { return string(t.ID) == id })
}

func (d *draft) attachment(id string) *model.TGWAttachment {
	return row(d, &d.n.TGWAttachments, func(a *model.TGWAttachment) bool { return string(a.ID) == id })
}

func (d *draft) endpoint(id string) *model.VPCEndpoint {
	return row(d, &d.n.VPCEndpoints, func(e *model.VPCEndpoint) bool { return string(e.ID) == id })
}

func (d *draft) peering(id string) *model.PeeringConnection {
	return row(d, &d.n.Peerings, func(p *model.PeeringConnection) bool { return string(p.ID) == id })
}

func (d *draft) nat(id string) *model.NatGateway {
	return row(d, &d.n.NatGateways, func(g *model.NatGateway) bool { return string(g.ID) == id })
}

func (d *draft) balancer(id string) *model.LoadBalancer {
	return row(d, &d.n.LoadBalancers, func(b *model.LoadBalancer) bool { return string(b.ARN) == id })
}
