package oracle

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// clientPorts are the client ports worth asking for (CONN-3).
//
// Why a few are exact: the source port of the request becomes the destination port of the reply,
// and a destination port is only ever compared with the port ranges of rules. Between two
// neighbouring ends of ranges all ports fare alike, so the ends, the ports just beyond them, and
// the ends of the ephemeral range stand for all of it. The destination port itself is excluded
// (section 27), and its neighbours are asked so that an interval that it splits keeps both halves.
func (o *Oracle) clientPorts(t Traffic) []uint16 {
	if t.Protocol != packet.TCP && t.Protocol != packet.UDP {
		return []uint16{0}
	}
	return o.portsWorthAsking(t, o.options.EphemeralFirst, o.options.EphemeralLast)
}

// translatedPorts are the source ports worth trying at a NAT gateway, which are always those of
// 1024-65535 (CONN-3, NAT-4); the destination port is excluded here too.
func (o *Oracle) translatedPorts(d datagram) []uint16 {
	if !d.hasPorts() {
		return []uint16{0}
	}
	return o.portsWorthAsking(d.traffic(), 1024, 65535)
}

func (o *Oracle) portsWorthAsking(t Traffic, first, last uint16) []uint16 {
	ports := []uint16{first, last, t.Port - 1, t.Port + 1} // a wrapped neighbour is just one port more
	ports = append(ports, o.ends[t.Protocol]...)
	ports = slices.DeleteFunc(ports, func(p uint16) bool { return p < first || p > last || p == t.Port })
	slices.Sort(ports)
	return slices.Compact(ports)
}

// endsOfRules are the ends of the port ranges of all rules, and their neighbours.
func endsOfRules(n *model.Network) map[packet.Protocol][]uint16 {
	ends := map[packet.Protocol][]uint16{}
	for _, p := range []packet.Protocol{packet.TCP, packet.UDP} {
		for i := range n.NetworkACLs {
			for _, e := range n.NetworkACLs[i].Entries {
				ends[p] = append(ends[p], portEnds(e.Traffic, p)...)
			}
		}
		// A reply that an interface has not seen the request of is a new packet to its groups (APP-4).
		for i := range n.SecurityGroups {
			for _, r := range n.SecurityGroups[i].Rules {
				ends[p] = append(ends[p], portEnds(r.Traffic, p)...)
			}
		}
		slices.Sort(ends[p])
		ends[p] = slices.Compact(ends[p])
	}
	return ends
}

// portEnds are the first and last ports of the ranges of one protocol in s, and their neighbours.
func portEnds(s packet.Set, p packet.Protocol) []uint16 {
	var ports []uint16
	for _, b := range s.Of(p).Boundaries() {
		if b.Protocol == p {
			ports = append(ports, b.Port)
		}
	}
	return ports
}
