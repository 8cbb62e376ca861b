package reach

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// toTransit takes a packet from a subnet into a Transit Gateway (TGW-2,
// TGW-9). s is the subnet it leaves.
func (w *walker) toTransit(h head, s *subnet, v *vpc, r *route) {
	gw := model.TransitGatewayID(r.target.ID)
	if w.c.idx.TransitGateway[gw] == nil {
		w.noTransitGateway(h, v, r)
		return
	}
	a := w.c.transit.attachmentOf(gw, v)
	if a == nil {
		w.noAttachment(h, v, r)
		return
	}
	if !w.carries(&h, a, r.origin()) {
		return
	}
	if s == nil {
		w.anywhere(h, v, Cause{Rule: "TGW-2", Where: string(a.m.ID), Text: "from which subnet the packet enters the Transit Gateway is not known"})
		return
	}
	subnets, certain := a.in(s.zone)
	switch hidden := a.hiddenSubnets(); {
	case hidden != nil && !(certain && a.m.DetailsKnown): // which ACL it crosses is not known either
		h.doubt(*hidden)
		w.insideTransit(h, a, s.zone)
	case len(subnets) == 0:
		w.drop(h, "TGW-2", string(a.m.ID), string(a.m.ID)+" has no subnet in the zone of "+string(s.id), a.m.Origin)
	default:
		for _, door := range subnets {
			b := h.fork()
			if !certain {
				b.doubt(Cause{Rule: "TGW-2", Where: string(a.m.ID), Text: "whether " + string(door.id) + " lies in the zone of " + string(s.id) + " is not known"})
			}
			w.filterACL(&b, door, false, false)
			w.insideTransit(b, a, s.zone)
		}
	}
}

func (w *walker) noTransitGateway(h head, v *vpc, r *route) {
	if p := w.c.net.Presence(model.KindTransitGateways, v.account, v.region); p != model.Complete {
		w.anywhere(h, v, w.c.missing(p, "TransitGateways", "Transit Gateways", r.target.ID))
		return
	}
	w.drop(h, "RT-8", r.target.ID, r.target.ID+" does not exist: the route is a blackhole", r.origin())
}

func (w *walker) noAttachment(h head, v *vpc, r *route) {
	p := w.c.net.Presence(model.KindTGWAttachments, v.account, v.region)
	p = max(p, w.c.net.Presence(model.KindTGWVPCAttachments, v.account, v.region))
	if p != model.Complete {
		w.anywhere(h, v, Cause{Rule: "TGW-18", Where: r.target.ID, Text: "the attachments of " + r.target.ID + " were not imported (TransitGatewayAttachments)"})
		return
	}
	w.drop(h, "RT-8", r.target.ID, string(v.id)+" has no attachment to "+r.target.ID+": the route is a blackhole", r.origin())
}

// carries applies TGW-1.
func (w *walker) carries(h *head, a *attachment, at model.Origin) bool {
	switch a.carries() {
	case yes:
	case perhaps:
		h.doubt(Cause{Rule: "TGW-1", Where: string(a.m.ID), Text: "the attachment is " + a.m.State, Origin: a.m.Origin})
	case no:
		w.drop(*h, "TGW-1", string(a.m.ID), "the attachment is "+a.m.State, at)
		return false
	}
	return true
}

// insideTransit looks the destination up in the table associated with the
// attachment by which the packet came (TGW-3, TGW-4).
func (w *walker) insideTransit(h head, from *attachment, z zone) {
	h.pass("tgw-attachment", "TGW-3", string(from.m.ID), "enters "+string(from.m.TransitGateway), from.m.Origin)
	w.natRules(&h, from)
	switch {
	case from.unknown != nil:
		w.anywhere(h, from.vpc, *from.unknown)
		return
	case from.table == nil:
		w.drop(h, "TGW-3", string(from.m.ID), string(from.m.ID)+" is associated with no route table", from.m.Origin)
		return
	}
	if h.visit(from.table.id + string(from.m.ID)) {
		w.drop(h, "FWD-5", from.table.id, "the packet is in a loop", model.Origin{})
		return
	}
	w.routeTransit(h, from, z)
}

// natRules applies TGW-16: a source inside a NAT rule is rewritten in a way
// that is not modelled.
func (w *walker) natRules(h *head, from *attachment) {
	for _, r := range from.m.NATRules {
		if r.Match.Contains(h.src) {
			h.doubt(Cause{Rule: "TGW-16", Where: string(from.m.ID), Text: "a NAT rule rewrites " + r.Match.String(), Origin: r.Origin})
		}
	}
}

func (w *walker) routeTransit(h head, from *attachment, z zone) {
	t := from.table
	choices, assumed := t.lookup(w.c, h.dst)
	h.assumptions = append(h.assumptions, assumed...)
	for _, ch := range choices {
		b := h.fork()
		b.because(ch.cause)
		switch r := ch.route; {
		case r == nil:
			w.drop(b, "TGW-4", t.id, "no route to "+h.dst.String()+" in "+t.id, t.m.Origin)
		case r.blackhole:
			w.drop(b, "TGW-5", t.id, "the route "+r.prefix.String()+" is a blackhole", r.origin)
		case r.unknown != nil:
			w.anywhere(b, from.vpc, *r.unknown)
		case len(r.targets) == 0 && ch.cause != nil:
			w.anywhere(b, from.vpc, *ch.cause)
		case len(r.targets) == 0:
			w.anywhere(b, from.vpc, Cause{Rule: "TGW-5", Where: t.id, Text: "the route " + r.prefix.String() + " names no attachment", Origin: r.origin})
		default:
			for _, id := range r.targets {
				w.outOfTransit(b.fork(), from, id, r, z)
			}
		}
	}
}

