package randomnet

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// securityGroups draws two or three groups a VPC. Half of them are wide open one way.
func (g *gen) securityGroups() {
	for _, v := range g.n.VPCs {
		for i := range g.some(2, 3) {
			g.n.SecurityGroups = append(g.n.SecurityGroups, model.SecurityGroup{
				ID: model.SecurityGroupID(fmt.Sprintf("sg-%s-%d", v.ID[4:], i)), Name: "group", VPC: v.ID, Account: v.Account, Region: v.Region,
				UnknownIngress: g.unknown(), UnknownEgress: g.unknown(),
			})
		}
	}
	for i := range g.n.SecurityGroups {
		s := &g.n.SecurityGroups[i]
		for _, egress := range []bool{false, true} {
			open := 0.6
			if egress {
				open = 0.8
			}
			if g.chance(open) {
				for _, any4or6 := range []string{"0.0.0.0/0", "::/0"} {
					s.Rules = append(s.Rules, model.SecurityGroupRule{Egress: egress, Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerCIDR, CIDR: prefix("%s", any4or6)}})
				}
			}
			for range g.some(0, 3) {
				s.Rules = append(s.Rules, g.groupRule(s, egress))
			}
		}
		if g.odd() {
			g.n.SecurityGroupAssociations = append(g.n.SecurityGroupAssociations, model.SecurityGroupVPCAssociation{
				Group: s.ID, VPC: pick(g, g.n.VPCs).ID, State: g.state("associated", "disassociated"),
			})
		}
	}
}

func (g *gen) groupRule(s *model.SecurityGroup, egress bool) model.SecurityGroupRule {
	r := model.SecurityGroupRule{Egress: egress, Traffic: g.traffic()}
	r.UnknownTraffic = g.unknown()
	if u := g.unknown(); u != nil {
		r.Peer = model.Peer{Kind: model.PeerUnknown, Unknown: u}
		return r
	}
	switch g.IntN(10) {
	case 0, 1, 2, 3:
		r.Peer = model.Peer{Kind: model.PeerCIDR, CIDR: g.cidr(false)}
	case 4:
		r.Peer = model.Peer{Kind: model.PeerCIDR, CIDR: g.cidr(true)}
	case 5:
		r.Peer = model.Peer{Kind: model.PeerPrefixList, PrefixList: pick(g, g.n.PrefixLists).ID}
		if g.chance(g.p.Unknown) {
			r.Peer.PrefixList = "pl-elsewhere"
		}
	case 6:
		r.Peer = g.reference(s)
	case 7:
		r.Peer = model.Peer{Kind: model.PeerGroup, Group: s.ID, Account: s.Account}
	case 8:
		r.Peer = g.reference(s)
	case 9:
		if g.odd() {
			r.Peer = model.Peer{Kind: model.PeerNone}
		} else {
			r.Peer = model.Peer{Kind: model.PeerCIDR, CIDR: prefix("10.0.0.0/8")}
		}
	}
	return r
}

// reference draws a reference to a group: of the own VPC, of another one, or of nobody known.
func (g *gen) reference(s *model.SecurityGroup) model.Peer {
	other := pick(g, g.n.SecurityGroups)
	p := model.Peer{Kind: model.PeerGroup, Group: other.ID, Account: other.Account}
	if other.VPC != s.VPC && g.chance(0.5) {
		p.VPC, p.Peering = other.VPC, model.PeeringID(fmt.Sprintf("pcx-%s-%s", min(s.VPC, other.VPC)[4:], max(s.VPC, other.VPC)[4:]))
		p.Status = g.state("active", "deleted", "expired")
	}
	if g.p.Unknown > 0 && g.odd() {
		p = model.Peer{Kind: model.PeerGroup, Group: "sg-foreign", Account: "333333333333", VPC: "vpc-foreign", Peering: "pcx-foreign", Status: "active"}
	}
	return p
}

// acls draws an ACL or two a VPC. Most are the open default.
func (g *gen) acls() {
	for _, v := range g.n.VPCs {
		a := model.NetworkACL{ID: model.NetworkACLID("acl-" + string(v.ID[4:])), VPC: v.ID, Account: v.Account, Region: v.Region, IsDefault: true}
		a.Entries = openACL()
		if g.chance(0.12) {
			a.Entries = g.entries()
		}
		g.n.NetworkACLs = append(g.n.NetworkACLs, a)
		for i := range g.some(0, 2) {
			b := model.NetworkACL{ID: model.NetworkACLID(fmt.Sprintf("acl-%s-%d", v.ID[4:], i)), VPC: v.ID, Account: v.Account, Region: v.Region}
			b.Entries, b.UnknownEntries = g.entries(), g.unknown()
			g.n.NetworkACLs = append(g.n.NetworkACLs, b)
		}
		for _, s := range g.subnetsOf(v.ID) {
			g.associateACL(s)
		}
	}
}

func (g *gen) associateACL(s model.Subnet) {
	var of []*model.NetworkACL
	for i := range g.n.NetworkACLs {
		if g.n.NetworkACLs[i].VPC == s.VPC {
			of = append(of, &g.n.NetworkACLs[i])
		}
	}
	a := of[0]
	if g.chance(0.4) {
		a = pick(g, of)
	}
	if a == of[0] && g.chance(0.3) {
		return // the default one needs no association (NACL-1)
	}
	a.Associations = append(a.Associations, model.NACLAssociation{Subnet: s.ID, Unknown: nil})
}

func openACL() []model.NACLEntry {
	var es []model.NACLEntry
	for _, egress := range []bool{false, true} {
		es = append(es,
			model.NACLEntry{Number: 100, Egress: egress, Action: model.Allow, Traffic: packet.All(), CIDR: prefix("0.0.0.0/0")},
			model.NACLEntry{Number: 101, Egress: egress, Action: model.Allow, Traffic: packet.All(), CIDR: prefix("::/0")},
			model.NACLEntry{Number: 32767, Egress: egress, Action: model.Deny, Traffic: packet.All(), CIDR: prefix("0.0.0.0/0")})
	}
	return es
}

// entries draws the entries of an ACL: a few allows and denies, often with the ephemeral ports or
// everything open at the end.
func (g *gen) entries() []model.NACLEntry {
	var es []model.NACLEntry
	for _, egress := range []bool{false, true} {
		number := 10
		for range g.some(0, 3) {
			number += 10
			e := model.NACLEntry{Number: number, Egress: egress, Action: one(g, model.Allow, model.Deny), Traffic: g.traffic(), CIDR: g.cidr(g.chance(0.2))}
			if e.UnknownCIDR = g.unknown(); e.UnknownCIDR == nil {
				e.UnknownTraffic = g.unknown()
			}
			es = append(es, e)
		}
		if g.chance(0.3) {
			low := one[uint16](g, 1024, 32768, 49152)
			es = append(es, model.NACLEntry{Number: 900, Egress: egress, Action: model.Allow, Traffic: packet.OfTCP(packet.Ports(packet.PortRange{First: low, Last: 65535})), CIDR: prefix("0.0.0.0/0")})
		}
		if g.chance(0.8) {
			for i, open := range []string{"0.0.0.0/0", "::/0"} {
				es = append(es, model.NACLEntry{Number: 1000 + i, Egress: egress, Action: model.Allow, Traffic: packet.All(), CIDR: prefix("%s", open)})
			}
		}
	}
	return es
}
