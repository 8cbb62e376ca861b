package generate

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// group is a security group; its id has its place in plan.groups, counted from 1.
type group struct {
	number int // its place
	vpc    int
	name   string
	rules  []rule
}

// rule is one rule with one peer.
type rule struct {
	egress bool
	what   selector
	peer   peer
}

// peer is the source or destination of a rule.
type peer struct {
	kind    model.PeerKind // PeerCIDR, PeerGroup or PeerPrefixList (the unknown list)
	cidr    netip.Prefix
	group   int
	peering int // place in plan.net.Peerings counted from 1; 0: the group is of the same VPC
}

func blockPeer(cidr netip.Prefix) peer { return peer{kind: model.PeerCIDR, cidr: cidr} }
func groupPeer(group int) peer         { return peer{kind: model.PeerGroup, group: group} }

func groupID(i int) model.SecurityGroupID { return model.SecurityGroupID(idOf("sg", i+1)) }

// addGroup adds a group without rules.
func (p *plan) addGroup(vpc int, name string) int {
	p.groups = append(p.groups, group{number: len(p.groups), vpc: vpc, name: name})
	return len(p.groups) - 1
}

// allow adds a rule. With a share of unknown rules some peers become the list that nobody knows.
func (p *plan) allow(group int, egress bool, what selector, with peer) {
	if p.o.Unknown > 0 && p.doubts.share(p.o.Unknown) {
		with = peer{kind: model.PeerPrefixList}
	}
	p.allowSurely(group, egress, what, with)
}

// allowSurely adds a rule as it is. AWS takes no rule twice: the second is dropped. With IPv6, what
// is open to everyone is so in both families.
func (p *plan) allowSurely(group int, egress bool, what selector, with peer) {
	g := &p.groups[group]
	r := rule{egress, what, with}
	if slices.Contains(g.rules, r) {
		return
	}
	g.rules = append(g.rules, r)
	if with == blockPeer(anywhere) && p.homes[g.vpc].six.IsValid() && what.protocol != "icmp" {
		g.rules = append(g.rules, rule{egress, what, blockPeer(anywhere6)})
	}
}

func (p *plan) allowIn(group int, what selector, with peer)  { p.allow(group, false, what, with) }
func (p *plan) allowOut(group int, what selector, with peer) { p.allow(group, true, what, with) }

// securityGroup is the row of a group.
func (p *plan) securityGroup(i int) model.SecurityGroup {
	g := &p.groups[i]
	v := &p.net.VPCs[g.vpc]
	row := model.SecurityGroup{
		ID: groupID(i), Name: g.name, VPC: v.ID, Account: v.Account, Region: region, Tags: p.tags(g.vpc, g.name),
	}
	for _, r := range g.rules {
		row.Rules = append(row.Rules, model.SecurityGroupRule{Egress: r.egress, Traffic: r.what.traffic(), Peer: p.peerRow(r.peer)})
	}
	return row
}

// peerRow is a peer as the model has it.
func (p *plan) peerRow(r peer) model.Peer {
	switch r.kind {
	case model.PeerCIDR:
		return model.Peer{Kind: r.kind, CIDR: r.cidr}
	case model.PeerPrefixList:
		return model.Peer{Kind: r.kind, PrefixList: p.net.PrefixLists[0].ID}
	case model.PeerGroup:
		v := &p.net.VPCs[p.groups[r.group].vpc]
		row := model.Peer{Kind: r.kind, Group: groupID(r.group), Account: v.Account}
		if r.peering > 0 {
			row.VPC, row.Peering, row.Status = v.ID, p.net.Peerings[r.peering-1].ID, "active"
		}
		return row
	case model.PeerNone, model.PeerUnknown:
	}
	panic("unreachable: a rule without a peer")
}

// addUnknownList adds the prefix list of another organisation, shared with every account, whose
// entries nobody asked for.
func (p *plan) addUnknownList() {
	id := model.PrefixListID(p.id("pl"))
	p.net.PrefixLists = append(p.net.PrefixLists, model.PrefixList{
		ID: id, Name: "partner-networks", Account: "900000000001", Region: region, State: "create-complete", MaxEntries: 20,
		UnknownEntries: &model.Unknown{Cause: "the entries of " + string(id) + " were not imported"},
	})
}
