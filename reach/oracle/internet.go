package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// outByIGW is IGW-1 to IGW-7 on the way out.
func (q *inquiry) outByIGW(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	q.check(&s, "IGW-1", q.igwUsable(model.InternetGatewayID(t.ID), v), "%s of %s", t.ID, v.ID)
	if !isInternetAddress(s.p.dst) {
		return q.drop(s, "IGW-5", "%v is not on the internet", s.p.dst)
	}
	public, source := q.publicSource(v, s.p.src)
	rule := "IGW-2"
	if s.p.src.Is6() {
		rule = "IGW-4"
	}
	q.check(&s, rule, source, "public address of %v", s.p.src)
	if !source.may {
		return no
	}
	q.check(&s, "IGW-7", known(!q.redirected(t.ID, v, d.addr)), "edge table of %s", t.ID)
	if !s.isReply() {
		kind := throughGateway
		if d.nat != nil {
			kind = throughNAT
		}
		q.check(&s, "BPA-2", q.publicAccess(v, d.subnet, kind, false), "block public access of %s", d.subnet.ID)
	}
	q.forget(&s)
	if !public.IsValid() {
		return q.lost(s, rule, "the public address of %v is not known", s.p.src)
	}
	s.p.src = public
	return q.onInternet(s, t.ID)
}

// igwUsable is IGW-1: attached to the VPC.
func (o *Oracle) igwUsable(id model.InternetGatewayID, v *model.VPC) truth {
	g := o.ix.InternetGW[id]
	if g == nil {
		return o.missing(model.KindInternetGateways, v.Account, v.Region)
	}
	if attachedTo(g.Attachments, v.ID) {
		return yes
	}
	return known(g.UnknownAttachment != nil).and(unknown)
}

func attachedTo(as []model.GatewayAttachment, v model.VPCID) bool {
	for _, a := range as {
		if a.VPC == v && a.Attached() {
			return true
		}
	}
	return false
}

// publicSource is IGW-2 and IGW-4: the address that the internet sees, if src may go out.
func (q *inquiry) publicSource(v *model.VPC, src netip.Addr) (netip.Addr, truth) {
	if nat := q.natOwning(v.ID, src); nat != nil {
		for _, a := range nat.Addresses {
			if a.Private == src && a.Public.IsValid() {
				return a.Public, yes
			}
		}
		return netip.Addr{}, known(nat.UnknownAddresses != nil).and(unknown)
	}
	e := q.ownerIn(v.ID, src)
	if e == nil && src.Is6() && (len(q.mayOwn(v.ID, src)) > 0 || !q.interfacesKnown(v)) {
		return src, unknown.and(q.publicIPv6(v, &model.NetworkInterface{}, src))
	}
	if e == nil || !q.alive(e) {
		return netip.Addr{}, no
	}
	if src.Is6() {
		return src, q.publicIPv6(v, e, src)
	}
	for _, p := range e.Private {
		if p.Addr == src && p.Public.IsValid() {
			return p.Public, yes
		}
	}
	return netip.Addr{}, known(e.UnknownPublic != nil).and(unknown)
}

// publicIPv6 is VPC-6.
func (o *Oracle) publicIPv6(v *model.VPC, e *model.NetworkInterface, a netip.Addr) truth {
	if e.DenyAllIGW || !isInternetAddress(a) {
		return no
	}
	for _, c := range v.CIDRs {
		if c.Prefix.Contains(a) && c.Private {
			return no
		}
	}
	return o.vpcHolds(v, a)
}

// redirected is IGW-7: the gateway's own table sends the leaving device's address to a middlebox,
// so the device must not use the gateway directly.
func (o *Oracle) redirected(gateway string, v *model.VPC, device netip.Addr) bool {
	table := o.gatewayTableOf(gateway)
	if table == nil || !device.IsValid() {
		return false
	}
	for _, w := range o.lookup(table, v, device) {
		if w.route != nil && w.route.Target.Kind != model.TargetLocal {
			return true
		}
	}
	return false
}

// onInternet is a packet on the internet: to a host there, or into somebody's VPC (PUB-1).
func (q *inquiry) onInternet(s state, gateway string) truth {
	if q.isOurs(s.p.dst) {
		return q.inByIGW(s)
	}
	return q.deliver(s, receiver{kind: receivedByInternet, door: gateway, back: q.inByIGW})
}

// isOurs: a public IPv4 that was imported, or an IPv6 of an imported VPC. An allocated address
// that is associated with nothing is nobody on the internet either (section 27, PUB-1).
func (o *Oracle) isOurs(a netip.Addr) bool {
	if a.Is6() {
		return o.isOwnNetwork(a)
	}
	if _, e, nat := o.publicOwner(a); e != nil || nat != nil {
		return true
	}
	for i := range o.net.Addresses {
		if o.net.Addresses[i].Public == a {
			return true
		}
	}
	return false
}

// publicOwner finds who a public IPv4 is associated with, and its private address (VPC-5).
func (o *Oracle) publicOwner(a netip.Addr) (netip.Addr, *model.NetworkInterface, *model.NatGateway) {
	for i := range o.net.NatGateways {
		for _, p := range o.net.NatGateways[i].Addresses {
			if p.Public.IsValid() && p.Public == a {
				return p.Private, nil, &o.net.NatGateways[i]
			}
		}
	}
	for i := range o.net.NetworkInterfaces {
		e := &o.net.NetworkInterfaces[i]
		if private, ok := publicIPv4Of(e, a); ok {
			return private, e, nil
		}
	}
	return netip.Addr{}, nil, nil
}
