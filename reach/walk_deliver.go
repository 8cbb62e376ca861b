package reach

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// deliver hands a packet to the owner of its destination in v (step 7 of
// FWD-1). from is the subnet it comes from; nil when it comes through a
// gateway, which makes even the own subnet a border (NACL-4, PUB-3).
func (w *walker) deliver(h head, v *vpc, from *subnet) {
	to := v.subnetOf(h.dst)
	crossing := from == nil || from != to
	if n := v.nats[h.dst]; n != nil && n.m.VPC == v.id {
		w.intoNAT(h, n, crossing)
		return
	}
	o := v.owner(h.dst)
	if o == nil && w.maybeOwned(h, v, to, crossing) {
		return
	}
	if o == nil {
		w.nobody(h, v, to, crossing)
		return
	}
	if crossing {
		from = nil
	}
	w.arrive(h, o, from)
}

// arrive applies the checks at the receiving interface. from is its own
// subnet for layer-2 traffic, nil for anything that crosses the border.
func (w *walker) arrive(h head, o *iface, from *subnet) {
	if from == nil || from != o.subnet {
		w.filterACL(&h, o.subnet, false, false)
	}
	if why := o.dead(w.state); why != "" {
		w.drop(h, "VPC-7", string(o.m.ID), why, o.m.Origin)
		return
	}
	if w.reply != nil {
		w.replyArrives(h, o)
		return
	}
	w.annotateHost(&h, o)
	if w.neverAnswers(h, o) {
		return
	}
	w.filterGroups(&h, o, false, h.speaker, h.refIn)
	w.accept(&h, o)
	w.finish(h, terminal{kind: delivered, iface: o})
}

// maybeOwned delivers to the interfaces that may get the address, because theirs are not known
// (TF-9), and reports whether there are any.
func (w *walker) maybeOwned(h head, v *vpc, to *subnet, crossing bool) bool {
	if to == nil || to.reserved(h.dst) {
		return false
	}
	found := false
	for _, o := range w.c.ifaces {
		if u := o.m.UnknownAddresses; u != nil && o.subnet == to && o.vpc == v {
			found = true
			b := h.fork()
			b.doubt(Cause{Rule: "TF-9", Where: string(o.m.ID), Text: u.Cause, Origin: u.Origin})
			from := to
			if crossing {
				from = nil
			}
			w.arrive(b, o, from)
		}
	}
	return found
}

// nobody drops a packet to an address that no interface owns (VPC-3), unless
// the interfaces were not all imported.
func (w *walker) nobody(h head, v *vpc, to *subnet, crossing bool) {
	if to != nil && crossing {
		w.filterACL(&h, to, false, false)
	}
	p := w.c.net.Presence(model.KindNetworkInterfaces, v.account, v.region)
	if p == model.Absent && w.c.net.Presence(model.KindInstances, v.account, v.region) == model.Complete {
		p = model.Complete
		h.assumptions = append(h.assumptions, "no-other-interface")
	}
	switch {
	case to != nil && to.reserved(h.dst):
		w.drop(h, "VPC-3", string(to.id), "no interface can own "+h.dst.String(), model.Origin{})
	case v.m == nil:
		h.doubt(*v.unknown)
		w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown, vpc: v}})
	case p != model.Complete:
		h.doubt(w.c.missing(p, "NetworkInterfaces", "network interfaces", "who owns "+h.dst.String()))
		w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown, vpc: v}})
	default:
		w.drop(h, "VPC-3", string(v.id), "no interface owns "+h.dst.String(), model.Origin{})
	}
}

// neverAnswers drops what reaches an interface that accepts nothing (IF-1).
func (w *walker) neverAnswers(h head, o *iface) bool {
	switch o.kind {
	case natIface:
		w.drop(h, "NAT-5", string(o.m.ID), "nothing enters a NAT gateway unasked", o.m.Origin)
	case forwarder:
		w.drop(h, "IF-1", string(o.m.ID), "an interface of type "+o.m.Type+" is no endpoint", o.m.Origin)
	case lambdaIface:
		w.drop(h, "IF-4", string(o.m.ID), "a Lambda function accepts no connections on its interface", o.m.Origin)
	case sourceOnly:
		w.drop(h, "IF-1", string(o.m.ID), "an interface of type "+o.m.Type+" only starts connections", o.m.Origin)
	case plainIface, endpointIface, balancerNode:
		return false
	}
	return true
}

// accept adds what the service behind an interface accepts.
func (w *walker) accept(h *head, o *iface) {
	switch o.kind {
	case endpointIface:
		w.acceptEndpoint(h, o)
	case balancerNode:
		w.acceptListener(h, o)
	case plainIface, lambdaIface, natIface, forwarder, sourceOnly:
	}
}

// acceptEndpoint applies EP-5, EP-6, EP-9 and EP-10.
func (w *walker) acceptEndpoint(h *head, o *iface) {
	tcpUDP := packet.OfProtocol(packet.TCP).Union(packet.OfProtocol(packet.UDP))
	h.filterSet("endpoint", "EP-5", string(o.m.ID), "an interface endpoint answers TCP and UDP only", packet.Exactly(tcpUDP), o.m.Origin)
	e := o.endpoint
	if e == nil {
		return
	}
	switch strings.ToLower(e.State) {
	case "", "available":
	case "partial":
		h.doubt(Cause{Rule: "EP-9", Where: string(e.ID), Text: "the endpoint is in state " + e.State, Origin: e.Origin})
	default:
		h.filterSet("endpoint", "EP-9", string(e.ID), "the endpoint is in state "+e.State, packet.Impossible(), e.Origin)
	}
	if e.Policy == "custom" {
		h.notes = append(h.notes, Note{"policy: custom", "the endpoint policy of " + string(e.ID) + " may still deny"})
	}
	h.notes = append(h.notes, Note{"endpoint:" + e.Service, ""})
}

// replyArrives ends a reply: it must reach the interface that asked, or undo
// a translation of the request (CONN-2, PCX-6).
func (w *walker) replyArrives(h head, o *iface) {
	if n := len(h.pending); n > 0 && h.pending[n-1].kind == deviceAppliance && h.pending[n-1].iface == o && h.pending[n-1].outside == h.dst {
		w.backThroughApplianceNAT(h, o)
		return
	}
	if w.reply.owner == nil {
		w.drop(h, "CONN-4", string(o.m.ID), "the reply ends at "+string(o.m.ID)+" and not outside", o.m.Origin)
		return
	}
	if o != w.reply.owner {
		w.drop(h, "PCX-6", string(o.m.ID), "the reply goes to "+string(o.m.ID)+", which owns the same address", o.m.Origin)
		return
	}
	w.finish(h, terminal{kind: delivered, iface: o})
}

// doubtCIDR notes that the destination may not be an address of the VPC that it enters: the CIDR
// comes or goes, or is not known (VPC-1).
func (h *head) doubtCIDR(v *vpc) {
	if v.surelyHolds(h.dst) {
		return
	}
	for _, c := range v.cidrs {
		if c.maybe != nil && c.prefix.Contains(h.dst) {
			h.doubt(*c.maybe)
			return
		}
	}
	if v.unknown != nil {
		h.doubt(*v.unknown)
	}
}
