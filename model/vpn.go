package model

import "net/netip"

// VPNGateway is a virtual private gateway (VGW-1).
type VPNGateway struct {
	ID          VPNGatewayID
	Account     AccountID
	Region      RegionID
	State       string // "available"
	Attachments []GatewayAttachment
	Tags        Tags
	Origin      Origin

	UnknownAttachment *Unknown
}

// VPNConnection is a Site-to-Site VPN (VPN-1).
type VPNConnection struct {
	ID              VPNConnectionID
	Account         AccountID
	Region          RegionID
	State           string // "available" is up; pending and modifying may be; deleted is absent
	VPNGateway      VPNGatewayID
	TransitGateway  TransitGatewayID
	CoreNetwork     ARN
	CustomerGateway CustomerGatewayID
	StaticOnly      bool // StaticRoutesOnly: no BGP (VGW-4)
	Routes          []VPNRoute
	Local, Remote   netip.Prefix // tunnel selectors; zero means any
	Telemetry       []string     // "UP" or "DOWN" a tunnel: an annotation only
	Tags            Tags
	Origin          Origin

	UnknownRoutes *Unknown
}

// VPNRoute is a static route of a VPN connection.
type VPNRoute struct {
	Destination netip.Prefix
	State       string // "available" counts
	Origin      Origin
}

// CustomerGateway is the on-prem end of VPN connections.
type CustomerGateway struct {
	ID      CustomerGatewayID
	Account AccountID
	Region  RegionID
	State   string
	ASN     string
	Address netip.Addr
	Tags    Tags
	Origin  Origin
}

// DirectConnectAssociation ties a Direct Connect gateway to a virtual private
// or transit gateway (DX-1, DX-2).
type DirectConnectAssociation struct {
	Gateway         DirectConnectGateway
	VPNGateway      VPNGatewayID
	TransitGateway  TransitGatewayID
	State           string
	AllowedPrefixes []netip.Prefix
	Origin          Origin
}

// VirtualInterface is a Direct Connect virtual interface (DX-1 to DX-3).
type VirtualInterface struct {
	ID         VirtualInterfaceID
	Type       string // "private", "transit" or "public"
	State      string
	Gateway    DirectConnectGateway
	VPNGateway VPNGatewayID
	Origin     Origin
}
