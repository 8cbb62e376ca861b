package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// sender is who sent a packet, as far as references to security groups can tell (SG-10, SG-12).
type sender struct {
	eni     *model.NetworkInterface // nil: none of ours
	gone    bool                    // past a translator, an appliance, an internet or VPN gateway (SG-14)
	foreign bool                    // something in a VPC that was not imported (SG-16)
	path    path
}

// path is a row of the table of SG-12.
type path struct {
	peerings, gateways int   // how many VPC peerings and Transit Gateways were crossed
	otherRegion        bool  // the peering joins two Regions (PCX-7)
	support            truth // Transit Gateway and attachments allow references (SG-13)
}

// noReferences is the zone that SG-13 excepts, at either end.
const noReferences model.ZoneID = "use1-az3"

// ingressCarries is the column "ingress ref" of SG-12.
//
// Reading: a reference survives one peering or one Transit Gateway, never two hops of either kind.
func (p path) ingressCarries(e *model.NetworkInterface) truth {
	switch {
	case p.peerings+p.gateways == 0:
		return yes
	case p.peerings+p.gateways > 1:
		return no
	case p.peerings == 1:
		return known(!p.otherRegion)
	case e.Type == model.InterfaceVPCEndpoint:
		return no // SG-13: not to PrivateLink endpoints
	}
	return p.support
}

// egressCarries is the column "egress ref" of SG-12.
func (p path) egressCarries() truth {
	return known(p.gateways == 0 && (p.peerings == 0 || p.peerings == 1 && !p.otherRegion))
}

// senderIn reports whether an ingress rule of e that names peer's group matches (SG-10 to SG-16).
func (q *inquiry) senderIn(who sender, p datagram, e *model.NetworkInterface, peer model.Peer, middlebox bool) truth {
	if isStale(peer) || who.gone {
		return no
	}
	if !p.src.IsValid() {
		return q.mayBeSender(who, peer.Group) // the way here is not known
	}
	if q.isDeclaredMember(peer.Group, p.src) {
		return who.path.ingressCarries(e)
	}
	if who.foreign {
		return known(q.ix.SecurityGroup[peer.Group] == nil).and(unknown) // SG-16
	}
	if who.eni == nil || !who.eni.Owns(p.src) {
		return no
	}
	carries := who.path.ingressCarries(e)
	if who.path.gateways > 0 && q.subnetOf(e).ZoneID == noReferences {
		carries = no
	}
	if middlebox {
		carries.must = false // SG-14, D-7
	}
	return memberOf(who.eni, peer.Group).and(carries)
}

// mayBeSender: over a way that is not known the sender may still be told by its group, if it is a
// member, or if the group's members are not known.
func (q *inquiry) mayBeSender(who sender, g model.SecurityGroupID) truth {
	if who.eni == nil {
		return known(q.ix.SecurityGroup[g] == nil).and(unknown)
	}
	return known(memberOf(who.eni, g).may).and(unknown)
}

// isStale is SG-16. Section 27: the status of the reference decides, not the peering in it.
func isStale(peer model.Peer) bool { return peer.Status != "" && peer.Status != "active" }

// memberOf is SG-10: whether e has the group attached.
func memberOf(e *model.NetworkInterface, g model.SecurityGroupID) truth {
	if slices.Contains(e.Groups, g) {
		return yes
	}
	return known(e.UnknownGroups != nil).and(unknown)
}

// isDeclaredMember: the user told the addresses of a foreign group's members (SG-16).
func (o *Oracle) isDeclaredMember(g model.SecurityGroupID, a netip.Addr) bool {
	for _, text := range o.net.Assume.Members[g] {
		if p, err := netip.ParsePrefix(text); err == nil && p.Contains(a) {
			return true
		}
		if m, err := netip.ParseAddr(text); err == nil && m == a {
			return true
		}
	}
	return false
}

// owedEgress is the sender's egress check while references in it wait for the end of the path.
type owedEgress struct {
	eni *model.NetworkInterface
	p   datagram
}

// settledAt is where the path ended, for the references of the sender's egress rules: at an
// interface, at something foreign, at something not known, or (all empty) anywhere else.
type settledAt struct {
	eni              *model.NetworkInterface
	foreign, unknown bool
}

// settle decides the egress check that is still owed, if any (SG-4, SG-12).
func (q *inquiry) settle(s *state, at settledAt) {
	if s.owed == nil {
		return
	}
	owed, path := *s.owed, s.sender.path
	s.owed = nil
	verdict := q.groupsAllow(owed.eni, owed.p, egress, func(peer model.Peer) truth {
		switch {
		case isStale(peer):
			return no
		case q.isDeclaredMember(peer.Group, owed.p.dst):
			return path.egressCarries()
		case at.unknown && at.eni != nil:
			return known(memberOf(at.eni, peer.Group).may).and(unknown)
		case at.unknown:
			return q.mayHaveMember(peer.Group, owed.p.dst)
		case at.foreign:
			return known(q.ix.SecurityGroup[peer.Group] == nil).and(unknown).and(path.egressCarries())
		case at.eni == nil || !at.eni.Owns(owed.p.dst):
			return no
		}
		return memberOf(at.eni, peer.Group).and(path.egressCarries())
	})
	q.check(s, "SG-4", verdict, "egress of %s: %v", owed.eni.ID, owed.p)
}

// mayHaveMember reports whether a may be the address of a member of g, wherever that is.
func (o *Oracle) mayHaveMember(g model.SecurityGroupID, a netip.Addr) truth {
	if o.ix.SecurityGroup[g] == nil {
		return unknown
	}
	for i := range o.net.NetworkInterfaces {
		if e := &o.net.NetworkInterfaces[i]; e.Owns(a) && memberOf(e, g).may {
			return unknown
		}
	}
	return no
}

// forget is SG-14: past this point the packet has only its addresses.
func (q *inquiry) forget(s *state) {
	q.settle(s, settledAt{})
	s.sender = sender{gone: true}
}
