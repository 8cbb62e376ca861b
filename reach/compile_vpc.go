package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// compileVPCs makes a vpc of every VPC, and of every one that something
// refers to and that was not imported.
func (c *Compiled) compileVPCs() {
	c.vpcs = make(map[model.VPCID]*vpc, len(c.net.VPCs))
	for i := range c.net.VPCs {
		c.addVPC(&c.net.VPCs[i])
	}
	for i := range c.net.Subnets {
		s := &c.net.Subnets[i]
		c.referVPC(s.VPC, s.Account, s.Region, s.CIDR)
	}
	for i := range c.net.NetworkInterfaces {
		e := &c.net.NetworkInterfaces[i]
		c.referVPC(e.VPC, e.Account, e.Region, netip.Prefix{})
	}
	c.attachInternetGateways()
}

func (c *Compiled) addVPC(m *model.VPC) {
	v := newVPC(m.ID)
	v.m, v.account, v.region = m, m.Account, m.Region
	for _, row := range m.CIDRs {
		switch row.State {
		case model.CIDRAssociated, "":
			v.cidrs = append(v.cidrs, cidr{prefix: row.Prefix, private: row.Private})
		case model.CIDRAssociating, model.CIDRDisassociating: // VPC-1
			maybe := &Cause{Rule: "VPC-1", Where: string(m.ID), Text: "the CIDR " + row.Prefix.String() + " is " + string(row.State), Origin: row.Origin}
			v.cidrs = append(v.cidrs, cidr{prefix: row.Prefix, private: row.Private, maybe: maybe})
		}
	}
	if u := m.UnknownCIDRs; u != nil {
		v.unknown = &Cause{Rule: "VPC-1", Where: string(m.ID), Text: u.Cause, Origin: u.Origin}
	}
	c.vpcs[m.ID] = v
}

func newVPC(id model.VPCID) *vpc {
	return &vpc{id: id, owners: map[netip.Addr]*iface{}, nats: map[netip.Addr]*nat{}, edges: map[string]*table{}}
}

// referVPC stands in for a VPC that was not imported, or not whole: the CIDRs of its subnets
// are what is known of it.
func (c *Compiled) referVPC(id model.VPCID, account model.AccountID, region model.RegionID, p netip.Prefix) {
	v := c.vpcs[id]
	if v == nil {
		v = newVPC(id)
		v.account, v.region = account, region
		v.unknown = &Cause{Rule: "CON-5", Where: string(id), Text: "the VPC " + string(id) + " was not imported"}
		c.vpcs[id] = v
	}
	if p.IsValid() && (v.m == nil || v.unknown != nil && !v.surelyHolds(p.Addr())) {
		v.cidrs = append(v.cidrs, cidr{prefix: p})
	}
}

func (c *Compiled) attachInternetGateways() {
	for i := range c.net.InternetGateways {
		g := &c.net.InternetGateways[i]
		for _, a := range g.Attachments {
			if v := c.vpcs[a.VPC]; v != nil && a.Attached() {
				v.igws = append(v.igws, g)
			}
		}
	}
}

// compileTables makes the route tables and finds the main and edge tables.
func (c *Compiled) compileTables() {
	c.tables = make(map[model.RouteTableID]*table, len(c.net.RouteTables))
	for i := range c.net.RouteTables {
		m := &c.net.RouteTables[i]
		t := c.compileTable(m, c.vpcs[m.VPC])
		c.tables[m.ID] = t
		for _, a := range m.Associations {
			c.associate(t, a)
		}
	}
}

func (c *Compiled) associate(t *table, a model.RouteTableAssociation) {
	if t.vpc == nil || !counts(a.State) {
		return
	}
	if a.Main {
		t.vpc.main = t
	}
	if a.Gateway != "" {
		t.vpc.edges[a.Gateway] = t
	}
}

// counts applies section 27 to RT-1: only the state associated counts.
func counts(state string) bool { return state == "" || state == "associated" }

// compileACLs makes the network ACLs and finds the default ones.
func (c *Compiled) compileACLs() {
	c.acls = make(map[model.NetworkACLID]*acl, len(c.net.NetworkACLs))
	for i := range c.net.NetworkACLs {
		m := &c.net.NetworkACLs[i]
		a := compileACL(m)
		c.acls[m.ID] = a
		if v := c.vpcs[m.VPC]; v != nil && m.IsDefault {
			v.mainACL = a
		}
	}
}
