package reach

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// toAppliance hands a packet to an interface as next hop (APP-1). s is the
// subnet it leaves; nil when it comes in by a gateway.
func (w *walker) toAppliance(h head, s *subnet, v *vpc, r *route) {
	m := w.c.nextHop(r)
	if m == nil {
		w.noAppliance(h, v, r)
		return
	}
	if why := m.dead(w.state); why != "" {
		w.drop(h, "RT-8", string(m.m.ID), why+": the route is a blackhole", r.origin())
		return
	}
	own, fromInternet := s == m.subnet, h.cameBy("internet-gateway")
	if own {
		h.relaxLast()
	}
	w.filterACL(&h, m.subnet, false, own)
	if m.m.Owns(h.dst) {
		w.arriveFiltered(h, m)
		return
	}
	if h.visited(string(m.m.ID)) {
		w.drop(h, "FWD-5", string(m.m.ID), string(m.m.ID)+" gets its own packet back: a loop", r.origin())
		return
	}
	if w.reply != nil && m == w.reply.owner { // it sent as somebody else
		w.finish(h, terminal{kind: delivered, iface: m})
		return
	}
	if s == nil && fromInternet && !w.takesInternet(&h, m) {
		w.drop(h, "APP-6", string(m.m.ID), "ingress from the internet through "+string(m.m.ID)+" needs a public address on it", m.m.Origin)
		return
	}
	if m.managed() {
		w.anywhere(h, v, Cause{Rule: "APP-1", Where: string(m.m.ID), Text: "what " + string(m.m.ID) + " (" + m.m.Type + ") does as a next hop is not documented", Origin: r.origin()})
		return
	}
	if m.checked() {
		w.drop(h, "SDC-1", string(m.m.ID), "the source/destination check of "+string(m.m.ID)+" drops packets that are not for it", m.m.Origin)
		return
	}
	if own && w.c.applianceOf(m) != model.ApplianceDrop {
		w.filterGroups(&h, m, false, h.speaker, min(h.refIn, refMay))
		if w.reply != nil && !w.reply.crossed(m) {
			h.filterStranger(m, false)
		}
		h.noReferences() // SG-12
		w.anywhere(h, v, Cause{Rule: "APP-5", Where: string(m.m.ID), Text: "the next hop lies in the sender's own subnet", Origin: r.origin()})
		return
	}
	w.throughAppliance(h, m)
}

// takesInternet applies APP-6: an interface that takes in the internet's traffic needs a public
// address of its own.
func (w *walker) takesInternet(h *head, m *iface) bool {
	for _, p := range m.m.Private {
		if h.dst.Is4() && p.Public.IsValid() {
			return true
		}
	}
	for _, a := range m.m.IPv6 {
		if h.dst.Is6() && internetRoutable(a) && !m.m.DenyAllIGW {
			return true
		}
	}
	u := m.m.UnknownPublic
	if u != nil {
		h.doubt(Cause{Rule: "APP-6", Where: string(m.m.ID), Text: u.Cause, Origin: u.Origin})
	}
	return u != nil
}

// cameBy reports whether the last place before a route was of a kind.
func (h *head) cameBy(kind string) bool {
	return len(h.hops) > 1 && h.hops[len(h.hops)-2].kind == kind
}

// nextHop returns the interface of an instance or interface target.
func (c *Compiled) nextHop(r *route) *iface {
	if r.target.ENI != "" {
		return c.byENI[r.target.ENI]
	}
	if r.target.Kind == model.TargetInterface {
		return c.byENI[model.ENIID(r.target.ID)]
	}
	if all := c.byHost[model.InstanceID(r.target.ID)]; len(all) > 0 {
		return all[0]
	}
	return nil
}

func (w *walker) noAppliance(h head, v *vpc, r *route) {
	p := w.c.net.Presence(model.KindNetworkInterfaces, v.account, v.region)
	if p != model.Complete {
		w.anywhere(h, v, w.c.missing(p, "NetworkInterfaces", "network interfaces", r.target.ID))
		return
	}
	w.drop(h, "RT-8", r.target.ID, r.target.ID+" does not exist: the route is a blackhole", r.origin())
}

