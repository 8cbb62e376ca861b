package awsjson

// notModelled are members of answers that segment recognises and cannot use
// yet, with what verdicts may miss because of it.
var notModelled = map[string]string{
	"RouteServers":                          "routes that a route server would install are seen only in route tables",
	"RouteServerEndpoints":                  "routes that a route server would install are seen only in route tables",
	"RouteServerPeers":                      "routes that a route server would install are seen only in route tables",
	"ClientVpnEndpoints":                    "clients of a Client VPN are not known as sources",
	"ClientVpnTargetNetworks":               "clients of a Client VPN are not known as sources",
	"AuthorizationRules":                    "clients of a Client VPN are not known as sources",
	"LocalGatewayRouteTables":               "what lies behind a local gateway is unknown",
	"LocalGatewayRouteTableVpcAssociations": "what lies behind a local gateway is unknown",
	"TransitGatewayPolicyTables":            "attachments that a policy table routes are unknown",
	"TransitGatewayPolicyTableEntries":      "attachments that a policy table routes are unknown",
	"TransitGatewayConnectPeers":            "what lies behind a Connect attachment is unknown",
	"TransitGatewayMulticastDomains":        "multicast is not modelled",
	"CoreNetworks":                          "paths through Cloud WAN are unknown",
	"CoreNetworkPolicy":                     "paths through Cloud WAN are unknown",
	"NetworkRoutes":                         "paths through Cloud WAN are unknown",
	"InstanceConnectEndpoints":              "EC2 Instance Connect endpoints are not known as sources",
	"ResolverEndpoints":                     "resolver endpoints are known by their interfaces only",
	"VpcEncryptionControls":                 "encryption control is assumed to be off",
	"VerifiedAccessEndpoints":               "Verified Access endpoints are not known as sources",
	"VpcEndpointAssociations":               "endpoints of a firewall beside its own are unknown",
	"serviceNetworks":                       "VPC Lattice is not modelled",
	"serviceNetworkVpcAssociations":         "VPC Lattice is not modelled",
	"resourceGateways":                      "VPC Lattice is not modelled",
	"resourceConfigurations":                "VPC Lattice is not modelled",
	"Accelerators":                          "Global Accelerator is known by its interfaces only",
	"AutoScalingGroups":                     "members that may be launched later are not known",
	"services":                              "tasks that may be started later are not known",
	"WebACLs":                               "requests may be refused above the network",
}
