package reach

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// barrier is what the entries of a network ACL say, by the remote address.
// ACLs with equal entries share one.
type barrier struct {
	acl     *acl // one that has these entries
	in, out *vector
}

func (b *barrier) side(egress bool) *vector {
	if egress {
		return b.out
	}
	return b.in
}

// barriers makes the barriers of a network's ACLs.
type barriers struct {
	g     *algebra
	atoms *atoms
	byACL map[*acl]int32
	ids   map[string]int32
	all   []*barrier
}

// of returns the barrier of an ACL.
func (s *barriers) of(a *acl) int32 {
	if id, ok := s.byACL[a]; ok {
		return id
	}
	key := aclContent(a)
	id, ok := s.ids[key]
	if !ok {
		id = int32(len(s.all))
		s.ids[key] = id
		s.all = append(s.all, &barrier{acl: a, in: s.vector(a, false), out: s.vector(a, true)})
	}
	s.byACL[a] = id
	return id
}

// vector evaluates one direction once for every run of atoms that no entry
// tells apart.
func (s *barriers) vector(a *acl, egress bool) *vector {
	v := &vector{}
	for _, cut := range s.atoms.cuts(cidrsOf(a.entries(egress))) {
		v.add(cut, s.g.pairs.id(a.passes(egress, s.atoms.reps[cut])))
	}
	return v
}

// aclContent is the text of what an ACL says: its entries in order.
func aclContent(a *acl) string {
	if a.unknown != nil {
		return "unknown"
	}
	var b []byte
	for _, e := range slices.Concat(a.in, a.out) {
		flags := byte(e.Action) << 3
		for i, set := range []bool{e.Egress, e.UnknownCIDR != nil, e.UnknownTraffic != nil} {
			if set {
				flags |= 1 << i
			}
		}
		b = append(b, flags)
		if e.Traffic.IsAll() {
			b = append(b, 0)
		} else {
			key := e.Traffic.Key()
			b = append(binary.AppendUvarint(b, uint64(len(key))), key...)
		}
		if e.UnknownCIDR == nil {
			cidr := e.CIDR.Addr().As16()
			b = append(append(b, cidr[:]...), byte(e.CIDR.Bits()), byte(e.CIDR.Addr().BitLen()))
		}
	}
	return string(b)
}

func cidrsOf(entries []*model.NACLEntry) []netip.Prefix {
	ps := make([]netip.Prefix, 0, len(entries))
	for _, e := range entries {
		if e.UnknownCIDR == nil {
			ps = append(ps, e.CIDR)
		}
	}
	return ps
}
