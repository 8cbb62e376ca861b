package packet_test

import (
	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

// members is the slow oracle: one bool for each traffic there is. Its order is tcp, udp, icmp
// and icmpv6 with 65536 selectors each, then the 256 protocol numbers, of which four stay unused.
type members []bool

const (
	block    = 1 << 16
	universe = 4*block + 256
)

var blocks = [4]packet.Protocol{packet.TCP, packet.UDP, packet.ICMP, packet.ICMPv6}

// trafficAt returns the traffic of one place of members, if there is one.
func trafficAt(i int) (packet.Traffic, bool) {
	if i >= 4*block {
		p := packet.Protocol(i - 4*block)
		return packet.Traffic{Protocol: p}, p.IsPortless()
	}
	p, n := blocks[i/block], i%block
	if p == packet.TCP || p == packet.UDP {
		return packet.Traffic{Protocol: p, Port: uint16(n)}, true
	}
	return packet.Traffic{Protocol: p, Type: uint8(n >> 8), Code: uint8(n)}, true
}

// membersOf asks a set about every traffic there is.
func membersOf(s packet.Set) members {
	m := make(members, universe)
	for i := range m {
		t, exists := trafficAt(i)
		m[i] = exists && s.Contains(t)
	}
	return m
}

// with combines two oracles member by member. keep(false, false) must be false.
func (m members) with(n members, keep func(a, b bool) bool) members {
	out := make(members, universe)
	for i := range m {
		out[i] = keep(m[i], n[i])
	}
	return out
}

func or(a, b bool) bool     { return a || b }
func and(a, b bool) bool    { return a && b }
func andNot(a, b bool) bool { return a && !b }

// drawPort prefers the ports where mistakes live.
func drawPort(t *rapid.T, label string) uint16 {
	edges := rapid.SampledFrom([]uint16{0, 1, 22, 23, 255, 256, 443, 1023, 1024, 1025, 32768, 65534, 65535})
	return rapid.OneOf(edges, rapid.Uint16()).Draw(t, label)
}

func drawRange(t *rapid.T) packet.PortRange {
	a, b := drawPort(t, "from"), drawPort(t, "to")
	return packet.PortRange{First: min(a, b), Last: max(a, b)}
}

func drawPorts(t *rapid.T, label string) packet.PortSet {
	ranges := rapid.SliceOfN(rapid.Custom(drawRange), 0, 6).Draw(t, label)
	return packet.Ports(ranges...)
}

// drawAtom draws what one rule can select.
func drawAtom(t *rapid.T) packet.Set {
	field := rapid.OneOf(rapid.SampledFrom([]int{-1, 0, 8, 128, 255}), rapid.IntRange(-1, 255))
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return packet.OfTCP(drawPorts(t, "tcp"))
	case 1:
		return packet.OfUDP(drawPorts(t, "udp"))
	case 2:
		return packet.OfICMP(field.Draw(t, "type"), field.Draw(t, "code"))
	case 3:
		return packet.OfICMPv6(field.Draw(t, "type"), field.Draw(t, "code"))
	case 4:
		return packet.OfProtocol(packet.Protocol(rapid.Uint8().Draw(t, "protocol")))
	default:
		return packet.All()
	}
}

// drawSet draws a set as a list of rules makes it: each atom is added or taken away.
func drawSet(t *rapid.T, label string) packet.Set {
	s := packet.None()
	for range rapid.IntRange(0, 6).Draw(t, label) {
		if rapid.Bool().Draw(t, "allow") {
			s = s.Union(drawAtom(t))
		} else {
			s = s.Subtract(drawAtom(t))
		}
	}
	return s
}

// parse is for table rows whose port text is known to be good.
func parse(t rapid.TB, text string) packet.Set {
	t.Helper()
	s, err := packet.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
