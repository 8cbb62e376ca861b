package reach

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// prefixList is a prefix list ready for membership tests (PL-1, PL-2).
type prefixList struct {
	id      string
	m       *model.PrefixList // nil: not imported
	set     packet.AddrSet
	unknown *Cause // it may hold more
	maybe   *Cause // its entries are changing: each may stay or go (PL-2)
}

func (c *Compiled) compilePrefixLists() {
	c.lists = make(map[model.PrefixListID]*prefixList, len(c.net.PrefixLists))
	for i := range c.net.PrefixLists {
		m := &c.net.PrefixLists[i]
		l := &prefixList{id: string(m.ID), m: m}
		ps := make([]netip.Prefix, 0, len(m.Entries))
		for _, e := range m.Entries {
			ps = append(ps, e.CIDR)
		}
		l.set = packet.Addrs(ps...)
		switch u := m.UnknownEntries; {
		case m.State == "delete-complete":
			l.set = packet.AddrSet{}
		case u != nil:
			l.unknown = &Cause{Rule: "PL-2", Where: l.id, Text: u.Cause, Origin: u.Origin}
			l.maybe = l.unknown // what is listed may be changing
		case strings.HasSuffix(m.State, "-in-progress"):
			l.maybe = &Cause{Rule: "PL-2", Where: l.id, Text: "the entries of " + l.id + " are changing (" + m.State + ")", Origin: m.Origin}
		}
		c.lists[m.ID] = l
	}
}

// prefixList returns the list with the given id; one that was not imported is
// an unknown set.
func (c *Compiled) prefixList(id model.PrefixListID) *prefixList {
	if l, ok := c.lists[id]; ok {
		return l
	}
	return &prefixList{id: string(id), unknown: &Cause{Rule: "PL-2", Where: string(id), Text: "the prefix list " + string(id) + " was not imported"}}
}

// prefixes returns the entries as routes: each with its own length (RT-3).
func (l *prefixList) prefixes() []netip.Prefix {
	if l.m == nil || l.set.IsEmpty() {
		return nil
	}
	ps := make([]netip.Prefix, 0, len(l.m.Entries))
	for _, e := range l.m.Entries {
		ps = append(ps, e.CIDR)
	}
	slices.SortFunc(ps, netip.Prefix.Compare)
	return slices.Compact(ps)
}

// awsManaged reports whether the entries are public addresses of AWS services
// (PL-3 and section 27).
func (l *prefixList) awsManaged() bool {
	return l.m != nil && (l.m.AWSManaged() || strings.HasPrefix(l.m.Name, "com.amazonaws."))
}

// holds reports whether addr is in the list for certain, and whether it can
// be.
func (l *prefixList) holds(addr netip.Addr) (certain, possible bool) {
	if isAny(addr) {
		return l.holdsAny(addr == anyIPv6)
	}
	in := l.set.Contains(addr)
	if l.unknown == nil {
		return in && l.maybe == nil, in
	}
	return false, in || l.canHold(addr)
}

// holdsAny answers for an address of which only the family is known.
func (l *prefixList) holdsAny(six bool) (certain, possible bool) {
	if l.m == nil {
		return false, true
	}
	possible = l.unknown != nil && l.m.IPv6 == six
	for _, p := range l.set.Prefixes() {
		possible = possible || p.Addr().Is6() == six
		certain = certain || p.Addr().Is6() == six && p.Bits() == 0 && l.unknown == nil && l.maybe == nil
	}
	return certain, possible
}

// canHold reports whether an entry that is not known can hold addr: the
// family must fit, and AWS's own lists hold public addresses only.
func (l *prefixList) canHold(addr netip.Addr) bool {
	if l.m == nil {
		return true
	}
	return l.m.IPv6 == addr.Is6() && (!l.awsManaged() || internetRoutable(addr))
}
