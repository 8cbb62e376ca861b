package model

import "net/netip"

// RouteTable routes what leaves a subnet, or enters through a gateway (RT-1, RT-2).
type RouteTable struct {
	ID           RouteTableID
	VPC          VPCID
	Account      AccountID
	Region       RegionID
	Associations []RouteTableAssociation
	Routes       []Route // as imported; local routes may be missing (RT-5)
	Propagating  []VPNGatewayID
	Tags         Tags
	Origin       Origin

	UnknownRoutes *Unknown // there may be more routes than listed
}

// RouteTableAssociation ties a table to a subnet or a gateway, or makes it main.
type RouteTableAssociation struct {
	ID      string
	Main    bool
	Subnet  SubnetID // empty for main and gateway associations
	Gateway string   // igw-* or vgw-*: a gateway route table (RT-2)
	Pool    string   // PublicIpv4Pool (RT-2, D-2)
	State   string   // only "associated" (or empty: not told) counts (RT-1)
	Origin  Origin

	UnknownSubnet *Unknown // associated with a subnet that is not known
}

// RouteState is the state that AWS reports of a route.
type RouteState string

// Route states. Empty means not told: it is then computed (RT-8).
const (
	RouteActive    RouteState = "active"
	RouteBlackhole RouteState = "blackhole"
	RouteFiltered  RouteState = "filtered"
)

// RouteOrigin is how a route came into its table (RT-4).
type RouteOrigin string

// Route origins.
const (
	CreatedWithTable RouteOrigin = "CreateRouteTable"
	CreatedByUser    RouteOrigin = "CreateRoute"
	PropagatedByVGW  RouteOrigin = "EnableVgwRoutePropagation"
	Advertised       RouteOrigin = "Advertisement"
)

// Route sends a destination to a target. Exactly one of Destination and
// PrefixList is set, unless UnknownDestination is (RT-12).
type Route struct {
	Destination netip.Prefix // masked
	PrefixList  PrefixListID
	Target      Target
	State       RouteState
	How         RouteOrigin
	Origin      Origin

	UnknownDestination *Unknown
}
