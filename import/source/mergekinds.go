package source

import (
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

func (m *Merger) addNetworks(n *model.Network) {
	to := &m.Network
	rows(m, "availability zone", &to.Zones, n.Zones,
		func(z *model.AvailabilityZone) string {
			return string(z.Account) + "/" + string(z.Region) + "/" + z.Name
		},
		func(z *model.AvailabilityZone) model.Origin { return z.Origin })
	rows(m, "VPC", &to.VPCs, n.VPCs,
		func(v *model.VPC) string { return string(v.ID) }, func(v *model.VPC) model.Origin { return v.Origin })
	rows(m, "subnet", &to.Subnets, n.Subnets,
		func(s *model.Subnet) string { return string(s.ID) }, func(s *model.Subnet) model.Origin { return s.Origin })
	rows(m, "route table", &to.RouteTables, n.RouteTables,
		func(t *model.RouteTable) string { return string(t.ID) }, func(t *model.RouteTable) model.Origin { return t.Origin })
	rows(m, "prefix list", &to.PrefixLists, n.PrefixLists,
		func(l *model.PrefixList) string { return string(l.ID) }, func(l *model.PrefixList) model.Origin { return l.Origin })
	rows(m, "network interface", &to.NetworkInterfaces, n.NetworkInterfaces,
		func(e *model.NetworkInterface) string { return string(e.ID) }, func(e *model.NetworkInterface) model.Origin { return e.Origin })
	rows(m, "instance", &to.Instances, n.Instances,
		func(i *model.Instance) string { return string(i.ID) }, func(i *model.Instance) model.Origin { return i.Origin })
	rows(m, "address", &to.Addresses, n.Addresses,
		func(a *model.Address) string { return a.Public.String() + "/" + string(a.Allocation) },
		func(a *model.Address) model.Origin { return a.Origin })
	rows(m, "public access block", &to.BlockPublicAccess, n.BlockPublicAccess,
		func(b *model.BlockPublicAccess) string { return string(b.Account) + "/" + string(b.Region) },
		func(b *model.BlockPublicAccess) model.Origin { return b.Origin })
	rows(m, "public access exclusion", &to.BlockPublicAccessExclusion, n.BlockPublicAccessExclusion,
		func(e *model.BlockPublicAccessExclusion) string { return e.ID },
		func(e *model.BlockPublicAccessExclusion) model.Origin { return e.Origin })
}

func (m *Merger) addFilters(n *model.Network) {
	to := &m.Network
	rows(m, "security group", &to.SecurityGroups, n.SecurityGroups,
		func(g *model.SecurityGroup) string { return string(g.ID) }, func(g *model.SecurityGroup) model.Origin { return g.Origin })
	rows(m, "security group association", &to.SecurityGroupAssociations, n.SecurityGroupAssociations,
		func(a *model.SecurityGroupVPCAssociation) string { return string(a.Group) + "/" + string(a.VPC) },
		func(a *model.SecurityGroupVPCAssociation) model.Origin { return a.Origin })
	rows(m, "network ACL", &to.NetworkACLs, n.NetworkACLs,
		func(a *model.NetworkACL) string { return string(a.ID) }, func(a *model.NetworkACL) model.Origin { return a.Origin })
	rows(m, "firewall", &to.Firewalls, n.Firewalls,
		func(f *model.Firewall) string { return string(f.ARN) }, func(f *model.Firewall) model.Origin { return f.Origin })
	rows(m, "firewall policy", &to.FirewallPolicies, n.FirewallPolicies,
		func(p *model.FirewallPolicy) string { return string(p.ARN) }, func(p *model.FirewallPolicy) model.Origin { return p.Origin })
	rows(m, "firewall rule group", &to.FirewallRuleGroups, n.FirewallRuleGroups,
		func(g *model.FirewallRuleGroup) string { return string(g.ARN) },
		func(g *model.FirewallRuleGroup) model.Origin { return g.Origin })
}

func (m *Merger) addGateways(n *model.Network) {
	to := &m.Network
	rows(m, "internet gateway", &to.InternetGateways, n.InternetGateways,
		func(g *model.InternetGateway) string { return string(g.ID) }, func(g *model.InternetGateway) model.Origin { return g.Origin })
	rows(m, "egress-only internet gateway", &to.EgressOnlyInternetGateways, n.EgressOnlyInternetGateways,
		func(g *model.EgressOnlyInternetGateway) string { return string(g.ID) },
		func(g *model.EgressOnlyInternetGateway) model.Origin { return g.Origin })
	rows(m, "carrier gateway", &to.CarrierGateways, n.CarrierGateways,
		func(g *model.CarrierGateway) string { return string(g.ID) }, func(g *model.CarrierGateway) model.Origin { return g.Origin })
	rows(m, "local gateway", &to.LocalGateways, n.LocalGateways,
		func(g *model.LocalGateway) string { return string(g.ID) }, func(g *model.LocalGateway) model.Origin { return g.Origin })
	rows(m, "NAT gateway", &to.NatGateways, n.NatGateways,
		func(g *model.NatGateway) string { return string(g.ID) }, func(g *model.NatGateway) model.Origin { return g.Origin })
	rows(m, "VPC peering", &to.Peerings, n.Peerings,
		func(p *model.PeeringConnection) string { return string(p.ID) }, func(p *model.PeeringConnection) model.Origin { return p.Origin })
	rows(m, "virtual private gateway", &to.VPNGateways, n.VPNGateways,
		func(g *model.VPNGateway) string { return string(g.ID) }, func(g *model.VPNGateway) model.Origin { return g.Origin })
	rows(m, "VPN connection", &to.VPNConnections, n.VPNConnections,
		func(c *model.VPNConnection) string { return string(c.ID) }, func(c *model.VPNConnection) model.Origin { return c.Origin })
	rows(m, "customer gateway", &to.CustomerGateways, n.CustomerGateways,
		func(g *model.CustomerGateway) string { return string(g.ID) }, func(g *model.CustomerGateway) model.Origin { return g.Origin })
}

func (m *Merger) addTransit(n *model.Network) {
	to := &m.Network
	rows(m, "transit gateway", &to.TransitGateways, n.TransitGateways,
		func(g *model.TransitGateway) string { return string(g.ID) }, func(g *model.TransitGateway) model.Origin { return g.Origin })
	// Both sides of a peering may call their attachment by the same id.
	rows(m, "transit gateway attachment", &to.TGWAttachments, n.TGWAttachments,
		func(a *model.TGWAttachment) string { return string(a.ID) + "/" + string(a.TransitGateway) },
		func(a *model.TGWAttachment) model.Origin { return a.Origin })
	rows(m, "transit gateway route table", &to.TGWRouteTables, n.TGWRouteTables,
		func(t *model.TGWRouteTable) string { return string(t.ID) }, func(t *model.TGWRouteTable) model.Origin { return t.Origin })
	rows(m, "Direct Connect association", &to.DirectConnectAssociations, n.DirectConnectAssociations,
		func(a *model.DirectConnectAssociation) string {
			return string(a.Gateway) + "/" + string(a.VPNGateway) + string(a.TransitGateway)
		}, func(a *model.DirectConnectAssociation) model.Origin { return a.Origin })
	rows(m, "virtual interface", &to.VirtualInterfaces, n.VirtualInterfaces,
		func(v *model.VirtualInterface) string { return string(v.ID) }, func(v *model.VirtualInterface) model.Origin { return v.Origin })
}

func (m *Merger) addServices(n *model.Network) {
	to := &m.Network
	rows(m, "VPC endpoint", &to.VPCEndpoints, n.VPCEndpoints,
		func(e *model.VPCEndpoint) string { return string(e.ID) }, func(e *model.VPCEndpoint) model.Origin { return e.Origin })
	rows(m, "endpoint service", &to.EndpointServices, n.EndpointServices,
		func(s *model.EndpointService) string { return string(s.ID) }, func(s *model.EndpointService) model.Origin { return s.Origin })
	rows(m, "endpoint connection", &to.EndpointConnections, n.EndpointConnections,
		func(c *model.EndpointConnection) string { return string(c.Service) + "/" + string(c.Endpoint) },
		func(c *model.EndpointConnection) model.Origin { return c.Origin })
	rows(m, "workload", &to.Workloads, n.Workloads,
		func(w *model.Workload) string {
			return w.Kind + "/" + string(w.Account) + "/" + string(w.Region) + "/" + w.ID
		},
		func(w *model.Workload) model.Origin { return w.Origin })
}

func (m *Merger) addBalancers(n *model.Network) {
	to := &m.Network
	rows(m, "load balancer", &to.LoadBalancers, n.LoadBalancers,
		func(b *model.LoadBalancer) string { return string(b.ARN) + "/" + b.Type }, func(b *model.LoadBalancer) model.Origin { return b.Origin })
	rows(m, "listener", &to.Listeners, n.Listeners,
		listenerKey, func(l *model.Listener) model.Origin { return l.Origin })
	rows(m, "target group", &to.TargetGroups, n.TargetGroups,
		func(g *model.TargetGroup) string { return string(g.ARN) }, func(g *model.TargetGroup) model.Origin { return g.Origin })
}

// listenerKey names a listener; classic ones have no ARN but one a port.
func listenerKey(l *model.Listener) string {
	if l.ARN != "" {
		return string(l.ARN)
	}
	return string(l.LoadBalancer) + ":" + strconv.Itoa(int(l.Port)) + "/" + l.Protocol
}
