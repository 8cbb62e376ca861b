package packet_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

// grid is the slow oracle of TCP connections: for each destination port of destinations,
// a bool for each client port.
type grid map[uint16]*[1 << 16]bool

// gridPorts are the ends of drawn ranges. A destination port between two of them behaves as
// any other there, so destinations holds one of each kind.
var (
	gridPorts    = []uint16{0, 22, 443, 444, 1023, 1024, 1025, 5000, 65535}
	destinations = []uint16{0, 1, 22, 23, 443, 444, 445, 1023, 1024, 1025, 1026, 5000, 5001, 65535}
)

// gridSet draws a set that changes only at gridPorts.
func gridSet(t *rapid.T, label string) packet.PortSet {
	port := rapid.SampledFrom(gridPorts)
	var out packet.PortSet
	for range rapid.IntRange(0, 3).Draw(t, label) {
		a := port.Draw(t, "from")
		b := rapid.OneOf(rapid.Just(a), port).Draw(t, "to")
		out = out.Union(packet.Ports(packet.PortRange{First: min(a, b), Last: max(a, b)}))
	}
	return out
}

// connection is a drawn value with its oracle.
type connection struct {
	conns packet.Conns
	grid  grid
}

func drawProduct(t *rapid.T) connection {
	forward, reply, client := gridSet(t, "forward"), gridSet(t, "reply"), gridSet(t, "client")
	var vias [][]uint16
	var viaSets []packet.Set
	for range rapid.IntRange(0, 2).Draw(t, "translators") {
		via := gridSet(t, "via")
		vias, viaSets = append(vias, picks(via)), append(viaSets, packet.OfTCP(via))
	}
	answered, never := new([1 << 16]bool), new([1 << 16]bool)
	for c := range answered {
		answered[c] = reply.Contains(uint16(c)) && client.Contains(uint16(c))
	}
	out := connection{packet.ProductVia(packet.OfTCP(forward), packet.OfTCP(reply), client, viaSets), grid{}}
	for _, d := range destinations {
		out.grid[d] = never
		stuck := func(picks []uint16) bool {
			return !slices.ContainsFunc(picks, func(x uint16) bool { return x != d })
		}
		if forward.Contains(d) && !slices.ContainsFunc(vias, stuck) {
			out.grid[d] = answered
		}
	}
	return out
}

// picks returns the ports that a translator can pick and get the reply on (CONN-3).
func picks(via packet.PortSet) (out []uint16) {
	for x := 1024; x <= 65535; x++ {
		if via.Contains(uint16(x)) {
			out = append(out, uint16(x))
		}
	}
	return out
}

func (c connection) with(d connection, conns packet.Conns, keep func(a, b bool) bool) connection {
	out := connection{conns, grid{}}
	for _, dst := range destinations {
		x, y, both := c.grid[dst], d.grid[dst], new([1 << 16]bool)
		for i := range both {
			both[i] = keep(x[i], y[i])
		}
		out.grid[dst] = both
	}
	return out
}

// drawConns draws a union or intersection of a few products.
func drawConns(t *rapid.T, label string) connection {
	out := drawProduct(t)
	for range rapid.IntRange(0, 2).Draw(t, label) {
		next := drawProduct(t)
		if rapid.Bool().Draw(t, "either") {
			out = out.with(next, out.conns.Union(next.conns), or)
		} else {
			out = out.with(next, out.conns.Intersect(next.conns), and)
		}
	}
	return out
}

func TestConnsAgreeWithGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, eph := drawConns(t, "c"), gridSet(t, "eph")
		project, partial := c.conns.Project(eph), packet.None()
		for _, p := range c.conns.PartialEphemeral(eph) {
			partial = partial.Union(p.Destinations)
		}
		for _, d := range destinations {
			pass, fail := 0, 0
			ports := c.conns.ClientPorts(packet.TCP, d)
			for i, in := range c.grid[d] {
				client := uint16(i)
				if ports.Contains(client) != (in && client != d) {
					t.Fatalf("%v: ClientPorts(tcp, %d) = %v is wrong about %d", c.conns, d, ports, client)
				}
				if client != d && eph.Contains(client) && in {
					pass++
				} else if client != d && eph.Contains(client) {
					fail++
				}
			}
			if project.TCP().Contains(d) != (pass > 0) {
				t.Fatalf("%v: Project(%v) = %v is wrong about %d", c.conns, eph, project, d)
			}
			if partial.TCP().Contains(d) != (pass > 0 && fail > 0) {
				t.Fatalf("%v: PartialEphemeral(%v) = %v is wrong about %d", c.conns, eph, partial, d)
			}
		}
		if !partial.IsSubsetOf(project) {
			t.Fatalf("partial %v is not within %v", partial, project)
		}
	})
}

func TestConnsAreCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawConns(t, "a"), drawConns(t, "b")
		same := true
		for _, d := range destinations {
			same = same && *a.grid[d] == *b.grid[d]
		}
		if a.conns.Equal(b.conns) != same || (a.conns.Key() == b.conns.Key()) != a.conns.Equal(b.conns) {
			t.Fatalf("%v and %v: Equal %v, same at the grid %v", a.conns, b.conns, a.conns.Equal(b.conns), same)
		}
		// absorption: different ways to build one value
		for _, got := range []packet.Conns{
			a.conns.Union(a.conns.Intersect(b.conns)),
			a.conns.Union(b.conns).Intersect(a.conns),
		} {
			if !got.Equal(a.conns) || got.Key() != a.conns.Key() || got.IsEmpty() != a.conns.IsEmpty() {
				t.Fatalf("got %v, want %v", got, a.conns)
			}
		}
	})
}

