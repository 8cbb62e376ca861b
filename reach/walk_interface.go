package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// fromInterface walks a packet that interface e sends from src to dst (FWD-1).
func (w *walker) fromInterface(e *iface, src, dst netip.Addr) []path {
	h := head{path: path{first: src, src: src, dst: dst, asked: dst, owner: e, speaker: e, refIn: refYes, refOut: refYes}}
	w.send(h, e)
	return w.paths
}

// send applies the checks at the sending interface in the order of FWD-1.
func (w *walker) send(h head, e *iface) {
	if why := e.dead(w.state); why != "" {
		w.drop(h, "VPC-7", string(e.m.ID), why, e.m.Origin)
		return
	}
	w.annotateHost(&h, e)
	if w.reply == nil && w.neverStarts(h, e) {
		return
	}
	if w.staysOnPlatform(h, e) {
		return
	}
	switch {
	case e.m.Owns(h.src):
	case e.m.UnknownAddresses != nil && e.subnet.contains(h.src) && !e.subnet.reserved(h.src):
		h.doubt(Cause{Rule: "TF-9", Where: string(e.m.ID), Text: e.m.UnknownAddresses.Cause, Origin: e.m.UnknownAddresses.Origin})
	default:
		if e.checked() {
			w.drop(h, "SDC-1", string(e.m.ID), h.src.String()+" is not an address of the interface and its source/destination check is on", e.m.Origin)
			return
		}
		h.refIn = refNo // section 27: it cannot be told from forwarding
	}
	if w.staysOnHost(h, e) {
		return
	}
	w.filterSender(&h, e)
	h.visit(string(e.m.ID))
	w.leave(h, e.subnet, false)
}

// annotateHost notes a stopped or pending instance (VPC-7).
func (w *walker) annotateHost(h *head, e *iface) {
	if e.instance == nil || w.reply != nil {
		return
	}
	if s := e.instance.State; s != "" && s != "running" {
		h.notes = append(h.notes, Note{"inactive", string(e.instance.ID) + " is " + s + "; it counts as running"})
	}
}

// neverStarts drops what an interface that only answers would send.
func (w *walker) neverStarts(h head, e *iface) bool {
	switch e.kind {
	case endpointIface:
		w.drop(h, "EP-4", string(e.m.ID), "an interface endpoint answers and never starts a connection", e.m.Origin)
	case natIface:
		w.drop(h, "NAT-5", string(e.m.ID), "a NAT gateway starts no connection of its own", e.m.Origin)
	case forwarder:
		w.drop(h, "IF-1", string(e.m.ID), "an interface of type "+e.m.Type+" forwards and is no endpoint", e.m.Origin)
	case lambdaIface:
		if h.src.Is4() || e.m.IPv6Outbound {
			return false
		}
		w.drop(h, "IF-4", string(e.m.ID), "the function may not use IPv6 (Ipv6AllowedForDualStack)", e.m.Origin)
	case plainIface, balancerNode, sourceOnly:
		return false
	}
	return true
}

// staysOnPlatform answers for link-local and platform services, which no
// filter and no route sees (FWD-2).
func (w *walker) staysOnPlatform(h head, e *iface) bool {
	if w.reply != nil && (linkLocal.Contains(h.dst) || e.vpc.resolver(h.dst)) {
		w.drop(h, "FWD-2", h.dst.String(), "the platform asked nothing", model.Origin{})
		return true
	}
	switch {
	case lattice.Contains(h.dst):
		h.doubt(Cause{Rule: "EP-22", Where: h.dst.String(), Text: "VPC Lattice is not modelled"})
		w.filterSender(&h, e)
		w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown}})
	case linkLocal.Contains(h.dst) || e.vpc.resolver(h.dst):
		h.notes = append(h.notes, Note{"platform", h.dst.String() + " is a service of the platform: neither filtered nor routed"})
		w.finish(h, terminal{kind: platform, rule: "FWD-2", where: h.dst.String()})
	case h.dst == broadcast, h.dst == dhcpServers, w.router(h.dst, e):
		dhcp := packet.OfUDP(packet.Port(67))
		if h.dst.Is6() {
			dhcp = packet.OfUDP(packet.Port(547))
		}
		h.notes = append(h.notes, Note{"platform", "DHCP is neither filtered nor routed"})
		h.filterSet("platform", "FWD-2", h.dst.String(), "only the host's own DHCP", packet.Exactly(dhcp), model.Origin{})
		w.finish(h, terminal{kind: platform, rule: "FWD-2", where: h.dst.String()})
	default:
		return false
	}
	return true
}

// router reports whether dst is the router address of the sender's subnet,
// to which the host may send DHCP (section 27).
func (w *walker) router(dst netip.Addr, e *iface) bool {
	return e.subnet.m != nil && e.subnet.m.CIDR.IsValid() && e.subnet.m.CIDR.Addr().Next() == dst
}

// staysOnHost applies CONN-7: a private address of the same host is not on
// the network.
func (w *walker) staysOnHost(h head, e *iface) bool {
	if w.reply != nil {
		return w.repliesToItself(h, e)
	}
	for _, o := range w.hostOf(e) {
		if o.m.Owns(h.dst) && e.m.Owns(h.src) {
			if why := o.dead(w.state); why != "" {
				w.drop(h, "VPC-7", string(o.m.ID), why, o.m.Origin)
				return true
			}
			if w.neverAnswers(h, o) {
				return true
			}
			h.notes = append(h.notes, Note{"local", "both ends are on one host: the packet does not leave it"})
			w.finish(h, terminal{kind: local, iface: o, rule: "CONN-7"})
			return true
		}
	}
	return false
}

// repliesToItself drops a reply to an address of the responder's own host, unless that host asked.
func (w *walker) repliesToItself(h head, e *iface) bool {
	host := w.hostOf(e)
	if slices.Contains(host, w.reply.owner) {
		return false
	}
	for _, o := range host {
		if o.m.Owns(h.dst) {
			w.drop(h, "CONN-7", string(o.m.ID), "the responder owns "+h.dst.String()+" itself", o.m.Origin)
			return true
		}
	}
	return false
}

func (w *walker) hostOf(e *iface) []*iface {
	if e.m.Attachment.Instance == "" {
		return []*iface{e}
	}
	if all := w.c.byHost[e.m.Attachment.Instance]; len(all) > 0 {
		return all
	}
	return []*iface{e}
}

// leave takes a packet out of subnet s: layer 2 inside it (FWD-3), else the
// ACL and the route table.
func (w *walker) leave(h head, s *subnet, fromTransit bool) {
	if s.contains(h.dst) {
		w.deliver(h, s.vpc, s)
		return
	}
	w.filterACL(&h, s, true, false)
	for _, t := range s.others {
		b := h.fork()
		b.because(s.whose)
		w.route(b, s, t, fromTransit)
	}
	w.route(h, s, s.table, fromTransit)
}
