package packet

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// ParsePrefix reads a CIDR or a bare address, which stands for itself alone (/32 or /128).
//
// Host bits are cleared as AWS does it (RT-12, SG-9), and hostBits says that there were some:
// "10.0.0.5/16" is 10.0.0.0/16. IPv4-mapped IPv6 notation becomes IPv4. Zones are refused.
func ParsePrefix(s string) (p netip.Prefix, hostBits bool, err error) {
	addrText, bitsText, isCIDR := strings.Cut(strings.TrimSpace(s), "/")
	addr, err := netip.ParseAddr(addrText)
	switch {
	case err != nil:
		return netip.Prefix{}, false, badAddress(s, addrText)
	case addr.Zone() != "":
		return netip.Prefix{}, false, prefixError(s, "a zone has no meaning here", addr.WithZone("").String())
	case !isCIDR:
		addr = addr.Unmap()
		return netip.PrefixFrom(addr, addr.BitLen()), false, nil
	}
	bits, err := strconv.ParseUint(bitsText, 10, 8)
	if err != nil || int(bits) > addr.BitLen() || strconv.Itoa(int(bits)) != bitsText {
		return netip.Prefix{}, false, badLength(s, addr, bitsText)
	}
	p = unmapPrefix(netip.PrefixFrom(addr, int(bits)))
	return p.Masked(), p != p.Masked(), nil
}

// unmapPrefix returns the IPv4 prefix that an IPv4-mapped one stands for.
// One shorter than /96 reaches beyond the mapped addresses and stays as it is.
func unmapPrefix(p netip.Prefix) netip.Prefix {
	if p.Addr().Is4In6() && p.Bits() >= 96 {
		return netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p
}

func prefixError(s, why, instead string) error {
	return fmt.Errorf("prefix %.60q: %s; write %s", s, why, instead)
}

// badAddress explains an address that netip does not read.
func badAddress(s, addrText string) error {
	const example = "a prefix such as 10.0.0.0/16 or 2001:db8::/32"
	switch {
	case addrText == "":
		return prefixError(s, "the address is missing", example)
	case strings.Contains(addrText, "-"):
		return prefixError(s, "a range of addresses is not a prefix", example)
	case hasLeadingZero(addrText):
		return prefixError(s, "a number with leading zeros may be octal or decimal", "it without leading zeros")
	default:
		return prefixError(s, "not an IPv4 or IPv6 address", example)
	}
}

// hasLeadingZero reports whether a dotted number of s starts with a needless zero.
func hasLeadingZero(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if len(part) > 1 && part[0] == '0' && strings.Contains(s, ".") && !strings.Contains(s, ":") {
			return true
		}
	}
	return false
}

// badLength explains a prefix length that is no number, or too long.
func badLength(s string, addr netip.Addr, bitsText string) error {
	family := "IPv6"
	if addr.Is4() {
		family = "IPv4"
	}
	why := fmt.Sprintf("the length of an %s prefix is a number 0-%d", family, addr.BitLen())
	if mask, err := netip.ParseAddr(bitsText); err == nil && mask.Is4() && addr.Is4() {
		if n, ok := maskLength(mask); ok {
			return prefixError(s, why+", not a mask", fmt.Sprintf("%v/%d", addr, n))
		}
	}
	return prefixError(s, why, fmt.Sprintf("%v/%d for the address alone", addr, addr.BitLen()))
}

// maskLength returns the prefix length of a netmask such as 255.255.0.0.
func maskLength(mask netip.Addr) (bits int, ok bool) {
	for n := range 33 {
		if netip.PrefixFrom(netip.AddrFrom4([4]byte{255, 255, 255, 255}), n).Masked().Addr() == mask {
			return n, true
		}
	}
	return 0, false
}
