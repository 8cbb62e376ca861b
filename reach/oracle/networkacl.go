package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// direction is the side of a subnet's boundary, as its ACL sees it.
type direction bool

const (
	ingress direction = false
	egress  direction = true
)

// networkACL checks the packet at the boundary of a subnet (NACL-4). It is stateless: replies are
// checked like requests (NACL-3). doubtful says that the boundary itself is in doubt (D-5): the
// ACL is then applied in must and not in may.
func (q *inquiry) networkACL(s *state, subnet *model.Subnet, dir direction, doubtful bool) {
	rule := "NACL-2"
	if s.isReply() {
		rule = "NACL-3"
	}
	verdict, certain := q.aclsAllow(subnet, s.p, dir)
	if !certain {
		rule = "CON-5"
	}
	if doubtful && verdict != yes {
		verdict, rule = unknown, "D-5"
	}
	side := "into"
	if dir == egress {
		side = "out of"
	}
	q.check(s, rule, verdict, "%s %s: %v", side, subnet.ID, s.p)
}

// aclsAllow is the verdict of the subnet's ACL. certain is false if the ACL is not known.
func (o *Oracle) aclsAllow(subnet *model.Subnet, p datagram, dir direction) (verdict truth, certain bool) {
	acls, certain := o.aclsOf(subnet)
	if !certain {
		return unknown, false
	}
	var picks []truth
	for _, acl := range acls {
		picks = append(picks, aclVerdict(acl, p, dir))
	}
	return choice(picks), true
}

// aclsOf is NACL-1: the ACL associated with the subnet, else the default one of its VPC. Several
// are returned if it is not known which; certain is false if it may be one that is not known.
func (o *Oracle) aclsOf(subnet *model.Subnet) (acls []*model.NetworkACL, certain bool) {
	var defaults, doubtful []*model.NetworkACL
	for i := range o.net.NetworkACLs {
		acl := &o.net.NetworkACLs[i]
		for _, a := range acl.Associations {
			if a.Subnet == subnet.ID && subnet.ID != "" && a.Unknown == nil {
				acls = append(acls, acl)
			}
			if a.Unknown != nil && acl.VPC == subnet.VPC {
				doubtful = append(doubtful, acl)
			}
		}
		if acl.IsDefault && acl.VPC == subnet.VPC {
			defaults = append(defaults, acl)
		}
	}
	if len(acls) > 0 {
		return acls, true
	}
	if o.net.Presence(model.KindNetworkACLs, subnet.Account, subnet.Region) != model.Complete || len(defaults) == 0 {
		return nil, false // CON-5; NACL-1: a VPC always has a default ACL
	}
	return append(defaults, doubtful...), true
}

// aclVerdict is NACL-2: the first entry that matches decides, none is a deny. An entry that may or
// may not match leaves both outcomes open.
func aclVerdict(acl *model.NetworkACL, p datagram, dir direction) truth {
	if acl.UnknownEntries != nil {
		return unknown
	}
	var entries []model.NACLEntry
	for _, e := range acl.Entries {
		if direction(e.Egress) == dir {
			entries = append(entries, e)
		}
	}
	slices.SortStableFunc(entries, func(a, b model.NACLEntry) int { return a.Number - b.Number })
	verdict := no
	for _, e := range slices.Backward(entries) {
		switch entryMatches(e, p, dir) {
		case yes:
			verdict = entryAction(e)
		case unknown:
			verdict = choice([]truth{verdict, entryAction(e)})
		}
	}
	return verdict
}

// entryMatches is NACL-5 and NACL-6 (which entries of other protocols have no ports is the
// importer's part of NACL-6: Traffic holds it).
func entryMatches(e model.NACLEntry, p datagram, dir direction) truth {
	traffic := known(e.Traffic.Contains(p.traffic()))
	if e.UnknownTraffic != nil {
		traffic.must = false
	}
	if e.UnknownCIDR != nil {
		return traffic.and(unknown)
	}
	return traffic.and(remoteIn(e.CIDR, p, dir))
}

// remoteIn is PKT-6: an ingress rule looks at the source, an egress rule at the destination. A
// prefix never holds an address of the other family (NACL-8, SG-17). A packet whose way here is
// not known may have been translated: its source is then the zero address, and may be any.
func remoteIn(cidr netip.Prefix, p datagram, dir direction) truth {
	remote, own := p.src, p.dst
	if dir == egress {
		remote, own = p.dst, p.src
	}
	if !remote.IsValid() {
		sameFamily := cidr.Addr().Is4() == own.Is4()
		return truth{must: sameFamily && cidr.Bits() == 0, may: sameFamily}
	}
	return known(cidr.Contains(remote))
}

func entryAction(e model.NACLEntry) truth {
	switch e.Action {
	case model.Allow:
		return yes
	case model.Deny:
		return no
	case model.ActionUnset:
	}
	return unknown
}
