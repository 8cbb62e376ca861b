package packet

import "strings"

// Conns is an exact, immutable set of connections between one pair of endpoints (CONN-2).
// The zero value is empty. Compare with Equal, not ==.
//
// A TCP or UDP connection is a destination port with a client port; the set of them is a union
// of products. Any other connection is its Traffic: an ICMP request, or a portless protocol.
// Points whose client port equals the destination port are kept as they come; questions about
// client ports leave them out (CONN-3, settled in section 27 of the semantics).
type Conns struct {
	tcp, udp region
	plain    Set // ICMP requests and portless protocols
}

// Product returns the connections whose request is in forward and whose reply is in reply.
//
// A reply is named by its own selector (CONN-1): for TCP and UDP its destination port, which is
// the client's port and is taken from client; for ICMP its type and code; for portless
// protocols the protocol. ICMP messages that are no requests are never connections (CONN-5).
func Product(forward, reply Set, client PortSet) Conns {
	plain := requestsAnswered(reply)
	plain.others = reply.others
	return Conns{
		tcp:   rectangle(forward.tcp, reply.tcp.Intersect(client)),
		udp:   rectangle(forward.udp, reply.udp.Intersect(client)),
		plain: plain.Intersect(forward),
	}
}

// ProductVia returns the connections of Product that also pass each translator on the path.
// Each of viaReplies is what the far side of one translator lets back in, by the reply's own
// selector. The translator picks the source port from 1024-65535 on its own, never the
// destination port; one port that passes is enough (CONN-3, NAT-6).
func ProductVia(forward, reply Set, client PortSet, viaReplies []Set) Conns {
	for _, via := range viaReplies {
		forward = forward.Intersect(translatable(via))
	}
	return Product(forward, reply, client)
}

// translatable returns the requests for which via lets the reply to some translated port pass.
func translatable(via Set) Set {
	out := requestsAnswered(via)
	out.tcp = servedBy(via.tcp.Intersect(translated))
	out.udp = servedBy(via.udp.Intersect(translated))
	out.others = via.others
	return out
}

// servedBy returns the destination ports for which some source port of sources can be used:
// any that is not the destination port itself.
func servedBy(sources PortSet) PortSet {
	switch sources.Len() {
	case 0:
		return PortSet{}
	case 1:
		return sources.Complement()
	default:
		return everyPort
	}
}

// Union returns the connections in c or d.
func (c Conns) Union(d Conns) Conns {
	return Conns{tcp: c.tcp.union(d.tcp), udp: c.udp.union(d.udp), plain: c.plain.Union(d.plain)}
}

// Intersect returns the connections in both c and d.
func (c Conns) Intersect(d Conns) Conns {
	return Conns{tcp: c.tcp.intersect(d.tcp), udp: c.udp.intersect(d.udp), plain: c.plain.Intersect(d.plain)}
}

// Restrict returns the connections of c whose request is in s.
func (c Conns) Restrict(s Set) Conns { return c.Intersect(Product(s, All(), everyPort)) }

// Equal reports whether c and d hold the same connections.
func (c Conns) Equal(d Conns) bool {
	return c.plain.Equal(d.plain) && c.tcp.equal(d.tcp) && c.udp.equal(d.udp)
}

// IsEmpty reports whether there is no connection in c.
func (c Conns) IsEmpty() bool { return len(c.tcp) == 0 && len(c.udp) == 0 && c.plain.IsEmpty() }

// Key returns canonical bytes: two values are equal if and only if their keys are.
func (c Conns) Key() string {
	return string(c.udp.appendKey(c.tcp.appendKey(c.plain.appendKey(nil))))
}

// String lists the connections with their client ports: "tcp/443 from 1024-65535; icmp/8/0".
func (c Conns) String() string {
	var parts []string
	for _, e := range c.byClients() {
		parts = append(parts, e.Destinations.String()+" from "+e.Clients.String())
	}
	if !c.plain.IsEmpty() || len(parts) == 0 {
		parts = append(parts, c.plain.String())
	}
	return strings.Join(parts, "; ")
}
