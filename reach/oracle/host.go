package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// alive is VPC-7 and IF-3: only attached interfaces send and receive. A host that is not running
// is annotated, and dead only if the asker wants its state honoured.
//
// Reading: with --state anything but "running" (and a state that was not told) is dead.
// "shutting-down" counts like "stopping"; "terminated" is absent.
func (q *inquiry) alive(e *model.NetworkInterface) bool {
	if e.Status != "" && e.Status != "in-use" {
		return false
	}
	if e.Attachment.Status != "" && e.Attachment.Status != "attached" {
		return false
	}
	host := q.hostOf(e)
	if host == nil || host.State == "" || host.State == "running" {
		return true
	}
	q.note("inactive")
	return host.State != "terminated" && !q.options.HonorState
}

// hostOf returns the instance that e belongs to, or nil.
func (o *Oracle) hostOf(e *model.NetworkInterface) *model.Instance {
	if h := o.ix.Instance[e.Attachment.Instance]; h != nil {
		return h
	}
	for i := range o.net.Instances {
		for _, id := range o.net.Instances[i].Interfaces {
			if id == e.ID && e.Attachment.Instance == "" && e.Status != "available" {
				return &o.net.Instances[i]
			}
		}
	}
	return nil
}

// sameHost reports whether a and b are one interface, or two of one instance (VPC-8).
func (o *Oracle) sameHost(a, b *model.NetworkInterface) bool {
	if a.ID == b.ID {
		return true
	}
	if a.Attachment.Instance != "" && a.Attachment.Instance == b.Attachment.Instance {
		return true
	}
	ha, hb := o.hostOf(a), o.hostOf(b)
	return ha != nil && hb != nil && ha.ID == hb.ID
}

// hostOwner returns the interface of e's host that owns addr, or nil. The interface that was
// asked for comes first, should two of the host bear the address.
func (q *inquiry) hostOwner(e *model.NetworkInterface, addr netip.Addr) *model.NetworkInterface {
	var found *model.NetworkInterface
	for i := range q.net.NetworkInterfaces {
		o := &q.net.NetworkInterfaces[i]
		if !q.sameHost(e, o) || !o.Owns(addr) {
			continue
		}
		if found == nil || o.ID == q.to.ENI {
			found = o
		}
	}
	return found
}

// insideTheHost is CONN-7: a packet to a private address of its own host never leaves the host.
// It is not filtered; if another interface was asked for, it is not reached (section 27).
func (q *inquiry) insideTheHost(s state, owner *model.NetworkInterface) truth {
	if s.isReply() || q.to.ENI != "" && owner.ID != q.to.ENI || q.to.Internet {
		return q.drop(s, "CONN-7", "the host owns %v itself: the packet never leaves it", s.p.dst)
	}
	if !q.alive(owner) {
		return q.drop(s, "VPC-7", "%s does not receive", owner.ID)
	}
	if rule := neverAnEnd(owner); rule != "" {
		return q.drop(s, rule, "%s (%s) is no endpoint", owner.ID, owner.Type)
	}
	q.note("local")
	if _, answered := s.p.reverse(); !answered && !q.oneWay {
		return q.drop(s, "CONN-5", "%v has no reply: one way only", s.p.traffic())
	}
	q.hop("%s: inside the host (CONN-7)", owner.ID)
	return s.sofar
}
