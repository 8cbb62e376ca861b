package service

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// typeKinds says what AWS's interface types mean (IF-1). Types that tell
// nothing about what runs there have an empty kind.
var typeKinds = map[string]Kind{
	"": "", model.InterfacePlain: "", model.InterfaceEFA: "", model.InterfaceEFAOnly: "",
	model.InterfaceTrunk: "", model.InterfaceBranch: "",
	model.InterfaceNat: NAT, "natGateway": NAT,
	model.InterfaceTransitGateway:      TGW,
	model.InterfaceVPCEndpoint:         VPCEndpoint,
	model.InterfaceGWLBEndpoint:        GWLBEndpoint,
	model.InterfaceGWLB:                GWLB,
	model.InterfaceNLB:                 NLB,
	model.InterfaceLB:                  LoadBalancer,
	model.InterfaceLambda:              Lambda,
	"quicksight":                       QuickSight,
	"iot_rules_managed":                IoTRules,
	"aws_codestar_connections_managed": CodeConnections,
	"api_gateway_managed":              APIGateway,
	"global_accelerator_managed":       Accelerator,
	"evs":                              EVS,
	"ec2_instance_connect_endpoint":    ConnectEndpoint,
}

// ofType reads the interface type (level 3). known is false for a type that
// IF-1 does not name.
func ofType(e *model.NetworkInterface) (f finding, known bool) {
	kind, known := typeKinds[e.Type]
	if !known {
		return finding{level: byType, why: "InterfaceType " + e.Type + " is not known; treated as interface"}, false
	}
	return finding{level: byType, kind: kind, why: "InterfaceType " + e.Type}, true
}

// forwards reports whether AWS's own data says that an interface of this kind
// is never an end of a question. Descriptions and tags have no say: a stranger
// could hide an interface with them.
func forwards(e *model.NetworkInterface, joined Kind) bool {
	never := []Kind{NAT, TGW, GWLBEndpoint, GWLB, Firewall}
	if slices.Contains(never, typeKinds[e.Type]) || slices.Contains(never, joined) {
		return true
	}
	return e.Type == model.InterfaceEFAOnly
}

// requesters maps what AWS's services call themselves as requester or owner of
// an attachment to kinds (level 4).
var requesters = map[string]Kind{
	"amazon-elb": LoadBalancer, "amazon-rds": RDS, "amazon-redshift": Redshift,
	"amazon-elasticache": ElastiCache, "amazon-elasticsearch": OpenSearch, "amazon-elasticfilesystem": EFS,
	"amazon-aws": "", "amazon-vpc": "",
}

// ofRequester reads RequesterId and the attachment's owner (level 4). Some
// services act under an assumed role; its session names them no better.
func ofRequester(e *model.NetworkInterface) (finding, bool) {
	for _, who := range []string{e.RequesterID, e.Attachment.Owner} {
		if kind := requesters[strings.ToLower(who)]; kind != "" {
			return finding{level: byRequester, kind: kind, why: "requested by " + who}, true
		}
	}
	return finding{}, false
}
