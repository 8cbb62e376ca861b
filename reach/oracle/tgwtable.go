package oracle

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// throughTable is TGW-3: the table associated with the attachment that the packet came in by.
func (q *inquiry) throughTable(s state, in *model.TGWAttachment, from zone) truth {
	if s.loops(string(in.ID) + " in") {
		return q.drop(s, "FWD-5", "loop at %s", in.ID)
	}
	a := in.Association
	switch {
	case a.PolicyTable != "":
		return q.lost(s, "TGW-3", "%s is associated with a policy table", in.ID)
	case a.Unknown != nil:
		return q.lost(s, "TGW-3", "the association of %s is not known", in.ID)
	case a.State != "" && a.State != "associated":
		return q.drop(s, "TGW-3", "the association of %s is %s", in.ID, a.State)
	case a.RouteTable == "":
		if q.net.Presence(model.KindTGWAttachments, in.Account, in.Region) == model.Complete {
			return q.drop(s, "TGW-3", "%s is associated with no table", in.ID)
		}
		return q.lost(s, "CON-5", "the association of %s was not imported", in.ID)
	}
	table := q.ix.TGWRouteTable[a.RouteTable]
	if table == nil {
		return q.lost(s, "TGW-18", "%s was not imported", a.RouteTable)
	}
	var picks []truth
	for _, w := range q.tgwLookup(table, s.p.dst) {
		picks = append(picks, q.alongTGWWay(s, in, from, w))
	}
	return choice(picks)
}

func (q *inquiry) alongTGWWay(s state, in *model.TGWAttachment, from zone, w tgwWay) truth {
	if w.rule != "" {
		if w.maybe {
			return q.lost(s, w.rule, "where %s sends %v is not known", in.TransitGateway, s.p.dst)
		}
		return q.drop(s, w.rule, "%s has no way to %v", in.TransitGateway, s.p.dst)
	}
	return q.outByAttachment(s, in, from, w.to)
}

// outByAttachment hands the packet to the attachment that the table chose.
func (q *inquiry) outByAttachment(s state, in *model.TGWAttachment, from zone, id model.TGWAttachmentID) truth {
	out := q.ix.TGWAttachment[id]
	if out == nil {
		if q.missing(model.KindTGWAttachments, in.Account, in.Region) == no {
			return q.drop(s, "TGW-5", "%s is gone", id)
		}
		return q.lost(s, "CON-5", "%s was not imported", id)
	}
	q.hop("%s > %s %s", in.TransitGateway, out.ID, out.Type)
	q.check(&s, "TGW-1", attachmentUsable(out), "%s is %s", out.ID, out.State)
	if out.ID == in.ID {
		return q.hairpin(s, out, from)
	}
	switch out.Type {
	case "vpc":
		return q.intoVPC(s, out, from)
	case "vpn":
		return q.outByVPN(s, out)
	case "peering", "tgw-peering":
		return q.overTGWPeering(s, out)
	case "direct-connect-gateway":
		return q.outByDirectConnect(s, out)
	case "connect":
		q.check(&s, "TGW-15", unknown, "the appliance behind %s is not modelled", out.ID)
		return q.outByDirectConnect(s, out)
	case "network-function":
		return q.lost(s, "NFW-7", "network functions are not modelled")
	}
	return q.lost(s, "TGW-1", "attachments of type %s are not modelled", out.Type)
}

// hairpin is TGW-13: back out by the attachment it came in by. For an address outside the VPC it
// is a loop (section 27), for one inside unknown. Reading: out by any other kind of attachment than
// a VPC's, the packet goes back to where it came from: a loop too.
func (q *inquiry) hairpin(s state, a *model.TGWAttachment, from zone) truth {
	v := q.ix.VPC[model.VPCID(a.Resource)]
	if a.Type != "vpc" || v != nil && !q.vpcHolds(v, s.p.dst).may {
		return q.drop(s, "FWD-5", "%s gets its own packet back", a.ID)
	}
	q.check(&s, "TGW-13", unknown, "traffic within %s over its own attachment", a.Resource)
	return q.intoVPC(s, a, from)
}

