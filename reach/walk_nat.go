package reach

import (
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// natProtocols are what a NAT gateway translates (NAT-2): TCP, UDP, and the ICMP messages that
// open a mapping (NAT-5).
var natProtocols = packet.OfProtocol(packet.TCP).Union(packet.OfProtocol(packet.UDP)).Union(icmpRequests)

// icmpRequests are the ICMP request types of CONN-1, with any code.
var icmpRequests = packet.OfICMP(8, -1).Union(packet.OfICMP(13, -1)).Union(packet.OfICMP(15, -1)).Union(packet.OfICMP(17, -1))

// toNAT takes a packet into a NAT gateway and out of it, once for every
// address that it may translate to (NAT-1 to NAT-7). s is the subnet that the
// packet leaves.
func (w *walker) toNAT(h head, s *subnet, v *vpc, r *route) {
	n := w.c.nats[model.NatGatewayID(r.target.ID)]
	if n == nil {
		w.noNAT(h, v, r)
		return
	}
	if !w.usableNAT(&h, n, v, r) {
		return
	}
	if h.dst.Is6() {
		w.nat64(h, n, v, r)
		return
	}
	for i, a := range n.addrs {
		b := h.fork()
		if len(n.addrs) > 1 && i > 0 {
			b.because(&Cause{Rule: "NAT-4", Where: string(n.m.ID), Text: "the NAT gateway has several addresses"})
		}
		w.throughNAT(b, s, n, a)
	}
	if u := n.m.UnknownAddresses; u != nil && len(n.addrs) == 0 {
		w.anywhere(h, v, Cause{Rule: "NAT-4", Where: string(n.m.ID), Text: u.Cause, Origin: u.Origin})
	} else if len(n.addrs) == 0 {
		w.drop(h, "NAT-4", string(n.m.ID), "the NAT gateway has no usable address", n.m.Origin)
	}
}

func (w *walker) noNAT(h head, v *vpc, r *route) {
	if p := w.c.net.Presence(model.KindNatGateways, v.account, v.region); p != model.Complete {
		w.anywhere(h, v, w.c.missing(p, "NatGateways", "NAT gateways", r.target.ID))
		return
	}
	w.drop(h, "RT-8", r.target.ID, r.target.ID+" does not exist: the route is a blackhole", r.origin())
}

// usableNAT checks the state (NAT-1), the kind (NAT-8) and who may enter (NAT-3).
func (w *walker) usableNAT(h *head, n *nat, v *vpc, r *route) bool {
	m := n.m
	switch m.State {
	case "", "available":
	case "deleting":
		h.doubt(Cause{Rule: "NAT-1", Where: string(m.ID), Text: "the NAT gateway is being deleted", Origin: m.Origin})
	default:
		w.drop(*h, "NAT-1", string(m.ID), "the NAT gateway is "+m.State+": the route is a blackhole", r.origin())
		return false
	}
	switch {
	case m.Availability == "regional":
		w.anywhere(*h, v, Cause{Rule: "NAT-8", Where: string(m.ID), Text: "regional NAT gateways are not modelled", Origin: m.Origin})
		return false
	case n.subnet == nil:
		w.anywhere(*h, v, Cause{Rule: "NAT-6", Where: string(m.ID), Text: "the subnet of the NAT gateway was not imported", Origin: m.Origin})
		return false
	case m.VPC != "" && m.VPC != v.id:
		w.drop(*h, "NAT-3", string(m.ID), "the NAT gateway belongs to "+string(m.VPC), r.origin())
		return false
	}
	if len(m.Appliances) > 0 {
		h.doubt(Cause{Rule: "NAT-11", Where: string(m.ID), Text: "an appliance is attached to the NAT gateway", Origin: m.Origin})
	}
	return true
}

// nat64 answers for IPv6 sent to a NAT gateway (NAT-10).
func (w *walker) nat64(h head, n *nat, v *vpc, r *route) {
	if nat64.Contains(h.dst) {
		w.anywhere(h, v, Cause{Rule: "NAT-10", Where: string(n.m.ID), Text: "NAT64 is not modelled", Origin: n.m.Origin})
		return
	}
	w.drop(h, "NAT-10", string(n.m.ID), "a NAT gateway carries IPv6 only to 64:ff9b::/96", r.origin())
}

// throughNAT crosses the NAT's subnet border, translates and goes on from its
// table (NAT-6). In the sender's own subnet the border may not count (D-5).
func (w *walker) throughNAT(h head, s *subnet, n *nat, a model.NatGatewayAddress) {
	own := s == n.subnet
	if own {
		h.relaxLast()
	}
	w.filterACL(&h, n.subnet, false, own)
	if w.reply != nil {
		w.astray(h, string(n.m.ID), deviceNAT, n.m.Origin)
		return
	}
	h.filterSet("nat-gateway", "NAT-2", string(n.m.ID), "source "+h.src.String()+" becomes "+a.Private.String(), packet.Exactly(natProtocols), n.m.Origin)
	w.cross(&h, device{kind: deviceNAT, id: string(n.m.ID), inside: h.src, outside: a.Private, subnet: n.subnet, nat: n})
	h.noReferences()
	h.src = a.Private
	h.legs++
	w.leave(h, n.subnet, false)
}

// relaxLast makes the last ACL check one that may not take place (D-5).
func (h *head) relaxLast() {
	for i := len(h.hops) - 1; i >= 0; i-- {
		if h.hops[i].filter.kind != naclFilter {
			continue
		}
		hops := append([]hop(nil), h.hops...)
		hops[i].filter.mustOnly = true
		h.hops = hops
		return
	}
}

// intoNAT handles a packet addressed to a NAT gateway: replies of a mapping
// go back to the client, everything else is dropped (NAT-5).
func (w *walker) intoNAT(h head, n *nat, crossing bool) {
	if crossing && n.subnet != nil {
		w.filterACL(&h, n.subnet, false, false)
	}
	d, ok := w.lastPending(h)
	if w.reply == nil || !ok || d.kind != deviceNAT || d.nat != n || d.outside != h.dst {
		w.drop(h, "NAT-5", string(n.m.ID), "nothing enters a NAT gateway unasked", n.m.Origin)
		return
	}
	w.backThroughNAT(h, d)
}

func (w *walker) lastPending(h head) (device, bool) {
	if n := len(h.pending); n > 0 {
		return h.pending[n-1], true
	}
	return device{}, false
}

// backThroughNAT un-translates a reply and sends it to the client from the
// NAT's table (NAT-6).
func (w *walker) backThroughNAT(h head, d device) {
	w.cross(&h, d)
	h.pass("nat-gateway", "NAT-6", d.id, "destination "+d.outside.String()+" becomes "+d.inside.String(), d.nat.m.Origin)
	h.dst = d.inside
	h.legs--
	s := d.subnet
	if s.contains(h.dst) { // D-5: the client lives in the NAT's own subnet
		w.filterACL(&h, s, true, true)
		w.filterACL(&h, s, false, true)
		w.deliver(h, s.vpc, s)
		return
	}
	w.leave(h, s, false)
}

// enterNAT takes a packet for the public address of a NAT gateway in by the
// internet gateway: a reply, or nothing (NAT-5).
func (w *walker) enterNAT(h head, owner publicOwner) {
	v := w.c.vpcs[owner.nat.m.VPC]
	d, ok := w.lastPending(h)
	if w.reply == nil || !ok || d.kind != deviceIGWOut || v == nil {
		w.drop(h, "NAT-5", string(owner.nat.m.ID), "nothing enters a NAT gateway unasked", owner.nat.m.Origin)
		return
	}
	w.enterTranslated(h, v, owner.private)
}
