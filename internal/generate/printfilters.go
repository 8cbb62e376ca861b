package generate

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

func (v viewer) printACL(a *acl, p *printer) {
	vpc := &v.net.VPCs[a.vpc]
	each(p, "Associations", a.subnets, func(s *int, p *printer) {
		p.text("NetworkAclAssociationId", idOf("aclassoc", *s+1))
		p.text("NetworkAclId", string(aclID(a.number)))
		p.text("SubnetId", string(v.net.Subnets[*s].ID))
	})
	each(p, "Entries", a.all(&v.homes[a.vpc]), printEntry)
	p.flag("IsDefault", a.isDefault)
	p.text("NetworkAclId", string(aclID(a.number)))
	p.tags("Tags", v.tags(a.vpc, a.name))
	p.text("VpcId", string(vpc.ID))
	p.text("OwnerId", string(vpc.Account))
}

func printEntry(e *aclEntry, p *printer) {
	if e.cidr.Addr().Is4() {
		p.text("CidrBlock", e.cidr.String())
	}
	p.flag("Egress", e.egress)
	if !e.cidr.Addr().Is4() {
		p.text("Ipv6CidrBlock", e.cidr.String())
	}
	if e.what.hasPorts() {
		p.object("PortRange", func() {
			p.number("From", e.what.first)
			p.number("To", e.what.last)
		})
	}
	p.text("Protocol", e.what.number())
	action := "allow"
	if e.deny {
		action = "deny"
	}
	p.text("RuleAction", action)
	p.number("RuleNumber", e.number)
}

func (v viewer) printGroup(g *group, p *printer) {
	vpc := &v.net.VPCs[g.vpc]
	id := string(groupID(g.number))
	p.text("GroupId", id)
	v.printPermissions("IpPermissionsEgress", g, true, p)
	p.tags("Tags", v.tags(g.vpc, g.name))
	p.text("VpcId", string(vpc.ID))
	p.text("SecurityGroupArn", ec2ARN(vpc.Account, "security-group/"+id))
	p.text("OwnerId", string(vpc.Account))
	p.text("GroupName", g.name)
	p.text("Description", "Traffic of "+g.name)
	v.printPermissions("IpPermissions", g, false, p)
}

// printPermissions prints one direction: rules of the same protocol and ports stand together.
func (v viewer) printPermissions(name string, g *group, egress bool, p *printer) {
	var order []selector
	for _, r := range g.rules {
		if r.egress == egress && !slices.Contains(order, r.what) {
			order = append(order, r.what)
		}
	}
	each(p, name, order, func(what *selector, p *printer) {
		p.text("IpProtocol", what.protocol)
		if *what != everything {
			p.number("FromPort", what.first)
			p.number("ToPort", what.last)
		}
		var peers []peer
		for _, r := range g.rules {
			if r.egress == egress && r.what == *what {
				peers = append(peers, r.peer)
			}
		}
		v.printPeers(peers, p)
	})
}

// printPeers prints the four lists of peers of a permission.
func (v viewer) printPeers(peers []peer, p *printer) {
	some := func(name string, of func(peer) bool, show func(model.Peer)) {
		p.list(name, func() {
			for _, r := range peers {
				if of(r) {
					p.object("", func() { show(v.peerRow(r)) })
				}
			}
		})
	}
	some("UserIdGroupPairs", func(r peer) bool { return r.kind == model.PeerGroup }, func(r model.Peer) { printPair(&r, p) })
	some("IpRanges", func(r peer) bool { return r.kind == model.PeerCIDR && r.cidr.Addr().Is4() }, func(r model.Peer) {
		p.text("CidrIp", r.CIDR.String())
	})
	some("Ipv6Ranges", func(r peer) bool { return r.kind == model.PeerCIDR && !r.cidr.Addr().Is4() }, func(r model.Peer) {
		p.text("CidrIpv6", r.CIDR.String())
	})
	some("PrefixListIds", func(r peer) bool { return r.kind == model.PeerPrefixList }, func(r model.Peer) {
		p.text("PrefixListId", string(r.PrefixList))
	})
}

func printPair(r *model.Peer, p *printer) {
	if r.Peering != "" {
		p.text("VpcPeeringConnectionId", string(r.Peering))
		p.text("PeeringStatus", r.Status)
		p.text("VpcId", string(r.VPC))
	}
	p.text("UserId", string(r.Account))
	p.text("GroupId", string(r.Group))
}

func printPrefixList(l *model.PrefixList, p *printer) {
	p.text("PrefixListId", string(l.ID))
	p.text("AddressFamily", "IPv4")
	p.text("State", l.State)
	p.text("PrefixListArn", ec2ARN(l.Account, "prefix-list/"+string(l.ID)))
	p.text("PrefixListName", l.Name)
	p.number("MaxEntries", l.MaxEntries)
	p.number("Version", 1)
	p.tags("Tags", l.Tags)
	p.text("OwnerId", string(l.Account))
}
