package generate

import (
	"strconv"

	"github.com/seed-044d7529/segment/model/packet"
)

// selector is the part of a rule that picks packets, as AWS writes it.
type selector struct {
	protocol    string // "-1", "tcp", "udp" or "icmp"
	first, last int    // ports, or ICMP type and code with -1 for all
}

// Selectors that stand in many places.
var (
	everything = selector{"-1", -1, -1}
	ephemeral  = tcp(1024, 65535)
)

func tcp(first, last int) selector { return selector{"tcp", first, last} }

func (s selector) hasPorts() bool { return s.protocol == "tcp" || s.protocol == "udp" }

// traffic is what the selector means.
func (s selector) traffic() packet.Set {
	switch s.protocol {
	case "tcp":
		return packet.OfTCP(s.ports())
	case "udp":
		return packet.OfUDP(s.ports())
	case "icmp":
		return packet.OfICMP(s.first, s.last)
	}
	return packet.All()
}

func (s selector) ports() packet.PortSet {
	return packet.Ports(packet.PortRange{First: uint16(s.first), Last: uint16(s.last)})
}

// number is the protocol as network ACLs write it.
func (s selector) number() string {
	switch s.protocol {
	case "tcp":
		return "6"
	case "udp":
		return "17"
	case "icmp":
		return "1"
	}
	return s.protocol
}

// String is for expected.json: "tcp/443".
func (s selector) String() string {
	text := s.protocol + "/" + strconv.Itoa(s.first)
	if s.last != s.first {
		text += "-" + strconv.Itoa(s.last)
	}
	return text
}

// popular are the ports that services listen on.
var popular = [...]int{
	22, 53, 80, 123, 389, 443, 636, 1433, 2049, 2181, 3000, 3306, 3389, 5432, 5671, 5672, 6379, 8080, 8443, 9000, 9042, 9090,
	9092, 9093, 9200, 9300, 10250, 11211, 27017, 50051,
}

// wide are the ranges that people open.
var wide = [...][2]int{{1024, 65535}, {30000, 32767}, {8000, 8999}}

// drawPorts is the port draw of all shapes: odd, or wide with 10 %, or popular.
func (p *plan) drawPorts() (first, last int) {
	switch r := p.draws; {
	case r.share(p.o.OddPorts):
		first = r.draw(65536)
		if r.draw(2) == 0 {
			return first, min(65535, first+r.draw(500))
		}
		return first, first
	case r.percent(10):
		w := wide[r.draw(len(wide))]
		return w[0], w[1]
	default:
		first = popular[r.draw(len(popular))]
		return first, first
	}
}

// drawSelector draws a protocol, then what it needs.
func (p *plan) drawSelector() selector {
	switch d := p.draws.draw(100); {
	case d < 2:
		return everything
	case d < 6:
		if p.draws.draw(2) == 0 {
			return selector{"icmp", 8, -1}
		}
		return selector{"icmp", -1, -1}
	case d < 21:
		first, last := p.drawPorts()
		return selector{"udp", first, last}
	}
	first, last := p.drawPorts()
	return tcp(first, last)
}
