package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// route sends a packet by a table. s is the subnet that it leaves; nil for
// gateway route tables and regional NAT gateways.
func (w *walker) route(h head, s *subnet, t *table, fromTransit bool) {
	if h.visit(t.id) {
		w.drop(h, "FWD-5", t.id, "the packet is in a loop", model.Origin{})
		return
	}
	choices := t.lookup(h.dst, w.c.own)
	for _, ch := range choices {
		b := h.fork()
		b.because(ch.cause)
		if ch.route == nil {
			w.drop(b, "RT-10", t.id, "no route to "+h.dst.String(), t.origin())
			continue
		}
		if t.assumed(ch.route) {
			b.assumptions = append(b.assumptions, "local-not-replaced")
		}
		b.pass("route", ch.route.rule(), t.id, ch.route.words(), ch.route.origin())
		w.follow(b, s, t, ch.route, fromTransit)
	}
}

func (t *table) origin() model.Origin {
	if t.m == nil {
		return model.Origin{}
	}
	return t.m.Origin
}

// assumed reports whether a route is the local route of a table that was not
// imported (CON-5).
func (t *table) assumed(r *route) bool {
	return t.m == nil && r.target.Kind == model.TargetLocal
}

func (r *route) rule() string {
	if r.target.Kind == model.TargetLocal {
		return "RT-5"
	}
	return "RT-3"
}

// words says what the route is, as in the console: "10.0.0.0/16 → local".
func (r *route) words() string {
	dst := r.prefix.String()
	if !r.prefix.IsValid() {
		dst = "unknown destination"
		if r.m != nil && r.m.PrefixList != "" {
			dst = string(r.m.PrefixList)
		}
	} else if r.list != nil {
		dst += " (" + r.list.id + ")"
	}
	if r.target.Kind == model.TargetUnknown && r.target.ID == "" {
		return dst + " → unknown target"
	}
	return dst + " → " + r.target.ID
}

// follow hands the packet to the target of a route (RT-11).
func (w *walker) follow(h head, s *subnet, t *table, r *route, fromTransit bool) {
	if r.blackhole() {
		w.drop(h, "RT-8", t.id, "the route "+r.words()+" is a blackhole", r.origin())
		return
	}
	v := t.vpc
	switch r.target.Kind {
	case model.TargetLocal:
		w.deliver(h, v, s)
	case model.TargetInternetGateway:
		w.toInternetGateway(h, s, v, r)
	case model.TargetEgressOnlyGateway:
		w.toEgressOnly(h, s, v, r)
	case model.TargetNatGateway:
		w.toNAT(h, s, v, r)
	case model.TargetPeering:
		w.toPeering(h, v, r, fromTransit)
	case model.TargetTransitGateway:
		w.toTransit(h, s, v, r)
	case model.TargetVPNGateway:
		w.toVPNGateway(h, v, r, fromTransit)
	case model.TargetGatewayEndpoint:
		w.toGatewayEndpoint(h, v, r)
	case model.TargetInterface, model.TargetInstance:
		w.toAppliance(h, s, v, r)
	case model.TargetGWLBEndpoint:
		w.toGWLBEndpoint(h, s, v, r)
	case model.TargetUnset, model.TargetLocalGateway, model.TargetCarrierGateway, model.TargetCoreNetwork,
		model.TargetODBNetwork, model.TargetAddress, model.TargetUnknown:
		w.toUnknown(h, s, t, r, fromTransit)
	}
}

// notModelled names the rule of a target that is recognised and not followed.
var notModelled = map[model.TargetKind]string{
	model.TargetLocalGateway: "LGW-1", model.TargetCarrierGateway: "CGW-1", model.TargetCoreNetwork: "CWAN-1",
	model.TargetODBNetwork: "ODB-1", model.TargetAddress: "D-3", model.TargetGWLBEndpoint: "EP-12",
}

// toUnknown goes on where nobody knows what the target does: the packet may
// be delivered to whatever owns its destination, or leave (RT-11).
func (w *walker) toUnknown(h head, s *subnet, t *table, r *route, fromTransit bool) {
	if len(r.target.Candidates) > 0 {
		w.toCandidates(h, s, t, r, fromTransit)
		return
	}
	cause := Cause{Rule: "RT-11", Where: r.target.ID, Text: "the target of " + r.words() + " is not known", Origin: r.origin()}
	if rule, ok := notModelled[r.target.Kind]; ok {
		cause.Rule, cause.Text = rule, "what lies behind "+r.target.ID+" ("+r.target.Kind.String()+") is not modelled"
	}
	if u := r.target.Unknown; u != nil {
		cause.Text, cause.Origin = u.Cause, u.Origin
		if r.m == nil {
			cause.Rule = "CON-5"
		}
	}
	w.anywhere(h, t.vpc, cause)
}

// toCandidates tries every target that the route can have.
func (w *walker) toCandidates(h head, s *subnet, t *table, r *route, fromTransit bool) {
	for i := range r.target.Candidates {
		one := *r
		one.target = r.target.Candidates[i]
		b := h.fork()
		if u := r.target.Unknown; u != nil {
			b.because(&Cause{Rule: "CON-1", Where: one.target.ID, Text: u.Cause, Origin: u.Origin})
		}
		w.follow(b, s, t, &one, fromTransit)
	}
}

// anywhere ends a path of which only the destination is known: it may come
// out at whoever owns the destination, or outside.
func (w *walker) anywhere(h head, from *vpc, cause Cause) {
	h.doubt(cause)
	h.refIn, h.refOut = min(h.refIn, refMay), min(h.refOut, refMay)
	h.lost = true
	if w.reply != nil {
		w.replyFromAnywhere(h, from)
		return
	}
	h.legs++ // something on the way may translate the client's port
	w.anyOwner(h)
	w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown, vpc: from}})
}

// anyOwner delivers to every interface that owns the destination.
func (w *walker) anyOwner(h head) {
	for _, v := range w.c.orderedVPCs() {
		if o := v.owner(h.dst); o != nil {
			b := h.fork()
			b.src = netip.Addr{} // the way may translate the source
			w.arrive(b, o, nil)
		}
	}
	if owner, ok := w.c.public[h.dst]; ok && owner.iface != nil {
		b := h.fork()
		b.dst, b.src = owner.private, netip.Addr{}
		w.arrive(b, owner.iface, nil)
	}
}

// replyFromAnywhere ends a reply that went by a way that is not known: it may
// come back through whatever translated the request.
func (w *walker) replyFromAnywhere(h head, from *vpc) {
	h.pending, h.legs = nil, 0
	if w.reply.owner != nil {
		w.fromNowhere(h)
		return
	}
	w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown, vpc: from}})
}
