package model

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// SecurityGroup is a stateful, allow-only filter of interfaces (SG-1).
type SecurityGroup struct {
	ID      SecurityGroupID
	Name    string // GroupName; "default" for the default group
	VPC     VPCID
	Account AccountID
	Region  RegionID
	Rules   []SecurityGroupRule // ingress and egress, single-source (SG-27), in input order
	Tags    Tags
	Origin  Origin

	UnknownIngress *Unknown // there may be more ingress rules than listed
	UnknownEgress  *Unknown // likewise egress
}

// SecurityGroupRule allows traffic from or to one peer (SG-9, SG-27).
type SecurityGroupRule struct {
	ID          SecurityGroupRuleID // when known
	Egress      bool
	Traffic     packet.Set // protocol and destination ports, or ICMP type and code (SG-5..7)
	Peer        Peer
	Description string
	Origin      Origin

	UnknownTraffic *Unknown // ports or protocol are not known: Traffic is what they can be at most
}

// PeerKind is what the peer of a rule is.
type PeerKind uint8

// Peer kinds. PeerNone allows nothing (SG-9).
const (
	PeerNone PeerKind = iota
	PeerCIDR
	PeerPrefixList
	PeerGroup
	PeerUnknown // any address in may, none in must
)

// Peer is the one source (ingress) or destination (egress) of a rule.
type Peer struct {
	Kind       PeerKind
	CIDR       netip.Prefix // PeerCIDR; masked
	PrefixList PrefixListID // PeerPrefixList
	Group      SecurityGroupID
	Account    AccountID // PeerGroup: owner, when told
	VPC        VPCID     // PeerGroup: when told
	Peering    PeeringID // PeerGroup: when the reference names a peering
	Status     string    // PeerGroup: PeeringStatus; empty or "active" is live (SG-16)
	Unknown    *Unknown  // PeerUnknown: why
}

// SecurityGroupVPCAssociation lets a group be used in a VPC not its own (SG-18).
type SecurityGroupVPCAssociation struct {
	Group  SecurityGroupID
	VPC    VPCID
	State  string // "associated" counts
	Origin Origin
}
