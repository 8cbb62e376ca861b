package change

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// targetKinds says which target a resource makes.
func targetKinds() map[*kind]model.TargetKind {
	return map[*kind]model.TargetKind{
		kindENI: model.TargetInterface, kindInstance: model.TargetInstance, kindNAT: model.TargetNatGateway,
		kindIGW: model.TargetInternetGateway, kindEIGW: model.TargetEgressOnlyGateway, kindVGW: model.TargetVPNGateway,
		kindTGW: model.TargetTransitGateway, kindPeering: model.TargetPeering, kindEndpoint: model.TargetGWLBEndpoint,
		kindCarrier: model.TargetCarrierGateway, kindLocal: model.TargetLocalGateway,
	}
}

// target returns the next hop that a name means, seen from a table of vpc.
func (d *draft) target(m Name, vpc model.VPCID, toList bool) (model.Target, error) {
	switch {
	case m.Kind == "local":
		return model.Target{Kind: model.TargetLocal, ID: "local"}, nil
	case strings.HasPrefix(m.Text, "arn:") && strings.Contains(m.Text, ":core-network/"):
		return model.Target{Kind: model.TargetCoreNetwork, ID: m.Text}, nil
	case strings.HasPrefix(m.Text, "arn:") && strings.Contains(m.Text, ":odb-network/"):
		return model.Target{Kind: model.TargetODBNetwork, ID: m.Text}, nil
	}
	r, err := d.resolve(m, vpc, kindENI, kindInstance, kindNAT, kindIGW, kindEIGW, kindVGW, kindTGW, kindPeering, kindEndpoint, kindCarrier, kindLocal)
	if err != nil {
		return model.Target{}, err
	}
	t := model.Target{Kind: targetKinds()[r.kind], ID: r.id}
	switch {
	case r.kind == kindInstance:
		if i := d.instance(r.id); len(i.Interfaces) > 0 {
			t.ENI = i.Interfaces[0]
		}
	case r.kind == kindEndpoint && toList:
		t.Kind = model.TargetGatewayEndpoint
	}
	if r.vpc != "" && r.vpc != vpc {
		return t, d.refuse(r.id, fmt.Sprintf("the target %s lies in %s", r, r.vpc), "a table forwards to targets of its own VPC", "name one of "+string(vpc))
	}
	return t, nil
}

// check refuses what AWS would refuse of a new route, and sets how it stands in its table.
func (e *routeEdit) check(d *draft, t *model.RouteTable, route *model.Route) error {
	local := isLocalDestination(d, t, e.cidr)
	k := route.Target.Kind
	movable := k == model.TargetLocal || k == model.TargetInterface || k == model.TargetGWLBEndpoint || k == model.TargetNatGateway || k == model.TargetInstance
	switch {
	case local && movable:
		if k == model.TargetLocal {
			route.How = model.CreatedWithTable
		}
		return nil
	case local:
		return d.refuse(string(t.ID), fmt.Sprintf("%s is a CIDR of the VPC itself", e.dest()),
			"a local route can lead only to an interface, a gateway load balancer endpoint or a NAT gateway (RT-5)", "choose another target")
	case k == model.TargetLocal:
		return d.refuse(string(t.ID), fmt.Sprintf("%s is no CIDR of the VPC", e.dest()), "a local route has a CIDR of the VPC as its destination (RT-5)", "write one of them")
	}
	return e.checkInside(d, t, movable, k)
}

// checkInside applies RT-6: what is more specific than local names a whole subnet.
func (e *routeEdit) checkInside(d *draft, t *model.RouteTable, movable bool, k model.TargetKind) error {
	v := d.vpc(t.VPC)
	if v == nil || !e.cidr.IsValid() {
		return nil
	}
	inside := false
	for _, c := range v.CIDRs {
		inside = inside || c.Prefix.Bits() < e.cidr.Bits() && c.Prefix.Contains(e.cidr.Addr())
	}
	if !inside {
		return nil
	}
	for _, s := range d.n.Subnets {
		if s.VPC != t.VPC || !movable && k != model.TargetLocalGateway {
			continue
		}
		if s.CIDR == e.cidr {
			return nil
		}
		for _, c := range s.IPv6CIDRs {
			if c == e.cidr {
				return nil
			}
		}
	}
	return d.refuse(string(t.ID), fmt.Sprintf("%s lies inside the VPC", e.dest()),
		"a route inside a CIDR of the VPC names exactly one subnet, and leads to a NAT gateway, an interface or a gateway load balancer endpoint (RT-6)", "write a subnet's CIDR and such a target")
}
