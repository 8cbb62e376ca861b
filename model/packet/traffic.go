package packet

import (
	"cmp"
	"fmt"
)

// Traffic is one concrete selector of packets (PKT-1). The zero value is IP protocol 0.
type Traffic struct {
	Protocol   Protocol
	Port       uint16 // destination port; read only for TCP and UDP
	Type, Code uint8  // read only for ICMP and ICMPv6
}

// Contains reports whether t is in s. Fields that t's protocol does not carry are not read.
func (s Set) Contains(t Traffic) bool {
	switch t.Protocol {
	case TCP:
		return s.tcp.Contains(t.Port)
	case UDP:
		return s.udp.Contains(t.Port)
	case ICMP:
		return s.HasICMP(t.Type, t.Code)
	case ICMPv6:
		return s.HasICMPv6(t.Type, t.Code)
	default:
		return s.others.has(t.Protocol)
	}
}

// Set returns the set that holds t alone.
func (t Traffic) Set() Set {
	switch t.Protocol {
	case TCP:
		return OfTCP(Port(t.Port))
	case UDP:
		return OfUDP(Port(t.Port))
	case ICMP:
		return OfICMP(int(t.Type), int(t.Code))
	case ICMPv6:
		return OfICMPv6(int(t.Type), int(t.Code))
	default:
		return OfProtocol(t.Protocol)
	}
}

// String returns the canonical port text of t: "tcp/443", "icmp/8/0", "proto/50".
func (t Traffic) String() string {
	switch t.Protocol {
	case TCP, UDP:
		return fmt.Sprintf("%v/%d", t.Protocol, t.Port)
	case ICMP, ICMPv6:
		return fmt.Sprintf("%v/%d/%d", t.Protocol, t.Type, t.Code)
	default:
		return t.Protocol.String()
	}
}

// trafficAt returns the n-th selector of p: a port, or an ICMP message.
func trafficAt(p Protocol, n uint16) Traffic {
	switch p {
	case TCP, UDP:
		return Traffic{Protocol: p, Port: n}
	case ICMP, ICMPv6:
		return Traffic{Protocol: p, Type: uint8(n >> 8), Code: uint8(n)}
	default:
		return Traffic{Protocol: p}
	}
}

// compareTraffic orders by protocol number, then by port, type and code.
func compareTraffic(a, b Traffic) int {
	return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Port, b.Port),
		cmp.Compare(a.Type, b.Type), cmp.Compare(a.Code, b.Code))
}
