package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// unroutable are the addresses that an internet gateway drops as destination
// or source (IGW-5 and section 27).
var unroutable = packet.Addrs(prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
)...)

// linkLocal are the destinations that no filter and no route sees (FWD-2).
var linkLocal = packet.Addrs(prefixes("169.254.0.0/16", "fd00:ec2::/32")...)

// lattice are the link-local addresses of VPC Lattice, exempt from FWD-2 (EP-22).
var lattice = packet.Addrs(prefixes("169.254.171.0/24", "fd00:ec2:80::/64")...)

var (
	broadcast   = netip.MustParseAddr("255.255.255.255")
	dhcpServers = netip.MustParseAddr("ff02::1:2")
	nat64       = netip.MustParsePrefix("64:ff9b::/96") // NAT-10
)

func prefixes(texts ...string) []netip.Prefix {
	ps := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		ps[i] = netip.MustParsePrefix(t)
	}
	return ps
}

// internetRoutable reports whether an internet gateway carries packets to and
// from addr (IGW-5). Documentation ranges count as public (IGW-8).
func internetRoutable(addr netip.Addr) bool { return !unroutable.Contains(addr) }

// anyIPv4 and anyIPv6 stand for a remote address that is not known, in evaluations of filters only.
var (
	anyIPv4 = netip.IPv6Unspecified().WithZone("any IPv4")
	anyIPv6 = netip.IPv6Unspecified().WithZone("any IPv6")
)

// isAny reports whether addr stands for any address of its family.
func isAny(addr netip.Addr) bool { return addr == anyIPv4 || addr == anyIPv6 }

// prefixHolds reports whether p holds an address that may not be known, for certain and possibly.
func prefixHolds(p netip.Prefix, addr netip.Addr) (certain, possible bool) {
	if isAny(addr) {
		family := p.IsValid() && p.Addr().Is6() == (addr == anyIPv6)
		return family && p.Bits() == 0, family
	}
	in := p.Contains(addr)
	return in, in
}

// ones returns the prefix that holds addr alone.
func ones(addr netip.Addr) netip.Prefix { return netip.PrefixFrom(addr, addr.BitLen()) }

// everything is 0.0.0.0/0 or ::/0, by the family of addr.
func everything(addr netip.Addr) netip.Prefix {
	if addr.Is4() {
		return netip.PrefixFrom(netip.IPv4Unspecified(), 0)
	}
	return netip.PrefixFrom(netip.IPv6Unspecified(), 0)
}
