package packet_test

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

func ExampleParse() {
	s, _ := packet.Parse("udp/53, tcp/443, tcp/8000-8080, tcp/8081")
	fmt.Println(s)
	_, err := packet.Parse("tcp/8080-8000")
	fmt.Println(err)
	// Output:
	// tcp/443,tcp/8000-8081,udp/53
	// ports "tcp/8080-8000": the range is reversed; write tcp/8000-8080
}

func ExampleSet_Subtract() {
	web, _ := packet.Parse("tcp/80-443")
	denied := packet.OfTCP(packet.Port(443))
	fmt.Println(web.Subtract(denied))
	// Output: tcp/80-442
}

func ExampleSet_Boundaries() {
	fmt.Println(packet.OfTCP(packet.Port(443)).Boundaries())
	// Output: [tcp/442 tcp/443 tcp/444]
}

// An unknown rule may allow 443. Whether it does decides what a default deny takes away.
func ExamplePair() {
	known, _ := packet.Parse("tcp/22")
	unknown, _ := packet.Parse("tcp/443")
	rules := packet.Exactly(known).Union(packet.Possibly(unknown))
	fmt.Println(rules)
	fmt.Println("not known:", rules.Unknown())
	// Output:
	// must tcp/22, may tcp/22,tcp/443
	// not known: tcp/443
}

// A network ACL lets replies in on 32768-65535 only (CONN-3).
func ExampleConns_Project() {
	forward, _ := packet.Parse("tcp/443,icmp/8/0")
	reply, _ := packet.Parse("tcp/32768-65535,icmp/0/0")
	c := packet.Product(forward, reply, packet.Ephemeral)
	fmt.Println(c.Project(packet.Ephemeral))
	for _, p := range c.PartialEphemeral(packet.Ephemeral) {
		fmt.Printf("%v from client ports %v only\n", p.Destinations, p.Clients)
	}
	// Output:
	// tcp/443,icmp/8/0
	// tcp/443 from client ports 32768-65535 only
}

// The subnet of a NAT gateway lets only one port back in: the translator needs another port
// than the destination's.
func ExampleProductVia() {
	forward, _ := packet.Parse("tcp/443,tcp/5000")
	nat := packet.OfTCP(packet.Port(5000))
	c := packet.ProductVia(forward, packet.All(), packet.Ephemeral, []packet.Set{nat})
	fmt.Println(c.Project(packet.Ephemeral))
	// Output: tcp/443
}

func ExampleAddrSet_Prefixes() {
	s := packet.AddrRange(netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.6"))
	fmt.Println(s.Prefixes())
	// Output: [10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32]
}

func ExampleParsePrefix() {
	fmt.Println(packet.ParsePrefix("100.68.0.18/18"))
	// Output: 100.68.0.0/18 true <nil>
}
