package terraform

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

func init() {
	register(phaseObject, map[string]func(item){"aws_security_group": readGroup, "aws_default_security_group": readGroup})
	register(phasePart, map[string]func(item){
		"aws_security_group_rule":             readGroupRule,
		"aws_vpc_security_group_ingress_rule": func(it item) { readSingleRule(it, false) },
		"aws_vpc_security_group_egress_rule":  func(it item) { readSingleRule(it, true) },
		"aws_vpc_security_group_vpc_association": func(it item) {
			it.b.rest.SecurityGroupAssociations = append(it.b.rest.SecurityGroupAssociations, model.SecurityGroupVPCAssociation{
				Group: model.SecurityGroupID(it.ref("security_group_id").id), VPC: it.vpc(), State: "associated", Origin: it.origin(),
			})
		},
	})
	dataHandlers["aws_security_group"] = handler{phaseObject, readForeignGroup}
}

// readForeignGroup reads a group that a data source found: its rules are not told.
func readForeignGroup(it item) {
	u := &model.Unknown{Cause: "the rules of a group that a data source found are not told", Origin: it.origin()}
	id := model.SecurityGroupID(it.id())
	it.b.groups.add(id, model.SecurityGroup{
		ID: id, Name: it.str("name"), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		Tags: it.tags(), Origin: it.origin(), UnknownIngress: u, UnknownEgress: u,
	})
}

// readGroup reads a group with its inline rules. Without egress it has none:
// the provider removes what AWS adds (TF-4).
func readGroup(it item) {
	row := model.SecurityGroup{
		ID: model.SecurityGroupID(it.id()), Name: it.str("name"), VPC: it.vpc(),
		Account: it.account(), Region: it.region(), Tags: it.tags(), Origin: it.origin(),
	}
	if it.res.Type == "aws_default_security_group" {
		row.Name = "default"
	}
	if row.Name == "" {
		row.Name = it.str("name_prefix")
	}
	row.Rules, row.UnknownIngress = it.inlineRules("ingress", row.ID)
	egress, unknown := it.inlineRules("egress", row.ID)
	row.Rules, row.UnknownEgress = append(row.Rules, egress...), unknown
	it.b.groups.add(row.ID, row)
}

// inlineRules reads ingress or egress of a group.
func (it item) inlineRules(key string, self model.SecurityGroupID) ([]model.SecurityGroupRule, *model.Unknown) {
	blocks, unknown := it.blocks(key)
	var out []model.SecurityGroupRule
	for _, e := range blocks {
		out = append(out, e.rules("security_groups", "protocol", key == "egress", self)...)
	}
	return out, unknown
}

// rules splits a rule into rules of one peer each (SG-27, TF-3).
func (it item) rules(groups, protocol string, egress bool, self model.SecurityGroupID) []model.SecurityGroupRule {
	base := model.SecurityGroupRule{Egress: egress, Description: it.str("description"), Origin: it.origin()}
	base.Traffic, base.UnknownTraffic = it.traffic(protocol, "from_port", "to_port")
	var out []model.SecurityGroupRule
	add := func(p model.Peer) {
		rule := base
		rule.Peer = p
		out = append(out, rule)
	}
	for _, key := range []string{"cidr_blocks", "ipv6_cidr_blocks"} {
		it.elements(key, func(v *plan.Value) { add(it.blockPeer(key, v)) }, add)
	}
	it.elements("prefix_list_ids", func(v *plan.Value) { add(it.listPeer("prefix_list_ids", v)) }, add)
	it.elements(groups, func(v *plan.Value) { add(it.groupPeer(groups, v)) }, add)
	if it.flag("self", false) {
		add(model.Peer{Kind: model.PeerGroup, Group: self})
	}
	return out
}

// elements calls each for the elements of a list, or for the only value; add
// gets an unknown peer when the list is not known.
func (it item) elements(key string, each func(*plan.Value), add func(model.Peer)) {
	v := it.get(key)
	switch v.KindOf() {
	case plan.Unknown:
		add(model.Peer{Kind: model.PeerUnknown, Unknown: it.unknown(key, v)})
	case plan.List:
		for _, c := range v.Children {
			each(c)
		}
	case plan.String:
		if v.Text != "" {
			each(v)
		}
	case plan.Absent, plan.Null, plan.Bool, plan.Number, plan.Object:
	}
}

