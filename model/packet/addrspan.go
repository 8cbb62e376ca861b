package packet

import "net/netip"

// An AddrSpan is a run of addresses of one family, both ends inclusive.
// The zero value holds no valid address; sets never contain it.
type AddrSpan struct {
	First, Last netip.Addr
}

// String returns one address, or "10.0.0.1-10.0.0.9".
func (s AddrSpan) String() string {
	if s.First == s.Last {
		return s.First.String()
	}
	return s.First.String() + "-" + s.Last.String()
}

// isValid reports whether s has two ends of one family in order.
func (s AddrSpan) isValid() bool {
	return s.First.IsValid() && s.First.BitLen() == s.Last.BitLen() && !s.Last.Less(s.First)
}

// The rest makes AddrSpan an interval. Every IPv4 address is less than every IPv6 address, and
// the last IPv4 address has no next, so a span never crosses the families.

func (s AddrSpan) precedes(other AddrSpan) bool     { return s.Last.Less(other.First) }
func (s AddrSpan) startsBefore(other AddrSpan) bool { return s.First.Less(other.First) }
func (s AddrSpan) endsBefore(other AddrSpan) bool   { return s.Last.Less(other.Last) }

func (s AddrSpan) overlap(other AddrSpan) AddrSpan {
	if s.First.Less(other.First) {
		s.First = other.First
	}
	if other.Last.Less(s.Last) {
		s.Last = other.Last
	}
	return s
}

func (s AddrSpan) join(other AddrSpan) (AddrSpan, bool) {
	if s.precedes(other) && s.Last.Next() != other.First {
		return AddrSpan{}, false
	}
	if s.Last.Less(other.Last) {
		s.Last = other.Last
	}
	return s, true
}

func (s AddrSpan) cut(other AddrSpan) (below, above AddrSpan, hasBelow, hasAbove bool) {
	if hasBelow = s.First.Less(other.First); hasBelow {
		below = AddrSpan{s.First, other.First.Prev()}
	}
	if hasAbove = other.Last.Less(s.Last); hasAbove {
		above = AddrSpan{other.Last.Next(), s.Last}
	}
	return below, above, hasBelow, hasAbove
}

// spanOf returns the addresses of a valid prefix; host bits do not matter.
func spanOf(p netip.Prefix) AddrSpan { return AddrSpan{p.Masked().Addr(), lastOf(p)} }

// lastOf returns the highest address of a valid prefix.
func lastOf(p netip.Prefix) netip.Addr {
	bytes := p.Addr().As16()
	for bit := 128 - p.Addr().BitLen() + p.Bits(); bit < 128; bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last := netip.AddrFrom16(bytes)
	if p.Addr().Is4() {
		return last.Unmap()
	}
	return last
}

// prefixes returns the fewest prefixes that hold exactly the addresses of s, ascending.
func (s AddrSpan) prefixes() []netip.Prefix {
	var out []netip.Prefix
	for from := s.First; from.IsValid() && !s.Last.Less(from); {
		p := s.widestAt(from)
		out = append(out, p)
		from = lastOf(p).Next()
	}
	return out
}

// widestAt returns the widest prefix within s that begins at from.
func (s AddrSpan) widestAt(from netip.Addr) netip.Prefix {
	best := netip.PrefixFrom(from, from.BitLen())
	for best.Bits() > 0 {
		wider := netip.PrefixFrom(from, best.Bits()-1)
		if wider.Masked().Addr() != from || s.Last.Less(lastOf(wider)) {
			break
		}
		best = wider
	}
	return best
}
