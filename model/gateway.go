package model

// GatewayAttachment ties a gateway to a VPC.
type GatewayAttachment struct {
	VPC    VPCID
	State  string // igw, eigw: "available" or "attached"; vgw: "attached"
	Origin Origin
}

// Attached reports whether the attachment carries traffic (IGW-1, VGW-1).
func (a GatewayAttachment) Attached() bool { return a.State == "available" || a.State == "attached" }

// InternetGateway is an internet gateway (IGW-1).
type InternetGateway struct {
	ID          InternetGatewayID
	Account     AccountID
	Region      RegionID
	Attachments []GatewayAttachment
	Tags        Tags
	Origin      Origin

	UnknownAttachment *Unknown
}

// EgressOnlyInternetGateway lets IPv6 out, and only replies in (EIGW-1).
type EgressOnlyInternetGateway struct {
	ID          EgressOnlyGatewayID
	Account     AccountID
	Region      RegionID
	Attachments []GatewayAttachment
	Tags        Tags
	Origin      Origin

	UnknownAttachment *Unknown
}

// CarrierGateway leads to a carrier network from a Wavelength Zone (CGW-1).
type CarrierGateway struct {
	ID      CarrierGatewayID
	VPC     VPCID
	Account AccountID
	Region  RegionID
	State   string
	Tags    Tags
	Origin  Origin
}

// LocalGateway leads to the network around an Outpost (LGW-1).
type LocalGateway struct {
	ID      LocalGatewayID
	Account AccountID
	Region  RegionID
	State   string
	Tags    Tags
	Origin  Origin
}
