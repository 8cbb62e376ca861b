package randomnet

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// interfaces draws four to twelve interfaces of hosts, functions and connectors.
func (g *gen) interfaces() {
	g.n.Assume.Appliances = map[model.ENIID]model.Appliance{}
	for i := range g.some(4, 12) {
		s := pick(g, g.n.Subnets)
		e := g.newInterface(model.ENIID(fmt.Sprintf("eni-%d", i)), s, 10+i)
		if len(e.Private) == 0 && len(e.IPv6) == 0 {
			continue
		}
		if g.chance(0.08) {
			e.Type = one(g, model.InterfaceLambda, model.InterfaceEFA, model.InterfaceEFAOnly, model.InterfaceBranch, model.InterfaceTrunk, "quicksight", "api_gateway_managed")
		}
		if e.SourceDestCheck = !g.chance(0.15); !e.SourceDestCheck && !g.chance(0.2) {
			g.n.Assume.Appliances[e.ID] = one(g, model.ApplianceForward, model.ApplianceForward, model.ApplianceNAT, model.ApplianceDrop, model.ApplianceOpaque)
		}
		if e.Type != model.InterfaceLambda {
			g.attach(&e)
			g.makePublic(&e)
		}
		g.spoil(&e)
		g.n.NetworkInterfaces = append(g.n.NetworkInterfaces, e)
	}
}

// newInterface draws an interface in s whose addresses end in last.
func (g *gen) newInterface(id model.ENIID, s model.Subnet, last int) model.NetworkInterface {
	e := model.NetworkInterface{
		ID: id, VPC: s.VPC, Subnet: s.ID, Account: s.Account, Region: s.Region, Zone: s.Zone, Type: model.InterfacePlain, Status: "in-use", SourceDestCheck: true,
		Attachment: model.InterfaceAttachment{Status: "attached"}, Groups: g.someGroups(s.VPC),
	}
	if s.CIDR.IsValid() {
		e.Private = []model.PrivateAddress{{Addr: host(s.CIDR, last%30), Primary: true}}
		if g.chance(0.2) && s.CIDR.Bits() <= 24 {
			e.Private = append(e.Private, model.PrivateAddress{Addr: host(s.CIDR, 40+last)})
		}
		if g.chance(0.1) && s.CIDR.Bits() <= 24 {
			if p := netip.PrefixFrom(host(s.CIDR, 128+16*(last%7)), 28); g.isFree(p) {
				e.IPv4Prefixes = append(e.IPv4Prefixes, p)
			}
		}
	}
	for _, p := range s.IPv6CIDRs {
		if g.chance(0.8) {
			e.IPv6 = append(e.IPv6, host(p, last))
		}
	}
	return e
}

// isFree reports whether a prefix is delegated to nobody yet.
func (g *gen) isFree(p netip.Prefix) bool {
	for _, e := range g.n.NetworkInterfaces {
		if slices.Contains(e.IPv4Prefixes, p) {
			return false
		}
	}
	return true
}

func (g *gen) someGroups(v model.VPCID) []model.SecurityGroupID {
	var all []model.SecurityGroupID
	for _, s := range g.n.SecurityGroups {
		if s.VPC == v {
			all = append(all, s.ID)
		}
	}
	for _, a := range g.n.SecurityGroupAssociations {
		if a.VPC == v && a.State == "associated" {
			all = append(all, a.Group)
		}
	}
	groups := []model.SecurityGroupID{pick(g, all)}
	if more := pick(g, all); g.chance(0.3) && more != groups[0] {
		groups = append(groups, more)
	}
	if g.chance(g.p.Unknown / 2) {
		groups = append(groups, "sg-elsewhere")
	}
	if g.chance(g.p.Odd / 4) {
		return nil
	}
	return groups
}

// attach puts the interface on an instance of its own, or on one that is there.
func (g *gen) attach(e *model.NetworkInterface) {
	if len(g.n.Instances) > 0 && g.chance(0.12) {
		i := &g.n.Instances[g.IntN(len(g.n.Instances))]
		e.Attachment.Instance, e.Attachment.DeviceIndex = i.ID, len(i.Interfaces)
		i.Interfaces = append(i.Interfaces, e.ID)
		return
	}
	i := model.Instance{
		ID: model.InstanceID("i-" + string(e.ID[4:])), Account: e.Account, Region: e.Region, State: g.state("running", "stopped", "pending", "terminated"),
		VPC: e.VPC, Subnet: e.Subnet, PrimaryENI: e.ID, Interfaces: []model.ENIID{e.ID},
	}
	e.Attachment.Instance = i.ID
	g.n.Instances = append(g.n.Instances, i)
}

func (g *gen) makePublic(e *model.NetworkInterface) {
	for i := range e.Private {
		if g.chance(0.4) {
			a := &e.Private[i]
			a.Public, a.IPOwner = g.nextPublic(), string(e.Account)
			if g.chance(0.5) {
				a.Allocation = model.AllocationID("eipalloc-" + a.Public.String())
				g.n.Addresses = append(g.n.Addresses, model.Address{Public: a.Public, Allocation: a.Allocation, Association: "eipassoc-" + a.Public.String(), ENI: e.ID, Private: a.Addr, Instance: e.Attachment.Instance, Account: e.Account, Region: e.Region})
			}
		}
	}
	if g.odd() {
		idle := g.nextPublic()
		g.n.Addresses = append(g.n.Addresses, model.Address{Public: idle, Allocation: model.AllocationID("eipalloc-" + idle.String()), Account: e.Account, Region: e.Region})
	}
}

