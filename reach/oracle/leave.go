package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// device is what a packet leaves a subnet from.
type device struct {
	id     string            // for FWD-5
	subnet *model.Subnet     // its subnet, whose table and ACL apply (FWD-4)
	addr   netip.Addr        // its own address in the subnet; zero for a Transit Gateway attachment
	nat    *model.NatGateway // it is this NAT gateway
	onward bool              // it is an attachment that the packet came in by (TGW-8): the subnet is no source's
	client bool              // it is a NAT gateway and the client sits in its subnet (D-5)
}

// leave is FWD-1, steps 4 to 6: out of a subnet, from a host or from whatever forwards.
func (q *inquiry) leave(s state, d device) truth {
	if s.loops(d.id) {
		return q.drop(s, "FWD-5", "loop at %s", d.id)
	}
	if q.inSubnet(d.subnet, s.p.dst) {
		return q.layer2(s, d)
	}
	var picks []truth
	for _, table := range q.tablesOf(d.subnet) {
		for _, way := range q.lookup(table, q.vpcOf(d.subnet.VPC), s.p.dst) {
			picks = append(picks, q.goOut(s, d, way))
		}
	}
	return choice(picks)
}

// inSubnet is FWD-3's question. Where the subnet's CIDR is not known, an interface of the same
// subnet still settles it.
func (q *inquiry) inSubnet(s *model.Subnet, a netip.Addr) bool {
	if s.UnknownCIDR != nil && !subnetHolds(s, a) {
		e := q.ownerIn(s.VPC, a)
		return e != nil && e.Subnet == s.ID && s.ID != ""
	}
	return subnetHolds(s, a)
}

// layer2 is FWD-3: within a subnet there is no route, no ACL and no middlebox.
func (q *inquiry) layer2(s state, d device) truth {
	v := q.vpcOf(d.subnet.VPC)
	if d.nat != nil && d.client {
		// NAT-6, D-5: back to a client in the NAT gateway's own subnet.
		q.networkACL(&s, d.subnet, egress, true)
		q.networkACL(&s, d.subnet, ingress, true)
	}
	if nat := q.natOwning(v.ID, s.p.dst); nat != nil {
		return q.intoNAT(s, nat, d.subnet)
	}
	e := q.ownerIn(v.ID, s.p.dst)
	if e == nil {
		return q.toNobody(s, v, d.subnet, q.atInterface)
	}
	if e.Subnet != d.subnet.ID {
		return q.drop(s, "VPC-3", "nobody in %s owns %v", d.subnet.ID, s.p.dst)
	}
	return q.atInterface(s, e)
}

// goOut crosses the subnet's boundary and follows one route. Whether a next hop inside the same
// subnet is behind the boundary is in doubt (D-5): the ACL then counts in must only.
func (q *inquiry) goOut(s state, d device, way way) truth {
	hop := q.hopSubnet(way)
	nextDoor := hop != "" && hop == d.subnet.ID
	q.networkACL(&s, d.subnet, egress, nextDoor)
	return q.follow(s, d, way)
}

// hopSubnet is the subnet that a next hop stands in, "" if it stands in none.
func (q *inquiry) hopSubnet(w way) model.SubnetID {
	if w.route == nil {
		return ""
	}
	t := w.route.Target
	switch t.Kind {
	case model.TargetNatGateway:
		if nat := q.ix.NatGateway[model.NatGatewayID(t.ID)]; nat != nil {
			return nat.Subnet
		}
	case model.TargetInterface, model.TargetInstance:
		if e := q.targetInterface(t); e != nil {
			return e.Subnet
		}
	case model.TargetGWLBEndpoint:
		if ep := q.ix.VPCEndpoint[model.VPCEndpointID(t.ID)]; ep != nil && len(ep.Subnets) > 0 {
			return ep.Subnets[0]
		}
	case model.TargetUnset, model.TargetLocal, model.TargetInternetGateway, model.TargetVPNGateway,
		model.TargetGatewayEndpoint, model.TargetTransitGateway, model.TargetPeering,
		model.TargetEgressOnlyGateway, model.TargetLocalGateway, model.TargetCarrierGateway,
		model.TargetCoreNetwork, model.TargetODBNetwork, model.TargetAddress, model.TargetUnknown:
	}
	return ""
}
