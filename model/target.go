package model

// TargetKind is the kind of next hop of a route (RT-11).
type TargetKind uint8

// Target kinds. TargetUnset and TargetUnknown forward nothing for certain.
const (
	TargetUnset TargetKind = iota
	TargetLocal
	TargetInternetGateway
	TargetVPNGateway
	TargetGatewayEndpoint // vpce-* with a prefix-list destination
	TargetGWLBEndpoint    // vpce-* with a CIDR destination: GWLB or Network Firewall
	TargetInstance
	TargetInterface
	TargetNatGateway
	TargetTransitGateway
	TargetPeering
	TargetEgressOnlyGateway
	TargetLocalGateway
	TargetCarrierGateway
	TargetCoreNetwork
	TargetODBNetwork
	TargetAddress // next hop from a route server: the interface owning Target.ID
	TargetUnknown // not one of the known kinds, or not known before apply
)

var targetKinds = [...]string{
	"unset", "local", "internet-gateway", "vpn-gateway", "gateway-endpoint", "gwlb-endpoint", "instance",
	"interface", "nat-gateway", "transit-gateway", "peering", "egress-only-gateway", "local-gateway",
	"carrier-gateway", "core-network", "odb-network", "address", "unknown",
}

// String returns the kind in words, e.g. "nat-gateway".
func (k TargetKind) String() string { return targetKinds[k] }

// Target is the next hop of a route.
type Target struct {
	Kind TargetKind
	ID   string // id, ARN or address as AWS prints it; "local" for TargetLocal
	ENI  ENIID  // for TargetInstance: the interface that AWS names beside the instance

	Candidates []Target // for TargetUnknown: what it can be, when that is known; never holds every choice by guess
	Unknown    *Unknown // for TargetUnknown: why
}
