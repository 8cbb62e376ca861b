package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// inByIGW is a packet that comes from the internet: a request, a reply, or one of our own packets
// to a public address (PUB-1). References to groups are dead (PUB-2).
func (q *inquiry) inByIGW(s state) truth {
	q.forget(&s)
	if !isInternetAddress(s.p.dst) {
		return q.drop(s, "IGW-3", "%v is not routed on the internet", s.p.dst)
	}
	if !isInternetAddress(s.p.src) {
		return q.drop(s, "IGW-5", "%v does not come from the internet", s.p.src)
	}
	vpc, ok := q.fromPublicToPrivate(&s)
	if !ok && q.maybeSomebody(s.p.dst) {
		return q.lost(s, "CON-5", "who has %v is not known", s.p.dst)
	}
	if !ok {
		return q.drop(s, q.ruleOfNobody(s.p.dst), "nobody has %v", s.p.dst)
	}
	v := q.vpcOf(vpc)
	if nat := q.natOwning(vpc, s.p.dst); nat != nil && !s.isReply() {
		return q.drop(s, "NAT-5", "%v belongs to no flow of %s", s.p, nat.ID)
	}
	if q.vpcHolds(v, s.p.src).must {
		return q.drop(s, "IGW-5", "%v is spoofed: it is of %s itself", s.p.src, v.ID)
	}
	if s.isReply() && s.p.dst.Is6() && s.request.leftByEgressOnly(vpc) {
		s.returned++
		return q.deliverLocal(s, v, nil) // EIGW-2
	}
	return q.throughIGW(s, v)
}

// maybeSomebody: a public IPv4 that is associated with something not in the data (PUB-1).
func (q *inquiry) maybeSomebody(a netip.Addr) bool {
	for i := range q.net.Addresses {
		if x := &q.net.Addresses[i]; x.Public == a && (x.Association != "" || x.ENI != "" || x.Instance != "" || x.Private.IsValid()) {
			return true
		}
	}
	return false
}

// fromPublicToPrivate is IGW-3: the destination becomes the private address. IPv6 stays (IGW-4).
func (q *inquiry) fromPublicToPrivate(s *state) (model.VPCID, bool) {
	if s.p.dst.Is6() {
		for i := range q.net.NetworkInterfaces {
			e := &q.net.NetworkInterfaces[i]
			if !e.Owns(s.p.dst) {
				continue
			}
			q.check(s, "VPC-6", q.publicIPv6(q.vpcOf(e.VPC), e, s.p.dst), "%v of %s", s.p.dst, e.ID)
			return e.VPC, true
		}
		return q.mayBePublicIPv6(s)
	}
	private, e, nat := q.publicOwner(s.p.dst)
	switch {
	case nat != nil:
		s.p.dst = private
		return nat.VPC, true
	case e != nil:
		s.p.dst = private
		return e.VPC, true
	}
	return "", false
}

// mayBePublicIPv6 finds the VPC where somebody who is not known may own the destination (TF-9, CON-5).
func (q *inquiry) mayBePublicIPv6(s *state) (model.VPCID, bool) {
	for i := range q.net.VPCs {
		v := &q.net.VPCs[i]
		if !q.vpcHolds(v, s.p.dst).must || len(q.mayOwn(v.ID, s.p.dst)) == 0 && q.interfacesKnown(v) {
			continue
		}
		q.check(s, "VPC-6", q.publicIPv6(v, &model.NetworkInterface{}, s.p.dst), "%v of %s", s.p.dst, v.ID)
		return v.ID, true
	}
	return "", false
}

// ruleOfNobody tells an address that was allocated and lies idle (PUB-1) from one that is not ours.
func (o *Oracle) ruleOfNobody(a netip.Addr) string {
	if a.Is4() && o.isOurs(a) {
		return "PUB-1"
	}
	return "IGW-3"
}

// throughIGW enters the VPC by its internet gateway (IGW-1, BPA-2, RT-2).
func (q *inquiry) throughIGW(s state, v *model.VPC) truth {
	g, usable := q.igwOf(v)
	id := "internet gateway"
	if g != nil {
		id = string(g.ID)
	}
	q.check(&s, "IGW-1", usable, "%s of %s", id, v.ID)
	if !usable.may {
		return no
	}
	if !s.isReply() {
		if usable.must {
			q.entryAt(g)
		}
		q.check(&s, "BPA-2", q.publicAccess(v, q.subnetHolding(v, s.p.dst), throughGateway, true), "block public access of %s", v.ID)
	}
	if g == nil {
		return q.deliverLocal(s, v, nil)
	}
	return q.fromGateway(s, v, string(g.ID))
}

// entryAt remembers the gateway that an internet initiator's request came in by (IGW-6).
// A gateway that is not known to be the one stays unnamed, and any may answer.
func (q *inquiry) entryAt(g *model.InternetGateway) {
	if g != nil && q.entry.kind == receivedByInternet && q.entry.door == "" {
		q.entry.door = string(g.ID)
	}
}

// igwOf finds the internet gateway of a VPC (IGW-1).
func (o *Oracle) igwOf(v *model.VPC) (*model.InternetGateway, truth) {
	var doubtful *model.InternetGateway
	for i := range o.net.InternetGateways {
		g := &o.net.InternetGateways[i]
		if attachedTo(g.Attachments, v.ID) {
			return g, yes
		}
		if g.UnknownAttachment != nil {
			doubtful = g
		}
	}
	if doubtful != nil {
		return doubtful, unknown
	}
	return nil, o.missing(model.KindInternetGateways, v.Account, v.Region)
}

// subnetHolding is the subnet of the interface that owns a, for BPA.
func (o *Oracle) subnetHolding(v *model.VPC, a netip.Addr) *model.Subnet {
	if nat := o.natOwning(v.ID, a); nat != nil {
		return o.natSubnet(nat)
	}
	if e := o.ownerIn(v.ID, a); e != nil {
		return o.subnetOf(e)
	}
	return &model.Subnet{VPC: v.ID, Account: v.Account, Region: v.Region}
}
