package model

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// NetworkACL is a stateless, ordered filter at the border of subnets (NACL-1).
type NetworkACL struct {
	ID           NetworkACLID
	VPC          VPCID
	Account      AccountID
	Region       RegionID
	IsDefault    bool
	Entries      []NACLEntry // both directions; Normalize sorts by direction and number
	Associations []NACLAssociation
	Tags         Tags
	Origin       Origin

	UnknownEntries *Unknown // there may be more entries than listed
}

// NACLAssociation puts a subnet under an ACL.
type NACLAssociation struct {
	ID     string
	Subnet SubnetID
	Origin Origin

	Unknown *Unknown // which subnet is not known
}

// Action is what a network ACL entry does.
type Action uint8

// Actions. ActionUnset stands for one that could not be read: unknown.
const (
	ActionUnset Action = iota
	Allow
	Deny
)

// String returns "allow", "deny" or "unset".
func (a Action) String() string { return [...]string{"unset", "allow", "deny"}[a] }

// NACLEntry is one numbered rule. Entries of one direction apply by ascending
// Number, the first match decides (NACL-2).
type NACLEntry struct {
	Number  int  // 1-32766; 32767 and 32768 are the implicit denies
	Egress  bool // true: packets leaving the subnet
	Action  Action
	Traffic packet.Set   // protocol and destination ports, or ICMP type and code (NACL-5, NACL-6)
	CIDR    netip.Prefix // masked; the remote address (NACL-5)
	Origin  Origin

	UnknownCIDR    *Unknown
	UnknownTraffic *Unknown // Traffic is then what it can be at most
}