// outOfTransit hands the packet to the attachment that a route names.
func (w *walker) outOfTransit(h head, from *attachment, id model.TGWAttachmentID, r *tgwRoute, z zone) {
	h.pass("tgw-route", "TGW-4", from.table.id, r.words(id), r.origin)
	to := w.c.transit.attachment(id, from.table.m.TransitGateway)
	if to == nil {
		w.anywhere(h, from.vpc, Cause{Rule: "TGW-18", Where: string(id), Text: "the attachment " + string(id) + " was not imported"})
		return
	}
	if !w.carries(&h, to, r.origin) {
		return
	}
	if to == from && w.hairpin(&h, to) {
		return
	}
	switch to.m.Type {
	case "vpc":
		w.land(h, from, to, z)
	case "vpn", "direct-connect-gateway", "connect":
		w.leaveByTransit(h, to)
	case "peering", "tgw-peering":
		w.toPeerGateway(h, to)
	default:
		w.anywhere(h, from.vpc, Cause{Rule: "TGW-1", Where: string(id), Text: "attachments of type " + to.m.Type + " are not modelled", Origin: to.m.Origin})
	}
}

// hairpin applies TGW-13 to a packet that is to leave by the attachment it came in by: a loop,
// unless it is for the attachment's own VPC. It reports whether the packet was dropped.
func (w *walker) hairpin(h *head, a *attachment) bool {
	if a.m.Type != "vpc" || a.vpc != nil && a.vpc.m != nil && !a.vpc.holds(h.dst) && a.vpc.unknown == nil {
		w.drop(*h, "FWD-5", string(a.m.ID), string(a.m.ID)+" gets its own packet back: a loop", a.m.Origin)
		return true
	}
	h.doubt(Cause{Rule: "TGW-13", Where: string(a.m.ID), Text: "traffic within " + a.m.Resource + " over its own attachment", Origin: a.m.Origin})
	return false
}

func (r *tgwRoute) words(id model.TGWAttachmentID) string {
	if !r.prefix.IsValid() {
		return "unknown destination → " + string(id)
	}
	return r.prefix.String() + " → " + string(id)
}

// land delivers into a VPC by the attachment's subnet in the sender's zone,
// else by any of its subnets (TGW-8, TGW-11); the table of that subnet routes on.
func (w *walker) land(h head, from, to *attachment, z zone) {
	if to.vpc == nil || to.vpc.m == nil {
		h.doubt(Cause{Rule: "TGW-18", Where: to.m.Resource, Text: "the VPC " + to.m.Resource + " was not imported"})
		w.finish(h, terminal{kind: exited, door: door{kind: doorPeer, id: string(to.m.ID)}})
		return
	}
	w.limitReferences(&h, from, to)
	subnets, certain := to.in(z)
	if to.m.ApplianceMode || len(subnets) == 0 {
		subnets, certain = to.subnets, true
	}
	switch {
	case to.hiddenSubnets() != nil: // neither are their ACLs and tables
		w.anywhere(h, to.vpc, *to.hiddenSubnets())
		return
	case len(subnets) == 0:
		w.drop(h, "TGW-8", string(to.m.ID), string(to.m.ID)+" has no subnet", to.m.Origin)
		return
	}
	if !certain {
		subnets = to.subnets
	}
	for i, s := range subnets {
		b := h.fork()
		if i > 0 {
			b.because(&Cause{Rule: "TGW-8", Where: string(to.m.ID), Text: "the packet may land in any zone of " + string(to.m.ID)})
		}
		b.pass("tgw-attachment", "TGW-8", string(to.m.ID), "lands in "+string(s.id), to.m.Origin)
		w.leave(b, s, true)
	}
}

// hiddenSubnets says why the attachment may have subnets that are not known; nil if it has none.
func (a *attachment) hiddenSubnets() *Cause {
	id := string(a.m.ID)
	switch u := a.m.UnknownSubnet; {
	case u != nil:
		return &Cause{Rule: "TGW-2", Where: id, Text: u.Cause, Origin: u.Origin}
	case !a.m.DetailsKnown, len(a.subnets) < len(a.m.Subnets):
		return &Cause{Rule: "TGW-18", Where: id, Text: "the subnets of " + id + " were not all imported (TransitGatewayVpcAttachments)", Origin: a.m.Origin}
	}
	return nil
}

// limitReferences applies SG-12 and SG-13: over one Transit Gateway ingress
// references match when the gateway and both attachments support it.
func (w *walker) limitReferences(h *head, from, to *attachment) {
	h.refOut = refNo
	ok := from.m.Type == "vpc" && from.m.TransitGateway == to.m.TransitGateway &&
		from.m.SGReferencing && to.m.SGReferencing && !from.m.ApplianceMode && !to.m.ApplianceMode
	switch {
	case !ok, from.gateway != nil && !from.gateway.SGReferencing:
		h.refIn = refNo
	case from.gateway == nil:
		h.refIn = min(h.refIn, refMay)
	}
	if slices.ContainsFunc([]*attachment{from, to}, func(a *attachment) bool { return !a.m.DetailsKnown }) {
		h.refIn = min(h.refIn, refMay)
	}
}
