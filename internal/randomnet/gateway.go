package randomnet

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// gateways draws internet gateways and egress-only ones.
func (g *gen) gateways() {
	for _, v := range g.n.VPCs {
		name := string(v.ID[4:])
		if g.chance(0.75) {
			at := []model.GatewayAttachment{{VPC: v.ID, State: g.state("available", "detaching")}}
			if g.odd() {
				at = nil
			}
			g.n.InternetGateways = append(g.n.InternetGateways, model.InternetGateway{ID: model.InternetGatewayID("igw-" + name), Account: v.Account, Region: v.Region, Attachments: at, UnknownAttachment: g.unknown()})
		}
		if g.chance(0.4) {
			at := []model.GatewayAttachment{{VPC: v.ID, State: g.state("attached", "detaching")}}
			g.n.EgressOnlyInternetGateways = append(g.n.EgressOnlyInternetGateways, model.EgressOnlyInternetGateway{ID: model.EgressOnlyGatewayID("eigw-" + name), Account: v.Account, Region: v.Region, Attachments: at, UnknownAttachment: g.unknown()})
		}
	}
}

// nats draws zonal NAT gateways with their interfaces.
func (g *gen) nats() {
	for _, v := range g.n.VPCs {
		for i := range g.some(0, 2) {
			s := pick(g, g.subnetsOf(v.ID))
			if !s.CIDR.IsValid() {
				continue
			}
			id := model.NatGatewayID(fmt.Sprintf("nat-%s-%d", v.ID[4:], i))
			e := g.newInterface(model.ENIID("eni-"+string(id)), s, 5+i)
			e.Type, e.RequesterManaged, e.SourceDestCheck, e.Groups, e.IPv4Prefixes, e.IPv6 = model.InterfaceNat, true, false, nil, nil, nil
			e.Description, e.Private = "Interface for NAT Gateway "+string(id), e.Private[:1]
			nat := model.NatGateway{ID: id, VPC: v.ID, Subnet: s.ID, Account: v.Account, Region: v.Region, State: g.state("available", "deleting", "failed", "deleted"), Connectivity: "public"}
			a := model.NatGatewayAddress{Private: e.Private[0].Addr, ENI: e.ID, Status: "succeeded"}
			if g.chance(0.75) {
				a.Public = g.nextPublic()
				e.Private[0].Public = a.Public
			} else {
				nat.Connectivity = "private"
			}
			nat.Addresses = append(nat.Addresses, a)
			if g.odd() {
				nat.Appliances = []string{"arn:proxy"}
			}
			g.n.NetworkInterfaces = append(g.n.NetworkInterfaces, e)
			g.n.NatGateways = append(g.n.NatGateways, nat)
		}
	}
}

// peerings draws a peering of some pairs of VPCs, and one with a VPC that was not imported.
func (g *gen) peerings() {
	for i, a := range g.n.VPCs {
		for _, b := range g.n.VPCs[:i] {
			if !g.chance(0.5) {
				continue
			}
			g.n.Peerings = append(g.n.Peerings, model.PeeringConnection{
				ID:     model.PeeringID(fmt.Sprintf("pcx-%s-%s", min(a.ID, b.ID)[4:], max(a.ID, b.ID)[4:])),
				Status: g.state("active", "pending-acceptance", "expired", "deleted", "provisioning"), Requester: side(a), Accepter: side(b), UnknownStatus: g.unknown(),
			})
		}
		if g.chance(g.p.Unknown) {
			far := model.PeeringSide{VPC: "vpc-foreign", Account: "333333333333", Region: a.Region, CIDRs: []netip.Prefix{prefix("10.77.0.0/16")}}
			if g.chance(0.3) {
				far.CIDRs = nil
			}
			g.n.Peerings = append(g.n.Peerings, model.PeeringConnection{ID: model.PeeringID("pcx-foreign-" + string(a.ID[4:])), Status: "active", Requester: side(a), Accepter: far})
		}
	}
}

