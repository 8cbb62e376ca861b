package oracle

import (
	"github.com/seed-044d7529/segment/model"
)

// tablesOf is RT-1: the table associated with the subnet, else the main table of its VPC. It
// returns several if it is not known which. nil among them is a table of which nothing is known:
// only its local routes are assumed (CON-5, RT-5).
func (o *Oracle) tablesOf(s *model.Subnet) []*model.RouteTable {
	var explicit, main, doubtful []*model.RouteTable
	for i := range o.net.RouteTables {
		t := &o.net.RouteTables[i]
		for _, a := range t.Associations {
			if a.State != "" && a.State != "associated" {
				continue // section 27
			}
			switch {
			case a.UnknownSubnet != nil:
				if t.VPC == s.VPC {
					doubtful = append(doubtful, t)
				}
			case a.Subnet != "" && a.Subnet == s.ID:
				explicit = append(explicit, t)
			case a.Main && t.VPC == s.VPC:
				main = append(main, t)
			}
		}
	}
	if len(explicit) > 0 {
		return explicit
	}
	if o.net.Presence(model.KindRouteTables, s.Account, s.Region) != model.Complete || len(main) == 0 {
		return []*model.RouteTable{nil} // an association may stand in what was not read
	}
	return append(main, doubtful...)
}

// gatewayTableOf is RT-2: the table that routes what enters by an internet or VPN gateway, or nil.
func (o *Oracle) gatewayTableOf(gateway string) *model.RouteTable {
	return o.tableWith(func(a model.RouteTableAssociation) bool { return a.Gateway == gateway && gateway != "" })
}

// poolTableOf is D-2: a table of the VPC that routes what enters for a pool of public IPv4
// addresses. Which addresses are of the pool is not known.
func (o *Oracle) poolTableOf(v model.VPCID) *model.RouteTable {
	t := o.tableWith(func(a model.RouteTableAssociation) bool { return a.Pool != "" })
	if t == nil || t.VPC != v {
		return nil
	}
	return t
}

func (o *Oracle) tableWith(is func(model.RouteTableAssociation) bool) *model.RouteTable {
	for i := range o.net.RouteTables {
		for _, a := range o.net.RouteTables[i].Associations {
			if is(a) && (a.State == "" || a.State == "associated") {
				return &o.net.RouteTables[i]
			}
		}
	}
	return nil
}
