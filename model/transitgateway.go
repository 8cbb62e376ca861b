package model

import "net/netip"

// TransitGateway joins VPCs, VPNs and other gateways (TGW-1).
type TransitGateway struct {
	ID                 TransitGatewayID
	Account            AccountID
	Region             RegionID
	State              string
	SGReferencing      bool // SecurityGroupReferencingSupport is "enable" (SG-13)
	DefaultAssociation TGWRouteTableID
	DefaultPropagation TGWRouteTableID
	CIDRs              []netip.Prefix
	Tags               Tags
	Origin             Origin
}

// TGWAttachment ties a VPC, VPN, Direct Connect gateway, peer or Connect to a
// Transit Gateway (TGW-1).
type TGWAttachment struct {
	ID             TGWAttachmentID
	TransitGateway TransitGatewayID
	Account        AccountID // owner of the Transit Gateway as far as told
	Region         RegionID
	Type           string // "vpc", "vpn", "direct-connect-gateway", "connect", "peering", …
	Resource       string // vpc-*, vpn-*, the peer's tgw-*, …
	ResourceOwner  AccountID
	State          string     // "available" carries traffic
	Subnets        []SubnetID // vpc only; one a zone (TGW-2)
	ApplianceMode  bool
	IPv6           bool
	SGReferencing  bool            // default enable (SG-13)
	PeerAttachment TGWAttachmentID // peering only: the other side's id of the same peering
	PeerGateway    TransitGatewayID
	PeerRegion     RegionID
	NATRules       []TGWNatRule // TGW-16
	Tags           Tags
	Origin         Origin

	Association   TGWAssociation
	DetailsKnown  bool     // subnets and options were imported; false: only the list entry was
	UnknownSubnet *Unknown // it has subnets that are not known
}

// TGWAssociation is the table that routes what enters by an attachment (TGW-3).
type TGWAssociation struct {
	RouteTable  TGWRouteTableID // empty: associated with none
	PolicyTable string          // instead of a route table: unknown
	State       string          // "associated", or empty when not told, counts
	Unknown     *Unknown        // which table is not known
	Origin      Origin
}

// TGWNatRule rewrites sources at an attachment (TGW-16).
type TGWNatRule struct {
	Match, Translated netip.Prefix
	Origin            Origin
}

// TGWRouteTable is a route table of a Transit Gateway (TGW-3, TGW-4).
type TGWRouteTable struct {
	ID                  TGWRouteTableID
	TransitGateway      TransitGatewayID
	Account             AccountID
	Region              RegionID
	State               string
	Routes              []TGWRoute
	RoutesComplete      bool     // Routes came from a full search: propagated routes are among them
	RoutesPresent       Presence // whether static routes were imported
	Propagations        []TGWPropagation
	PropagationsPresent Presence
	References          []TGWPrefixListReference
	Tags                Tags
	Origin              Origin

	UnknownRoutes *Unknown // there may be more routes
}

// TGWRoute is one route of a Transit Gateway route table.
type TGWRoute struct {
	Destination  netip.Prefix      // masked
	PrefixList   PrefixListID      // set when it stems from a reference
	Attachments  []TGWAttachmentID // several: ECMP
	Type         string            // "static", "propagated" or "system"
	ResourceType string            // of the attachment; ranks propagated routes (TGW-4)
	State        string            // "active", "blackhole", …
	Origin       Origin

	UnknownDestination *Unknown
	UnknownTarget      *Unknown
}

// TGWPropagation makes an attachment announce its routes into a table (TGW-7).
type TGWPropagation struct {
	Attachment   TGWAttachmentID
	ResourceType string
	Resource     string
	State        string // "enabled", or empty when not told, counts
	Origin       Origin

	Unknown *Unknown // which attachment is not known
}

// TGWPrefixListReference is a static-like route per entry of a list (TGW-6).
type TGWPrefixListReference struct {
	PrefixList PrefixListID
	Attachment TGWAttachmentID
	Blackhole  bool
	State      string
	Origin     Origin
}
