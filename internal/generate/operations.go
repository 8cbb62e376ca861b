package generate

import (
	"net/url"

	"github.com/seed-044d7529/segment/model"
)

// answer is what one call prints: one file.
type answer struct {
	name  string // "ec2-describe-vpcs", with the argument behind a dot if the call has one
	kind  model.Kind
	print func(p *printer) // the members of the answer
}

// viewer is an account that asks: it sees its own resources and what is shared with it.
type viewer struct {
	*plan
	account model.AccountID
	faces   []int32 // its interfaces
}

// table is an answer with one list.
func table[T any](name, member string, kind model.Kind, rows []T, sees func(*T) bool, show func(*T, *printer)) answer {
	return answer{name: name, kind: kind, print: func(p *printer) {
		p.list(member, func() {
			for i := range rows {
				if sees(&rows[i]) {
					p.object("", func() { show(&rows[i], p) })
				}
			}
		})
	}}
}

// empty is an answer without anything: there is none of it, which is not the same as not known.
func empty(name, member string, kind model.Kind) answer {
	return answer{name: name, kind: kind, print: func(p *printer) { p.none(member) }}
}

// answers are all files of an account.
func (v viewer) answers() []answer {
	all := v.vpcAnswers()
	all = append(all, v.gatewayAnswers()...)
	all = append(all, v.transitAnswers()...)
	all = append(all, v.serviceAnswers()...)
	return append(all, v.balancerAnswers()...)
}

func (v viewer) vpcAnswers() []answer {
	n := &v.net
	return []answer{
		{"ec2-describe-availability-zones", model.KindZones, printZones},
		table("ec2-describe-vpcs", "Vpcs", model.KindVPCs, n.VPCs, func(r *model.VPC) bool { return r.Account == v.account }, printVPC),
		table("ec2-describe-subnets", "Subnets", model.KindSubnets, n.Subnets,
			func(r *model.Subnet) bool { return r.Account == v.account }, printSubnet),
		table("ec2-describe-route-tables", "RouteTables", model.KindRouteTables, n.RouteTables,
			func(r *model.RouteTable) bool { return r.Account == v.account }, printRouteTable),
		table("ec2-describe-network-acls", "NetworkAcls", model.KindNetworkACLs, v.acls,
			func(a *acl) bool { return v.owns(a.vpc) }, v.printACL),
		table("ec2-describe-security-groups", "SecurityGroups", model.KindSecurityGroups, v.groups,
			func(g *group) bool { return v.owns(g.vpc) }, v.printGroup),
		empty("ec2-describe-security-group-vpc-associations", "SecurityGroupVpcAssociations", model.KindSecurityGroupVPCs),
		{"ec2-describe-network-interfaces", model.KindNetworkInterfaces, v.printInterfaces},
		empty("ec2-describe-instances", "Reservations", model.KindInstances),
		table("ec2-describe-addresses", "Addresses", model.KindAddresses, n.Addresses,
			func(r *model.Address) bool { return r.Account == v.account }, printAddress),
		table("ec2-describe-managed-prefix-lists", "PrefixLists", model.KindPrefixLists, n.PrefixLists,
			func(*model.PrefixList) bool { return true }, printPrefixList),
	}
}

func (v viewer) owns(vpc int) bool { return v.net.VPCs[vpc].Account == v.account }

func (v viewer) gatewayAnswers() []answer {
	n := &v.net
	return []answer{
		table("ec2-describe-internet-gateways", "InternetGateways", model.KindInternetGateways, n.InternetGateways,
			func(r *model.InternetGateway) bool { return r.Account == v.account }, printInternetGateway),
		table("ec2-describe-egress-only-internet-gateways", "EgressOnlyInternetGateways", model.KindEgressOnlyGateways, n.EgressOnlyInternetGateways,
			func(r *model.EgressOnlyInternetGateway) bool { return r.Account == v.account }, printEgressOnlyGateway),
		empty("ec2-describe-carrier-gateways", "CarrierGateways", model.KindCarrierGateways),
		empty("ec2-describe-local-gateways", "LocalGateways", model.KindLocalGateways),
		table("ec2-describe-nat-gateways", "NatGateways", model.KindNatGateways, n.NatGateways,
			func(r *model.NatGateway) bool { return r.Account == v.account }, printNatGateway),
		table("ec2-describe-vpc-peering-connections", "VpcPeeringConnections", model.KindPeerings, n.Peerings,
			func(r *model.PeeringConnection) bool {
				return r.Requester.Account == v.account || r.Accepter.Account == v.account
			}, printPeering),
		empty("ec2-describe-vpn-gateways", "VpnGateways", model.KindVPNGateways),
		table("ec2-describe-vpn-connections", "VpnConnections", model.KindVPNConnections, n.VPNConnections,
			func(r *model.VPNConnection) bool { return r.Account == v.account }, printVPN),
		table("ec2-describe-customer-gateways", "CustomerGateways", model.KindCustomerGateways, n.CustomerGateways,
			func(r *model.CustomerGateway) bool { return r.Account == v.account }, printCustomerGateway),
		empty("directconnect-describe-virtual-interfaces", "virtualInterfaces", model.KindVirtualInterfaces),
		{"ec2-describe-vpc-block-public-access-options", model.KindBlockPublicAccess, v.printPublicAccess},
		empty("ec2-describe-vpc-block-public-access-exclusions", "VpcBlockPublicAccessExclusions", model.KindBPAExclusions),
	}
}

