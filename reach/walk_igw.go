package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// toInternetGateway applies IGW-1, IGW-2, IGW-4, IGW-5 and PUB-1 to what
// leaves VPC v by an internet gateway.
func (w *walker) toInternetGateway(h head, s *subnet, v *vpc, r *route) {
	id := model.InternetGatewayID(r.target.ID)
	if !w.attachedGateway(&h, v, id, r) {
		return
	}
	h.noReferences()
	if !internetRoutable(h.dst) || unroutableSource(h.src) {
		w.drop(h, "IGW-5", r.target.ID, "an internet gateway carries no packets to or from "+martian(h), r.origin())
		return
	}
	if !w.publicAccess(&h, s, v, v.nats[h.src] != nil, outward(w)) {
		return
	}
	if s != nil && w.redirected(h, s, v.edges[r.target.ID]) {
		w.drop(h, "IGW-7", r.target.ID, "the edge table of "+r.target.ID+" sends "+string(s.id)+" to a middlebox: it must not use the gateway directly", r.origin())
		return
	}
	if h.dst.Is4() {
		w.translateOut(h, v, r)
		return
	}
	if why := w.c.privateIPv6(h.src, v); why != "" {
		w.drop(h, "VPC-6", r.target.ID, why, r.origin())
		return
	}
	if v.owner(h.src) == nil && !w.maySend(&h, v) {
		w.drop(h, "IGW-4", r.target.ID, "no interface owns "+h.src.String(), r.origin())
		return
	}
	h.pass("internet-gateway", "IGW-4", r.target.ID, "IPv6 passes untranslated", r.origin())
	w.onInternet(h, door{kind: doorInternet, id: r.target.ID, vpc: v})
}

// maySend reports whether some interface that is not known may own the source of a packet.
func (w *walker) maySend(h *head, v *vpc) bool {
	for _, e := range w.c.ifaces {
		if u := e.m.UnknownAddresses; u != nil && e.vpc == v && e.subnet.contains(h.src) && !e.subnet.reserved(h.src) {
			h.doubt(Cause{Rule: "TF-9", Where: string(e.m.ID), Text: u.Cause, Origin: u.Origin})
			return true
		}
	}
	p := w.c.net.Presence(model.KindNetworkInterfaces, v.account, v.region)
	if p != model.Complete {
		h.doubt(w.c.missing(p, "NetworkInterfaces", "network interfaces", h.src.String()))
	}
	return p != model.Complete
}

// redirected reports whether the edge table of a gateway routes a subnet elsewhere than locally (IGW-7).
func (w *walker) redirected(h head, s *subnet, edge *table) bool {
	inside := s.addressIn(h.dst.Is6())
	if edge == nil || !inside.IsValid() {
		return false
	}
	for _, ch := range edge.lookup(inside, w.c.own) {
		if ch.route != nil && ch.route.target.Kind != model.TargetLocal {
			return true
		}
	}
	return false
}

// attachedGateway checks IGW-1; where gateways were not imported it is not
// known, where they were the route is a blackhole (section 27, RT-8).
func (w *walker) attachedGateway(h *head, v *vpc, id model.InternetGatewayID, r *route) bool {
	for _, g := range v.igws {
		if g.ID == id {
			return true
		}
	}
	g := w.c.idx.InternetGW[id]
	switch p := w.c.net.Presence(model.KindInternetGateways, v.account, v.region); {
	case g == nil && p != model.Complete:
		h.doubt(w.c.missing(p, "InternetGateways", "internet gateways", "whether "+string(id)+" is attached"))
	case g != nil && g.UnknownAttachment != nil:
		h.doubt(Cause{Rule: "IGW-1", Where: string(id), Text: g.UnknownAttachment.Cause, Origin: g.UnknownAttachment.Origin})
	default:
		w.drop(*h, "IGW-1", string(id), string(id)+" is not attached to "+string(v.id)+": the route is a blackhole", r.origin())
		return false
	}
	return true
}

// martian names the address that IGW-5 drops.
func martian(h head) string {
	if !internetRoutable(h.dst) {
		return h.dst.String()
	}
	return h.src.String()
}

// unroutableSource reports a source that cannot be translated at the border:
// only addresses of the VPC leave by its gateway (IGW-5).
func unroutableSource(src netip.Addr) bool {
	return src.Is6() && !internetRoutable(src)
}

