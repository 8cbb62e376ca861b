package generate

import "github.com/seed-044d7529/segment/model"

// openPolicy lets everybody use an endpoint for everything.
const openPolicy = `{"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}`

func (v viewer) printEndpoint(e *model.VPCEndpoint, p *printer) {
	p.text("VpcEndpointId", string(e.ID))
	p.text("VpcEndpointType", e.Type)
	p.text("VpcId", string(e.VPC))
	p.text("ServiceName", e.Service)
	p.text("State", e.State)
	p.text("PolicyDocument", openPolicy)
	p.none("RouteTableIds")
	texts(p, "SubnetIds", e.Subnets)
	each(p, "Groups", e.Groups, func(g *model.SecurityGroupID, p *printer) {
		p.text("GroupId", string(*g))
		p.text("GroupName", v.groupName(*g))
	})
	p.text("IpAddressType", e.AddressType)
	p.flag("PrivateDnsEnabled", e.PrivateDNS)
	p.flag("RequesterManaged", false)
	texts(p, "NetworkInterfaceIds", e.Interfaces)
	p.none("DnsEntries")
	p.text("CreationTimestamp", created)
	p.tags("Tags", e.Tags)
	p.text("OwnerId", string(e.Account))
	p.text("ServiceRegion", string(e.ServiceRegion))
}

func (v viewer) groupName(id model.SecurityGroupID) string {
	for i := range v.groups {
		if groupID(i) == id {
			return v.groups[i].name
		}
	}
	return ""
}

func printEndpointService(s *model.EndpointService, p *printer) {
	p.list("ServiceType", func() {
		p.object("", func() { p.text("ServiceType", s.Type) })
	})
	p.text("ServiceId", string(s.ID))
	p.text("ServiceName", s.Name)
	p.text("ServiceState", s.State)
	texts(p, "AvailabilityZones", s.Zones)
	p.flag("AcceptanceRequired", false)
	p.flag("ManagesVpcEndpoints", false)
	texts(p, "NetworkLoadBalancerArns", s.LoadBalancers)
	texts(p, "SupportedIpAddressTypes", []string{"ipv4"})
	p.tags("Tags", s.Tags)
	each(p, "SupportedRegions", s.SupportedRegions, func(r *model.RegionID, p *printer) {
		p.text("Region", string(*r))
		p.text("ServiceState", s.State)
	})
}

func printConnection(c *model.EndpointConnection, p *printer) {
	p.text("ServiceId", string(c.Service))
	p.text("VpcEndpointId", string(c.Endpoint))
	p.text("VpcEndpointOwner", string(c.Account))
	p.text("VpcEndpointState", c.State)
	p.text("CreationTimestamp", created)
	p.text("IpAddressType", "ipv4")
	p.text("VpcEndpointConnectionId", "vpce-con-"+string(c.Endpoint)[5:])
	p.none("Tags")
	p.text("VpcEndpointRegion", string(region))
}

func printBalancer(b *model.LoadBalancer, p *printer) {
	p.text("LoadBalancerArn", string(b.ARN))
	p.text("DNSName", b.DNSName)
	p.text("CanonicalHostedZoneId", "Z32O12XQLNTSW2")
	p.text("CreatedTime", created)
	p.text("LoadBalancerName", b.Name)
	p.text("Scheme", b.Scheme)
	p.text("VpcId", string(b.VPC))
	p.object("State", func() { p.text("Code", b.State) })
	p.text("Type", b.Type)
	p.list("AvailabilityZones", func() {
		for i := range b.Subnets {
			p.object("", func() {
				p.text("ZoneName", zoneName(i))
				p.text("SubnetId", string(b.Subnets[i]))
				p.none("LoadBalancerAddresses")
			})
		}
	})
	if len(b.Groups) > 0 {
		texts(p, "SecurityGroups", b.Groups)
	}
	p.text("IpAddressType", "ipv4")
}

func printListener(l *model.Listener, p *printer) {
	p.text("ListenerArn", string(l.ARN))
	p.text("LoadBalancerArn", string(l.LoadBalancer))
	p.number("Port", int(l.Port))
	p.text("Protocol", l.Protocol)
	each(p, "DefaultActions", l.Forwards, func(f *model.Forward, p *printer) {
		p.text("Type", "forward")
		p.text("TargetGroupArn", string(f.TargetGroup))
		p.object("ForwardConfig", func() {
			each(p, "TargetGroups", []model.Forward{*f}, func(f *model.Forward, p *printer) {
				p.text("TargetGroupArn", string(f.TargetGroup))
				p.number("Weight", f.Weight)
			})
		})
	})
}

func (v viewer) printTargetGroup(g *model.TargetGroup, p *printer) {
	p.text("TargetGroupArn", string(g.ARN))
	p.text("TargetGroupName", g.Name)
	p.text("Protocol", g.Protocol)
	p.number("Port", int(g.Port))
	p.text("VpcId", string(g.VPC))
	p.text("HealthCheckProtocol", g.Protocol)
	p.text("HealthCheckPort", g.HealthPort)
	p.flag("HealthCheckEnabled", true)
	p.number("HealthCheckIntervalSeconds", 30)
	p.number("HealthCheckTimeoutSeconds", 10)
	p.number("HealthyThresholdCount", 5)
	p.number("UnhealthyThresholdCount", 2)
	p.list("LoadBalancerArns", func() {
		for i := range v.net.TargetGroups {
			if v.net.TargetGroups[i].ARN == g.ARN {
				p.text("", string(v.net.LoadBalancers[i].ARN))
			}
		}
	})
	p.text("TargetType", g.TargetType)
	p.text("IpAddressType", "ipv4")
}

func printTarget(t *model.LBTarget, p *printer) {
	p.object("Target", func() {
		p.text("Id", t.ID)
		p.number("Port", int(t.Port))
		p.text("AvailabilityZone", t.Zone)
	})
	p.text("HealthCheckPort", "traffic-port")
	p.object("TargetHealth", func() { p.text("State", t.Health) })
}
