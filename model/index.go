package model

// Index finds the resources of a Network by id. It holds pointers into the
// Network's slices, so it is valid only while these are not changed. Where an
// id stands twice, the first wins.
type Index struct {
	Network *Network

	VPC            map[VPCID]*VPC
	Subnet         map[SubnetID]*Subnet
	RouteTable     map[RouteTableID]*RouteTable
	PrefixList     map[PrefixListID]*PrefixList
	Interface      map[ENIID]*NetworkInterface
	Instance       map[InstanceID]*Instance
	SecurityGroup  map[SecurityGroupID]*SecurityGroup
	NetworkACL     map[NetworkACLID]*NetworkACL
	NatGateway     map[NatGatewayID]*NatGateway
	Peering        map[PeeringID]*PeeringConnection
	TransitGateway map[TransitGatewayID]*TransitGateway
	TGWAttachment  map[TGWAttachmentID]*TGWAttachment
	TGWRouteTable  map[TGWRouteTableID]*TGWRouteTable
	VPNGateway     map[VPNGatewayID]*VPNGateway
	InternetGW     map[InternetGatewayID]*InternetGateway
	EgressOnlyGW   map[EgressOnlyGatewayID]*EgressOnlyInternetGateway
	VPCEndpoint    map[VPCEndpointID]*VPCEndpoint
}

// NewIndex builds the index of n.
func NewIndex(n *Network) *Index {
	return &Index{
		Network:        n,
		VPC:            byID(n.VPCs, func(v *VPC) VPCID { return v.ID }),
		Subnet:         byID(n.Subnets, func(s *Subnet) SubnetID { return s.ID }),
		RouteTable:     byID(n.RouteTables, func(t *RouteTable) RouteTableID { return t.ID }),
		PrefixList:     byID(n.PrefixLists, func(l *PrefixList) PrefixListID { return l.ID }),
		Interface:      byID(n.NetworkInterfaces, func(e *NetworkInterface) ENIID { return e.ID }),
		Instance:       byID(n.Instances, func(i *Instance) InstanceID { return i.ID }),
		SecurityGroup:  byID(n.SecurityGroups, func(g *SecurityGroup) SecurityGroupID { return g.ID }),
		NetworkACL:     byID(n.NetworkACLs, func(a *NetworkACL) NetworkACLID { return a.ID }),
		NatGateway:     byID(n.NatGateways, func(g *NatGateway) NatGatewayID { return g.ID }),
		Peering:        byID(n.Peerings, func(p *PeeringConnection) PeeringID { return p.ID }),
		TransitGateway: byID(n.TransitGateways, func(g *TransitGateway) TransitGatewayID { return g.ID }),
		TGWAttachment:  byID(n.TGWAttachments, func(a *TGWAttachment) TGWAttachmentID { return a.ID }),
		TGWRouteTable:  byID(n.TGWRouteTables, func(t *TGWRouteTable) TGWRouteTableID { return t.ID }),
		VPNGateway:     byID(n.VPNGateways, func(g *VPNGateway) VPNGatewayID { return g.ID }),
		InternetGW:     byID(n.InternetGateways, func(g *InternetGateway) InternetGatewayID { return g.ID }),
		EgressOnlyGW:   byID(n.EgressOnlyInternetGateways, func(g *EgressOnlyInternetGateway) EgressOnlyGatewayID { return g.ID }),
		VPCEndpoint:    byID(n.VPCEndpoints, func(e *VPCEndpoint) VPCEndpointID { return e.ID }),
	}
}

func byID[T any, K comparable](rows []T, id func(*T) K) map[K]*T {
	m := make(map[K]*T, len(rows))
	for i := range rows {
		k := id(&rows[i])
		if _, twice := m[k]; !twice {
			m[k] = &rows[i]
		}
	}
	return m
}
