package reach

import (
	"net/netip"
	"sort"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// acl is a network ACL ready for evaluation (NACL-1 to NACL-10).
type acl struct {
	id      string
	m       *model.NetworkACL // nil: not imported
	unknown *Cause
	in, out []*model.NACLEntry // by number
}

func compileACL(m *model.NetworkACL) *acl {
	a := &acl{id: string(m.ID), m: m}
	for i := range m.Entries {
		if e := &m.Entries[i]; e.Egress {
			a.out = append(a.out, e)
		} else {
			a.in = append(a.in, e)
		}
	}
	for _, entries := range [][]*model.NACLEntry{a.in, a.out} {
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].Number < entries[j].Number })
	}
	if u := m.UnknownEntries; u != nil {
		a.unknown = &Cause{Rule: "CON-5", Where: a.id, Text: u.Cause, Origin: u.Origin}
	}
	return a
}

// unknownACL stands for an ACL that was not imported (CON-5).
func unknownACL(c Cause) *acl { return &acl{id: c.Where, unknown: &c} }

func (a *acl) entries(egress bool) []*model.NACLEntry {
	if egress {
		return a.out
	}
	return a.in
}

// passes returns the packets that the ACL lets cross in one direction, given
// the remote address; a zero remote stands for any (NACL-2: first match wins,
// else deny).
func (a *acl) passes(egress bool, remote netip.Addr) packet.Pair {
	if a.unknown != nil {
		return packet.Possibly(packet.All())
	}
	var must, may packet.Set
	openMust, openMay := packet.All(), packet.All() // what no entry decided yet
	for _, e := range a.entries(egress) {
		certain, possible := entryMatches(e, remote)
		if !possible {
			continue
		}
		certain = certain && e.UnknownTraffic == nil && e.Action != model.ActionUnset
		switch {
		case e.Action == model.Allow && certain:
			must = must.Union(e.Traffic.Intersect(openMust))
			may = may.Union(e.Traffic.Intersect(openMay))
		case e.Action == model.Deny && certain:
		default: // may match, may not
			if e.Action != model.Deny {
				may = may.Union(e.Traffic.Intersect(openMay))
			}
			if e.Action != model.Allow {
				openMust = openMust.Subtract(e.Traffic)
			}
			continue
		}
		openMust = openMust.Subtract(e.Traffic)
		openMay = openMay.Subtract(e.Traffic)
	}
	return packet.Pair{Must: must, May: may}
}

// entryMatches reports whether an entry's CIDR holds the remote address for
// certain, and whether it can (NACL-5, NACL-8).
func entryMatches(e *model.NACLEntry, remote netip.Addr) (certain, possible bool) {
	if e.UnknownCIDR != nil {
		return false, true
	}
	return prefixHolds(e.CIDR, remote)
}
