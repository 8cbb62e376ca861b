package oracle

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// byTransitGateway is TGW-2 and TGW-9: from a subnet into a Transit Gateway.
func (q *inquiry) byTransitGateway(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	tgw := q.ix.TransitGateway[model.TransitGatewayID(t.ID)]
	if tgw == nil {
		if q.missing(model.KindTransitGateways, v.Account, v.Region) == no {
			return q.drop(s, "RT-8", "%s does not exist", t.ID)
		}
		return q.lost(s, "CON-5", "%s was not imported", t.ID)
	}
	att := q.attachmentOf(tgw.ID, v.ID)
	if att == nil {
		if q.missing(model.KindTGWAttachments, v.Account, v.Region) == no || q.missing(model.KindTGWVPCAttachments, v.Account, v.Region) == no {
			return q.drop(s, "RT-8", "%s is not attached to %s", v.ID, tgw.ID)
		}
		return q.lost(s, "CON-5", "the attachments of %s were not imported", tgw.ID)
	}
	q.check(&s, "TGW-1", attachmentUsable(att), "%s is %s", att.ID, att.State)
	entry, certain := q.entrySubnet(att, d.subnet)
	q.check(&s, "TGW-2", certain, "a subnet of %s in the zone of %s", att.ID, d.subnet.ID)
	if !certain.may {
		return no
	}
	if entry != nil {
		q.networkACL(&s, entry, ingress, false) // TGW-9: for S = A too
	}
	if sourceRewritten(att, s.p) {
		q.check(&s, "TGW-16", unknown, "a NAT rule of %s", att.ID)
	}
	s.sender.path.gateways++
	s.sender.path.support = q.referenceSupport(tgw, att, d.subnet)
	return q.throughTable(s, att, q.zoneOf(d.subnet))
}

// attachmentOf finds the VPC attachment of v to a Transit Gateway, one that is usable first.
func (o *Oracle) attachmentOf(tgw model.TransitGatewayID, v model.VPCID) *model.TGWAttachment {
	var found *model.TGWAttachment
	for i := range o.net.TGWAttachments {
		a := &o.net.TGWAttachments[i]
		if a.TransitGateway != tgw || a.Type != "vpc" || a.Resource != string(v) {
			continue
		}
		if found == nil || !attachmentUsable(found).may {
			found = a
		}
	}
	return found
}

// attachmentUsable is TGW-1. Reading: "deleting" and "pending" may carry; what waits for somebody
// (initiating, initiatingRequest, pendingAcceptance) or is over carries nothing.
func attachmentUsable(a *model.TGWAttachment) truth {
	switch a.State {
	case "available", "modifying", "rollingBack", "":
		return yes
	case "deleting", "pending":
		return unknown
	}
	return no
}

// entrySubnet is TGW-2: the attachment's subnet in the sender's zone.
func (o *Oracle) entrySubnet(a *model.TGWAttachment, from *model.Subnet) (*model.Subnet, truth) {
	if !a.DetailsKnown {
		return nil, unknown
	}
	verdict := known(a.UnknownSubnet != nil).and(unknown)
	for _, id := range a.Subnets {
		s := o.ix.Subnet[id]
		if s == nil {
			verdict = unknown
			continue
		}
		switch o.sameZone(s, from) {
		case yes:
			return s, yes
		case unknown:
			verdict = unknown
		}
	}
	return nil, verdict
}

// referenceSupport is SG-13 for the side of the sender: the Transit Gateway and its attachment.
func (o *Oracle) referenceSupport(tgw *model.TransitGateway, a *model.TGWAttachment, s *model.Subnet) truth {
	return known(tgw.SGReferencing).and(attachmentSupport(a)).and(known(s.ZoneID != noReferences))
}

func attachmentSupport(a *model.TGWAttachment) truth {
	if !a.DetailsKnown {
		return unknown
	}
	return known(a.SGReferencing)
}

// sourceRewritten is TGW-16: the source lies inside a NAT rule of the attachment.
func sourceRewritten(a *model.TGWAttachment, p datagram) bool {
	return slices.ContainsFunc(a.NATRules, func(r model.TGWNatRule) bool { return r.Match.Contains(p.src) })
}

// intoVPC is TGW-8: out of the Transit Gateway by a VPC attachment.
func (q *inquiry) intoVPC(s state, a *model.TGWAttachment, from zone) truth {
	v := q.ix.VPC[model.VPCID(a.Resource)]
	if v == nil {
		q.check(&s, "TGW-18", unknown, "%s of %s was not imported", a.Resource, a.ID)
		q.settle(&s, settledAt{foreign: true})
		return q.deliver(s, receiver{kind: receivedByForeign, door: string(a.ID), back: func(back state) truth {
			return q.fromForeignVPC(back, a)
		}})
	}
	s.sender.path.support = s.sender.path.support.and(attachmentSupport(a))
	subnets, certain := q.landingSubnets(s, a, from)
	if !certain {
		return q.lost(s, "CON-5", "the subnets of %s are not known", a.ID)
	}
	var picks []truth
	for _, subnet := range subnets {
		landed := s
		if a.ApplianceMode {
			landed.landed = append(slices.Clone(s.landed), landing{a.ID, subnet.ID})
		}
		picks = append(picks, q.leave(landed, device{id: string(a.ID), subnet: subnet, onward: true}))
	}
	if len(picks) == 0 {
		return q.drop(s, "TGW-8", "%s has no subnet", a.ID)
	}
	return choice(picks)
}

// landingSubnets is TGW-8 and TGW-11: the sender's zone if it is enabled, else any; in appliance
// mode any, but the same one both ways.
func (q *inquiry) landingSubnets(s state, a *model.TGWAttachment, from zone) ([]*model.Subnet, bool) {
	if !a.DetailsKnown || a.UnknownSubnet != nil {
		return nil, false
	}
	var all []*model.Subnet
	for _, id := range a.Subnets {
		subnet := q.ix.Subnet[id]
		if subnet == nil {
			return nil, false
		}
		if s.isReply() && slices.Contains(s.request.landed, landing{a.ID, id}) {
			return []*model.Subnet{subnet}, true
		}
		all = append(all, subnet)
	}
	if a.ApplianceMode {
		return all, true
	}
	for _, subnet := range all {
		if q.zoneOf(subnet).is(from) == yes {
			return []*model.Subnet{subnet}, true
		}
	}
	return all, true
}

// fromForeignVPC comes in by an attachment of a VPC that was not imported.
func (q *inquiry) fromForeignVPC(s state, a *model.TGWAttachment) truth {
	q.check(&s, "TGW-18", unknown, "%s was not imported", a.Resource)
	q.check(&s, "TGW-1", attachmentUsable(a), "%s is %s", a.ID, a.State)
	s.sender = sender{foreign: true}
	return q.throughTable(s, a, zone{})
}
