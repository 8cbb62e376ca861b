package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model/packet"
)

// selector is the part of a rule that picks packets, as AWS writes it.
type selector struct {
	protocol value
	first    value // first port, or ICMP type
	last     value // last port, or ICMP code
}

// traffic is the set of a selector. ok is false when it cannot be read; the
// set is then the most that it can be.
func (s selector) traffic() (set packet.Set, ok bool) {
	if !s.protocol.exists() {
		return packet.All(), false
	}
	p, every, err := packet.ParseProtocol(s.protocol.text())
	switch {
	case err != nil:
		s.complain(s.protocol, "%v", err)
		return packet.All(), false
	case every:
		return packet.All(), true
	case p == packet.TCP || p == packet.UDP:
		return s.ports(p)
	case p == packet.ICMP || p == packet.ICMPv6:
		return s.message(p)
	}
	return packet.OfProtocol(p), true // whatever the ports say (SG-5, NACL-6)
}

func (s selector) complain(v value, format string, args ...any) {
	v.t.p.report(source.BadProtocol.At(v.origin(), format, args...))
}

// bound reads one end; -1 and absent are alike.
func bound(v value) (n int, ok bool) {
	if !v.exists() {
		return -1, true
	}
	up := value{v.t, v.node().parent}
	mark := v.t.bad
	n, found := up.number(v.node().key)
	return n, found && !v.faulty(mark)
}

// ports reads a range of destination ports (SG-6).
func (s selector) ports(p packet.Protocol) (packet.Set, bool) {
	first, ok1 := bound(s.first)
	last, ok2 := bound(s.last)
	if !ok1 || !ok2 {
		return packet.OfProtocol(p), false
	}
	if first == -1 && last == -1 {
		s.protocol.t.p.report(source.AllPorts.At(s.protocol.origin(), "%s without ports", p))
		return packet.OfProtocol(p), true
	}
	if first < 0 || last > 65535 || first > last {
		s.complain(s.protocol, "ports %d to %d are not a range", first, last)
		return packet.OfProtocol(p), false
	}
	ports := packet.Ports(packet.PortRange{First: uint16(first), Last: uint16(last)})
	if p == packet.TCP {
		return packet.OfTCP(ports), true
	}
	return packet.OfUDP(ports), true
}

// message reads an ICMP type and code (SG-7).
func (s selector) message(p packet.Protocol) (packet.Set, bool) {
	typ, ok1 := bound(s.first)
	code, ok2 := bound(s.last)
	if !ok1 || !ok2 {
		return packet.OfProtocol(p), false
	}
	if typ < -1 || typ > 255 || code < -1 || code > 255 {
		s.complain(s.protocol, "ICMP type %d, code %d do not exist", typ, code)
		return packet.OfProtocol(p), false
	}
	if typ == -1 {
		code = -1
	}
	if p == packet.ICMP {
		return packet.OfICMP(typ, code), true
	}
	return packet.OfICMPv6(typ, code), true
}