// overTGWPeering is TGW-12: into the peer's Transit Gateway, by the table associated with the far
// side of the peering. References die (SG-12).
func (q *inquiry) overTGWPeering(s state, out *model.TGWAttachment) truth {
	q.forget(&s)
	i := slices.IndexFunc(q.net.TGWAttachments, func(a model.TGWAttachment) bool { return isFarSide(out, &a) })
	if i < 0 {
		return q.lost(s, "TGW-18", "the far side of %s was not imported", out.ID)
	}
	far := &q.net.TGWAttachments[i]
	q.check(&s, "TGW-1", attachmentUsable(far), "%s is %s", far.ID, far.State)
	return q.throughTable(s, far, zone{})
}

// isFarSide pairs the two sides of a peering, which may bear one id or two.
func isFarSide(near, far *model.TGWAttachment) bool {
	if far.TransitGateway == near.TransitGateway || far.Type != near.Type {
		return false
	}
	if near.PeerAttachment != "" {
		return far.ID == near.PeerAttachment
	}
	return far.PeerAttachment == near.ID || far.ID == near.ID && far.TransitGateway == near.PeerGateway
}

// outByVPN is PATH-24: to on-prem by a VPN that ends at the Transit Gateway. The table's route is
// what says that the address lies there; the connection must be up and select it (VPN-1).
func (q *inquiry) outByVPN(s state, a *model.TGWAttachment) truth {
	q.check(&s, "VPN-1", q.tunnel(a, s.p.dst, s.p.src), "%s", a.Resource)
	q.forget(&s)
	return q.deliver(s, receiver{kind: receivedByOnPrem, door: string(a.ID), back: func(back state) truth {
		return q.inByVPN(back, a)
	}})
}

// inByVPN is PATH-24 the other way.
func (q *inquiry) inByVPN(s state, a *model.TGWAttachment) truth {
	q.check(&s, "TGW-1", attachmentUsable(a), "%s is %s", a.ID, a.State)
	q.check(&s, "VPN-1", q.tunnel(a, s.p.src, s.p.dst), "%s", a.Resource)
	s.sender = sender{gone: true}
	return q.throughTable(s, a, zone{})
}

// outByDirectConnect is DX-2: the table's route is what says that the address lies there.
func (q *inquiry) outByDirectConnect(s state, a *model.TGWAttachment) truth {
	q.forget(&s)
	return q.deliver(s, receiver{kind: receivedByOnPrem, door: string(a.ID), back: func(back state) truth {
		return q.inByDirectConnect(back, a)
	}})
}

// inByDirectConnect is DX-2 the other way: on-prem reaches the allowed prefixes for certain.
func (q *inquiry) inByDirectConnect(s state, a *model.TGWAttachment) truth {
	q.check(&s, "TGW-1", attachmentUsable(a), "%s is %s", a.ID, a.State)
	s.sender = sender{gone: true}
	if a.Type == "connect" {
		q.check(&s, "TGW-15", unknown, "the appliance behind %s is not modelled", a.ID)
		return q.throughTable(s, a, zone{})
	}
	allowed := unknown
	for _, d := range q.net.DirectConnectAssociations {
		if d.TransitGateway == a.TransitGateway && containedIn(d.AllowedPrefixes, s.p.dst) {
			allowed = yes
		}
	}
	q.check(&s, "DX-2", allowed, "%v is among the allowed prefixes", s.p.dst)
	return q.throughTable(s, a, zone{})
}

// connectionOf finds the VPN connection of an attachment, or nil.
func (o *Oracle) connectionOf(a *model.TGWAttachment) *model.VPNConnection {
	for i := range o.net.VPNConnections {
		if c := &o.net.VPNConnections[i]; string(c.ID) == a.Resource {
			return c
		}
	}
	return nil
}

// compareWays puts longer prefixes first, then the better rank (TGW-4).
func compareWays(a, b tgwCandidate) int {
	return cmp.Or(cmp.Compare(b.bits, a.bits), cmp.Compare(a.rank, b.rank))
}
