package model

import "net/netip"

// NatGateway translates the source of what leaves (NAT-1).
type NatGateway struct {
	ID           NatGatewayID
	VPC          VPCID
	Subnet       SubnetID // empty for a regional NAT gateway
	Account      AccountID
	Region       RegionID
	State        string       // "available" carries traffic, "deleting" may (NAT-1)
	Connectivity string       // "public" (also when empty) or "private"
	Availability string       // "zonal" (also when empty) or "regional" (NAT-8)
	RouteTable   RouteTableID // regional only
	Addresses    []NatGatewayAddress
	Appliances   []string // attached appliances (NAT-11)
	Tags         Tags
	Origin       Origin

	UnknownAddresses *Unknown // it has addresses that are not known
	UnknownSubnet    *Unknown
}

// NatGatewayAddress is one address pair of a NAT gateway.
type NatGatewayAddress struct {
	Private    netip.Addr
	Public     netip.Addr // zero for a private NAT gateway
	Allocation AllocationID
	ENI        ENIID
	Status     string // "succeeded" (also when empty) is usable (NAT-4)
	ZoneID     ZoneID // regional only
	Origin     Origin
}
