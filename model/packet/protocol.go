package packet

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// A Protocol is an IP protocol number, 0-255 (PKT-1). The zero value is protocol 0 (HOPOPT),
// not "any protocol".
type Protocol uint8

// The protocols that carry a selector that AWS rules can match.
// Every other protocol is portless, SCTP and UDP-Lite too (PKT-1).
const (
	ICMP   Protocol = 1
	TCP    Protocol = 6
	UDP    Protocol = 17
	ICMPv6 Protocol = 58
)

// protocolNames are the spellings of AWS and Terraform beyond numbers.
// Terraform takes IANA's keywords in network ACLs; these are the ones in use there.
var protocolNames = map[string]Protocol{
	"icmp": ICMP, "tcp": TCP, "udp": UDP, "icmpv6": ICMPv6, "ipv6-icmp": ICMPv6,
	"hopopt": 0, "igmp": 2, "ipv4": 4, "egp": 8, "dccp": 33, "ipv6": 41, "rsvp": 46, "gre": 47,
	"esp": 50, "ah": 51, "eigrp": 88, "ospfigp": 89, "ipip": 94, "etherip": 97, "pim": 103,
	"ipcomp": 108, "vrrp": 112, "l2tp": 115, "sctp": 132, "udplite": 136,
}

// ParseProtocol reads a protocol as AWS and Terraform write it: a number 0-255, or a name in
// any case. "-1" and "all" mean every protocol: anyProtocol is then true, and p is 0.
func ParseProtocol(s string) (p Protocol, anyProtocol bool, err error) {
	name := strings.ToLower(strings.TrimSpace(s))
	if name == "-1" || name == "all" {
		return 0, true, nil
	}
	if p, ok := protocolNames[name]; ok {
		return p, false, nil
	}
	n, err := strconv.ParseUint(name, 10, 8)
	if err != nil {
		return 0, false, fmt.Errorf("protocol %.40q: not a protocol number (0-255), -1, or a name such as tcp, udp, icmp, icmpv6", s)
	}
	return Protocol(n), false, nil
}

// String returns "tcp", "udp", "icmp", "icmpv6", or "proto/50" for the others.
func (p Protocol) String() string {
	switch p {
	case TCP:
		return "tcp"
	case UDP:
		return "udp"
	case ICMP:
		return "icmp"
	case ICMPv6:
		return "icmpv6"
	default:
		return "proto/" + strconv.Itoa(int(p))
	}
}

// IsPortless reports whether packets of p carry no selector: any but TCP, UDP, ICMP and ICMPv6.
func (p Protocol) IsPortless() bool { return p != TCP && p != UDP && p != ICMP && p != ICMPv6 }

// protocolBits is a set of protocol numbers: bit p%64 of word p/64.
type protocolBits [4]uint64

// portless holds every protocol without a selector.
var portless = func() (b protocolBits) {
	for p := range 256 {
		if Protocol(p).IsPortless() {
			b = b.with(Protocol(p))
		}
	}
	return b
}()

func (b protocolBits) has(p Protocol) bool { return b[p/64]>>(p%64)&1 == 1 }

func (b protocolBits) with(p Protocol) protocolBits {
	b[p/64] |= 1 << (p % 64)
	return b
}

func (b protocolBits) union(c protocolBits) protocolBits {
	return protocolBits{b[0] | c[0], b[1] | c[1], b[2] | c[2], b[3] | c[3]}
}

func (b protocolBits) intersect(c protocolBits) protocolBits {
	return protocolBits{b[0] & c[0], b[1] & c[1], b[2] & c[2], b[3] & c[3]}
}

func (b protocolBits) subtract(c protocolBits) protocolBits {
	return protocolBits{b[0] &^ c[0], b[1] &^ c[1], b[2] &^ c[2], b[3] &^ c[3]}
}

// list returns the members in ascending order.
func (b protocolBits) list() []Protocol {
	var out []Protocol
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			out = append(out, Protocol(64*i+bits.TrailingZeros64(word)))
		}
	}
	return out
}
