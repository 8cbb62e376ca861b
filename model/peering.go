package model

import "net/netip"

// PeeringConnection joins two VPCs (PCX-1). Only Status "active" carries traffic.
type PeeringConnection struct {
	ID        PeeringID
	Status    string // AWS's Status.Code
	Requester PeeringSide
	Accepter  PeeringSide
	Tags      Tags
	Origin    Origin

	UnknownStatus *Unknown // in a plan: somebody may accept it (TF-11)
}

// PeeringSide is one VPC of a peering, as the connection describes it. The
// VPC itself may not be imported (PCX-8).
type PeeringSide struct {
	VPC     VPCID
	Account AccountID
	Region  RegionID
	CIDRs   []netip.Prefix // told only for active connections
	Unknown *Unknown       // the VPC is not known
}