func side(v model.VPC) model.PeeringSide {
	s := model.PeeringSide{VPC: v.ID, Account: v.Account, Region: v.Region}
	for _, c := range v.CIDRs {
		s.CIDRs = append(s.CIDRs, c.Prefix)
	}
	return s
}

// vpns draws VPN gateways with their connections.
func (g *gen) vpns() {
	for _, v := range g.n.VPCs {
		if !g.chance(0.3) {
			continue
		}
		id := model.VPNGatewayID("vgw-" + string(v.ID[4:]))
		at := []model.GatewayAttachment{{VPC: v.ID, State: g.state("attached", "detached")}}
		g.n.VPNGateways = append(g.n.VPNGateways, model.VPNGateway{ID: id, Account: v.Account, Region: v.Region, State: g.state("available", "deleted"), Attachments: at})
		for i := range g.some(0, 2) {
			c := g.connection(model.VPNConnectionID(fmt.Sprintf("vpn-%s-%d", v.ID[4:], i)), v.Account, v.Region)
			c.VPNGateway = id
			g.n.VPNConnections = append(g.n.VPNConnections, c)
		}
	}
	if g.chance(0.2) {
		g.n.Assume.OnPrem = []string{g.onPrem().String()}
	}
	if g.chance(g.p.Unknown) && len(g.n.VPNGateways) > 0 {
		g.n.DirectConnectAssociations = append(g.n.DirectConnectAssociations, model.DirectConnectAssociation{Gateway: "dx", VPNGateway: g.n.VPNGateways[0].ID, State: "associated"})
	}
}

// onPrem draws a prefix of a data centre.
func (g *gen) onPrem() netip.Prefix { return prefix("192.168.%d.0/24", g.IntN(3)) }

func (g *gen) connection(id model.VPNConnectionID, a model.AccountID, r model.RegionID) model.VPNConnection {
	c := model.VPNConnection{ID: id, Account: a, Region: r, State: g.state("available", "pending", "modifying", "deleted"), StaticOnly: g.p.Unknown == 0 || g.chance(0.6)}
	if c.State == "pending" && g.p.Unknown == 0 {
		c.State = "deleted"
	}
	for range g.some(0, 2) {
		c.Routes = append(c.Routes, model.VPNRoute{Destination: g.onPrem(), State: g.state("available", "deleted")})
	}
	if g.chance(0.2) {
		c.Local = one(g, prefix("192.168.0.0/16"), prefix("0.0.0.0/0"), g.onPrem())
	}
	if g.chance(0.2) {
		c.Remote = one(g, prefix("10.0.0.0/8"), prefix("0.0.0.0/0"), prefix("10.%d.%d.0/24", g.IntN(4), g.IntN(4)))
	}
	c.UnknownRoutes = g.unknown()
	return c
}

// publicAccess draws Block Public Access, which is mostly off.
func (g *gen) publicAccess() {
	if !g.odd() {
		return
	}
	g.n.BlockPublicAccess = append(g.n.BlockPublicAccess, model.BlockPublicAccess{
		Account: accounts[0], Region: regions[0], Mode: one(g, model.BPAOff, model.BPABidirectional, model.BPAIngress), State: "update-complete",
	})
	for i := range g.n.Subnets {
		if g.chance(0.3) {
			g.n.Subnets[i].BPAMode = one(g, model.BPAOff, model.BPABidirectional, model.BPAIngress)
		}
	}
	for i := range g.some(0, 2) {
		x := model.BlockPublicAccessExclusion{ID: fmt.Sprintf("vpcbpa-exclude-%d", i), Mode: one(g, "allow-bidirectional", "allow-egress"), State: g.state("create-complete", "create-failed", "delete-complete")}
		if g.chance(0.5) {
			x.VPC = pick(g, g.n.VPCs).ID
		} else {
			x.Subnet = pick(g, g.n.Subnets).ID
		}
		g.n.BlockPublicAccessExclusion = append(g.n.BlockPublicAccessExclusion, x)
	}
}
