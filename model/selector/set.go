package selector

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// Pick is one interface as an end of a question.
type Pick struct {
	ENI  model.ENIID
	Addr netip.Addr // one of its addresses, also public; zero: its primary one of the other end's family
}

// Set is what a selector means.
type Set struct {
	Interfaces []Pick         // sorted, each once
	Address    netip.Addr     // a literal address that is no interface's, or is asked literally; zero: none
	Outside    []netip.Prefix // outside addresses
	Internet   bool
	OnPrem     bool
	AWS        bool
	Door       string // of Address or Outside: "internet", "on-prem", vgw-…, tgw-attach-…, pcx-…; empty: every door
	Label      string // how to call it
	Kind       string // what the selector turned out to be: "internet", "interface", "service", "vpc", "address", …
}

// IsEmpty reports whether nothing is in the set.
func (s Set) IsEmpty() bool {
	return len(s.Interfaces) == 0 && !s.Address.IsValid() && len(s.Outside) == 0 && !s.Internet && !s.OnPrem && !s.AWS
}

// sorted puts the picks in order and drops repetitions.
func (s Set) sorted() Set {
	slices.SortFunc(s.Interfaces, func(a, b Pick) int {
		return cmp.Or(cmp.Compare(a.ENI, b.ENI), a.Addr.Compare(b.Addr))
	})
	s.Interfaces = slices.Compact(s.Interfaces)
	slices.SortFunc(s.Outside, netip.Prefix.Compare)
	s.Outside = slices.Compact(s.Outside)
	return s
}

// union adds what is in other, which may hold a literal address: it becomes a
// prefix of its own, since a set has room for one address.
func (s Set) union(other Set) Set {
	s.Interfaces = append(slices.Clip(s.Interfaces), other.Interfaces...)
	s.Outside = append(slices.Clip(s.Outside), other.Outside...)
	if a := other.Address; a.IsValid() {
		s.Outside = append(s.Outside, netip.PrefixFrom(a, a.BitLen()))
	}
	s.Internet, s.OnPrem, s.AWS = s.Internet || other.Internet, s.OnPrem || other.OnPrem, s.AWS || other.AWS
	return s
}