// arriveFiltered delivers to a next hop that is itself the destination; its
// border was crossed already.
func (w *walker) arriveFiltered(h head, m *iface) { w.arrive(h, m, m.subnet) }

// throughAppliance applies APP-2, APP-3 and APP-7 by what is declared of m.
func (w *walker) throughAppliance(h head, m *iface) {
	switch w.c.applianceOf(m) {
	case model.ApplianceDrop:
		w.drop(h, "APP-2", string(m.m.ID), string(m.m.ID)+" is declared to drop", m.m.Origin)
	case model.ApplianceForward:
		w.forward(h, m, false)
	case model.ApplianceNAT:
		w.translate(h, m, false)
	case model.ApplianceOpaque, model.ApplianceUnset:
		h.doubt(Cause{Rule: "APP-2", Where: string(m.m.ID), Text: "what the appliance " + string(m.m.ID) + " does with packets is not known", Origin: m.m.Origin})
		w.forward(h.fork(), m, true)
		w.translate(h.fork(), m, true)
	}
}

func (c *Compiled) applianceOf(m *iface) model.Appliance {
	if a, ok := c.net.Assume.Appliances[m.m.ID]; ok {
		return a
	}
	return model.ApplianceOpaque
}

// forward sends the packet on unchanged. The reply may go another way only
// past a declared, stateless forwarder (APP-4).
func (w *walker) forward(h head, m *iface, opaque bool) {
	unseen := w.reply != nil && !w.reply.crossed(m)
	w.filterGroups(&h, m, false, h.speaker, min(h.refIn, refMay)) // D-7
	if unseen {
		h.doubt(Cause{Rule: "APP-4", Where: string(m.m.ID), Text: "the reply meets " + string(m.m.ID) + ", which did not see the request"})
		h.filterStranger(m, false)
	}
	d := device{kind: deviceAppliance, id: string(m.m.ID), iface: m, opaque: true}
	if opaque && !w.cross(&h, d) {
		return
	}
	h.noReferences()
	h.pass("appliance", "APP-2", string(m.m.ID), "forwards", m.m.Origin)
	w.filterGroups(&h, m, true, nil, refNo)
	if unseen {
		h.filterStranger(m, true)
	}
	w.onward(h, m)
}

// crossed reports whether a path went through an appliance.
func (p *path) crossed(m *iface) bool {
	return slices.ContainsFunc(p.hops, func(h hop) bool { return h.kind == "appliance" && h.where == string(m.m.ID) })
}

// filterStranger adds the groups of an appliance to a reply whose request it did not see: to them
// it is a new packet (APP-3, APP-4).
func (h *head) filterStranger(m *iface, egress bool) {
	kind, remote := "security-group-ingress", h.src
	if egress {
		kind, remote = "security-group-egress", h.dst
	}
	if m.filtered() {
		h.add(hop{kind: kind, rule: "SG-1", where: string(m.m.ID), origin: m.m.Origin, filter: filter{kind: groupFilter, iface: m, egress: egress, remote: remote, six: h.six()}})
	}
}

// onward sends a packet on from an appliance.
func (w *walker) onward(h head, m *iface) {
	h.visit(string(m.m.ID))
	w.leave(h, m.subnet, false)
}

// translate sends the packet on from the appliance's own address (APP-2, NAT-13).
func (w *walker) translate(h head, m *iface, opaque bool) {
	if w.reply != nil { // a reply comes back by its destination, not as a transit packet
		if !opaque {
			w.drop(h, "CONN-4", string(m.m.ID), "the reply meets "+string(m.m.ID)+", which did not translate the request", m.m.Origin)
		}
		return
	}
	w.filterGroups(&h, m, false, h.speaker, min(h.refIn, refMay))
	h.filterSet("appliance", "NAT-5", string(m.m.ID), "what opens no flow is not translated", packet.Exactly(opensFlow), m.m.Origin)
	own := m.addressFor(h.dst.Is6())
	if own.Is6() != h.dst.Is6() || !own.IsValid() {
		w.drop(h, "NAT-5", string(m.m.ID), string(m.m.ID)+" has no address to translate to", m.m.Origin)
		return
	}
	d := device{kind: deviceAppliance, id: string(m.m.ID), iface: m, inside: h.src, outside: own, opaque: opaque}
	w.cross(&h, d)
	h.noReferences()
	h.pass("appliance", "APP-2", string(m.m.ID), "source "+h.src.String()+" becomes "+own.String(), m.m.Origin)
	h.src = own
	h.legs++
	h.speaksFor(m)
	w.filterSender(&h, m)
	w.onward(h, m)
}

