package oracle

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// datagram is one concrete packet as it stands on the wire (PKT-1). Ports are those of TCP and
// UDP, typ and code those of ICMP and ICMPv6; the rest stays zero.
type datagram struct {
	src, dst     netip.Addr
	protocol     packet.Protocol
	sport, dport uint16
	typ, code    uint8
}

func newDatagram(src, dst netip.Addr, t packet.Traffic, clientPort uint16) datagram {
	d := datagram{src: src, dst: dst, protocol: t.Protocol}
	switch {
	case d.hasPorts():
		d.sport, d.dport = clientPort, t.Port
	case d.isICMP():
		d.typ, d.code = t.Type, t.Code
	}
	return d
}

func (d datagram) hasPorts() bool { return d.protocol == packet.TCP || d.protocol == packet.UDP }

func (d datagram) isICMP() bool { return d.protocol == packet.ICMP || d.protocol == packet.ICMPv6 }

// traffic is what rules look at: never the source port (PKT-5).
func (d datagram) traffic() packet.Traffic {
	return packet.Traffic{Protocol: d.protocol, Port: d.dport, Type: d.typ, Code: d.code}
}

// exists is PKT-3: no host emits protocol 1 over IPv6 or protocol 58 over IPv4.
func (d datagram) exists() bool {
	if d.src.Is6() != d.dst.Is6() {
		return false // PKT-1: the families are disjoint
	}
	return (d.protocol != packet.ICMP || d.src.Is4()) && (d.protocol != packet.ICMPv6 || d.src.Is6())
}

// reverse is CONN-1: the reply of d, and whether d is something that is answered at all.
func (d datagram) reverse() (datagram, bool) {
	r := d
	r.src, r.dst = d.dst, d.src
	switch {
	case d.hasPorts():
		r.sport, r.dport = d.dport, d.sport
	case d.isICMP():
		answer, ok := icmpAnswer(d.protocol, d.typ)
		if !ok || d.code != 0 {
			return datagram{}, false // section 27: an echo request with a code is one way only
		}
		r.typ = answer
	}
	return r, true
}

// icmpAnswer is the type that answers a request type (CONN-1).
func icmpAnswer(p packet.Protocol, typ uint8) (uint8, bool) {
	if p == packet.ICMPv6 {
		return 129, typ == 128
	}
	switch typ {
	case 8:
		return 0, true
	case 13, 15, 17:
		return typ + 1, true
	}
	return 0, false
}

// opens reports whether d begins a flow that a translator can keep a mapping for (NAT-5,
// section 27). Reading: any code of an ICMP request type opens one.
func (d datagram) opens() bool {
	if !d.isICMP() {
		return true
	}
	_, ok := icmpAnswer(d.protocol, d.typ)
	return ok
}

func (d datagram) String() string {
	if d.hasPorts() {
		return fmt.Sprintf("%v:%d > %v:%d %v", d.src, d.sport, d.dst, d.dport, d.protocol)
	}
	return fmt.Sprintf("%v > %v %v", d.src, d.dst, d.traffic())
}
