package terraform

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

var (
	allIPv4 = netip.MustParsePrefix("0.0.0.0/0")
	allIPv6 = netip.MustParsePrefix("::/0")
)

// implicit adds what AWS makes with each VPC and no resource adopts: the main
// route table, the default network ACL and the default security group.
func (b *builder) implicit() {
	b.vpcs.each(func(id model.VPCID, v *model.VPC) {
		if r := b.byID(string(id)); r == nil || r.Mode == "data" {
			return // its objects are somebody else's
		}
		b.mainTable(v)
		b.defaultACL(v)
		b.defaultGroup(v)
	})
}

func (b *builder) mainTable(v *model.VPC) {
	id := model.RouteTableID(b.implicitOf(string(v.ID), "default_route_table_id"))
	row := model.RouteTable{ID: id, VPC: v.ID, Account: v.Account, Region: v.Region, Origin: v.Origin}
	main := false
	b.tables.each(func(_ model.RouteTableID, t *model.RouteTable) {
		for _, a := range t.Associations {
			main = main || a.Main && t.VPC == v.ID
		}
	})
	if !main {
		row.Associations = []model.RouteTableAssociation{{Main: true, State: "associated", Origin: v.Origin}}
	}
	b.tables.add(id, row)
}

// defaultACL lets everything through (NACL-9).
func (b *builder) defaultACL(v *model.VPC) {
	id := model.NetworkACLID(b.implicitOf(string(v.ID), "default_network_acl_id"))
	row := model.NetworkACL{ID: id, VPC: v.ID, Account: v.Account, Region: v.Region, IsDefault: true, Origin: v.Origin}
	for _, egress := range []bool{false, true} {
		row.Entries = append(row.Entries, model.NACLEntry{Number: 100, Egress: egress, Action: model.Allow, Traffic: packet.All(), CIDR: allIPv4, Origin: v.Origin})
		if hasIPv6(v) {
			row.Entries = append(row.Entries, model.NACLEntry{Number: 101, Egress: egress, Action: model.Allow, Traffic: packet.All(), CIDR: allIPv6, Origin: v.Origin})
		}
	}
	b.acls.add(id, row)
}

// defaultGroup lets its members talk, and out (SG-20).
func (b *builder) defaultGroup(v *model.VPC) {
	id := model.SecurityGroupID(b.implicitOf(string(v.ID), "default_security_group_id"))
	row := model.SecurityGroup{ID: id, Name: "default", VPC: v.ID, Account: v.Account, Region: v.Region, Origin: v.Origin}
	row.Rules = []model.SecurityGroupRule{
		{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerGroup, Group: id}, Origin: v.Origin},
		everything(true, allIPv4, v.Origin),
	}
	if hasIPv6(v) {
		row.Rules = append(row.Rules, everything(true, allIPv6, v.Origin))
	}
	b.groups.add(id, row)
}

func hasIPv6(v *model.VPC) bool {
	for _, c := range v.CIDRs {
		if c.Prefix.Addr().Is6() {
			return true
		}
	}
	return false
}

// localRoutes adds the local routes of every table, which Terraform leaves out
// (RT-5). A route to exactly a block of the VPC is that local route, replaced.
func (b *builder) localRoutes() {
	b.tables.each(func(_ model.RouteTableID, t *model.RouteTable) {
		v := b.vpcs.get(t.VPC)
		if v == nil {
			return
		}
		var local []model.Route
		for _, c := range v.CIDRs {
			if c.State != model.CIDRAssociated || hasRoute(t.Routes, c.Prefix) {
				continue
			}
			local = append(local, model.Route{
				Destination: c.Prefix, Target: model.Target{Kind: model.TargetLocal, ID: "local"}, How: model.CreatedWithTable, Origin: t.Origin,
			})
		}
		t.Routes = append(local, t.Routes...)
	})
}

func hasRoute(routes []model.Route, p netip.Prefix) bool {
	for _, r := range routes {
		if r.Destination == p {
			return true
		}
	}
	return false
}
