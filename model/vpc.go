package model

import "net/netip"

// CIDRState is the state of a CIDR association; only "associated" is certain,
// "associating" and "disassociating" are possible, anything else is absent (VPC-1).
type CIDRState string

// CIDR association states.
const (
	CIDRAssociated     CIDRState = "associated"
	CIDRAssociating    CIDRState = "associating"
	CIDRDisassociating CIDRState = "disassociating"
)

// VPC is a virtual private cloud (VPC-1).
type VPC struct {
	ID        VPCID
	Account   AccountID // the owner
	Region    RegionID
	CIDRs     []VPCCIDR // IPv4, the primary first, then IPv6
	IsDefault bool
	BPAMode   BPAMode // effective mode as AWS reports it; unset when it does not (BPA-1)
	Tags      Tags
	Origin    Origin

	UnknownCIDRs *Unknown // some CIDR is not known
}

// VPCCIDR is one address block of a VPC.
type VPCCIDR struct {
	Prefix  netip.Prefix // masked
	State   CIDRState
	Primary bool
	Private bool // IPv6 only: Ipv6AddressAttribute is "private" (VPC-6)
	Origin  Origin
}

// Subnet is a range of a VPC in one availability zone (VPC-2).
type Subnet struct {
	ID          SubnetID
	VPC         VPCID
	Account     AccountID // the owner; participants of a shared subnet differ (VPC-9)
	Region      RegionID
	Zone        string       // name, meaningful inside one account
	ZoneID      ZoneID       // comparable between accounts; empty when not imported
	CIDR        netip.Prefix // IPv4, masked; zero when Ipv6Native or unknown
	IPv6CIDRs   []netip.Prefix
	MapPublicIP bool
	DNS64       bool
	BPAMode     BPAMode
	Tags        Tags
	Origin      Origin

	UnknownCIDR *Unknown // the CIDR is not known
}

// AvailabilityZone maps a zone's name in one account to its id.
type AvailabilityZone struct {
	Account AccountID
	Region  RegionID
	Name    string
	ID      ZoneID
	Type    string // availability-zone, local-zone, wavelength-zone
	Parent  ZoneID // of a local or wavelength zone
	Origin  Origin
}
