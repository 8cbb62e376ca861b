package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// guard is everything that the security groups of an interface say: what they
// pass by the remote address, and by the groups of the peer.
type guard struct {
	rep     *iface // one that has it
	unknown bool   // it may have groups that are not listed
	groups  []int32
	in, out side
}

// side is one direction of a guard.
type side struct {
	plain *vector    // by the remote address, references left out
	refs  references // by the groups of the peer
}

// references are what rules with a group as their peer pass: value[i] from or
// to members of group[i], ascending.
type references struct {
	group []int32
	value []pairID
	all   pairID // their union, in may alone
}

// match returns what the references pass for a peer that they can see.
func (r *references) match(g *algebra, peer *guard) pairID {
	value := impossibleID
	if peer.unknown {
		value = r.all
	}
	if len(r.group) == 0 {
		return value
	}
	for _, group := range peer.groups {
		if i, ok := slices.BinarySearch(r.group, group); ok {
			value = g.or(value, r.value[i])
		}
	}
	return value
}

func (r *references) add(g *algebra, group int32, value pairID) {
	i, ok := slices.BinarySearch(r.group, group)
	if ok {
		r.value[i] = g.or(r.value[i], value)
	} else {
		r.group, r.value = slices.Insert(r.group, i, group), slices.Insert(r.value, i, value)
	}
	r.all = g.or(r.all, g.possibly(value))
}

func (u *guard) side(egress bool) *side {
	if egress {
		return &u.out
	}
	return &u.in
}

// guards makes the guards of a network's interfaces.
type guards struct {
	c       *Compiled
	g       *algebra
	atoms   *atoms
	members map[model.SecurityGroupID][]netip.Prefix
	groups  map[model.SecurityGroupID]int32
	sides   map[*model.SecurityGroup]*[2]side // in, out
	ids     map[guardKey]int32
	all     []*guard
}

type guardKey struct {
	set     *groupSet
	unknown bool
}

// of returns the guard of an interface.
func (s *guards) of(e *iface) int32 {
	key := guardKey{e.groups, e.m.UnknownGroups != nil}
	id, ok := s.ids[key]
	if !ok {
		id = int32(len(s.all))
		s.ids[key] = id
		s.all = append(s.all, s.make(e, key))
	}
	return id
}

func (s *guards) make(e *iface, key guardKey) *guard {
	u := &guard{rep: e, unknown: key.unknown}
	for _, id := range key.set.ids {
		u.groups = append(u.groups, s.group(id))
	}
	slices.Sort(u.groups)
	open := key.unknown || len(key.set.unknown) > 0 || key.set.none() // SG-2, CON-5
	u.in, u.out = s.join(key.set, 0, open), s.join(key.set, 1, open)
	return u
}

func (s *guards) group(id model.SecurityGroupID) int32 {
	place, ok := s.groups[id]
	if !ok {
		place = int32(len(s.groups))
		s.groups[id] = place
	}
	return place
}

// join puts the groups of a set together (SG-1).
func (s *guards) join(set *groupSet, direction int, open bool) side {
	if len(set.groups) == 1 && !open {
		return s.sideOf(set.groups[0])[direction]
	}
	var joined side
	vs := make([]*vector, 0, len(set.groups)+1)
	for _, group := range set.groups {
		one := &s.sideOf(group)[direction]
		vs = append(vs, one.plain)
		for i, id := range one.refs.group {
			joined.refs.add(s.g, id, one.refs.value[i])
		}
	}
	change := func(x pairID) pairID { return x }
	if open {
		change = s.g.widen
	}
	if len(vs) == 0 {
		vs = append(vs, &vector{from: []int32{0}, value: []pairID{impossibleID}})
	}
	joined.plain = s.g.merge(vs, change)
	return joined
}

// sideOf compiles one security group.
func (s *guards) sideOf(m *model.SecurityGroup) *[2]side {
	sides := s.sides[m]
	if sides == nil {
		sides = &[2]side{s.compile(m, false, m.UnknownIngress != nil), s.compile(m, true, m.UnknownEgress != nil)}
		s.sides[m] = sides
	}
	return sides
}

// compile evaluates the rules of a group once for every run of atoms that they
// cannot tell apart.
func (s *guards) compile(m *model.SecurityGroup, egress, open bool) side {
	var made side
	var ps []netip.Prefix
	var byAddr []*model.SecurityGroupRule
	var values []pairID
	for i := range m.Rules {
		r := &m.Rules[i]
		if r.Egress != egress {
			continue
		}
		value := s.g.pairs.id(packet.Exactly(r.Traffic))
		if r.UnknownTraffic != nil {
			value = s.g.possibly(value)
		}
		if r.Peer.Kind == model.PeerGroup && (r.Peer.Status == "" || r.Peer.Status == "active") {
			made.refs.add(s.g, s.group(r.Peer.Group), value)
		}
		ps = s.seen(ps, &r.Peer)
		byAddr, values = append(byAddr, r), append(values, value)
	}
	made.plain = &vector{}
	for _, cut := range s.atoms.cuts(ps) {
		value := impossibleID
		for i, r := range byAddr {
			value = s.g.or(value, s.passes(r, values[i], s.atoms.reps[cut]))
		}
		if open {
			value = s.g.widen(value)
		}
		made.plain.add(cut, value)
	}
	return made
}

// passes is rulePass with interned sets, for a peer that no reference sees.
func (s *guards) passes(r *model.SecurityGroupRule, value pairID, remote netip.Addr) pairID {
	certain, possible := s.c.peerMatches(&r.Peer, flow{remote: remote})
	switch {
	case !possible:
		return impossibleID
	case !certain:
		return s.g.possibly(value)
	}
	return value
}

// seen adds the prefixes that decide whether a peer is a remote address.
func (s *guards) seen(ps []netip.Prefix, p *model.Peer) []netip.Prefix {
	switch p.Kind {
	case model.PeerCIDR:
		return append(ps, p.CIDR)
	case model.PeerPrefixList:
		l := s.c.prefixList(p.PrefixList)
		if l.unknown != nil {
			ps = append(ps, unroutable.Prefixes()...)
		}
		return append(ps, l.set.Prefixes()...)
	case model.PeerGroup:
		return append(ps, s.members[p.Group]...)
	case model.PeerNone, model.PeerUnknown:
	}
	return ps
}

// parsed returns the prefixes that can be read.
func parsed(cidrs []string) []netip.Prefix {
	var ps []netip.Prefix
	for _, text := range cidrs {
		if p, _, err := packet.ParsePrefix(text); err == nil {
			ps = append(ps, p)
		}
	}
	return ps
}
