package model

import "net/netip"

// Interface types with behaviour of their own (IF-1). Anything else behaves
// as InterfacePlain and is flagged.
const (
	InterfacePlain          = "interface"
	InterfaceNat            = "nat_gateway" // also "natGateway"
	InterfaceTransitGateway = "transit_gateway"
	InterfaceVPCEndpoint    = "vpc_endpoint"
	InterfaceGWLBEndpoint   = "gateway_load_balancer_endpoint"
	InterfaceGWLB           = "gateway_load_balancer"
	InterfaceNLB            = "network_load_balancer"
	InterfaceLB             = "load_balancer"
	InterfaceLambda         = "lambda"
	InterfaceEFA            = "efa"
	InterfaceEFAOnly        = "efa-only"
	InterfaceTrunk          = "trunk"
	InterfaceBranch         = "branch"
)

// NetworkInterface is an elastic network interface (VPC-4).
type NetworkInterface struct {
	ID               ENIID
	VPC              VPCID
	Subnet           SubnetID
	Account          AccountID // the owner
	Region           RegionID
	Zone             string
	Type             string // normalised: see the Interface constants
	Status           string // "in-use" or "available" (VPC-7)
	Attachment       InterfaceAttachment
	SourceDestCheck  bool // SDC-1
	Groups           []SecurityGroupID
	Private          []PrivateAddress // IPv4, the primary first
	IPv6             []netip.Addr
	IPv4Prefixes     []netip.Prefix // delegated
	IPv6Prefixes     []netip.Prefix
	Description      string
	RequesterID      string
	RequesterManaged bool
	DenyAllIGW       bool // DenyAllIgwTraffic (VPC-6)
	IPv6Outbound     bool // Lambda: Ipv6AllowedForDualStack
	Derived          bool // taken from an instance because no interface list was imported (CON-5), or from a planned workload (TF-9)
	SomePublic       bool // it gets a public IPv4 address of AWS's choice, known after apply (TF-9)
	Tags             Tags
	Origin           Origin

	UnknownGroups    *Unknown // it may have groups that are not listed
	UnknownAddresses *Unknown // any free address of its subnet (TF-9)
	UnknownPublic    *Unknown // whether it has a public address
	UnknownSubnet    *Unknown
}

// InterfaceAttachment ties an interface to what uses it.
type InterfaceAttachment struct {
	Instance    InstanceID
	Owner       string // account, or a service such as "amazon-elb"
	Status      string // "attached" sends and receives; empty when not told
	DeviceIndex int
}

// PrivateAddress is one private IPv4 address of an interface, with its public
// associations (VPC-5).
type PrivateAddress struct {
	Addr          netip.Addr
	Primary       bool
	Public        netip.Addr // zero: none
	Carrier       netip.Addr
	CustomerOwned netip.Addr
	Allocation    AllocationID
	IPOwner       string
	Origin        Origin
}

// Primary returns the primary private IPv4 address; the zero Addr if none.
func (e *NetworkInterface) Primary() netip.Addr {
	for _, p := range e.Private {
		if p.Primary {
			return p.Addr
		}
	}
	if len(e.Private) > 0 {
		return e.Private[0].Addr
	}
	return netip.Addr{}
}

// Owns reports whether addr is one of the interface's own addresses:
// primary, secondary or in a delegated prefix (VPC-4).
func (e *NetworkInterface) Owns(addr netip.Addr) bool {
	for _, p := range e.Private {
		if p.Addr == addr {
			return true
		}
	}
	for _, a := range e.IPv6 {
		if a == addr {
			return true
		}
	}
	return within(e.IPv4Prefixes, addr) || within(e.IPv6Prefixes, addr)
}

func within(ps []netip.Prefix, addr netip.Addr) bool {
	for _, p := range ps {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// Appliance is what an interface without source/destination check does with
// packets that are not its own (APP-2).
type Appliance uint8

// Appliance behaviours. ApplianceUnset means opaque when the check is off and
// drop when it is on.
const (
	ApplianceUnset Appliance = iota
	ApplianceDrop
	ApplianceForward
	ApplianceNAT
	ApplianceOpaque
)

// String returns "drop", "forward", "nat", "opaque" or "unset".
func (a Appliance) String() string {
	return [...]string{"unset", "drop", "forward", "nat", "opaque"}[a]
}
