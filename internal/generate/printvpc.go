package generate

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// created is when everything was made.
const created = "2026-01-12T10:00:00+00:00"

func ec2ARN(account model.AccountID, what string) string {
	return fmt.Sprintf("arn:aws:ec2:%s:%s:%s", region, account, what)
}

func printZones(p *printer) {
	p.list("AvailabilityZones", func() {
		for i := range zones {
			p.object("", func() {
				p.text("OptInStatus", "opt-in-not-required")
				p.none("Messages")
				p.text("RegionName", string(region))
				p.text("ZoneName", zoneName(i))
				p.text("ZoneId", string(zoneID(i)))
				p.text("GroupName", string(region)+"-zg-1")
				p.text("NetworkBorderGroup", string(region))
				p.text("ZoneType", "availability-zone")
				p.text("State", "available")
			})
		}
	})
}

func printVPC(v *model.VPC, p *printer) {
	p.text("OwnerId", string(v.Account))
	p.text("InstanceTenancy", "default")
	if len(v.CIDRs) > 1 {
		p.list("Ipv6CidrBlockAssociationSet", func() {
			p.object("", func() {
				p.text("AssociationId", "vpc-cidr-assoc-6"+string(v.ID)[5:])
				p.text("Ipv6CidrBlock", v.CIDRs[1].Prefix.String())
				p.state("Ipv6CidrBlockState", "associated")
				p.text("NetworkBorderGroup", string(region))
				p.text("Ipv6Pool", "Amazon")
				p.text("Ipv6AddressAttribute", "public")
				p.text("IpSource", "amazon")
			})
		})
	}
	p.list("CidrBlockAssociationSet", func() {
		p.object("", func() {
			p.text("AssociationId", "vpc-cidr-assoc-"+string(v.ID)[4:])
			p.text("CidrBlock", v.CIDRs[0].Prefix.String())
			p.state("CidrBlockState", string(v.CIDRs[0].State))
		})
	})
	p.flag("IsDefault", false)
	p.tags("Tags", v.Tags)
	p.publicAccessStates(v.BPAMode)
	p.text("VpcId", string(v.ID))
	p.text("State", "available")
	p.text("CidrBlock", v.CIDRs[0].Prefix.String())
	p.text("DhcpOptionsId", idOf("dopt", 1))
}

// state prints an object of a state alone.
func (p *printer) state(name, state string) {
	p.object(name, func() { p.text("State", state) })
}

func (p *printer) publicAccessStates(mode model.BPAMode) {
	p.object("BlockPublicAccessStates", func() { p.text("InternetGatewayBlockMode", string(mode)) })
}

func printSubnet(s *model.Subnet, p *printer) {
	p.text("AvailabilityZoneId", string(s.ZoneID))
	p.flag("MapCustomerOwnedIpOnLaunch", false)
	p.text("OwnerId", string(s.Account))
	p.flag("AssignIpv6AddressOnCreation", false)
	each(p, "Ipv6CidrBlockAssociationSet", s.IPv6CIDRs, func(c *netip.Prefix, p *printer) {
		p.text("AssociationId", "subnet-cidr-assoc-"+string(s.ID)[7:])
		p.text("Ipv6CidrBlock", c.String())
		p.state("Ipv6CidrBlockState", "associated")
		p.text("Ipv6AddressAttribute", "public")
		p.text("IpSource", "amazon")
	})
	p.tags("Tags", s.Tags)
	p.text("SubnetArn", ec2ARN(s.Account, "subnet/"+string(s.ID)))
	p.flag("EnableDns64", s.DNS64)
	p.flag("Ipv6Native", false)
	p.object("PrivateDnsNameOptionsOnLaunch", func() {
		p.text("HostnameType", "ip-name")
		p.flag("EnableResourceNameDnsARecord", false)
		p.flag("EnableResourceNameDnsAAAARecord", false)
	})
	p.publicAccessStates(s.BPAMode)
	p.text("SubnetId", string(s.ID))
	p.text("State", "available")
	p.text("VpcId", string(s.VPC))
	p.text("CidrBlock", s.CIDR.String())
	p.number("AvailableIpAddressCount", 1<<(32-s.CIDR.Bits())-firstFree-1)
	p.text("AvailabilityZone", s.Zone)
	p.flag("DefaultForAz", false)
	p.flag("MapPublicIpOnLaunch", s.MapPublicIP)
}

func printRouteTable(t *model.RouteTable, p *printer) {
	each(p, "Associations", t.Associations, func(a *model.RouteTableAssociation, p *printer) {
		p.flag("Main", a.Main)
		p.text("RouteTableAssociationId", a.ID)
		p.text("RouteTableId", string(t.ID))
		if a.Subnet != "" {
			p.text("SubnetId", string(a.Subnet))
		}
		p.state("AssociationState", a.State)
	})
	p.none("PropagatingVgws")
	p.text("RouteTableId", string(t.ID))
	each(p, "Routes", t.Routes, printRoute)
	p.tags("Tags", t.Tags)
	p.text("VpcId", string(t.VPC))
	p.text("OwnerId", string(t.Account))
}

// targetFields are the fields that name the targets in use here.
var targetFields = map[model.TargetKind]string{
	model.TargetLocal: "GatewayId", model.TargetInternetGateway: "GatewayId", model.TargetNatGateway: "NatGatewayId",
	model.TargetTransitGateway: "TransitGatewayId", model.TargetPeering: "VpcPeeringConnectionId",
	model.TargetEgressOnlyGateway: "EgressOnlyInternetGatewayId",
}

func printRoute(r *model.Route, p *printer) {
	if r.Destination.Addr().Is4() {
		p.text("DestinationCidrBlock", r.Destination.String())
	} else {
		p.text("DestinationIpv6CidrBlock", r.Destination.String())
	}
	p.text(targetFields[r.Target.Kind], r.Target.ID)
	p.text("Origin", string(r.How))
	p.text("State", string(r.State))
}
