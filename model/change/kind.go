package change

import "github.com/seed-044d7529/segment/model"

// A kind is a kind of resource that an edit can name.
type kind struct {
	word string // before the colon
	what string // for people
	list func(*model.Network, func(id, name string, vpc model.VPCID))
}

var (
	kindVPC        = &kind{"vpc", "VPC", listVPCs}
	kindSubnet     = &kind{"subnet", "subnet", listSubnets}
	kindTable      = &kind{"rtb", "route table", listTables}
	kindACL        = &kind{"acl", "network ACL", listACLs}
	kindGroup      = &kind{"sg", "security group", listGroups}
	kindList       = &kind{"pl", "prefix list", listLists}
	kindENI        = &kind{"eni", "network interface", listENIs}
	kindInstance   = &kind{"i", "instance", listInstances}
	kindNAT        = &kind{"nat", "NAT gateway", listNATs}
	kindIGW        = &kind{"igw", "internet gateway", listIGWs}
	kindEIGW       = &kind{"eigw", "egress-only internet gateway", listEIGWs}
	kindVGW        = &kind{"vgw", "virtual private gateway", listVGWs}
	kindVPN        = &kind{"vpn", "VPN connection", listVPNs}
	kindTGW        = &kind{"tgw", "transit gateway", listTGWs}
	kindAttachment = &kind{"tgw-attach", "transit gateway attachment", listAttachments}
	kindTGWTable   = &kind{"tgw-rtb", "transit gateway route table", listTGWTables}
	kindPeering    = &kind{"pcx", "peering connection", listPeerings}
	kindEndpoint   = &kind{"vpce", "VPC endpoint", listEndpoints}
	kindCarrier    = &kind{"cagw", "carrier gateway", listCarriers}
	kindLocal      = &kind{"lgw", "local gateway", listLocals}
	kindBalancer   = &kind{"lb", "load balancer", listBalancers}
	kindTargets    = &kind{"tg", "target group", listTargets}
	kindZone       = &kind{"az", "availability zone", listZones}
)

func kinds() []*kind {
	return []*kind{
		kindVPC, kindSubnet, kindTable, kindACL, kindGroup, kindList, kindENI, kindInstance, kindNAT, kindIGW, kindEIGW,
		kindVGW, kindVPN, kindTGW, kindAttachment, kindTGWTable, kindPeering, kindEndpoint, kindCarrier, kindLocal,
		kindBalancer, kindTargets, kindZone,
	}
}

// kindOf returns the kind that a word before a colon tells, or nil.
func kindOf(text string) *kind {
	switch text {
	case "instance":
		return kindInstance
	case "nacl":
		return kindACL
	case "route-table":
		return kindTable
	}
	for _, k := range kinds() {
		if k.word == text {
			return k
		}
	}
	return nil
}
