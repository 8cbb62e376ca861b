package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// sendFromInterface is FWD-1, steps 1 to 3: e is the initiator.
func (q *inquiry) sendFromInterface(s state, e *model.NetworkInterface) truth {
	subnet := q.subnetOf(e)
	if !q.alive(e) {
		return q.drop(s, "VPC-7", "%s does not send", e.ID)
	}
	if rule := cannotInitiate(e, s.p); rule != "" {
		return q.drop(s, rule, "%s (%s) never initiates this", e.ID, e.Type)
	}
	if rule := q.platform(subnet, s.p); rule != "" {
		return q.toPlatform(s, rule)
	}
	if s.p.dst == broadcast || s.p.dst == dhcpServers {
		return q.drop(s, "FWD-2", "a VPC carries no broadcast: %v", s.p.dst)
	}
	switch {
	case q.mayOwnItself(e, s.p.src):
		q.check(&s, "TF-9", unknown, "%s may get %v", e.ID, s.p.src)
		s.sender = sender{eni: e}
	case !e.Owns(s.p.src):
		q.check(&s, "SDC-1", q.sourceDestCheck(e), "%s sends as %v, which it does not own", e.ID, s.p.src)
		s.sender = sender{gone: true} // section 27: it cannot be told from forwarding (SG-14)
	default:
		s.sender = sender{eni: e}
	}
	if !s.sofar.may {
		return no
	}
	if owner := q.hostOwner(e, s.p.dst); owner != nil && e.Owns(s.p.src) {
		return q.insideTheHost(s, owner)
	}
	q.groupEgress(&s, e)
	own := s.p.src
	if !e.Owns(own) {
		own = addressLike(e, s.p.dst)
	}
	return q.leave(s, device{id: string(e.ID), subnet: subnet, addr: own})
}

// mayOwnItself is TF-9: a is none of e's known addresses, and may be one of those that are not known.
func (q *inquiry) mayOwnItself(e *model.NetworkInterface, a netip.Addr) bool {
	s := q.subnetOf(e)
	return !e.Owns(a) && e.UnknownAddresses != nil && subnetHolds(s, a) && !isReserved(s, a)
}

// sourceDestCheck is SDC-1 and SDC-2 for a packet that is not e's own.
func (q *inquiry) sourceDestCheck(e *model.NetworkInterface) truth {
	return known(!e.SourceDestCheck || isManagedForwarder(e.Type))
}

// replyFromInterface is FWD-1 for an ESTABLISHED packet: no group is asked (SG-3).
func (q *inquiry) replyFromInterface(s state, e *model.NetworkInterface) truth {
	subnet := q.subnetOf(e)
	if nat := s.request.toSender; nat != nil {
		return q.returnToSender(s, subnet, nat)
	}
	if q.hostOwner(e, s.p.dst) != nil {
		return q.drop(s, "CONN-7", "the responder owns %v itself", s.p.dst)
	}
	return q.leave(s, device{id: string(e.ID), subnet: subnet, addr: s.p.src})
}

// deliverLocal hands the packet to whoever owns its destination in v. from is the subnet that it
// comes from, nil if it (re-)enters the VPC: then every subnet is a boundary (FWD-1, step 7).
func (q *inquiry) deliverLocal(s state, v *model.VPC, from *model.Subnet) truth {
	if nat := q.natOwning(v.ID, s.p.dst); nat != nil {
		return q.intoNAT(s, nat, from)
	}
	if e := q.ownerIn(v.ID, s.p.dst); e != nil {
		return q.arrive(s, e, from)
	}
	return q.toNobody(s, v, from, func(s state, e *model.NetworkInterface) truth { return q.arrive(s, e, from) })
}

// toNobody: an address that nobody is known to own. arrive hands the packet to who may own it.
func (q *inquiry) toNobody(s state, v *model.VPC, from *model.Subnet, arrive func(state, *model.NetworkInterface) truth) truth {
	picks := []truth{no}
	for _, e := range q.mayOwn(v.ID, s.p.dst) {
		maybe := s
		q.check(&maybe, "TF-9", unknown, "%s may get %v", e.ID, s.p.dst)
		if from := q.ix.Interface[q.from.ENI]; from != nil && !s.isReply() && q.sameHost(from, e) {
			picks = append(picks, q.insideTheHost(maybe, e))
			continue
		}
		picks = append(picks, arrive(maybe, e))
	}
	if len(picks) > 1 {
		return choice(picks)
	}
	if q.to.ENI == "" && !q.interfacesKnown(v) && !q.reservedIn(v.ID, s.p.dst) {
		if in := q.subnetAt(v.ID, s.p.dst); in != nil && (from == nil || from.ID != in.ID) {
			q.networkACL(&s, in, ingress, false)
		}
		return q.lost(s, "CON-5", "interfaces of %s were not all imported", v.ID)
	}
	return q.drop(s, "VPC-3", "nobody in %s owns %v", v.ID, s.p.dst)
}

// arrive is FWD-1, step 7: the boundary of the destination's subnet, then the interface.
func (q *inquiry) arrive(s state, e *model.NetworkInterface, from *model.Subnet) truth {
	subnet := q.subnetOf(e)
	if from == nil || from.ID != subnet.ID || subnet.ID == "" {
		q.networkACL(&s, subnet, ingress, false)
	}
	return q.atInterface(s, e)
}

// atInterface is the interface itself: what it is, whether it accepts, its groups.
func (q *inquiry) atInterface(s state, e *model.NetworkInterface) truth {
	if s.isReply() {
		return q.replyAtInterface(s, e)
	}
	if !q.alive(e) {
		return q.drop(s, "VPC-7", "%s does not receive", e.ID)
	}
	if rule := neverAnEnd(e); rule != "" {
		return q.drop(s, rule, "%s (%s) is no endpoint", e.ID, e.Type)
	}
	if acceptanceUnknown(e.Type) {
		q.check(&s, "IF-1", unknown, "what %s (%s) accepts is not known", e.ID, e.Type)
	}
	q.groupIngress(&s, e, false)
	q.settle(&s, settledAt{eni: e})
	q.service(&s, e)
	return q.deliver(s, receiver{kind: receivedByInterface, eni: e})
}

// service is what listens behind an interface that is not a host's.
func (q *inquiry) service(s *state, e *model.NetworkInterface) {
	if e.Type == model.InterfaceVPCEndpoint {
		q.interfaceEndpoint(s, e)
	}
	if lb, isNode := q.loadBalancerOf(e); isNode {
		q.listener(s, e, lb)
	}
}

// replyAtInterface receives a reply: at the initiator, or at a translator on the way.
func (q *inquiry) replyAtInterface(s state, e *model.NetworkInterface) truth {
	if inside, m, ok := s.untranslate(string(e.ID)); ok {
		return q.backThroughInstance(s, e, inside, m)
	}
	return q.deliver(s, receiver{kind: receivedByInterface, eni: e}) // SG-3
}
