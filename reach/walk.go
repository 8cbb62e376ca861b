package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// maxVisits caps a walk (FWD-5).
const maxVisits = 64

// walker follows one packet header through the network and collects the
// paths it can take.
type walker struct {
	c     *Compiled
	state bool  // honour instance states (VPC-7)
	reply *path // the request whose reply this is; nil for requests
	paths []path
}

// head is a packet on its way: its header as it is now, and what it met.
type head struct {
	path
	pending []device // reply: translators of the request that are still to be crossed
	visits  []visit
}

// visit is a place with the header that was there (FWD-5).
type visit struct {
	where    string
	src, dst netip.Addr
}

// fork returns a copy that can grow on its own.
func (h head) fork() head {
	h.hops = slices.Clip(h.hops)
	h.devices = slices.Clip(h.devices)
	h.pending = slices.Clip(h.pending)
	h.visits = slices.Clip(h.visits)
	h.uncertain = slices.Clip(h.uncertain)
	h.causes = slices.Clip(h.causes)
	h.assumptions = slices.Clip(h.assumptions)
	h.notes = slices.Clip(h.notes)
	return h
}

// add appends a hop. In a reply, filters see the port space they stand in.
func (h *head) add(p hop) {
	p.leg = h.legs
	h.hops = append(h.hops, p)
}

// visit records a place and reports whether the packet was there before with
// the same header, or has been under way for too long (FWD-5).
func (h *head) visit(where string) bool {
	if h.visited(where) {
		return true
	}
	h.visits = append(h.visits, visit{where, h.src, h.dst})
	return false
}

// visited reports whether the packet was at a place before, or has been under way for too long.
func (h *head) visited(where string) bool {
	return len(h.visits) >= maxVisits || slices.Contains(h.visits, visit{where, h.src, h.dst})
}

// doubt makes the path contribute to may alone.
func (h *head) doubt(c Cause) { h.uncertain = append(h.uncertain, c) }

// because records why there is more than one path.
func (h *head) because(c *Cause) {
	if c != nil {
		h.causes = append(h.causes, *c)
	}
}

// finish ends a path.
func (w *walker) finish(h head, t terminal) {
	if t.kind == delivered || t.kind == exited {
		h, t = w.settle(h, t)
	}
	h.end = t
	w.paths = append(w.paths, h.path)
}

// settle checks that a reply crossed every translator of its request (CONN-4).
func (w *walker) settle(h head, t terminal) (head, terminal) {
	for _, d := range h.pending {
		if d.opaque {
			h.doubt(Cause{Rule: "APP-4", Where: d.id, Text: "the reply does not return through " + d.id, Origin: model.Origin{}})
			continue
		}
		return h, terminal{kind: dropped, rule: d.missedRule(), where: d.id, text: "the reply does not return through " + d.id + ", which translated the request"}
	}
	return h, t
}

func (w *walker) drop(h head, rule, where, text string, origin model.Origin) {
	w.finish(h, terminal{kind: dropped, rule: rule, where: where, text: text, origin: origin})
}

// cross notes that the packet passes a stateful device. In a reply it must be
// the last one of the request that is still pending; false means that the
// packet was dropped.
func (w *walker) cross(h *head, d device) bool {
	h.devices = append(h.devices, d)
	if w.reply == nil {
		return true
	}
	if n := len(h.pending); n > 0 && h.pending[n-1].matches(d) {
		h.pending = h.pending[:n-1]
		return true
	}
	if d.opaque {
		h.doubt(Cause{Rule: "APP-4", Where: d.id, Text: "the reply meets " + d.id + ", which did not see the request"})
		return true
	}
	w.astray(*h, d.id, d.kind, model.Origin{})
	return false
}

// astray drops a reply that meets a translator which did not see the request.
func (w *walker) astray(h head, id string, kind deviceKind, origin model.Origin) {
	rule := "CONN-4"
	if n := len(h.pending); n > 0 {
		rule = h.pending[n-1].missedRule()
	} else if kind == deviceEIGW {
		rule = "EIGW-1"
	}
	w.drop(h, rule, id, "the reply meets "+id+", which did not see the request", origin)
}

// missedRule is the rule that a reply breaks when it does not return through
// the device.
func (d device) missedRule() string {
	if d.kind == deviceIGWIn {
		return "IGW-6"
	}
	return "CONN-4"
}

// matches reports whether the reply's device undoes the request's.
func (d device) matches(reply device) bool {
	m := reply.mirror()
	sameID := m.id == d.id || m.id == unknownGateway || d.id == unknownGateway
	return m.kind == d.kind && sameID && (m.outside == d.outside || !m.outside.IsValid())
}

// filterACL adds the check of a network ACL (NACL-4).
func (w *walker) filterACL(h *head, s *subnet, egress, mustOnly bool) {
	kind, remote := "nacl-ingress", h.src
	if egress {
		kind, remote = "nacl-egress", h.dst
	}
	origin := model.Origin{}
	if s.acl.m != nil {
		origin = s.acl.m.Origin
	}
	h.add(hop{
		kind: kind, rule: "NACL-2", where: s.acl.id, detail: string(s.id), origin: origin,
		filter: filter{kind: naclFilter, nacl: s.acl, egress: egress, remote: remote, six: h.six(), mustOnly: mustOnly},
	})
}

// filterGroups adds the check of an interface's security groups on a packet
// that starts a connection; replies ride the state (SG-3).
func (w *walker) filterGroups(h *head, e *iface, egress bool, peer *iface, ref refState) {
	if !e.filtered() || w.reply != nil {
		return
	}
	kind, remote := "security-group-ingress", h.src
	if egress {
		kind, remote = "security-group-egress", h.dst
	}
	h.add(hop{
		kind: kind, rule: "SG-1", where: string(e.m.ID), origin: e.m.Origin,
		filter: filter{kind: groupFilter, iface: e, egress: egress, remote: remote, six: h.six(), peer: peer, ref: ref},
	})
}

// filterSender adds the egress check of the sender. Which references match is
// known only at the end of the path (SG-12).
func (w *walker) filterSender(h *head, e *iface) {
	before := len(h.hops)
	w.filterGroups(h, e, true, nil, refNo)
	if len(h.hops) > before {
		h.hops[before].filter.sender = true
	}
}

// six reports whether the packet is IPv6, as far as one of its addresses is known.
func (h *head) six() bool { return h.src.Is6() || h.dst.Is6() }

// filterSet adds a check that passes a fixed set.
func (h *head) filterSet(kind, rule, where, detail string, set packet.Pair, origin model.Origin) {
	h.add(hop{kind: kind, rule: rule, where: where, detail: detail, origin: origin, filter: filter{kind: setFilter, set: set}})
}

// pass adds a hop that filters nothing.
func (h *head) pass(kind, rule, where, detail string, origin model.Origin) {
	h.add(hop{kind: kind, rule: rule, where: where, detail: detail, origin: origin})
}

// noReferences makes group references blind from here on (SG-12, SG-14).
func (h *head) noReferences() { h.refIn, h.refOut = refNo, refNo }
