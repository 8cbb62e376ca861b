package reach

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// blockers lists every setting that stops what was asked on the traced paths,
// and those behind a routing drop that would stop it next.
func (c *Compiled) blockers(o *outcome, paths []Path, asked packet.Set) []Blocker {
	var found []Blocker
	for i := range paths {
		for _, s := range paths[i].Hops {
			if s.Decision == Deny || s.Decision == Part {
				found = append(found, c.blocker(s, paths[i].Direction, asked, false))
			}
		}
	}
	trip := o.bestTrip(c, asked)
	if trip.request.end.kind == dropped && o.pair.to.iface != nil {
		found = append(found, c.beyond(o, trip, asked)...)
	}
	return found
}

func (c *Compiled) blocker(s Step, d Direction, asked packet.Set, assumed bool) Blocker {
	about := asked
	if d == Reply {
		about = replyTraffic(asked, c.ephemeral)
	}
	b := Blocker{Step: s, Direction: d, Missing: about.Subtract(s.Passes.May), Assumed: assumed}
	b.Edit = edit(&b)
	return b
}

// edit is the smallest edit that would let the missing traffic pass, in the
// edit language; empty when no single edit does it.
func edit(b *Blocker) string {
	if b.Missing.IsEmpty() || !b.Remote.IsValid() || len(b.Missing.Strings()) > 4 {
		return ""
	}
	remote := netip.PrefixFrom(b.Remote, b.Remote.BitLen())
	switch b.Kind {
	case "security-group-ingress":
		return fmt.Sprintf("allow %s ingress %s from %s", b.At, b.Missing, remote)
	case "security-group-egress":
		return fmt.Sprintf("allow %s egress %s to %s", b.At, b.Missing, remote)
	case "nacl-ingress":
		return fmt.Sprintf("nacl %s ingress 1 allow %s %s", b.At, b.Missing, remote)
	case "nacl-egress":
		return fmt.Sprintf("nacl %s egress 1 allow %s %s", b.At, b.Missing, remote)
	}
	return ""
}

// beyond looks behind a drop: the checks that the destination's side would
// apply if the packet arrived, so that one reading names every setting.
func (c *Compiled) beyond(o *outcome, t *trip, asked packet.Set) []Blocker {
	e := o.pair.to.iface
	if e == nil || e.m.Subnet == "" {
		return nil
	}
	w := &walker{c: c}
	h := head{path: path{first: t.request.first, src: t.request.src, dst: o.pair.to.addr, owner: o.pair.from.iface}}
	if sameVPC(o) {
		h.refIn = refYes
	}
	w.arrive(h, e, nil)
	var found []Blocker
	for i := range w.paths {
		for _, s := range c.trace(&w.paths[i], Forward, asked, asked).Hops {
			if s.Decision == Deny {
				found = append(found, c.blocker(s, Forward, asked, true))
			}
		}
	}
	return append(found, c.beyondReply(o, t, asked)...)
}

func sameVPC(o *outcome) bool {
	return o.pair.from.iface != nil && o.pair.to.iface != nil && o.pair.from.iface.vpc == o.pair.to.iface.vpc
}

// beyondReply walks the reply that the destination would send.
func (c *Compiled) beyondReply(o *outcome, t *trip, asked packet.Set) []Blocker {
	request := t.request
	request.end = terminal{kind: delivered, iface: o.pair.to.iface}
	request.dst = o.pair.to.addr
	var found []Blocker
	replies := c.replies(&request, o.pair.from.iface, door{}, false)
	if len(replies) == 0 {
		return nil
	}
	about := replyTraffic(asked, c.ephemeral)
	for _, s := range c.trace(&replies[0], Reply, about, about).Hops {
		if s.Decision == Deny {
			found = append(found, c.blocker(s, Reply, asked, true))
		}
	}
	return found
}
