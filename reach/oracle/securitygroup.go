package oracle

import (
	"github.com/seed-044d7529/segment/model"
)

// groupIngress is SG-1 and SG-4 at the receiving interface. middlebox says that the interface only
// stands on the way (APP-1).
func (q *inquiry) groupIngress(s *state, e *model.NetworkInterface, middlebox bool) {
	sender, p := s.sender, s.p
	verdict := q.groupsAllow(e, p, ingress, func(peer model.Peer) truth {
		return q.senderIn(sender, p, e, peer, middlebox)
	})
	q.check(s, "SG-1", verdict, "ingress of %s: %v", e.ID, p)
}

// groupEgress is SG-4 at the sender. Whether a rule by reference matches depends on the path that
// the packet takes (SG-12), so where references matter the verdict is owed until the end.
func (q *inquiry) groupEgress(s *state, e *model.NetworkInterface) {
	plain := q.groupsAllow(e, s.p, egress, func(model.Peer) truth { return no })
	best := q.groupsAllow(e, s.p, egress, func(model.Peer) truth { return yes })
	if plain == best {
		q.check(s, "SG-4", plain, "egress of %s: %v", e.ID, s.p)
		return
	}
	s.owed = &owedEgress{eni: e, p: s.p}
}

// groupsAllow is SG-1: some rule of some group of e allows it. matches judges a reference.
func (o *Oracle) groupsAllow(e *model.NetworkInterface, p datagram, dir direction, matches func(model.Peer) truth) truth {
	if hasNoGroups(e) {
		return yes // SG-2
	}
	if len(e.Groups) == 0 {
		return unknown // SG-2: an interface without a group is bad data, not an open door
	}
	allowed := no
	if e.UnknownGroups != nil {
		allowed = unknown
	}
	for _, id := range e.Groups {
		group := o.ix.SecurityGroup[id]
		if group == nil {
			allowed = allowed.or(unknown) // CON-5
			continue
		}
		allowed = allowed.or(o.groupAllows(group, p, dir, matches))
	}
	return allowed
}

func (o *Oracle) groupAllows(g *model.SecurityGroup, p datagram, dir direction, matches func(model.Peer) truth) truth {
	allowed := no
	if dir == ingress && g.UnknownIngress != nil || dir == egress && g.UnknownEgress != nil {
		allowed = unknown
	}
	for _, r := range g.Rules {
		if direction(r.Egress) != dir || !r.Traffic.Contains(p.traffic()) { // SG-5 to SG-8
			continue
		}
		match := o.peerMatches(r.Peer, p, dir, matches)
		if r.UnknownTraffic != nil {
			match.must = false
		}
		allowed = allowed.or(match)
	}
	return allowed
}

// peerMatches is SG-9: the one source or destination of a rule.
func (o *Oracle) peerMatches(peer model.Peer, p datagram, dir direction, matches func(model.Peer) truth) truth {
	switch peer.Kind {
	case model.PeerCIDR:
		return remoteIn(peer.CIDR, p, dir)
	case model.PeerPrefixList:
		return o.inPrefixList(peer.PrefixList, p, dir) // SG-17
	case model.PeerGroup:
		return matches(peer)
	case model.PeerUnknown:
		return unknown
	case model.PeerNone:
	}
	return no
}
