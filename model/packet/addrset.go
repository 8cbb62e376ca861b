package packet

import (
	"net/netip"
	"slices"
	"sort"
	"strings"
)

// An AddrSet is an exact, immutable set of IPv4 and IPv6 addresses. The zero value is empty.
// Compare with Equal, not ==.
//
// The families are disjoint (PKT-1): an IPv4-mapped IPv6 address is an IPv6 address here, so
// unmap what comes from people (ParsePrefix does). Zones are not part of an address.
type AddrSet struct {
	spans []AddrSpan // canonical, IPv4 first; shared between sets, so never written to
}

var everyAddr = Addrs(netip.PrefixFrom(netip.IPv4Unspecified(), 0), netip.PrefixFrom(netip.IPv6Unspecified(), 0))

// Addrs returns the addresses in any of ps. Host bits do not matter; invalid prefixes hold none.
func Addrs(ps ...netip.Prefix) AddrSet {
	spans := make([]AddrSpan, 0, len(ps))
	for _, p := range ps {
		if p.IsValid() {
			spans = append(spans, spanOf(p))
		}
	}
	return AddrSet{spans: canonical(spans)}
}

// AddrRange returns the addresses from from to to, both inclusive. The set is empty if the two
// are of different families, in the wrong order, or invalid.
func AddrRange(from, to netip.Addr) AddrSet {
	span := AddrSpan{from.WithZone(""), to.WithZone("")}
	if !span.isValid() {
		return AddrSet{}
	}
	return AddrSet{spans: []AddrSpan{span}}
}

// AllIPv4 returns every IPv4 address, 0.0.0.0/0.
func AllIPv4() AddrSet { return AddrSet{spans: everyAddr.spans[:1:1]} }

// AllIPv6 returns every IPv6 address, ::/0.
func AllIPv6() AddrSet { return AddrSet{spans: everyAddr.spans[1:2:2]} }

// Union returns the addresses in s or t.
func (s AddrSet) Union(t AddrSet) AddrSet { return AddrSet{union(s.spans, t.spans)} }

// Intersect returns the addresses in both s and t.
func (s AddrSet) Intersect(t AddrSet) AddrSet { return AddrSet{intersect(s.spans, t.spans)} }

// Subtract returns the addresses in s and not in t.
func (s AddrSet) Subtract(t AddrSet) AddrSet { return AddrSet{subtract(s.spans, t.spans)} }

// Complement returns the addresses of both families that are not in s.
func (s AddrSet) Complement() AddrSet { return everyAddr.Subtract(s) }

// IsEmpty reports whether no address is in s.
func (s AddrSet) IsEmpty() bool { return len(s.spans) == 0 }

// Equal reports whether s and t hold the same addresses.
func (s AddrSet) Equal(t AddrSet) bool { return slices.Equal(s.spans, t.spans) }

// IsSubsetOf reports whether every address of s is in t.
func (s AddrSet) IsSubsetOf(t AddrSet) bool { return s.Subtract(t).IsEmpty() }

// Contains reports whether a is in s. The zone of a is ignored; the zero Addr is in no set.
func (s AddrSet) Contains(a netip.Addr) bool {
	a = a.WithZone("")
	i := sort.Search(len(s.spans), func(i int) bool { return !s.spans[i].Last.Less(a) })
	return i < len(s.spans) && !a.Less(s.spans[i].First)
}

// Overlaps reports whether any address of p is in s. An invalid prefix overlaps nothing.
func (s AddrSet) Overlaps(p netip.Prefix) bool {
	return p.IsValid() && meets(s.spans, []AddrSpan{spanOf(p)})
}

// Any returns the lowest address of s, IPv4 first. ok is false if s is empty.
func (s AddrSet) Any() (a netip.Addr, ok bool) {
	if s.IsEmpty() {
		return netip.Addr{}, false
	}
	return s.spans[0].First, true
}

// Ranges returns the maximal runs of s in ascending order, IPv4 first.
// The caller must not change the slice.
func (s AddrSet) Ranges() []AddrSpan { return s.spans }

// Prefixes returns the fewest prefixes that hold exactly s, ascending, IPv4 first.
func (s AddrSet) Prefixes() []netip.Prefix {
	var out []netip.Prefix
	for _, span := range s.spans {
		out = append(out, span.prefixes()...)
	}
	return out
}

// Key returns canonical bytes: two sets are equal if and only if their keys are.
func (s AddrSet) Key() string {
	var b []byte
	for _, span := range s.spans {
		first, last := span.First.AsSlice(), span.Last.AsSlice()
		b = append(append(append(b, byte(len(first))), first...), last...)
	}
	return string(b)
}

// String returns the prefixes joined by commas, or "none".
func (s AddrSet) String() string {
	if s.IsEmpty() {
		return "none"
	}
	var parts []string
	for _, p := range s.Prefixes() {
		parts = append(parts, p.String())
	}
	return strings.Join(parts, ",")
}
