package report

import "github.com/seed-044d7529/segment/model/packet"

// Complete returns a set of connections as people ask for it: where every
// message of ICMP that can begin a connection is in s, all of ICMP is, and
// where everything that can begin one is in s, it is all traffic. As
// connections (CONN-5) the two sets are the same; the result is "icmp" or
// "all" instead of a list of message types and protocol numbers.
func Complete(s packet.Set) packet.Set {
	requests := packet.RequestTraffic()
	for _, p := range []packet.Protocol{packet.ICMP, packet.ICMPv6} {
		if requests.Of(p).IsSubsetOf(s) {
			s = s.Union(packet.OfProtocol(p))
		}
	}
	return Whole(s)
}

// Whole returns all traffic for a set that lacks nothing but the ICMP of the
// other family, which no packet of the pair can be (PKT-3).
func Whole(s packet.Set) packet.Set {
	for _, p := range []packet.Protocol{packet.ICMP, packet.ICMPv6} {
		if packet.All().Subtract(packet.OfProtocol(p)).IsSubsetOf(s) {
			return packet.All()
		}
	}
	return s
}

// OneWayOnly returns what is delivered without that a connection comes of it.
// Messages that never begin a connection count only when they were asked for.
func OneWayOnly(delivered, connected, asked packet.Set, which bool) packet.Set {
	rest := delivered.Subtract(connected).Intersect(asked)
	if which {
		rest = rest.Intersect(packet.RequestTraffic())
	}
	return rest
}
