package model

import (
	"cmp"
	"slices"
)

// Normalize sorts every list by id (and the lists that have no id by what
// names their rows), so that equal networks are equal data. Importers call it
// once, at the end.
func (n *Network) Normalize() {
	sortBy(n.VPCs, func(v *VPC) string { return string(v.ID) })
	sortBy(n.Subnets, func(s *Subnet) string { return string(s.ID) })
	sortBy(n.RouteTables, func(t *RouteTable) string { return string(t.ID) })
	sortBy(n.PrefixLists, func(l *PrefixList) string { return string(l.ID) })
	sortBy(n.NetworkInterfaces, func(e *NetworkInterface) string { return string(e.ID) })
	sortBy(n.Instances, func(i *Instance) string { return string(i.ID) })
	sortBy(n.Addresses, func(a *Address) string { return a.Public.String() + string(a.Allocation) })
	sortBy(n.SecurityGroups, func(g *SecurityGroup) string { return string(g.ID) })
	sortBy(n.NetworkACLs, func(a *NetworkACL) string { return string(a.ID) })
	for i := range n.NetworkACLs {
		sortEntries(n.NetworkACLs[i].Entries)
	}
	n.normalizeGateways()
	n.normalizeServices()
	sortBy(n.Collections, func(c *Collection) string {
		return string(c.Account) + "/" + string(c.Region) + "/" + string(c.Kind)
	})
}

func (n *Network) normalizeGateways() {
	sortBy(n.Zones, func(z *AvailabilityZone) string { return string(z.Account) + string(z.Region) + z.Name })
	sortBy(n.InternetGateways, func(g *InternetGateway) string { return string(g.ID) })
	sortBy(n.EgressOnlyInternetGateways, func(g *EgressOnlyInternetGateway) string { return string(g.ID) })
	sortBy(n.CarrierGateways, func(g *CarrierGateway) string { return string(g.ID) })
	sortBy(n.LocalGateways, func(g *LocalGateway) string { return string(g.ID) })
	sortBy(n.NatGateways, func(g *NatGateway) string { return string(g.ID) })
	sortBy(n.Peerings, func(p *PeeringConnection) string { return string(p.ID) })
	sortBy(n.TransitGateways, func(g *TransitGateway) string { return string(g.ID) })
	sortBy(n.TGWAttachments, func(a *TGWAttachment) string { return string(a.ID) })
	sortBy(n.TGWRouteTables, func(t *TGWRouteTable) string { return string(t.ID) })
	sortBy(n.VPNGateways, func(g *VPNGateway) string { return string(g.ID) })
	sortBy(n.VPNConnections, func(c *VPNConnection) string { return string(c.ID) })
	sortBy(n.CustomerGateways, func(g *CustomerGateway) string { return string(g.ID) })
	sortBy(n.VirtualInterfaces, func(v *VirtualInterface) string { return string(v.ID) })
	sortBy(n.DirectConnectAssociations, func(a *DirectConnectAssociation) string {
		return string(a.Gateway) + "/" + string(a.VPNGateway) + string(a.TransitGateway)
	})
}

func (n *Network) normalizeServices() {
	sortBy(n.SecurityGroupAssociations, func(a *SecurityGroupVPCAssociation) string { return string(a.Group) + "/" + string(a.VPC) })
	sortBy(n.VPCEndpoints, func(e *VPCEndpoint) string { return string(e.ID) })
	sortBy(n.EndpointServices, func(s *EndpointService) string { return string(s.ID) })
	sortBy(n.EndpointConnections, func(c *EndpointConnection) string { return string(c.Service) + "/" + string(c.Endpoint) })
	sortBy(n.LoadBalancers, func(b *LoadBalancer) string { return string(b.ARN) })
	sortBy(n.Listeners, func(l *Listener) string { return string(l.LoadBalancer) + "/" + string(l.ARN) })
	sortBy(n.TargetGroups, func(g *TargetGroup) string { return string(g.ARN) })
	sortBy(n.Firewalls, func(f *Firewall) string { return string(f.ARN) })
	sortBy(n.FirewallPolicies, func(p *FirewallPolicy) string { return string(p.ARN) })
	sortBy(n.FirewallRuleGroups, func(g *FirewallRuleGroup) string { return string(g.ARN) })
	sortBy(n.BlockPublicAccess, func(b *BlockPublicAccess) string { return string(b.Account) + string(b.Region) })
	sortBy(n.BlockPublicAccessExclusion, func(e *BlockPublicAccessExclusion) string { return e.ID })
	sortBy(n.Workloads, func(w *Workload) string { return w.Kind + "/" + w.ID })
}

// sortBy sorts stably, so that rows with equal keys keep their input order.
// Rows are large: their places are sorted, and each row moves once.
func sortBy[T any](rows []T, key func(*T) string) {
	if inOrder(rows, key) {
		return
	}
	type place struct {
		key string
		at  int
	}
	places := make([]place, len(rows))
	for i := range rows {
		places[i] = place{key(&rows[i]), i}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.at, b.at)) })
	for i := range places {
		first, to := rows[i], i
		for places[to].at != i && places[to].at >= 0 { // along the cycle that begins here
			from := places[to].at
			rows[to], places[to].at, to = rows[from], -1, from
		}
		if places[to].at == i {
			rows[to], places[to].at = first, -1
		}
	}
}

// inOrder reports whether rows are sorted already, as AWS prints them mostly.
// It does not copy rows, which are large.
func inOrder[T any](rows []T, key func(*T) string) bool {
	for i := 1; i < len(rows); i++ {
		if key(&rows[i]) < key(&rows[i-1]) {
			return false
		}
	}
	return true
}

// sortEntries puts ingress first and numbers in order (NACL-2).
func sortEntries(entries []NACLEntry) {
	slices.SortStableFunc(entries, func(a, b NACLEntry) int {
		if a.Egress != b.Egress {
			if b.Egress {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Number, b.Number)
	})
}