func TestRestrictThenProject(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, asked := drawConns(t, "c"), packet.OfTCP(gridSet(t, "asked"))
		got, want := c.conns.Restrict(asked).Project(packet.Ephemeral), c.conns.Project(packet.Ephemeral).Intersect(asked)
		if !got.Equal(want) {
			t.Fatalf("%v restricted to %v projects to %v, want %v", c.conns, asked, got, want)
		}
	})
}

func TestProductOfOtherProtocols(t *testing.T) {
	tests := []struct{ forward, reply, want string }{
		// each request type needs its own reply type (CONN-1)
		{"icmp/8/0", "icmp/0/0", "icmp/8/0"},
		{"icmp/8/0", "icmp/8/0", "none"},
		{"icmp", "icmp", "icmp/8/0,icmp/13/0,icmp/15/0,icmp/17/0"},
		{"icmp", "icmp/14/0,icmp/18", "icmp/13/0,icmp/17/0"},
		{"icmpv6", "icmpv6", "icmpv6/128/0"},
		{"icmpv6", "icmpv6/129/1", "none"},
		// the families of ICMP do not answer for each other
		{"icmp", "icmpv6", "none"},
		// codes other than 0 and errors are one way only (CONN-5)
		{"icmp/8/1,icmp/3/4", "all", "none"},
		// portless: the reply has the same protocol
		{"proto/50,proto/51", "proto/50", "proto/50"},
		// TCP does not answer UDP
		{"tcp/443", "udp", "none"},
	}
	for _, tt := range tests {
		c := packet.Product(parse(t, tt.forward), parse(t, tt.reply), packet.Ephemeral)
		got := c.Project(packet.Ephemeral)
		if got.String() != tt.want || c.IsEmpty() != got.IsEmpty() || !got.IsSubsetOf(packet.RequestTraffic()) {
			t.Errorf("%s, reply %s: got %v (empty: %v), want %s", tt.forward, tt.reply, got, c.IsEmpty(), tt.want)
		}
	}
}

func TestProductVia(t *testing.T) {
	tests := []struct{ forward, via, want string }{
		{"tcp/443", "tcp/1024-65535", "tcp/443"},
		{"tcp/443", "tcp/5000", "tcp/443"},
		// a translator never picks a port below 1024
		{"tcp/443", "tcp/0-1023", "none"},
		{"udp/53", "udp/0-1024", "udp/53"},
		// the single port that passes is the destination port (section 27)
		{"tcp/4999-5001", "tcp/5000", "tcp/4999,tcp/5001"},
		{"tcp/5000", "tcp/5000-5001", "tcp/5000"},
		// others: by their reply
		{"icmp/8/0,icmp/13/0", "icmp/0/0", "icmp/8/0"},
		{"proto/50,proto/51", "proto/51", "proto/51"},
		{"all", "none", "none"},
	}
	for _, tt := range tests {
		c := packet.ProductVia(parse(t, tt.forward), packet.All(), packet.Ephemeral, []packet.Set{packet.All(), parse(t, tt.via)})
		if got := c.Project(packet.Ephemeral).String(); got != tt.want {
			t.Errorf("%s via %s: got %s, want %s", tt.forward, tt.via, got, tt.want)
		}
	}
}

func TestClientPortIsNotTheDestinationPort(t *testing.T) {
	one := packet.Product(parse(t, "tcp/4999-5001"), parse(t, "tcp/5000"), packet.Ephemeral)
	if got := one.Project(packet.Ephemeral).String(); got != "tcp/4999,tcp/5001" {
		t.Errorf("got %s", got)
	}
	// all but the destination port itself is all there is: not partial
	rest := packet.Product(parse(t, "tcp/4999-5001"), parse(t, "tcp/5000").Complement(), packet.Ephemeral)
	var got []string
	for _, p := range rest.PartialEphemeral(packet.Ephemeral) {
		got = append(got, p.Destinations.String()+" from "+p.Clients.String())
	}
	want := []string{"tcp/4999,tcp/5001 from 1024-4999,5001-65535"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConnsText(t *testing.T) {
	low := packet.Product(parse(t, "tcp/443,udp/53,icmp/8/0"), packet.All(), packet.Ports(packet.PortRange{First: 1024, Last: 2047}))
	high := packet.Product(parse(t, "tcp/443-444"), packet.All(), packet.Ports(packet.PortRange{First: 2048, Last: 65535}))
	tests := []struct {
		conns packet.Conns
		want  string
	}{
		{packet.Conns{}, "none"},
		{low, "tcp/443 from 1024-2047; udp/53 from 1024-2047; icmp/8/0"},
		{low.Union(high), "tcp/443 from 1024-65535; tcp/444 from 2048-65535; udp/53 from 1024-2047; icmp/8/0"},
		{low.Intersect(high), "none"},
	}
	for _, tt := range tests {
		if got := tt.conns.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestReplyOf(t *testing.T) {
	tests := []struct{ request, want string }{
		{"tcp/443", "tcp/40000"},
		{"udp/53", "udp/40000"},
		{"icmp/8/0", "icmp/0/0"},
		{"icmp/13/0", "icmp/14/0"},
		{"icmp/15/0", "icmp/16/0"},
		{"icmp/17/0", "icmp/18/0"},
		{"icmpv6/128/0", "icmpv6/129/0"},
		{"proto/50", "proto/50"},
		{"icmp/8/1", "none"},
		{"icmp/3/4", "none"},
		{"icmpv6/8/0", "none"},
	}
	for _, tt := range tests {
		request, _ := parse(t, tt.request).AnyTraffic()
		got := "none"
		if reply, ok := packet.ReplyOf(request, 40000); ok {
			got = reply.String()
		}
		if got != tt.want || packet.RequestTraffic().Contains(request) != (tt.want != "none") {
			t.Errorf("%s: got %s, want %s", tt.request, got, tt.want)
		}
	}
}
