package model

// AWS identifiers, typed so that one cannot be passed for another. They are
// taken literally: anonymised or invented forms are as good as AWS's own.
type (
	AccountID            string // 12 digits
	RegionID             string // eu-west-1
	ZoneID               string // use1-az4: comparable between accounts (VPC-2)
	VPCID                string // vpc-*
	SubnetID             string // subnet-*
	RouteTableID         string // rtb-*
	InternetGatewayID    string // igw-*
	EgressOnlyGatewayID  string // eigw-*
	CarrierGatewayID     string // cagw-*
	LocalGatewayID       string // lgw-*
	NatGatewayID         string // nat-*
	VPNGatewayID         string // vgw-*
	VPNConnectionID      string // vpn-*
	CustomerGatewayID    string // cgw-*
	PeeringID            string // pcx-*
	TransitGatewayID     string // tgw-*
	TGWAttachmentID      string // tgw-attach-*
	TGWRouteTableID      string // tgw-rtb-*
	PrefixListID         string // pl-*
	VPCEndpointID        string // vpce-*
	EndpointServiceID    string // vpce-svc-*
	ENIID                string // eni-*
	InstanceID           string // i-*
	SecurityGroupID      string // sg-*
	SecurityGroupRuleID  string // sgr-*
	NetworkACLID         string // acl-*
	AllocationID         string // eipalloc-*
	DirectConnectGateway string // a uuid
	VirtualInterfaceID   string // dxvif-*
	ARN                  string // arn:aws:…
)

// Tag is one key and value that somebody attached to a resource. Both are
// text from strangers: renderers escape them.
type Tag struct{ Key, Value string }

// Tags are sorted by key after Normalize.
type Tags []Tag

// Get returns the value of key, and whether the tag exists. Keys are
// case-sensitive, as in AWS.
func (t Tags) Get(key string) (string, bool) {
	for _, tag := range t {
		if tag.Key == key {
			return tag.Value, true
		}
	}
	return "", false
}

// Name returns the value of the Name tag, or "".
func (t Tags) Name() string {
	name, _ := t.Get("Name")
	return name
}