// transitAnswers: the gateway is shared with all accounts; its owner alone sees its route tables,
// every other account its own attachments only.
func (v viewer) transitAnswers() []answer {
	n := &v.net
	mine := func(r *model.TGWAttachment) bool { return r.Account == v.account || r.ResourceOwner == v.account }
	all := []answer{
		table("ec2-describe-transit-gateways", "TransitGateways", model.KindTransitGateways, n.TransitGateways,
			func(*model.TransitGateway) bool { return true }, printTransitGateway),
		table("ec2-describe-transit-gateway-attachments", "TransitGatewayAttachments", model.KindTGWAttachments, n.TGWAttachments, mine, printAttachment),
		table("ec2-describe-transit-gateway-vpc-attachments", "TransitGatewayVpcAttachments", model.KindTGWVPCAttachments, n.TGWAttachments,
			func(r *model.TGWAttachment) bool { return r.Type == "vpc" && mine(r) }, printVPCAttachment),
		table("ec2-describe-transit-gateway-route-tables", "TransitGatewayRouteTables", model.KindTGWRouteTables, n.TGWRouteTables,
			func(r *model.TGWRouteTable) bool { return r.Account == v.account }, printTransitTable),
	}
	for i := range n.TGWRouteTables {
		if t := &n.TGWRouteTables[i]; t.Account == v.account {
			all = append(all, answer{
				name: "ec2-search-transit-gateway-routes." + string(t.ID), kind: model.KindTGWRoutes,
				print: func(p *printer) { v.printTransitRoutes(t, p) },
			})
		}
	}
	return all
}

func (v viewer) serviceAnswers() []answer {
	n := &v.net
	return []answer{
		table("ec2-describe-vpc-endpoints", "VpcEndpoints", model.KindVPCEndpoints, n.VPCEndpoints,
			func(r *model.VPCEndpoint) bool { return r.Account == v.account }, v.printEndpoint),
		table("ec2-describe-vpc-endpoint-service-configurations", "ServiceConfigurations", model.KindEndpointServices, n.EndpointServices,
			func(r *model.EndpointService) bool { return r.Account == v.account }, printEndpointService),
		table("ec2-describe-vpc-endpoint-connections", "VpcEndpointConnections", model.KindEndpointConnections, n.EndpointConnections,
			v.provides(), printConnection),
	}
}

// provides tells the connections to the account's own services.
func (v viewer) provides() func(*model.EndpointConnection) bool {
	own := map[model.EndpointServiceID]bool{}
	for i := range v.net.EndpointServices {
		if s := &v.net.EndpointServices[i]; s.Account == v.account {
			own[s.ID] = true
		}
	}
	return func(r *model.EndpointConnection) bool { return own[r.Service] }
}

func (v viewer) balancerAnswers() []answer {
	n := &v.net
	all := []answer{
		table("elbv2-describe-load-balancers", "LoadBalancers", model.KindLoadBalancers, n.LoadBalancers,
			func(r *model.LoadBalancer) bool { return r.Account == v.account }, printBalancer),
		table("elbv2-describe-target-groups", "TargetGroups", model.KindTargetGroups, n.TargetGroups,
			func(r *model.TargetGroup) bool { return r.Account == v.account }, v.printTargetGroup),
		empty("elb-describe-load-balancers", "LoadBalancerDescriptions", model.KindClassicBalancers),
	}
	for i := range n.LoadBalancers { // a balancer has one listener and one target group, at the same places
		b, g := &n.LoadBalancers[i], &n.TargetGroups[i]
		if b.Account != v.account {
			continue
		}
		all = append(all,
			table("elbv2-describe-listeners."+url.QueryEscape(string(b.ARN)), "Listeners", model.KindListeners, n.Listeners[i:i+1],
				func(*model.Listener) bool { return true }, printListener),
			table("elbv2-describe-target-health."+url.QueryEscape(string(g.ARN)), "TargetHealthDescriptions", model.KindTargets, g.Targets,
				func(*model.LBTarget) bool { return true }, printTarget))
	}
	return all
}
