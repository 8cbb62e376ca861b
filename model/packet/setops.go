package packet

// Union returns the traffic in s or t.
func (s Set) Union(t Set) Set {
	return Set{
		tcp:    s.tcp.Union(t.tcp),
		udp:    s.udp.Union(t.udp),
		icmp:   s.icmp.Union(t.icmp),
		icmpv6: s.icmpv6.Union(t.icmpv6),
		others: s.others.union(t.others),
	}
}

// Intersect returns the traffic in both s and t.
func (s Set) Intersect(t Set) Set {
	return Set{
		tcp:    s.tcp.Intersect(t.tcp),
		udp:    s.udp.Intersect(t.udp),
		icmp:   s.icmp.Intersect(t.icmp),
		icmpv6: s.icmpv6.Intersect(t.icmpv6),
		others: s.others.intersect(t.others),
	}
}

// Subtract returns the traffic in s and not in t.
func (s Set) Subtract(t Set) Set {
	return Set{
		tcp:    s.tcp.Subtract(t.tcp),
		udp:    s.udp.Subtract(t.udp),
		icmp:   s.icmp.Subtract(t.icmp),
		icmpv6: s.icmpv6.Subtract(t.icmpv6),
		others: s.others.subtract(t.others),
	}
}

// Complement returns the traffic not in s, over every protocol.
func (s Set) Complement() Set { return All().Subtract(s) }

// Equal reports whether s and t hold the same traffic.
func (s Set) Equal(t Set) bool {
	return s.others == t.others && s.tcp.Equal(t.tcp) && s.udp.Equal(t.udp) &&
		s.icmp.Equal(t.icmp) && s.icmpv6.Equal(t.icmpv6)
}

// IsEmpty reports whether no traffic is in s.
func (s Set) IsEmpty() bool {
	return s.others == protocolBits{} && s.tcp.IsEmpty() && s.udp.IsEmpty() &&
		s.icmp.IsEmpty() && s.icmpv6.IsEmpty()
}

// IsAll reports whether all traffic is in s.
func (s Set) IsAll() bool {
	return s.others == portless && s.tcp.IsAll() && s.udp.IsAll() &&
		s.icmp.IsAll() && s.icmpv6.IsAll()
}

// IsSubsetOf reports whether everything in s is in t.
func (s Set) IsSubsetOf(t Set) bool { return s.Subtract(t).IsEmpty() }

// Overlaps reports whether s and t have traffic in common.
func (s Set) Overlaps(t Set) bool {
	return s.others.intersect(t.others) != protocolBits{} || s.tcp.Overlaps(t.tcp) ||
		s.udp.Overlaps(t.udp) || s.icmp.Overlaps(t.icmp) || s.icmpv6.Overlaps(t.icmpv6)
}

// TCP returns the destination ports of s's TCP traffic.
func (s Set) TCP() PortSet { return s.tcp }

// UDP returns the destination ports of s's UDP traffic.
func (s Set) UDP() PortSet { return s.udp }

// HasICMP reports whether s holds the ICMP message of this type and code.
func (s Set) HasICMP(typ, code uint8) bool { return s.icmp.Contains(message(typ, code)) }

// HasICMPv6 reports whether s holds the ICMPv6 message of this type and code.
func (s Set) HasICMPv6(typ, code uint8) bool { return s.icmpv6.Contains(message(typ, code)) }

// HasProtocol reports whether any traffic of protocol p is in s.
func (s Set) HasProtocol(p Protocol) bool { return s.protocols().has(p) }

// Protocols returns the protocols of which s holds any traffic, ascending.
func (s Set) Protocols() []Protocol { return s.protocols().list() }

func (s Set) protocols() protocolBits {
	present := s.others
	for _, p := range s.parts() {
		if !p.members.IsEmpty() {
			present = present.with(p.protocol)
		}
	}
	return present
}
