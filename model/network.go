package model

// Network is everything that was imported: one flat list a kind of resource,
// over all accounts and regions.
//
// The zero value is an empty network of which nothing was imported: every
// question about it is unknown.
type Network struct {
	Collections []Collection // what was read, a row per account, region and kind (CON-5)
	Denied      []DeniedCall // calls that a live import was not allowed to make
	Unmodelled  []Unmodelled // what was recognised and has no place in the model

	Zones                      []AvailabilityZone
	VPCs                       []VPC
	Subnets                    []Subnet
	RouteTables                []RouteTable
	PrefixLists                []PrefixList
	NetworkInterfaces          []NetworkInterface
	Instances                  []Instance
	Addresses                  []Address
	SecurityGroups             []SecurityGroup
	SecurityGroupAssociations  []SecurityGroupVPCAssociation
	NetworkACLs                []NetworkACL
	InternetGateways           []InternetGateway
	EgressOnlyInternetGateways []EgressOnlyInternetGateway
	CarrierGateways            []CarrierGateway
	LocalGateways              []LocalGateway
	NatGateways                []NatGateway
	Peerings                   []PeeringConnection
	TransitGateways            []TransitGateway
	TGWAttachments             []TGWAttachment
	TGWRouteTables             []TGWRouteTable
	VPNGateways                []VPNGateway
	VPNConnections             []VPNConnection
	CustomerGateways           []CustomerGateway
	DirectConnectAssociations  []DirectConnectAssociation
	VirtualInterfaces          []VirtualInterface
	VPCEndpoints               []VPCEndpoint
	EndpointServices           []EndpointService
	EndpointConnections        []EndpointConnection
	LoadBalancers              []LoadBalancer
	Listeners                  []Listener
	TargetGroups               []TargetGroup
	Firewalls                  []Firewall
	FirewallPolicies           []FirewallPolicy
	FirewallRuleGroups         []FirewallRuleGroup
	BlockPublicAccess          []BlockPublicAccess
	BlockPublicAccessExclusion []BlockPublicAccessExclusion
	Workloads                  []Workload

	Assume Assumptions // what the user declared and no import can tell
}

// DeniedCall is an API call that the importer's credentials did not allow.
type DeniedCall struct {
	Account   AccountID
	Region    RegionID
	Operation string // "ec2:DescribeNetworkAcls"
	Message   string
}

// Unmodelled is input that was recognised but has no place in the model.
type Unmodelled struct {
	What    string // "ClassicLinkInstances", "aws_wafv2_web_acl", "Subnets[].FooBar"
	Count   int
	Matters bool   // it could change a verdict
	Effect  string // what it may change, when it matters
	Origin  Origin // the first place met
}

// Assumptions are declared by the user (`assume:` in segment.yaml) and listed
// in each answer that uses one.
type Assumptions struct {
	OnPrem     []string                     // CIDRs that lie on-prem (VGW-2)
	Appliances map[ENIID]Appliance          // what an interface without source/destination check does (APP-2)
	Members    map[SecurityGroupID][]string // CIDRs of the members of a foreign group (SG-16)
}
