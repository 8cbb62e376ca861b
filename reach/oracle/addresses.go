package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// neverOnTheInternet is the drop list of IGW-5, with the further ranges of section 27.
var neverOnTheInternet = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("169.254.0.0/16"),
	netip.MustParsePrefix("224.0.0.0/4"),
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::1/128"),
	netip.MustParsePrefix("fe80::/10"),
	netip.MustParsePrefix("ff00::/8"),
	netip.MustParsePrefix("fc00::/7"),
}

// isInternetAddress is IGW-5 and IGW-8: whether the internet carries packets from or to a.
// Reading: the unspecified address :: is no internet address either.
func isInternetAddress(a netip.Addr) bool {
	return a != netip.IPv6Unspecified() && !containedIn(neverOnTheInternet, a)
}

func containedIn(prefixes []netip.Prefix, a netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// vpcHolds is VPC-1: whether a lies in the address plan of v. Associations that come or go are in
// may only. What a subnet holds, its VPC holds, even if the VPC's own CIDRs are not known.
func (o *Oracle) vpcHolds(v *model.VPC, a netip.Addr) truth {
	holds := no
	for _, c := range v.CIDRs {
		if !c.Prefix.Contains(a) {
			continue
		}
		switch c.State {
		case model.CIDRAssociated, "":
			return yes
		case model.CIDRAssociating, model.CIDRDisassociating:
			holds = unknown
		}
	}
	if v.UnknownCIDRs == nil {
		return holds
	}
	for i := range o.net.Subnets {
		if s := &o.net.Subnets[i]; s.VPC == v.ID && subnetHolds(s, a) {
			return yes
		}
	}
	return unknown
}

func subnetHolds(s *model.Subnet, a netip.Addr) bool {
	return s.CIDR.IsValid() && s.CIDR.Contains(a) || containedIn(s.IPv6CIDRs, a)
}

// vpcOf returns a VPC, or one of which nothing is known (CON-5).
func (o *Oracle) vpcOf(id model.VPCID) *model.VPC {
	if v := o.ix.VPC[id]; v != nil {
		return v
	}
	v := &model.VPC{ID: id, UnknownCIDRs: &model.Unknown{Cause: "the VPC was not imported"}}
	for i := range o.net.Subnets {
		if s := &o.net.Subnets[i]; s.VPC == id {
			v.Account, v.Region = s.Account, s.Region
		}
	}
	return v
}

// subnetOf returns the subnet of an interface, or one of which nothing is known (CON-5).
func (o *Oracle) subnetOf(e *model.NetworkInterface) *model.Subnet {
	if s := o.ix.Subnet[e.Subnet]; s != nil {
		return s
	}
	return &model.Subnet{
		ID: e.Subnet, VPC: e.VPC, Account: e.Account, Region: e.Region, Zone: e.Zone,
		UnknownCIDR: &model.Unknown{Cause: "the subnet was not imported"},
	}
}

// isOwnNetwork reports whether some imported VPC holds a: what VGW-4 assumes never to be learned.
func (o *Oracle) isOwnNetwork(a netip.Addr) bool {
	for i := range o.net.VPCs {
		if o.vpcHolds(&o.net.VPCs[i], a).must {
			return true
		}
	}
	return false
}

// ownerIn returns the interface of v that owns a (VPC-4), or nil: a packet to an address that no
// interface owns is dropped (VPC-3).
func (o *Oracle) ownerIn(v model.VPCID, a netip.Addr) *model.NetworkInterface {
	for i := range o.net.NetworkInterfaces {
		if e := &o.net.NetworkInterfaces[i]; e.VPC == v && e.Owns(a) {
			return e
		}
	}
	return nil
}

// mayOwn returns the interfaces that may own a because their addresses are not known (TF-9). The
// addresses that VPC-3 reserves are nobody's.
func (o *Oracle) mayOwn(v model.VPCID, a netip.Addr) []*model.NetworkInterface {
	var found []*model.NetworkInterface
	for i := range o.net.NetworkInterfaces {
		e := &o.net.NetworkInterfaces[i]
		s := o.subnetOf(e)
		if e.VPC == v && e.UnknownAddresses != nil && subnetHolds(s, a) && !isReserved(s, a) {
			found = append(found, e)
		}
	}
	return found
}

// isReserved is VPC-3: the first four addresses and the last of an IPv4 subnet.
func isReserved(s *model.Subnet, a netip.Addr) bool {
	if !s.CIDR.IsValid() || !s.CIDR.Contains(a) {
		return false
	}
	for n := range 4 {
		if a == nth(s.CIDR, n) {
			return true
		}
	}
	return !s.CIDR.Contains(a.Next())
}

// reservedIn reports whether a is reserved in some subnet of the VPC.
func (o *Oracle) reservedIn(v model.VPCID, a netip.Addr) bool {
	for i := range o.net.Subnets {
		if s := &o.net.Subnets[i]; s.VPC == v && isReserved(s, a) {
			return true
		}
	}
	return false
}

// subnetAt returns the subnet of a VPC whose CIDR holds a, or nil.
func (o *Oracle) subnetAt(v model.VPCID, a netip.Addr) *model.Subnet {
	for i := range o.net.Subnets {
		if s := &o.net.Subnets[i]; s.VPC == v && subnetHolds(s, a) {
			return s
		}
	}
	return nil
}

// interfacesKnown is CON-5: that no other interface exists is assumed if the interfaces were taken
// from the instances, and unknown if some were not read.
func (o *Oracle) interfacesKnown(v *model.VPC) bool {
	p := o.net.Presence(model.KindNetworkInterfaces, v.Account, v.Region)
	return p == model.Complete || p == model.Absent && o.net.Presence(model.KindInstances, v.Account, v.Region) == model.Complete
}
