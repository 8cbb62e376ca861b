package packet_test

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/seancfoley/ipaddress-go/ipaddr"
	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

// probes are the addresses asked about: small corners of both families, ends included.
var probes = func() (out []netip.Addr) {
	for _, corner := range []string{"0.0.0.0/27", "10.0.0.0/27", "255.255.255.224/27", "::/123", "::ffff:0:0/123", "2001:db8::/123", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffe0/123"} {
		p := netip.MustParsePrefix(corner)
		for a := p.Addr(); p.Contains(a); a = a.Next() {
			out = append(out, a)
		}
	}
	return out
}()

// drawAddrs draws a set whose edges are at probes, with a predicate that says the same.
func drawAddrs(t *rapid.T, label string) (packet.AddrSet, func(netip.Addr) bool) {
	var set packet.AddrSet
	var holds []func(netip.Addr) bool
	for range rapid.IntRange(0, 5).Draw(t, label) {
		a, b := rapid.SampledFrom(probes).Draw(t, "from"), rapid.SampledFrom(probes).Draw(t, "to")
		if rapid.Bool().Draw(t, "prefix") {
			p := netip.PrefixFrom(a, rapid.IntRange(0, a.BitLen()).Draw(t, "bits"))
			set = set.Union(packet.Addrs(p))
			holds = append(holds, p.Masked().Contains)
		} else {
			set = set.Union(packet.AddrRange(a, b))
			holds = append(holds, func(x netip.Addr) bool {
				return a.BitLen() == b.BitLen() && x.BitLen() == a.BitLen() && !x.Less(a) && !b.Less(x)
			})
		}
	}
	return set, func(x netip.Addr) bool {
		return slices.ContainsFunc(holds, func(h func(netip.Addr) bool) bool { return h(x) })
	}
}

func TestAddrSetAgreesWithPredicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, inA := drawAddrs(t, "a")
		b, inB := drawAddrs(t, "b")
		for _, tt := range []struct {
			name string
			got  packet.AddrSet
			want func(x netip.Addr) bool
		}{
			{"a|b", a.Union(b), func(x netip.Addr) bool { return inA(x) || inB(x) }},
			{"a&b", a.Intersect(b), func(x netip.Addr) bool { return inA(x) && inB(x) }},
			{"a-b", a.Subtract(b), func(x netip.Addr) bool { return inA(x) && !inB(x) }},
			{"!a", a.Complement(), func(x netip.Addr) bool { return !inA(x) }},
			{"prefixes of a", packet.Addrs(a.Prefixes()...), inA},
		} {
			for _, x := range probes {
				if tt.got.Contains(x) != tt.want(x) {
					t.Fatalf("%s = %v is wrong about %v; a = %v, b = %v", tt.name, tt.got, x, a, b)
				}
			}
		}
	})
}

func TestAddrSetLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawAddrs(t, "a")
		b, _ := drawAddrs(t, "b")
		restored := a.Subtract(b).Union(a.Intersect(b))
		if !restored.Equal(a) || restored.Key() != a.Key() || !packet.Addrs(a.Prefixes()...).Equal(a) || !a.Complement().Complement().Equal(a) {
			t.Fatalf("a = %v does not come back from b = %v", a, b)
		}
		if a.Equal(b) != (a.Key() == b.Key()) || a.IsSubsetOf(b) != a.Union(b).Equal(b) {
			t.Fatalf("comparison of %v and %v", a, b)
		}
		for _, p := range b.Prefixes() {
			if a.Overlaps(p) == a.Intersect(packet.Addrs(p)).IsEmpty() {
				t.Fatalf("%v overlaps %v = %v", a, p, a.Overlaps(p))
			}
		}
		if x, ok := a.Any(); ok == a.IsEmpty() || ok && !a.Contains(x) {
			t.Fatalf("Any(%v) = %v, %v", a, x, ok)
		}
	})
}

// The cover of a range agrees with an independent library.
func TestPrefixesAreTheFewest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawV4(t, "x"), drawV4(t, "y")
		if y.Less(x) {
			x, y = y, x
		}
		var want []string
		lower, upper := ipaddr.NewIPAddressString(x.String()).GetAddress(), ipaddr.NewIPAddressString(y.String()).GetAddress()
		for _, block := range lower.SpanWithPrefixBlocksTo(upper) {
			want = append(want, block.String())
		}
		var got []string
		for _, p := range packet.AddrRange(x, y).Prefixes() {
			got = append(got, p.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%v-%v (-want +got):\n%s", x, y, diff)
		}
	})
}

func drawV4(t *rapid.T, label string) netip.Addr {
	n := rapid.Uint32().Draw(t, label)
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

func TestAddrSetText(t *testing.T) {
	addrs := func(texts ...string) packet.AddrSet {
		var ps []netip.Prefix
		for _, s := range texts {
			ps = append(ps, netip.MustParsePrefix(s))
		}
		return packet.Addrs(ps...)
	}
	span := func(from, to string) packet.AddrSet {
		return packet.AddrRange(netip.MustParseAddr(from), netip.MustParseAddr(to))
	}
	tests := []struct {
		set  packet.AddrSet
		want string
	}{
		{packet.AddrSet{}, "none"},
		{addrs("10.0.1.0/24", "10.0.0.0/24"), "10.0.0.0/23"},
		{addrs("::/0", "0.0.0.0/0"), "0.0.0.0/0,::/0"},
		{addrs("10.0.0.5/16"), "10.0.0.0/16"},
		{packet.Addrs(netip.Prefix{}), "none"},
		{span("10.0.0.1", "10.0.0.4"), "10.0.0.1/32,10.0.0.2/31,10.0.0.4/32"},
		{span("255.255.255.254", "255.255.255.255"), "255.255.255.254/31"},
		{span("fe80::1%eth0", "fe80::1%eth1"), "fe80::1/128"},
		// nothing between the families, in the wrong order, or without an address
		{span("10.0.0.1", "::1"), "none"},
		{span("10.0.0.2", "10.0.0.1"), "none"},
		{packet.AddrRange(netip.Addr{}, netip.Addr{}), "none"},
		{packet.AllIPv4(), "0.0.0.0/0"},
		{packet.AllIPv6(), "::/0"},
		{packet.AllIPv4().Complement(), "::/0"},
		{packet.AllIPv4().Union(packet.AllIPv6()).Complement(), "none"},
		{packet.AllIPv4().Subtract(addrs("128.0.0.0/1")), "0.0.0.0/1"},
		{packet.AllIPv6().Subtract(span("::", "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")), "8000::/1"},
	}
	for _, tt := range tests {
		if got := tt.set.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	if packet.AllIPv4().Contains(netip.Addr{}) || packet.AllIPv4().Overlaps(netip.Prefix{}) {
		t.Error("the invalid address or prefix is in 0.0.0.0/0")
	}
}
