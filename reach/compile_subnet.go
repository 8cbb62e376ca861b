package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// compileSubnets gives every subnet its table (RT-1) and its ACL (NACL-1).
func (c *Compiled) compileSubnets() {
	c.subnets = make(map[model.SubnetID]*subnet, len(c.net.Subnets))
	c.tableFor, c.aclFor = c.explicitTables(), c.explicitACLs()
	for i := range c.net.Subnets {
		m := &c.net.Subnets[i]
		s := &subnet{id: m.ID, m: m, vpc: c.vpcs[m.VPC], zone: c.zoneOf(m)}
		c.equip(s)
		c.subnets[m.ID] = s
		for _, p := range append([]netip.Prefix{m.CIDR}, m.IPv6CIDRs...) {
			if p.IsValid() {
				s.vpc.subnets.Insert(p, s)
			}
		}
	}
}

// equip gives a subnet its table and its ACL.
func (c *Compiled) equip(s *subnet) {
	s.table, s.acl = c.tableOf(s), c.aclOf(s)
	if s.table == s.vpc.main {
		s.others, s.whose = c.doubtfulTables(s.vpc)
	}
}

func (c *Compiled) explicitTables() map[model.SubnetID]*table {
	tables := map[model.SubnetID]*table{}
	for _, m := range c.net.RouteTables {
		for _, a := range m.Associations {
			if a.Subnet != "" && counts(a.State) {
				tables[a.Subnet] = c.tables[m.ID]
			}
		}
	}
	return tables
}

func (c *Compiled) explicitACLs() map[model.SubnetID]*acl {
	acls := map[model.SubnetID]*acl{}
	for i := range c.net.NetworkACLs {
		m := &c.net.NetworkACLs[i]
		for _, a := range m.Associations {
			if a.Subnet != "" {
				acls[a.Subnet] = c.acls[m.ID]
			}
		}
	}
	return acls
}

// tableOf returns the subnet's own table, else the main one. When tables are
// missing from the input, only the local routes are sure (CON-5).
func (c *Compiled) tableOf(s *subnet) *table {
	if t := c.tableFor[s.id]; t != nil {
		return t
	}
	presence := c.net.Presence(model.KindRouteTables, s.zone.account, s.zone.region)
	if presence == model.Complete && s.vpc.main != nil {
		return s.vpc.main
	}
	return localTable(s.vpc, c.missing(presence, "RouteTables", "route tables", "the table of "+string(s.id)))
}

// doubtfulTables returns the tables of a VPC that are associated with a subnet that is not known: it
// may be any subnet without a table of its own (RT-1).
func (c *Compiled) doubtfulTables(v *vpc) (tables []*table, why *Cause) {
	for _, m := range c.net.RouteTables {
		if m.VPC != v.id {
			continue
		}
		for _, a := range m.Associations {
			if u := a.UnknownSubnet; u != nil && counts(a.State) {
				tables = append(tables, c.tables[m.ID])
				why = &Cause{Rule: "RT-1", Where: string(m.ID), Text: u.Cause, Origin: u.Origin}
			}
		}
	}
	return tables, why
}

// aclOf returns the subnet's ACL, else the default one of its VPC (NACL-1).
func (c *Compiled) aclOf(s *subnet) *acl {
	if a := c.aclFor[s.id]; a != nil {
		return a
	}
	presence := c.net.Presence(model.KindNetworkACLs, s.zone.account, s.zone.region)
	if presence == model.Complete && s.vpc.mainACL != nil && !c.unknownACLAssociation() {
		return s.vpc.mainACL
	}
	return unknownACL(c.missing(presence, "NetworkAcls", "network ACLs", "the ACL of "+string(s.id)))
}

func (c *Compiled) unknownACLAssociation() bool {
	for i := range c.net.NetworkACLs {
		for _, a := range c.net.NetworkACLs[i].Associations {
			if a.Unknown != nil {
				return true
			}
		}
	}
	return false
}

// missing words the cause of something that the input does not hold.
func (c *Compiled) missing(p model.Presence, where, collection, what string) Cause {
	text := collection + " were not imported (" + where + "): " + what + " is unknown"
	switch p {
	case model.Partial:
		text = collection + " are incomplete (" + where + "): " + what + " is unknown"
	case model.Complete:
		text = what + " is not among the imported " + collection + " (" + where + ")"
	case model.Absent:
	}
	return Cause{Rule: "CON-5", Where: where, Text: text}
}
