package model

// BPAMode is a mode of VPC Block Public Access (BPA-1).
type BPAMode string

// Modes. Empty means not told.
const (
	BPAOff           BPAMode = "off"
	BPABidirectional BPAMode = "block-bidirectional"
	BPAIngress       BPAMode = "block-ingress"
)

// BlockPublicAccess is the mode of one account and region.
type BlockPublicAccess struct {
	Account AccountID
	Region  RegionID
	Mode    BPAMode
	State   string
	Origin  Origin
}

// BlockPublicAccessExclusion exempts a VPC or a subnet (BPA-2).
type BlockPublicAccessExclusion struct {
	ID     string
	VPC    VPCID // one of VPC and Subnet
	Subnet SubnetID
	Mode   string // "allow-bidirectional" or "allow-egress"
	State  string // "*-complete" counts
	Origin Origin
}