func (it item) blockPeer(key string, v *plan.Value) model.Peer {
	p, unknown := it.block4or6(key, v)
	if unknown != nil {
		return model.Peer{Kind: model.PeerUnknown, Unknown: unknown}
	}
	if p == (netip.Prefix{}) {
		return model.Peer{}
	}
	return model.Peer{Kind: model.PeerCIDR, CIDR: p}
}

func (it item) listPeer(key string, v *plan.Value) model.Peer {
	r := it.named(key, v)
	if r.unknown != nil || r.id == "" {
		return model.Peer{Kind: model.PeerUnknown, Unknown: it.unknown(key, v)}
	}
	return model.Peer{Kind: model.PeerPrefixList, PrefixList: model.PrefixListID(r.id)}
}

// ownedByAccount is a group of another account: account/sg-id.
var ownedByAccount = regexp.MustCompile(`^(\d{12})/(sg-.+)$`)

func (it item) groupPeer(key string, v *plan.Value) model.Peer {
	if m := ownedByAccount.FindStringSubmatch(v.Str()); m != nil {
		return model.Peer{Kind: model.PeerGroup, Account: model.AccountID(m[1]), Group: model.SecurityGroupID(m[2])}
	}
	r := it.named(key, v)
	if r.unknown != nil || r.id == "" {
		return model.Peer{Kind: model.PeerUnknown, Unknown: it.unknown(key, v)}
	}
	return model.Peer{Kind: model.PeerGroup, Group: model.SecurityGroupID(strings.TrimSpace(r.id))}
}

// ownedRule is a rule that a resource of its own makes.
type ownedRule struct {
	group ref
	rule  model.SecurityGroupRule
}

// readGroupRule reads aws_security_group_rule.
func readGroupRule(it item) {
	group := it.ref("security_group_id")
	for _, rule := range it.rules("source_security_group_id", "protocol", it.str("type") == "egress", model.SecurityGroupID(group.id)) {
		rule.ID = model.SecurityGroupRuleID(it.str("security_group_rule_id"))
		it.b.own(group, rule)
	}
}

// readSingleRule reads aws_vpc_security_group_(in|e)gress_rule: one peer each.
func readSingleRule(it item, egress bool) {
	rule := model.SecurityGroupRule{
		ID: model.SecurityGroupRuleID(it.str("security_group_rule_id")), Egress: egress, Description: it.str("description"), Origin: it.origin(),
	}
	rule.Traffic, rule.UnknownTraffic = it.traffic("ip_protocol", "from_port", "to_port")
	for _, key := range []string{"cidr_ipv4", "cidr_ipv6"} {
		if v := it.get(key); v.Told() && v.Str() != "" || v.KindOf() == plan.Unknown {
			rule.Peer = it.blockPeer(key, v)
		}
	}
	if v := it.get("prefix_list_id"); v.Str() != "" || v.KindOf() == plan.Unknown {
		rule.Peer = it.listPeer("prefix_list_id", v)
	}
	if v := it.get("referenced_security_group_id"); v.Str() != "" || v.KindOf() == plan.Unknown {
		rule.Peer = it.groupPeer("referenced_security_group_id", v)
	}
	it.b.own(it.ref("security_group_id"), rule)
}

func (b *builder) own(group ref, rule model.SecurityGroupRule) {
	if group.unknown != nil && len(group.candidates) == 0 {
		if b.strays[rule.Egress] == nil {
			b.strays[rule.Egress] = group.unknown
		}
		return
	}
	if group.unknown != nil {
		b.groups.each(func(id model.SecurityGroupID, g *model.SecurityGroup) {
			if !group.may(string(id)) {
				return
			}
			if rule.Egress {
				g.UnknownEgress = group.unknown
			} else {
				g.UnknownIngress = group.unknown
			}
		})
		return
	}
	b.groupRules = append(b.groupRules, ownedRule{group, rule})
	b.owned.rule(group.id, rule)
}

// everything is the rule that AWS gives to new groups: all traffic, any address.
func everything(egress bool, p netip.Prefix, at model.Origin) model.SecurityGroupRule {
	return model.SecurityGroupRule{Egress: egress, Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerCIDR, CIDR: p}, Origin: at}
}
