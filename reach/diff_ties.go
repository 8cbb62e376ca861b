package reach

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// lackingTies lists the associations that bring packets to the ACL or table of
// a step there and to another one here.
func (c *Compiled) lackingTies(other *Compiled, s Step) []RuleRef {
	switch {
	case strings.HasPrefix(s.Kind, "nacl-"):
		return c.lackingSubnetTies(other, s.At, "is filtered by", func(x *subnet) string { return x.acl.id })
	case s.Kind == "route":
		return c.lackingSubnetTies(other, s.At, "is routed by", func(x *subnet) string { return x.table.id })
	case s.Kind == "tgw-route":
		return c.lackingTransitTies(other, s.At)
	}
	return nil
}

func (c *Compiled) lackingSubnetTies(other *Compiled, id, words string, of func(*subnet) string) []RuleRef {
	var found []RuleRef
	for _, sid := range slices.Sorted(maps.Keys(other.subnets)) {
		mine := c.subnets[sid]
		if of(other.subnets[sid]) == id && mine != nil && of(mine) != id {
			found = append(found, RuleRef{Where: string(sid), Text: string(sid) + " " + words + " " + id, Origin: other.tieOrigin(sid, id)})
		}
	}
	return found
}

// tieOrigin is where a table or ACL was associated with a subnet; the subnet
// itself when nothing says so, as for a main table.
func (c *Compiled) tieOrigin(s model.SubnetID, id string) model.Origin {
	if t := c.idx.RouteTable[model.RouteTableID(id)]; t != nil {
		for _, a := range t.Associations {
			if a.Subnet == s {
				return a.Origin
			}
		}
	}
	if l := c.idx.NetworkACL[model.NetworkACLID(id)]; l != nil {
		for _, a := range l.Associations {
			if a.Subnet == s {
				return a.Origin
			}
		}
	}
	return c.subnets[s].m.Origin
}

func (c *Compiled) lackingTransitTies(other *Compiled, table string) []RuleRef {
	var found []RuleRef
	for _, a := range other.transit.ordered {
		mine := c.transit.attachment(a.m.ID, a.m.TransitGateway)
		if a.table == nil || a.table.id != table || mine != nil && mine.table != nil && mine.table.id == table {
			continue
		}
		found = append(found, RuleRef{
			Where: string(a.m.ID), Text: string(a.m.ID) + " is associated with " + table,
			Origin: cmp.Or(a.m.Association.Origin, a.m.Origin),
		})
	}
	return found
}

// knows reports whether the network holds a working resource with an id.
func (c *Compiled) knows(id string) bool {
	if n := c.idx.NatGateway[model.NatGatewayID(id)]; n != nil {
		return n.State == "available" || n.State == ""
	}
	if p := c.idx.Peering[model.PeeringID(id)]; p != nil {
		return p.Status == "active"
	}
	if e := c.idx.VPCEndpoint[model.VPCEndpointID(id)]; e != nil {
		return e.State == "available" || e.State == ""
	}
	if g := c.idx.InternetGW[model.InternetGatewayID(id)]; g != nil {
		return len(g.Attachments) > 0
	}
	if g := c.idx.EgressOnlyGW[model.EgressOnlyGatewayID(id)]; g != nil {
		return len(g.Attachments) > 0
	}
	if g := c.idx.VPNGateway[model.VPNGatewayID(id)]; g != nil {
		return len(g.Attachments) > 0
	}
	return c.transit.attachment(model.TGWAttachmentID(id), "") != nil || c.byENI[model.ENIID(id)] != nil
}

// originOf is where a resource was read; that of the rule on the way when
// nothing better is known.
func (c *Compiled) originOf(r RuleRef) model.Origin {
	if n := c.idx.NatGateway[model.NatGatewayID(r.Where)]; n != nil {
		return n.Origin
	}
	if g := c.idx.InternetGW[model.InternetGatewayID(r.Where)]; g != nil {
		return g.Origin
	}
	if g := c.idx.EgressOnlyGW[model.EgressOnlyGatewayID(r.Where)]; g != nil {
		return g.Origin
	}
	if e := c.byENI[model.ENIID(r.Where)]; e != nil {
		return e.m.Origin
	}
	return r.Origin
}