// translateOut maps the private source to its public address (IGW-2).
func (w *walker) translateOut(h head, v *vpc, r *route) {
	public, unknown := w.publicSource(h, v)
	if unknown != nil {
		w.anywhere(h, v, *unknown)
		return
	}
	if !public.IsValid() {
		w.drop(h, "IGW-2", r.target.ID, h.src.String()+" has no public IPv4 address", r.origin())
		return
	}
	if !w.cross(&h, device{kind: deviceIGWOut, id: r.target.ID, inside: h.src, outside: public}) {
		return
	}
	h.pass("internet-gateway", "IGW-2", r.target.ID, "source "+h.src.String()+" becomes "+public.String(), r.origin())
	h.src = public
	w.onInternet(h, door{kind: doorInternet, id: r.target.ID, vpc: v})
}

// publicSource returns the public address of the current source, which is an
// interface of v or a NAT gateway in it.
func (w *walker) publicSource(h head, v *vpc) (netip.Addr, *Cause) {
	if n := v.nats[h.src]; n != nil {
		for _, a := range n.addrs {
			if a.Private == h.src {
				return a.Public, nil
			}
		}
	}
	e := v.owner(h.src)
	if e == nil || e.dead(false) != "" {
		return netip.Addr{}, nil
	}
	if u := e.m.UnknownPublic; u != nil && !e.publicOf(h.src).IsValid() {
		return netip.Addr{}, &Cause{Rule: "IGW-2", Where: string(e.m.ID), Text: u.Cause, Origin: u.Origin}
	}
	return e.publicOf(h.src), nil
}

// privateIPv6 says why an IPv6 address of v is never on the internet (VPC-6);
// empty if it can be.
func (c *Compiled) privateIPv6(addr netip.Addr, v *vpc) string {
	if e := v.owner(addr); e != nil && e.m.DenyAllIGW {
		return string(e.m.ID) + " has DenyAllIgwTraffic"
	}
	for _, row := range v.cidrs {
		if row.prefix.Contains(addr) {
			if row.private {
				return addr.String() + " is a private IPv6 address"
			}
			return ""
		}
	}
	return addr.String() + " is not an address of " + string(v.id)
}

// onInternet takes a packet that is outside on: to a public address of the
// network (PUB-1, PUB-5), or away.
func (w *walker) onInternet(h head, d door) {
	if owner, ok := w.c.public[h.dst]; ok {
		w.toPublicAddress(h, owner)
		return
	}
	if v := w.c.publicVPC(h.dst); v != nil {
		w.enterInternet(h, v)
		return
	}
	if h.dst.Is6() && w.c.inside(h.dst) {
		w.drop(h, "VPC-6", h.dst.String(), h.dst.String()+" is a private IPv6 address", model.Origin{})
		return
	}
	w.finish(h, terminal{kind: exited, door: d})
}

// publicVPC returns the VPC whose public IPv6 range holds addr.
func (c *Compiled) publicVPC(addr netip.Addr) *vpc {
	if !addr.Is6() {
		return nil
	}
	for _, v := range c.orderedVPCs() {
		for _, row := range v.cidrs {
			if row.prefix.Contains(addr) && !row.private {
				return v
			}
		}
	}
	return nil
}

// toPublicAddress enters the VPC of a public IPv4 address by its gateway (IGW-3).
func (w *walker) toPublicAddress(h head, owner publicOwner) {
	switch {
	case owner.idle != nil:
		w.drop(h, "PUB-1", h.dst.String(), h.dst.String()+" is allocated and associated with nothing", owner.idle.Origin)
	case owner.hidden != nil:
		w.anywhere(h, nil, Cause{Rule: "PUB-1", Where: h.dst.String(), Text: "what " + h.dst.String() + " is associated with is not in the data", Origin: owner.hidden.Origin})
	case owner.nat != nil:
		w.enterNAT(h, owner)
	default:
		w.enterTranslated(h, owner.iface.vpc, owner.private)
	}
}

// enterTranslated maps the public destination to the private one at the
// gateway of v (IGW-3).
func (w *walker) enterTranslated(h head, v *vpc, private netip.Addr) {
	igw, ok := w.gatewayOf(&h, v)
	if !ok {
		return
	}
	if !w.cross(&h, device{kind: deviceIGWIn, id: igw, inside: private, outside: h.dst}) {
		return
	}
	h.pass("internet-gateway", "IGW-3", igw, "destination "+h.dst.String()+" becomes "+private.String(), model.Origin{})
	h.dst = private
	w.insideGate(h, v, igw)
}