// spoil draws what can be wrong or unknown about an interface.
func (g *gen) spoil(e *model.NetworkInterface) {
	switch {
	case g.chance(g.p.Odd / 2):
		e.Status, e.Attachment = "available", model.InterfaceAttachment{}
	case g.chance(g.p.Odd / 3):
		e.Attachment.Status = "detaching"
	}
	e.DenyAllIGW = g.odd()
	e.UnknownGroups = g.unknown()
	e.UnknownPublic = g.unknown()
	if e.UnknownAddresses = g.unknown(); e.UnknownAddresses != nil && g.chance(0.5) {
		e.Private, e.IPv6, e.IPv4Prefixes = nil, nil, nil
	}
}

// endpoints draws gateway endpoints (their routes come with the tables) and interface endpoints.
func (g *gen) endpoints() {
	for _, v := range g.n.VPCs {
		name := string(v.ID[4:])
		if g.chance(0.3) {
			g.n.VPCEndpoints = append(g.n.VPCEndpoints, model.VPCEndpoint{
				ID: model.VPCEndpointID("vpce-s3-" + name), VPC: v.ID, Account: v.Account, Region: v.Region, Type: model.EndpointGateway,
				Service: "com.amazonaws.r1.s3", State: g.state("available", "pendingacceptance", "deleted"), AddressType: one(g, "", "ipv4", "dualstack"), Policy: "default",
			})
		}
		if g.chance(0.3) {
			g.interfaceEndpoint(v, model.VPCEndpointID("vpce-if-"+name))
		}
		if g.chance(0.15) {
			g.inspectionEndpoint(v, model.VPCEndpointID("vpce-gw-"+name))
		}
	}
}

func (g *gen) interfaceEndpoint(v model.VPC, id model.VPCEndpointID) {
	s := pick(g, g.subnetsOf(v.ID))
	e := g.newInterface(model.ENIID("eni-"+string(id)), s, 8)
	e.Type, e.RequesterManaged, e.Description = model.InterfaceVPCEndpoint, true, "VPC Endpoint Interface "+string(id)
	e.IPv4Prefixes = nil
	g.n.NetworkInterfaces = append(g.n.NetworkInterfaces, e)
	g.n.VPCEndpoints = append(g.n.VPCEndpoints, model.VPCEndpoint{
		ID: id, VPC: v.ID, Account: v.Account, Region: v.Region, Type: model.EndpointInterface, Service: "com.amazonaws.r1.sqs",
		State: g.state("available", "pendingacceptance", "rejected", "partial"), Subnets: []model.SubnetID{s.ID}, Interfaces: []model.ENIID{e.ID}, Groups: e.Groups, PrivateDNS: true, Policy: "default",
	})
}

func (g *gen) inspectionEndpoint(v model.VPC, id model.VPCEndpointID) {
	s := pick(g, g.subnetsOf(v.ID))
	e := g.newInterface(model.ENIID("eni-"+string(id)), s, 9)
	e.Type, e.RequesterManaged, e.SourceDestCheck, e.Groups, e.IPv4Prefixes = model.InterfaceGWLBEndpoint, true, false, nil, nil
	g.n.NetworkInterfaces = append(g.n.NetworkInterfaces, e)
	g.n.VPCEndpoints = append(g.n.VPCEndpoints, model.VPCEndpoint{
		ID: id, VPC: v.ID, Account: v.Account, Region: v.Region, Type: model.EndpointGWLB, Service: "com.amazonaws.vpce.r1.vpce-svc-x",
		State: g.state("available", "pending", "deleted"), Subnets: []model.SubnetID{s.ID}, Interfaces: []model.ENIID{e.ID},
	})
}

// balancers draws the nodes of network load balancers, with and without listeners.
func (g *gen) balancers() {
	for _, v := range g.n.VPCs {
		if !g.chance(0.15) {
			continue
		}
		name := string(v.ID[4:])
		s := pick(g, g.subnetsOf(v.ID))
		e := g.newInterface(model.ENIID("eni-nlb-"+name), s, 7)
		e.Type, e.RequesterManaged, e.Description, e.SourceDestCheck = model.InterfaceNLB, true, "ELB net/lb"+name+"/0123", false
		e.IPv4Prefixes = nil
		if g.chance(0.5) {
			e.Groups = nil
		}
		g.n.NetworkInterfaces = append(g.n.NetworkInterfaces, e)
		arn := model.ARN("arn:lb/net/lb" + name + "/0123")
		g.n.LoadBalancers = append(g.n.LoadBalancers, model.LoadBalancer{
			ARN: arn, Name: "lb" + name, Type: model.LBNetwork, Scheme: "internal", VPC: v.ID, Account: v.Account, Region: v.Region, State: "active",
			Groups: e.Groups, Subnets: []model.SubnetID{s.ID}, Interfaces: []model.ENIID{e.ID},
		})
		for range g.some(0, 2) {
			g.n.Listeners = append(g.n.Listeners, model.Listener{ARN: model.ARN(fmt.Sprintf("arn:listener/%s/%d", name, len(g.n.Listeners))), LoadBalancer: arn, Port: one[uint16](g, 53, 80, 443), Protocol: one(g, "TCP", "TLS", "UDP", "TCP_UDP")})
		}
	}
}
