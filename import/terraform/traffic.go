package terraform

import (
	"strconv"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// traffic reads the part of a rule that picks packets: a protocol, and ports
// or an ICMP type and code. What is not known is the most that it can be.
func (it item) traffic(protocol, first, last string) (packet.Set, *model.Unknown) {
	text := it.str(protocol)
	if text == "" {
		if it.get(protocol).Told() {
			return packet.All(), nil
		}
		return packet.All(), it.unknown(protocol, it.get(protocol))
	}
	p, every, err := packet.ParseProtocol(text)
	switch {
	case err != nil:
		it.b.report(badTraffic.At(it.origin(), "%v", err))
		return packet.All(), &model.Unknown{Cause: protocol + " could not be read", Origin: it.origin()}
	case every:
		return packet.All(), nil
	case p.IsPortless():
		return packet.OfProtocol(p), nil // whatever the ports say (SG-5, NACL-6)
	}
	from, ok1 := it.bound(first)
	to, ok2 := it.bound(last)
	if !ok1 || !ok2 {
		return packet.OfProtocol(p), it.unknown(first, it.get(first))
	}
	set, ok := it.selected(p, from, to)
	if !ok {
		it.b.report(badTraffic.At(it.origin(), "%s to %s is no range of %s", strconv.Itoa(from), strconv.Itoa(to), p))
		return packet.OfProtocol(p), &model.Unknown{Cause: "ports could not be read", Origin: it.origin()}
	}
	return set, nil
}

// bound reads a port, type or code; not told is -1.
func (it item) bound(key string) (int, bool) {
	v := it.get(key)
	if v.HasUnknown() {
		return 0, false
	}
	if !v.Told() || v.Str() == "" {
		return -1, true
	}
	n, err := strconv.Atoi(v.Str())
	return n, err == nil
}

// selected is a range of ports, or an ICMP type and code (SG-6, SG-7).
func (it item) selected(p packet.Protocol, from, to int) (packet.Set, bool) {
	if p == packet.TCP || p == packet.UDP {
		if from == -1 && to == -1 {
			return packet.OfProtocol(p), true
		}
		if from < 0 || to > 65535 || from > to {
			return packet.OfProtocol(p), false
		}
		ports := packet.Ports(packet.PortRange{First: uint16(from), Last: uint16(to)})
		if p == packet.TCP {
			return packet.OfTCP(ports), true
		}
		return packet.OfUDP(ports), true
	}
	if from < -1 || from > 255 || to < -1 || to > 255 {
		return packet.OfProtocol(p), false
	}
	if from == -1 {
		to = -1
	}
	if p == packet.ICMP {
		return packet.OfICMP(from, to), true
	}
	return packet.OfICMPv6(from, to), true
}
