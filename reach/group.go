package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// groupSet is the set of security groups of an interface: interfaces with the
// same groups share one. The rules of all groups apply together (SG-1).
type groupSet struct {
	ids     []model.SecurityGroupID
	groups  []*model.SecurityGroup // those that were imported
	unknown []Cause                // groups that were not
}

// none reports that the interface has no group at all.
func (s *groupSet) none() bool { return len(s.ids) == 0 }

// has reports whether group is in the set (SG-10).
func (s *groupSet) has(group model.SecurityGroupID) bool {
	for _, id := range s.ids {
		if id == group {
			return true
		}
	}
	return false
}

// flow is what a group rule is compared with: the remote address, and the
// interface behind it as far as references can see it.
type flow struct {
	egress bool
	remote netip.Addr // anyIPv4 or anyIPv6: not known
	peer   *iface     // nil: an outside end
	ref    refState

	anywhere bool // the packet goes nobody knows where: the peer is whoever has the address
}

// passes returns the packets that the groups of e let start in one direction:
// the union over rules (SG-1).
func (c *Compiled) groupsPass(e *iface, f flow) packet.Pair {
	key := groupKey{set: e.groups, egress: f.egress, remote: f.remote, ref: f.ref, anywhere: f.anywhere}
	if f.ref != refNo && f.peer != nil {
		key.peer, key.peerUnknown = f.peer.groups, f.peer.m.UnknownGroups != nil
	}
	pair, ok := c.groupMemo.get(key)
	if !ok {
		pair = c.evaluateGroups(e.groups, f)
		c.groupMemo.put(key, pair)
	}
	if e.m.UnknownGroups != nil || len(e.groups.unknown) > 0 || e.groups.none() {
		pair.May = packet.All() // a group that is not known allows nobody knows what (SG-2, CON-5)
	}
	return pair
}

func (c *Compiled) evaluateGroups(s *groupSet, f flow) packet.Pair {
	var pair packet.Pair
	for _, g := range s.groups {
		for i := range g.Rules {
			if r := &g.Rules[i]; r.Egress == f.egress {
				pair = pair.Union(c.rulePass(r, f))
			}
		}
		if (f.egress && g.UnknownEgress != nil) || (!f.egress && g.UnknownIngress != nil) {
			pair.May = packet.All()
		}
	}
	return pair
}

// rulePass returns what one rule allows of a flow.
func (c *Compiled) rulePass(r *model.SecurityGroupRule, f flow) packet.Pair {
	certain, possible := c.peerMatches(&r.Peer, f)
	switch {
	case !possible:
		return packet.Impossible()
	case !certain, r.UnknownTraffic != nil:
		return packet.Possibly(r.Traffic)
	}
	return packet.Exactly(r.Traffic)
}

// peerMatches reports whether the peer of a rule is the remote end, for
// certain and possibly.
func (c *Compiled) peerMatches(p *model.Peer, f flow) (certain, possible bool) {
	switch p.Kind {
	case model.PeerNone: // SG-9
		return false, false
	case model.PeerUnknown:
		return false, true
	case model.PeerCIDR:
		return prefixHolds(p.CIDR, f.remote)
	case model.PeerPrefixList: // SG-17
		return c.prefixList(p.PrefixList).holds(f.remote)
	case model.PeerGroup:
		return c.referenceMatches(p, f)
	}
	return false, true
}

// referenceMatches applies SG-10, SG-12 and SG-16: the reference sees private
// addresses of members of the group, where the path lets it.
func (c *Compiled) referenceMatches(p *model.Peer, f flow) (certain, possible bool) {
	if members, ok := c.net.Assume.Members[p.Group]; ok && !isAny(f.remote) {
		if holds(members, f.remote) {
			return true, true
		}
	}
	switch {
	case p.Status != "" && p.Status != "active", f.ref == refNo:
		return false, false
	case f.peer == nil: // the far side of a peering that was not imported (SG-16)
		return false, c.foreign(p) || f.anywhere && c.mayHaveMember(p.Group, f.remote)
	case f.peer.groups.has(p.Group):
		return f.ref == refYes, true
	case f.peer.m.UnknownGroups != nil:
		return false, true
	}
	return false, false
}

// mayHaveMember reports whether addr may be the address of a member of a group.
func (c *Compiled) mayHaveMember(group model.SecurityGroupID, addr netip.Addr) bool {
	for _, v := range c.byVPC {
		if o := v.owner(addr); o != nil && (o.groups.has(group) || o.m.UnknownGroups != nil) {
			return true
		}
	}
	return false
}

// foreign reports whether a referenced group is not in the network.
func (c *Compiled) foreign(p *model.Peer) bool {
	_, known := c.idx.SecurityGroup[p.Group]
	return !known
}

func holds(cidrs []string, addr netip.Addr) bool {
	for _, text := range cidrs {
		if p, _, err := packet.ParsePrefix(text); err == nil && p.Contains(addr) {
			return true
		}
	}
	return false
}

// groupKey identifies an evaluation of a group set. References depend on the
// groups of the peer, not on the peer.
type groupKey struct {
	set, peer   *groupSet
	peerUnknown bool
	egress      bool
	remote      netip.Addr
	ref         refState
	anywhere    bool
}
