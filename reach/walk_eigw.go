package reach

import "github.com/seed-044d7529/segment/model"

// toEgressOnly applies EIGW-1 to what leaves by an egress-only internet gateway.
func (w *walker) toEgressOnly(h head, s *subnet, v *vpc, r *route) {
	id := model.EgressOnlyGatewayID(r.target.ID)
	g := w.c.idx.EgressOnlyGW[id]
	switch p := w.c.net.Presence(model.KindEgressOnlyGateways, v.account, v.region); {
	case g == nil && p != model.Complete:
		h.doubt(w.c.missing(p, "EgressOnlyInternetGateways", "egress-only internet gateways", r.target.ID))
	case g != nil && attachedTo(g.Attachments, v.id):
	case g != nil && g.UnknownAttachment != nil:
		h.doubt(Cause{Rule: "EIGW-1", Where: r.target.ID, Text: g.UnknownAttachment.Cause, Origin: g.UnknownAttachment.Origin})
	default:
		w.drop(h, "RT-8", r.target.ID, r.target.ID+" is not attached to "+string(v.id)+": the route is a blackhole", r.origin())
		return
	}
	if h.dst.Is4() {
		w.drop(h, "EIGW-1", r.target.ID, "an egress-only internet gateway carries IPv6 only", r.origin())
		return
	}
	w.throughEgressOnly(h, s, v, r)
}

func attachedTo(as []model.GatewayAttachment, v model.VPCID) bool {
	for _, a := range as {
		if a.VPC == v && a.Attached() {
			return true
		}
	}
	return false
}

func (w *walker) throughEgressOnly(h head, s *subnet, v *vpc, r *route) {
	h.noReferences()
	if !internetRoutable(h.dst) || !internetRoutable(h.src) {
		w.drop(h, "IGW-5", r.target.ID, "an internet gateway carries no packets to or from "+martian(h), r.origin())
		return
	}
	if why := w.c.privateIPv6(h.src, v); why != "" {
		w.drop(h, "VPC-6", r.target.ID, why, r.origin())
		return
	}
	// A NAT-like border: Block Public Access lets egress-only traffic out under block-ingress.
	if !w.publicAccess(&h, s, v, true, outward(w)) {
		return
	}
	if !w.cross(&h, device{kind: deviceEIGW, id: r.target.ID, inside: h.src, outside: h.src}) {
		return
	}
	h.pass("egress-only-gateway", "EIGW-1", r.target.ID, "IPv6 leaves; only replies come back", r.origin())
	w.onInternet(h, door{kind: doorEgressOnly, id: r.target.ID, vpc: v})
}

// enterEgressOnly brings a reply back in: delivered locally (EIGW-2).
func (w *walker) enterEgressOnly(h head, v *vpc) {
	d, _ := w.lastPending(h)
	if !w.publicAccess(&h, v.subnetOf(h.dst), v, true, inward(w)) {
		return
	}
	w.cross(&h, d)
	h.pass("egress-only-gateway", "EIGW-2", d.id, "a reply comes back", model.Origin{})
	w.deliver(h, v, nil)
}
