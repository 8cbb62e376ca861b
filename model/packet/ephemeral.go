package packet

// A ClientRange says which client ports pass for some destination selectors.
type ClientRange struct {
	Destinations Set     // TCP or UDP destination ports, never both
	Clients      PortSet // a destination's own port does not count, though it may be listed
}

// Project returns the traffic that can be connected to from the client ports of eph (CONN-3):
// a TCP or UDP destination port is in it if at least one port of eph, other than the destination
// port itself, passes. Everything else does not depend on eph.
func (c Conns) Project(eph PortSet) Set {
	out := c.plain
	out.tcp = c.tcp.project(eph)
	out.udp = c.udp.project(eph)
	return out
}

func (g region) project(eph PortSet) PortSet {
	var out PortSet
	for _, r := range g {
		out = out.Union(r.dst.Intersect(servedBy(r.client.Intersect(eph))))
	}
	return out
}

// ClientPorts returns the client ports that pass for one destination port of TCP or UDP.
// The destination port is never one of them (CONN-3). Other protocols have none.
func (c Conns) ClientPorts(p Protocol, dst uint16) PortSet {
	switch p {
	case TCP:
		return c.tcp.clients(dst).Subtract(Port(dst))
	case UDP:
		return c.udp.clients(dst).Subtract(Port(dst))
	default:
		return PortSet{}
	}
}

// PartialEphemeral returns the destinations of Project(eph) for which some port of eph does not
// pass, with the ports of eph that do (CONN-3, "partial-ephemeral"): TCP first, then UDP, each
// ascending by first destination port. The destination port itself is not counted on either side.
func (c Conns) PartialEphemeral(eph PortSet) []ClientRange {
	var out []ClientRange
	for _, r := range c.tcp.partial(eph) {
		out = append(out, ClientRange{OfTCP(r.dst), r.client})
	}
	for _, r := range c.udp.partial(eph) {
		out = append(out, ClientRange{OfUDP(r.dst), r.client})
	}
	return out
}

// partial keeps the destinations that have both a passing and a failing port in eph.
func (g region) partial(eph PortSet) region {
	var rows []row
	for _, r := range g {
		pass, fail := eph.Intersect(r.client), eph.Subtract(r.client)
		both := r.dst.Intersect(servedBy(pass)).Intersect(servedBy(fail))
		rows = append(rows, row{both, pass})
	}
	return regionOf(rows)
}

// byClients lists every TCP and UDP connection of c.
func (c Conns) byClients() []ClientRange {
	var out []ClientRange
	for _, r := range c.tcp {
		out = append(out, ClientRange{OfTCP(r.dst), r.client})
	}
	for _, r := range c.udp {
		out = append(out, ClientRange{OfUDP(r.dst), r.client})
	}
	return out
}
