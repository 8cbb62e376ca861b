package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// lost is a hop of which we do not know where it leads: must is nothing, may is wherever the
// destination can be (RT-11, CON-5). What is certain at the far end still counts: the groups and
// ACL of the interface that is asked for, whatever the source may look like by then; and on the way
// back the ACL of the initiator, which sees the reply exactly as it must look.
func (q *inquiry) lost(s state, rule, format string, args ...any) truth {
	q.check(&s, rule, unknown, format, args...)
	q.settle(&s, settledAt{unknown: true, eni: q.ix.Interface[q.to.ENI]})
	if s.isReply() {
		return q.lostReply(s)
	}
	e := q.ix.Interface[q.to.ENI]
	if e == nil {
		return q.deliver(s, receiver{kind: receivedSomewhere, back: q.lostReply})
	}
	if !e.Owns(s.p.dst) {
		private, ok := publicIPv4Of(e, s.p.dst)
		if !ok && e.UnknownAddresses == nil {
			return q.drop(s, "VPC-3", "%s does not own %v", e.ID, s.p.dst)
		}
		if ok {
			s.p.dst = private
		}
	}
	s.p.src = netip.Addr{} // a translator may stand on the way
	return q.arriveLost(s, e)
}

// arriveLost is arrive with nothing to answer by but an unknown way back.
func (q *inquiry) arriveLost(s state, e *model.NetworkInterface) truth {
	q.networkACL(&s, q.subnetOf(e), ingress, false)
	if !q.alive(e) {
		return q.drop(s, "VPC-7", "%s does not receive", e.ID)
	}
	if rule := neverAnEnd(e); rule != "" {
		return q.drop(s, rule, "%s (%s) is no endpoint", e.ID, e.Type)
	}
	q.groupIngress(&s, e, false)
	q.service(&s, e)
	return q.deliver(s, receiver{kind: receivedSomewhere, back: func(back state) truth {
		return q.lostReplyFrom(back, e)
	}})
}

// lostReplyFrom leaves the subnet of the responder first, for somebody whose address and port are
// not known: something on the way may have translated them.
func (q *inquiry) lostReplyFrom(s state, e *model.NetworkInterface) truth {
	passes := no
	for _, port := range q.translatedPorts(s.request.p) {
		p := s.p
		if p.hasPorts() {
			p.dport = port
		}
		verdict, _ := q.aclsAllow(q.subnetOf(e), p, egress)
		passes = passes.or(verdict)
	}
	q.check(&s, "NACL-3", passes, "out of %s by a way that is not known", e.Subnet)
	return q.lostReply(s)
}

// lostReply brings a reply to the initiator by a way that is not known.
func (q *inquiry) lostReply(s state) truth {
	expected, ok := q.first.reverse()
	if !ok {
		return q.drop(s, "CONN-5", "no reply")
	}
	s.sofar = s.sofar.and(unknown)
	e := q.ix.Interface[q.from.ENI]
	if e == nil {
		return s.sofar
	}
	s.p = expected
	q.networkACL(&s, q.subnetOf(e), ingress, false)
	return s.sofar
}

// publicIPv4Of finds the private address of e that a public one is associated with (VPC-5).
func publicIPv4Of(e *model.NetworkInterface, public netip.Addr) (netip.Addr, bool) {
	for _, p := range e.Private {
		if p.Public.IsValid() && p.Public == public {
			return p.Addr, true
		}
	}
	return netip.Addr{}, false
}
