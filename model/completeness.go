package model

// Kind names a collection in AWS's own plural, which is also the top-level
// key of the describe document it comes from.
type Kind string

// The collections whose absence can change a verdict or an assumption (CON-5).
const (
	KindVPCs                Kind = "Vpcs"
	KindSubnets             Kind = "Subnets"
	KindRouteTables         Kind = "RouteTables"
	KindPrefixLists         Kind = "PrefixLists"
	KindPrefixListEntries   Kind = "PrefixListEntries"
	KindNetworkInterfaces   Kind = "NetworkInterfaces"
	KindInstances           Kind = "Instances"
	KindAddresses           Kind = "Addresses"
	KindSecurityGroups      Kind = "SecurityGroups"
	KindSecurityGroupVPCs   Kind = "SecurityGroupVpcAssociations"
	KindNetworkACLs         Kind = "NetworkAcls"
	KindInternetGateways    Kind = "InternetGateways"
	KindEgressOnlyGateways  Kind = "EgressOnlyInternetGateways"
	KindCarrierGateways     Kind = "CarrierGateways"
	KindLocalGateways       Kind = "LocalGateways"
	KindNatGateways         Kind = "NatGateways"
	KindPeerings            Kind = "VpcPeeringConnections"
	KindTransitGateways     Kind = "TransitGateways"
	KindTGWAttachments      Kind = "TransitGatewayAttachments"
	KindTGWVPCAttachments   Kind = "TransitGatewayVpcAttachments"
	KindTGWRouteTables      Kind = "TransitGatewayRouteTables"
	KindTGWRoutes           Kind = "TransitGatewayRoutes"
	KindTGWStaticRoutes     Kind = "TransitGatewayStaticRoutes"
	KindTGWPropagations     Kind = "TransitGatewayPropagations"
	KindVPNGateways         Kind = "VpnGateways"
	KindVPNConnections      Kind = "VpnConnections"
	KindCustomerGateways    Kind = "CustomerGateways"
	KindDirectConnect       Kind = "DirectConnectGatewayAssociations"
	KindVirtualInterfaces   Kind = "VirtualInterfaces"
	KindVPCEndpoints        Kind = "VpcEndpoints"
	KindEndpointServices    Kind = "VpcEndpointServiceConfigurations"
	KindEndpointConnections Kind = "VpcEndpointConnections"
	KindLoadBalancers       Kind = "LoadBalancers"
	KindClassicBalancers    Kind = "LoadBalancerDescriptions"
	KindListeners           Kind = "Listeners"
	KindTargetGroups        Kind = "TargetGroups"
	KindTargets             Kind = "TargetHealthDescriptions"
	KindFirewalls           Kind = "Firewalls"
	KindFirewallPolicies    Kind = "FirewallPolicies"
	KindFirewallRuleGroups  Kind = "RuleGroups"
	KindBlockPublicAccess   Kind = "VpcBlockPublicAccessOptions"
	KindBPAExclusions       Kind = "VpcBlockPublicAccessExclusions"
	KindZones               Kind = "AvailabilityZones"
	KindWorkloads           Kind = "Workloads"
)

// Presence says how much of a collection was imported.
type Presence uint8

// Presences. Absent is the zero value: what nobody read is unknown.
const (
	Absent   Presence = iota // not imported: unknown
	Partial                  // imported, but some element could not be read, or a page is missing
	Complete                 // imported whole; empty means that there is none
)

// String returns "absent", "partial" or "complete".
func (p Presence) String() string {
	return [...]string{"absent", "partial", "complete"}[p]
}

// Collection is one kind of resource in one account and region, as far as it
// was imported. An empty Account or Region means that the input did not tell:
// the row then speaks for every account or region.
type Collection struct {
	Account  AccountID
	Region   RegionID
	Kind     Kind
	Presence Presence
	Count    int
	Sources  []string // where it was read, sorted
	Cause    string   // why it is partial
}

// Presence returns how much of kind was imported for an account and region.
// An empty account or region asks for any.
func (n *Network) Presence(kind Kind, account AccountID, region RegionID) Presence {
	best := Absent
	for i := range n.Collections {
		c := &n.Collections[i]
		if c.Kind == kind && matches(string(c.Account), string(account)) && matches(string(c.Region), string(region)) {
			best = max(best, c.Presence)
		}
	}
	return best
}

func matches(row, asked string) bool { return row == "" || asked == "" || row == asked }
