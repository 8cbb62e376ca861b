package packet

// A Set is an exact, immutable set of Traffic. The zero value is empty.
// Compare with Equal, not ==.
//
// TCP and UDP are told apart by destination port, ICMP and ICMPv6 by type and code; any other
// protocol is in the set as a whole or not at all (PKT-1).
type Set struct {
	tcp, udp     PortSet
	icmp, icmpv6 PortSet      // of messages: type*256 + code
	others       protocolBits // within portless
}

// None returns the empty set.
func None() Set { return Set{} }

// All returns the set of all traffic: every protocol with every port, type and code.
func All() Set {
	return Set{tcp: everyPort, udp: everyPort, icmp: everyPort, icmpv6: everyPort, others: portless}
}

// OfTCP returns TCP to the destination ports of ports.
func OfTCP(ports PortSet) Set { return Set{tcp: ports} }

// OfUDP returns UDP to the destination ports of ports.
func OfUDP(ports PortSet) Set { return Set{udp: ports} }

// OfICMP returns ICMP messages of one type and code. Type -1 is every type, and then the code
// does not matter; code -1 is every code of the type (SG-7). A type or code outside
// -1 to 255 selects nothing.
func OfICMP(typ, code int) Set { return Set{icmp: messages(typ, code)} }

// OfICMPv6 returns ICMPv6 messages; the arguments are as in OfICMP.
func OfICMPv6(typ, code int) Set { return Set{icmpv6: messages(typ, code)} }

// OfProtocol returns the whole of one protocol, with all its ports or types.
func OfProtocol(p Protocol) Set { return All().Of(p) }

// Of returns the part of s that is of protocol p.
func (s Set) Of(p Protocol) Set {
	switch p {
	case TCP:
		return Set{tcp: s.tcp}
	case UDP:
		return Set{udp: s.udp}
	case ICMP:
		return Set{icmp: s.icmp}
	case ICMPv6:
		return Set{icmpv6: s.icmpv6}
	default:
		return Set{others: protocolBits{}.with(p).intersect(s.others)}
	}
}

// message numbers ICMP messages so that the codes of one type are adjacent.
func message(typ, code uint8) uint16 { return uint16(typ)<<8 | uint16(code) }

// messages returns the messages of OfICMP.
func messages(typ, code int) PortSet {
	switch {
	case typ == -1:
		return everyPort
	case typ < 0 || typ > 255 || code < -1 || code > 255:
		return PortSet{}
	case code == -1:
		return Ports(PortRange{First: message(uint8(typ), 0), Last: message(uint8(typ), 255)})
	default:
		return Port(message(uint8(typ), uint8(code)))
	}
}