// speaksFor makes a NAT instance the sender that group references see; those of the sender before
// it are settled: they do not see past it (SG-10, SG-14).
func (h *head) speaksFor(m *iface) {
	h.hops = slices.Clone(h.hops)
	for i := range h.hops {
		h.hops[i].filter.sender = false
	}
	h.speaker, h.refIn, h.refOut = m, refYes, refYes
}

// opensFlow is what a NAT instance can translate: everything but ICMP messages that ask nothing (NAT-5).
var opensFlow = packet.All().Subtract(packet.OfProtocol(packet.ICMP)).Subtract(packet.OfProtocol(packet.ICMPv6)).
	Union(icmpRequests).Union(packet.OfICMPv6(128, -1))

// backThroughApplianceNAT un-translates a reply at a NAT instance.
func (w *walker) backThroughApplianceNAT(h head, m *iface) {
	d, _ := w.lastPending(h)
	h.pending = h.pending[:len(h.pending)-1]
	h.devices = append(h.devices, d)
	h.pass("appliance", "APP-3", d.id, "destination "+d.outside.String()+" becomes "+d.inside.String(), m.m.Origin)
	h.dst = d.inside
	h.legs--
	w.onward(h, m)
}

// toGWLBEndpoint goes through a Gateway Load Balancer or Network Firewall
// endpoint, whose inspection is not modelled: nothing is sure beyond it (EP-12, NFW-1).
func (w *walker) toGWLBEndpoint(h head, s *subnet, v *vpc, r *route) {
	rule, id := "EP-12", r.target.ID
	g := w.c.endpointSubnet(id)
	for _, f := range w.c.net.Firewalls {
		for _, e := range f.Endpoints {
			if string(e.Endpoint) == id {
				rule, g = "NFW-1", w.c.subnets[e.Subnet]
			}
		}
	}
	cause := Cause{Rule: rule, Where: id, Text: "what the inspection behind " + id + " lets through is not modelled", Origin: r.origin()}
	e := w.c.idx.VPCEndpoint[model.VPCEndpointID(id)]
	switch p := w.c.net.Presence(model.KindVPCEndpoints, v.account, v.region); {
	case g == nil && e == nil && p == model.Complete:
		w.drop(h, "RT-8", id, id+" does not exist: the route is a blackhole", r.origin())
		return
	case e != nil && !endpointMay(e):
		w.drop(h, "EP-9", id, "the endpoint is in state "+e.State, e.Origin)
		return
	case g == nil:
		w.anywhere(h, v, cause)
		return
	}
	if s == g {
		h.relaxLast()
	}
	w.filterACL(&h, g, false, s == g)
	if h.visited(id) {
		w.drop(h, "FWD-5", id, id+" gets its own packet back: a loop", r.origin())
		return
	}
	h.doubt(cause)
	if s == g { // EP-12: it must stand in another subnet
		w.anywhere(h, v, cause)
		return
	}
	if !w.cross(&h, device{kind: deviceGWLB, id: id, opaque: true}) {
		return
	}
	h.noReferences()
	h.pass("inspection", rule, id, "inspects", r.origin())
	h.visit(id)
	w.leave(h, g, false)
}

// endpointMay reports whether an endpoint can carry traffic in its state (EP-9).
func endpointMay(e *model.VPCEndpoint) bool {
	switch strings.ToLower(e.State) {
	case "", "available", "partial":
		return true
	}
	return false
}

func (c *Compiled) endpointSubnet(id string) *subnet {
	if e := c.idx.VPCEndpoint[model.VPCEndpointID(id)]; e != nil && len(e.Subnets) > 0 {
		return c.subnets[e.Subnets[0]]
	}
	return nil
}
