package model

import "net/netip"

// Types of VPC endpoints, as AWS spells them.
const (
	EndpointGateway        = "Gateway"
	EndpointInterface      = "Interface"
	EndpointGWLB           = "GatewayLoadBalancer"
	EndpointResource       = "Resource"
	EndpointServiceNetwork = "ServiceNetwork"
	EndpointTunnel         = "Tunnel"
)

// VPCEndpoint is an endpoint of any type (EP-1, EP-4, EP-12).
type VPCEndpoint struct {
	ID            VPCEndpointID
	VPC           VPCID
	Account       AccountID
	Region        RegionID
	Type          string // one of the Endpoint constants
	Service       string // com.amazonaws.eu-west-1.s3
	ServiceRegion RegionID
	State         string // lower-cased (EP-9): "available" carries traffic
	RouteTables   []RouteTableID
	Subnets       []SubnetID
	Interfaces    []ENIID
	Groups        []SecurityGroupID
	PrivateDNS    bool
	Policy        string // "default", "custom" or "unknown" (EP-10)
	AddressType   string // "ipv4", "ipv6" or "dualstack" (EP-3)
	Tags          Tags
	Origin        Origin
}

// EndpointService is a PrivateLink service of a provider (EP-14).
type EndpointService struct {
	ID               EndpointServiceID
	Name             string
	Type             string
	Account          AccountID
	Region           RegionID
	State            string
	LoadBalancers    []ARN
	Zones            []string
	SupportedRegions []RegionID
	Tags             Tags
	Origin           Origin
}

// EndpointConnection is an endpoint's connection to a service.
type EndpointConnection struct {
	Service  EndpointServiceID
	Endpoint VPCEndpointID
	Account  AccountID
	State    string
	Origin   Origin
}

// Workload is something that runs on interfaces without being an instance:
// a function, a database, a task. It may be known by subnets and groups only.
type Workload struct {
	Kind       string // "lambda", "rds", "elasticache", "redshift", "opensearch", "ecs-task", "efs", …
	ID         string // id or name, unique within its kind
	Name       string
	ARN        ARN
	Account    AccountID
	Region     RegionID
	VPC        VPCID
	Subnets    []SubnetID
	Groups     []SecurityGroupID
	Interfaces []ENIID
	Addresses  []netip.Addr
	Port       uint16 // the listener, when told; 0 otherwise
	Public     bool
	Tags       Tags
	Origin     Origin
}
