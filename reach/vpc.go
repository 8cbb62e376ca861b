package reach

import (
	"net/netip"

	"github.com/gaissmai/bart"

	"github.com/seed-044d7529/segment/model"
)

// vpc is a VPC with what lies in it, ready for delivery (VPC-1 to VPC-4).
type vpc struct {
	id        model.VPCID
	m         *model.VPC // nil: referred to and not imported
	unknown   *Cause     // its CIDRs are not all known
	account   model.AccountID
	region    model.RegionID
	cidrs     []cidr
	owners    map[netip.Addr]*iface
	delegated bart.Table[*iface]
	nats      map[netip.Addr]*nat // NAT gateways by private address
	subnets   bart.Table[*subnet]
	main      *table
	mainACL   *acl
	igws      []*model.InternetGateway
	edges     map[string]*table // gateway route tables by gateway id (RT-2)
}

// cidr is one address block of a VPC; maybe says why it is not certain (VPC-1).
type cidr struct {
	prefix  netip.Prefix
	private bool // IPv6 that is never on the internet (VPC-6)
	maybe   *Cause
}

// subnet is a subnet with the table and the ACL that govern it.
type subnet struct {
	id    model.SubnetID
	m     *model.Subnet
	vpc   *vpc
	table *table
	acl   *acl
	zone  zone

	others []*table // tables that may be the subnet's own: associated with a subnet that is not known
	whose  *Cause   // why the table is not certain
}

// holds reports whether addr lies in a CIDR of the VPC.
func (v *vpc) holds(addr netip.Addr) bool {
	for _, c := range v.cidrs {
		if c.prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// mayHold is holds with CIDRs that are not known.
func (v *vpc) mayHold(addr netip.Addr) bool { return v.unknown != nil || v.holds(addr) }

// surelyHolds is holds without CIDRs that come or go (VPC-1).
func (v *vpc) surelyHolds(addr netip.Addr) bool {
	for _, c := range v.cidrs {
		if c.maybe == nil && c.prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// covers reports whether p is a CIDR of the VPC or lies inside one.
func (v *vpc) covers(p netip.Prefix) bool {
	for _, c := range v.cidrs {
		if c.prefix.Bits() <= p.Bits() && c.prefix.Contains(p.Addr()) {
			return true
		}
	}
	return false
}

// owner returns the interface that owns addr in the VPC, nil if none does
// (VPC-3, VPC-4).
func (v *vpc) owner(addr netip.Addr) *iface {
	if e, ok := v.owners[addr]; ok {
		return e
	}
	e, _ := v.delegated.Lookup(addr)
	return e
}

// subnetOf returns the subnet whose CIDR holds addr, nil if none does.
func (v *vpc) subnetOf(addr netip.Addr) *subnet {
	s, _ := v.subnets.Lookup(addr)
	return s
}

// contains reports whether addr lies in a CIDR of the subnet: traffic to it
// from inside is layer 2 (FWD-3).
func (s *subnet) contains(addr netip.Addr) bool {
	if s.m == nil {
		return false
	}
	if s.m.CIDR.IsValid() && s.m.CIDR.Contains(addr) {
		return true
	}
	for _, p := range s.m.IPv6CIDRs {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// reserved reports whether no interface can ever own an IPv4 address of the subnet: the first four
// and the last one (VPC-3).
func (s *subnet) reserved(addr netip.Addr) bool {
	if s.m == nil || !s.m.CIDR.IsValid() || !s.m.CIDR.Contains(addr) {
		return false
	}
	first := s.m.CIDR.Masked().Addr()
	for range 4 {
		if addr == first {
			return true
		}
		first = first.Next()
	}
	return addr == lastOf(s.m.CIDR)
}

// addressIn returns an address of the subnet in a family; the zero Addr if it has none.
func (s *subnet) addressIn(six bool) netip.Addr {
	switch {
	case s.m == nil:
	case !six && s.m.CIDR.IsValid():
		return s.m.CIDR.Addr()
	case six && len(s.m.IPv6CIDRs) > 0:
		return s.m.IPv6CIDRs[0].Addr()
	}
	return netip.Addr{}
}

// resolver reports whether addr is the VPC's DNS address: base+2 of an IPv4
// CIDR of the VPC (FWD-2, section 27).
func (v *vpc) resolver(addr netip.Addr) bool {
	for _, c := range v.cidrs {
		if c.prefix.Addr().Is4() && c.maybe == nil && c.prefix.Addr().Next().Next() == addr {
			return true
		}
	}
	return false
}
