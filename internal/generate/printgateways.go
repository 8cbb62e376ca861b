package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

func printGatewayAttachment(a *model.GatewayAttachment, p *printer) {
	p.text("State", a.State)
	p.text("VpcId", string(a.VPC))
}

func printInternetGateway(g *model.InternetGateway, p *printer) {
	each(p, "Attachments", g.Attachments, printGatewayAttachment)
	p.text("InternetGatewayId", string(g.ID))
	p.text("OwnerId", string(g.Account))
	p.tags("Tags", g.Tags)
}

func printEgressOnlyGateway(g *model.EgressOnlyInternetGateway, p *printer) {
	each(p, "Attachments", g.Attachments, printGatewayAttachment)
	p.text("EgressOnlyInternetGatewayId", string(g.ID))
	p.tags("Tags", g.Tags)
}

func printNatGateway(g *model.NatGateway, p *printer) {
	p.text("CreateTime", created)
	each(p, "NatGatewayAddresses", g.Addresses, func(a *model.NatGatewayAddress, p *printer) {
		p.text("AllocationId", string(a.Allocation))
		p.text("NetworkInterfaceId", string(a.ENI))
		p.text("PrivateIp", a.Private.String())
		p.text("PublicIp", a.Public.String())
		p.text("AssociationId", "eipassoc-"+string(a.ENI)[4:])
		p.flag("IsPrimary", true)
		p.text("Status", a.Status)
	})
	p.text("NatGatewayId", string(g.ID))
	p.text("State", g.State)
	p.text("SubnetId", string(g.Subnet))
	p.text("VpcId", string(g.VPC))
	p.tags("Tags", g.Tags)
	p.text("ConnectivityType", g.Connectivity)
	p.text("AvailabilityMode", g.Availability)
}

func printAddress(a *model.Address, p *printer) {
	p.text("AllocationId", string(a.Allocation))
	p.text("AssociationId", a.Association)
	p.text("Domain", "vpc")
	p.text("NetworkInterfaceId", string(a.ENI))
	p.text("NetworkInterfaceOwnerId", string(a.Account))
	p.text("PrivateIpAddress", a.Private.String())
	p.tags("Tags", a.Tags)
	p.text("PublicIp", a.Public.String())
	p.text("PublicIpv4Pool", "amazon")
	p.text("NetworkBorderGroup", string(region))
}

func printPeering(c *model.PeeringConnection, p *printer) {
	printSide("AccepterVpcInfo", &c.Accepter, p)
	printSide("RequesterVpcInfo", &c.Requester, p)
	p.object("Status", func() {
		p.text("Code", c.Status)
		p.text("Message", "Active")
	})
	p.tags("Tags", c.Tags)
	p.text("VpcPeeringConnectionId", string(c.ID))
}

func printSide(name string, s *model.PeeringSide, p *printer) {
	p.object(name, func() {
		p.text("CidrBlock", s.CIDRs[0].String())
		each(p, "Ipv6CidrBlockSet", s.CIDRs[1:], func(c *netip.Prefix, p *printer) { p.text("Ipv6CidrBlock", c.String()) })
		each(p, "CidrBlockSet", s.CIDRs[:1], func(c *netip.Prefix, p *printer) { p.text("CidrBlock", c.String()) })
		p.text("OwnerId", string(s.Account))
		p.object("PeeringOptions", func() { p.flag("AllowDnsResolutionFromRemoteVpc", false) })
		p.text("VpcId", string(s.VPC))
		p.text("Region", string(s.Region))
	})
}

func printVPN(c *model.VPNConnection, p *printer) {
	p.text("Category", "VPN")
	p.text("CustomerGatewayId", string(c.CustomerGateway))
	p.object("Options", func() {
		p.flag("EnableAcceleration", false)
		p.flag("StaticRoutesOnly", c.StaticOnly)
		p.text("LocalIpv4NetworkCidr", anywhere.String())
		p.text("RemoteIpv4NetworkCidr", anywhere.String())
		p.text("OutsideIpAddressType", "PublicIpv4")
		p.text("TunnelInsideIpVersion", "ipv4")
	})
	p.none("Routes")
	p.text("State", c.State)
	p.tags("Tags", c.Tags)
	p.text("TransitGatewayId", string(c.TransitGateway))
	p.text("Type", "ipsec.1")
	each(p, "VgwTelemetry", c.Telemetry, func(status *string, p *printer) {
		p.number("AcceptedRouteCount", len(onPrem))
		p.text("LastStatusChange", created)
		p.text("Status", *status)
		p.text("StatusMessage", "3 BGP ROUTES")
	})
	p.text("VpnConnectionId", string(c.ID))
}

func printCustomerGateway(g *model.CustomerGateway, p *printer) {
	p.text("BgpAsn", g.ASN)
	p.text("CustomerGatewayId", string(g.ID))
	p.text("IpAddress", g.Address.String())
	p.text("State", g.State)
	p.text("Type", "ipsec.1")
	p.tags("Tags", g.Tags)
}

func (v viewer) printPublicAccess(p *printer) {
	row := publicAccess(v.account)
	p.object("VpcBlockPublicAccessOptions", func() {
		p.text("AwsAccountId", string(row.Account))
		p.text("AwsRegion", string(row.Region))
		p.text("State", row.State)
		p.text("InternetGatewayBlockMode", string(row.Mode))
	})
}
