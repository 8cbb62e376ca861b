package awsjson

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"SecurityGroups":               {kind: model.KindSecurityGroups, element: (*answer).securityGroup, splits: true},
		"security_groups":              {kind: model.KindSecurityGroups, element: (*answer).securityGroup, path: "SecurityGroups[]"},
		"SecurityGroupRules":           {kind: "SecurityGroupRules", element: (*answer).groupRule, splits: true},
		"SecurityGroupVpcAssociations": {kind: model.KindSecurityGroupVPCs, element: (*answer).groupAssociation},
	})
}

func (a *answer) securityGroup(v value) {
	row := model.SecurityGroup{
		ID: id[model.SecurityGroupID](v, "GroupId"), Name: v.str("GroupName"), VPC: id[model.VPCID](v, "VpcId"),
		Account: id[model.AccountID](v, "OwnerId"), Region: regionOf(v.str("SecurityGroupArn")), Tags: tags(v), Origin: v.origin(),
	}
	row.UnknownIngress = permissions(v, &row, "IpPermissions", false)
	row.UnknownEgress = permissions(v, &row, "IpPermissionsEgress", true)
	if a.keep(model.KindSecurityGroups, v, string(row.ID), 0) {
		push(&a.net.SecurityGroups, row)
	}
}

// permissions reads one direction. What cannot be read as a rule at all makes
// the direction unknown.
func permissions(v value, row *model.SecurityGroup, key string, egress bool) *model.Unknown {
	if v.absent(key) {
		return v.unknown("the answer has no " + key)
	}
	mark := v.t.bad
	found := v.objects(key)
	rules := 0
	for _, e := range found {
		rules += max(1, peers(e))
	}
	row.Rules = slices.Grow(row.Rules, rules)
	for _, e := range found {
		row.Rules = permission(row.Rules, e, egress)
	}
	if v.faulty(mark) {
		return v.get(key).unknown("a rule of the group could not be read")
	}
	return nil
}

// peers is how many peers an IpPermission names.
func peers(v value) (n int) {
	for _, key := range [...]string{"IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"} {
		n += v.find(key).size()
	}
	return n
}

// permission splits an IpPermission into rules of one peer each (SG-27). One
// without any peer allows nothing (SG-9).
func permission(out []model.SecurityGroupRule, v value, egress bool) []model.SecurityGroupRule {
	base, before := model.SecurityGroupRule{Egress: egress}, len(out)
	var ok bool
	base.Traffic, ok = selector{v.get("IpProtocol"), v.get("FromPort"), v.get("ToPort")}.traffic()
	if !ok {
		base.UnknownTraffic = v.unknown("the protocol or ports of the rule could not be read")
	}
	add := func(e value, peer model.Peer) {
		rule := base
		rule.Peer, rule.Description, rule.Origin = peer, e.str("Description"), e.origin()
		out = append(out, rule)
	}
	mark := v.t.bad
	for _, e := range v.objects("IpRanges") {
		add(e, blockPeer(e, "CidrIp"))
	}
	for _, e := range v.objects("Ipv6Ranges") {
		add(e, blockPeer(e, "CidrIpv6"))
	}
	for _, e := range v.objects("PrefixListIds") {
		add(e, listPeer(e))
	}
	for _, e := range v.objects("UserIdGroupPairs") {
		add(e, groupPeer(e))
	}
	if v.faulty(mark) {
		base.Peer = model.Peer{Kind: model.PeerUnknown, Unknown: v.unknown("a source or destination of the rule could not be read")}
	}
	if base.Peer.Kind == model.PeerUnknown || len(out) == before {
		base.Origin = v.origin()
		out = append(out, base)
	}
	return out
}

// blockPeer reads a CIDR block; one that cannot be read is any address in may.
func blockPeer(v value, key string) model.Peer {
	mark := v.t.bad
	p := v.get(key).prefix()
	if v.faulty(mark) || !p.IsValid() {
		return model.Peer{Kind: model.PeerUnknown, Unknown: v.unknown("the CIDR block of the rule could not be read")}
	}
	return model.Peer{Kind: model.PeerCIDR, CIDR: p}
}

func listPeer(v value) model.Peer {
	list := id[model.PrefixListID](v, "PrefixListId")
	if list == "" {
		return model.Peer{Kind: model.PeerUnknown, Unknown: v.unknown("the rule names a prefix list without an id")}
	}
	return model.Peer{Kind: model.PeerPrefixList, PrefixList: list}
}

func groupPeer(v value) model.Peer {
	group := id[model.SecurityGroupID](v, "GroupId")
	name := v.str("GroupName") // EC2-Classic named groups so; ids are always told since
	if group == "" {
		return model.Peer{Kind: model.PeerUnknown, Unknown: v.unknown("the rule names group " + name + " without an id")}
	}
	return model.Peer{
		Kind: model.PeerGroup, Group: group, Account: id[model.AccountID](v, "UserId"), VPC: id[model.VPCID](v, "VpcId"),
		Peering: id[model.PeeringID](v, "VpcPeeringConnectionId"), Status: v.str("PeeringStatus"),
	}
}

// groupRule is a rule of DescribeSecurityGroupRules with the group it is of.
type groupRule struct {
	group  model.SecurityGroupID
	owner  model.AccountID
	region model.RegionID
	rule   model.SecurityGroupRule
}

func (a *answer) groupRule(v value) {
	row := groupRule{
		group: id[model.SecurityGroupID](v, "GroupId"), owner: id[model.AccountID](v, "GroupOwnerId"),
		region: regionOf(v.str("SecurityGroupRuleArn")),
		rule: model.SecurityGroupRule{
			ID: id[model.SecurityGroupRuleID](v, "SecurityGroupRuleId"), Egress: v.flag("IsEgress", false),
			Description: v.str("Description"), Origin: v.origin(),
		},
	}
	var ok bool
	row.rule.Traffic, ok = selector{v.get("IpProtocol"), v.get("FromPort"), v.get("ToPort")}.traffic()
	if !ok {
		row.rule.UnknownTraffic = v.unknown("the protocol or ports of the rule could not be read")
	}
	row.rule.Peer = singlePeer(v)
	if a.keep("SecurityGroupRules", v, string(row.group), 0) {
		a.joins.groupRules = append(a.joins.groupRules, row)
	}
}

// singlePeer reads the one source or destination of a SecurityGroupRule.
func singlePeer(v value) model.Peer {
	switch {
	case v.has("CidrIpv4"):
		return blockPeer(v, "CidrIpv4")
	case v.has("CidrIpv6"):
		return blockPeer(v, "CidrIpv6")
	case v.has("PrefixListId"):
		return listPeer(v)
	case v.has("ReferencedGroupInfo"):
		return groupPeer(v.object("ReferencedGroupInfo"))
	}
	return model.Peer{Kind: model.PeerNone}
}

func (a *answer) groupAssociation(v value) {
	row := model.SecurityGroupVPCAssociation{
		Group: id[model.SecurityGroupID](v, "GroupId"), VPC: id[model.VPCID](v, "VpcId"), State: v.str("State"), Origin: v.origin(),
	}
	if a.keep(model.KindSecurityGroupVPCs, v, string(row.Group), 0) {
		a.net.SecurityGroupAssociations = append(a.net.SecurityGroupAssociations, row)
	}
}
