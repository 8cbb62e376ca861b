package packet

import "slices"

// AnyTraffic returns a witness: a member of s, always the same one for equal sets.
// TCP is preferred, then UDP, ICMP, ICMPv6 and the others; within one protocol the lowest.
// ok is false if s is empty.
func (s Set) AnyTraffic() (t Traffic, ok bool) {
	for _, p := range s.parts() {
		if !p.members.IsEmpty() {
			return trafficAt(p.protocol, p.members.ranges[0].First), true
		}
	}
	if others := s.others.list(); len(others) > 0 {
		return Traffic{Protocol: others[0]}, true
	}
	return Traffic{}, false
}

// Boundaries returns witnesses at every edge of s, both of its members and of what lies just
// outside, in ascending order without repetition. Ports and ICMP messages have edges within
// their protocol; portless protocols among the protocol numbers. An empty s has none.
func (s Set) Boundaries() []Traffic {
	var out []Traffic
	for _, part := range s.parts() {
		for _, r := range part.members.ranges {
			for _, n := range r.edges() {
				out = append(out, trafficAt(part.protocol, n))
			}
		}
	}
	for _, p := range s.others.list() {
		out = append(out, s.protocolEdges(p)...)
	}
	slices.SortFunc(out, compareTraffic)
	return slices.Compact(out)
}

// edges returns the ends of r and their neighbours outside.
func (r PortRange) edges() []uint16 {
	out := []uint16{r.First, r.Last}
	if r.First > 0 {
		out = append(out, r.First-1)
	}
	if r.Last < 65535 {
		out = append(out, r.Last+1)
	}
	return out
}

// protocolEdges returns member p with its missing neighbours, or nothing if it is no edge.
func (s Set) protocolEdges(p Protocol) []Traffic {
	var out []Traffic
	for _, q := range []int{int(p) - 1, int(p) + 1} {
		if q < 0 || q > 255 {
			out = append(out, Traffic{Protocol: p})
		} else if !s.Contains(Traffic{Protocol: Protocol(q)}) {
			out = append(out, Traffic{Protocol: p}, Traffic{Protocol: Protocol(q)})
		}
	}
	return out
}

// A part is what a set holds of a protocol with selectors.
type part struct {
	protocol Protocol
	members  PortSet // destination ports, or ICMP messages
}

// parts returns the four parts in canonical order: tcp, udp, icmp, icmpv6.
func (s Set) parts() [4]part {
	return [4]part{{TCP, s.tcp}, {UDP, s.udp}, {ICMP, s.icmp}, {ICMPv6, s.icmpv6}}
}