// enterInternet takes an IPv6 packet in by the gateway of v (IGW-4).
func (w *walker) enterInternet(h head, v *vpc) {
	if why := w.c.privateIPv6(h.dst, v); why != "" {
		w.drop(h, "VPC-6", string(v.id), why, model.Origin{})
		return
	}
	if w.reply != nil && len(h.pending) > 0 && h.pending[len(h.pending)-1].kind == deviceEIGW {
		w.enterEgressOnly(h, v)
		return
	}
	igw, ok := w.gatewayOf(&h, v)
	if !ok {
		return
	}
	h.pass("internet-gateway", "IGW-4", igw, "IPv6 passes untranslated", model.Origin{})
	w.insideGate(h, v, igw)
}

// gatewayOf returns the internet gateway of v by which packets enter. Without
// one the packet is dropped; where gateways were not all imported it is
// carried by one that is not known.
func (w *walker) gatewayOf(h *head, v *vpc) (string, bool) {
	if len(v.igws) > 0 {
		return string(v.igws[0].ID), true
	}
	if why := w.c.hiddenGateway(v); why != nil {
		h.doubt(*why)
		return unknownGateway, true
	}
	w.drop(*h, "IGW-1", string(v.id), "no internet gateway is attached to "+string(v.id), model.Origin{})
	return "", false
}

// unknownGateway stands for an internet gateway that was not imported.
const unknownGateway = "igw-?"

// hiddenGateway says why a VPC may have an internet gateway that is not known.
func (c *Compiled) hiddenGateway(v *vpc) *Cause {
	for _, g := range c.net.InternetGateways {
		if g.UnknownAttachment != nil {
			return &Cause{Rule: "IGW-1", Where: string(g.ID), Text: g.UnknownAttachment.Cause, Origin: g.UnknownAttachment.Origin}
		}
	}
	if p := c.net.Presence(model.KindInternetGateways, v.account, v.region); p != model.Complete {
		why := c.missing(p, "InternetGateways", "internet gateways", "the gateway of "+string(v.id))
		return &why
	}
	return nil
}

// insideGate routes what came in by a gateway: by its edge table if it has
// one, else locally (FWD-4, RT-2).
func (w *walker) insideGate(h head, v *vpc, gateway string) {
	if v.surelyHolds(h.src) {
		w.drop(h, "IGW-5", gateway, h.src.String()+" is spoofed: it is an address of "+string(v.id)+" itself", model.Origin{})
		return
	}
	to := v.subnetOf(h.dst)
	if !w.publicAccess(&h, to, v, v.nats[h.dst] != nil, inward(w)) {
		return
	}
	if edge := v.edges[gateway]; edge != nil {
		w.route(h, nil, edge, false)
		return
	}
	w.deliver(h, v, nil)
}

// outward and inward tell whether the connection starts inside.
func outward(w *walker) bool { return w.reply == nil }
func inward(w *walker) bool  { return w.reply != nil }

// publicAccess applies VPC Block Public Access to the subnet of the device
// that talks to the gateway (BPA-1, BPA-2); false means that the packet was
// dropped. started tells whether the connection starts inside.
func (w *walker) publicAccess(h *head, s *subnet, v *vpc, viaNAT, started bool) bool {
	mode, exclusions, assumed := w.c.bpaMode(s, v)
	if assumed {
		h.assumptions = append(h.assumptions, "bpa-off")
		if w.c.opts.Strict {
			h.doubt(Cause{Rule: "BPA-1", Where: "VpcBlockPublicAccessOptions", Text: "Block Public Access was not imported"})
		}
	}
	if len(exclusions) == 0 {
		exclusions = []string{""}
	}
	blocking := 0
	for _, x := range exclusions {
		if bpaBlocks(mode, x, viaNAT, started) {
			blocking++
		}
	}
	blocked := blocking == len(exclusions)
	if blocking > 0 && !blocked { // D-20
		h.doubt(Cause{Rule: "BPA-2", Where: string(v.id), Text: "exclusions of different modes cover the subnet"})
	}
	if blocked {
		h.filterSet("block-public-access", "BPA-2", string(v.id), "VPC Block Public Access is "+string(mode), packet.Impossible(), model.Origin{})
		w.drop(*h, "BPA-2", string(v.id), "VPC Block Public Access ("+string(mode)+") stops it", model.Origin{})
	}
	return !blocked
}
