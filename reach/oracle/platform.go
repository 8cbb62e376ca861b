package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

var (
	linkLocal    = netip.MustParsePrefix("169.254.0.0/16")
	platformIPv6 = netip.MustParsePrefix("fd00:ec2::/32")
	latticeIPv4  = netip.MustParsePrefix("169.254.171.0/24")
	latticeIPv6  = netip.MustParsePrefix("fd00:ec2:80::/64")
	broadcast    = netip.MustParseAddr("255.255.255.255")
	dhcpServers  = netip.MustParseAddr("ff02::1:2")
)

// platform is FWD-2: what a host reaches outside every filter and route. It returns the rule, or
// "" for an ordinary destination. VPC Lattice is exempt: EP-22.
func (o *Oracle) platform(s *model.Subnet, p datagram) string {
	switch {
	case latticeIPv4.Contains(p.dst), latticeIPv6.Contains(p.dst):
		return "EP-22"
	case linkLocal.Contains(p.dst), platformIPv6.Contains(p.dst):
		return "FWD-2"
	case o.isResolver(o.vpcOf(s.VPC), p.dst), isOwnDHCP(s, p):
		return "FWD-2"
	}
	return ""
}

// isResolver: base+2 of every IPv4 CIDR of the VPC (section 27).
func (o *Oracle) isResolver(v *model.VPC, a netip.Addr) bool {
	for _, c := range v.CIDRs {
		if c.Prefix.Addr().Is4() && (c.State == model.CIDRAssociated || c.State == "") && a == nth(c.Prefix, 2) {
			return true
		}
	}
	return false
}

// isOwnDHCP: the host's own DHCP only, to broadcast, router or ff02::1:2 (section 27).
func isOwnDHCP(s *model.Subnet, p datagram) bool {
	if p.protocol != packet.UDP {
		return false
	}
	if p.dst == dhcpServers {
		return p.dport == 547
	}
	router := s.CIDR.IsValid() && p.dst == nth(s.CIDR, 1)
	return p.dport == 67 && (p.dst == broadcast || router)
}

// nth is the n-th address of p.
func nth(p netip.Prefix, n int) netip.Addr {
	a := p.Masked().Addr()
	for range n {
		a = a.Next()
	}
	return a
}

// toPlatform ends at the platform: reachable, with reason FWD-2 (section 27).
func (q *inquiry) toPlatform(s state, rule string) truth {
	if q.to.ENI != "" || q.to.Internet {
		return q.drop(s, rule, "%v is the platform's, not an endpoint's", s.p.dst)
	}
	if rule == "EP-22" {
		return q.lost(s, rule, "what lies behind VPC Lattice is not modelled")
	}
	if _, answered := s.p.reverse(); !answered && !q.oneWay {
		return q.drop(s, "CONN-5", "%v has no reply: one way only", s.p.traffic())
	}
	q.note("platform")
	q.hop("%v is the platform's (FWD-2)", s.p.dst)
	return s.sofar
}
