package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// byAppliance is APP-1: an interface as next hop. from is the subnet that the packet comes from.
func (q *inquiry) byAppliance(s state, from *model.Subnet, t model.Target) truth {
	m := q.targetInterface(t)
	if m == nil {
		if q.missing(model.KindNetworkInterfaces, q.vpcOf(from.VPC).Account, q.vpcOf(from.VPC).Region) == no {
			return q.drop(s, "RT-8", "%s does not exist", t.ID)
		}
		return q.lost(s, "CON-5", "%s was not imported", t.ID)
	}
	if !q.alive(m) {
		return q.drop(s, "RT-8", "%s does not run", m.ID)
	}
	if m.VPC != from.VPC {
		return q.drop(s, "RT-14", "%s is of another VPC", m.ID)
	}
	subnet := q.subnetOf(m)
	near := subnet.ID == from.ID
	q.networkACL(&s, subnet, ingress, near)
	if m.Owns(s.p.dst) {
		return q.atInterface(s, m)
	}
	if s.wasAt(string(m.ID)) {
		return q.drop(s, "FWD-5", "%s gets its own packet back", m.ID)
	}
	if s.isReply() && m.ID == q.from.ENI {
		return q.deliver(s, receiver{kind: receivedByInterface, eni: m}) // it sent as somebody else
	}
	if isManagedForwarder(m.Type) {
		return q.lost(s, "APP-1", "%s (%s) as next hop", m.ID, m.Type)
	}
	return q.middlebox(s, m, subnet, near)
}

// middlebox is a packet at an interface that does not own its destination. near says that it stands
// in the sender's own subnet, whose table would send the packet to it for ever: unknown (D-5).
func (q *inquiry) middlebox(s state, m *model.NetworkInterface, subnet *model.Subnet, near bool) truth {
	established := s.crossed(m.ID)
	if !established {
		q.groupIngress(&s, m, true)
	}
	q.check(&s, "SDC-1", q.sourceDestCheck(m), "%s gets %v", m.ID, s.p.dst)
	if s.isReply() && !established {
		q.check(&s, "APP-4", unknown, "%s did not see the request", m.ID) // section 27
	}
	q.settle(&s, settledAt{})
	s.appliances = append(slices.Clone(s.appliances), m.ID)
	if near && q.net.Assume.Appliances[m.ID] != model.ApplianceDrop {
		q.forget(&s) // section 27
		return q.lost(s, "APP-5", "%s stands in the sender's own subnet", m.ID)
	}
	switch q.net.Assume.Appliances[m.ID] {
	case model.ApplianceDrop:
		return q.drop(s, "APP-2", "%s is declared to drop", m.ID)
	case model.ApplianceForward:
		return q.forwardBy(s, m, subnet)
	case model.ApplianceNAT:
		return q.translateBy(s, m, subnet)
	case model.ApplianceUnset, model.ApplianceOpaque:
	}
	q.check(&s, "APP-2", unknown, "what %s does is not known", m.ID)
	return choice([]truth{q.forwardBy(s, m, subnet), q.translateBy(s, m, subnet)})
}

// forwardBy is APP-3 for an unchanged packet: a new outbound packet for the groups of m.
// Reading: references in m's egress rules do not match it either (SG-12, last row).
func (q *inquiry) forwardBy(s state, m *model.NetworkInterface, subnet *model.Subnet) truth {
	if !s.crossed(m.ID) {
		verdict := q.groupsAllow(m, s.p, egress, func(model.Peer) truth { return no })
		q.check(&s, "APP-3", verdict, "egress of %s: %v", m.ID, s.p)
	}
	s.sender = sender{gone: true}
	return q.leave(s, device{id: string(m.ID), subnet: subnet, addr: addressLike(m, s.p.dst)})
}

// translateBy is APP-2, nat: the source becomes m's address with some port of 1024-65535.
// Reading: it is then m that sends, so references to m's groups are alive behind it (SG-10);
// every protocol is translated, but nothing that opens no flow (NAT-5).
func (q *inquiry) translateBy(s state, m *model.NetworkInterface, subnet *model.Subnet) truth {
	as := addressLike(m, s.p.dst)
	if s.isReply() || !s.p.opens() || !as.IsValid() {
		return q.drop(s, "NAT-5", "%v opens no flow at %s", s.p, m.ID)
	}
	best, passing, ports := no, 0, q.translatedPorts(s.p)
	if !s.sofar.may {
		ports = ports[:1]
	}
	for _, port := range ports {
		out := s
		out.p.src, out.p.sport = as, port
		out.mappings = append(slices.Clone(s.mappings), mapping{device: string(m.ID), inside: s.p, outside: out.p})
		out.sender = sender{eni: m}
		q.groupEgress(&out, m)
		got := q.leave(out, device{id: string(m.ID), subnet: subnet, addr: as})
		best = best.or(got)
		if got.must {
			passing++
		}
	}
	if passing > 0 && passing < len(ports) {
		q.partial = true
	}
	return best
}

// backThroughInstance is the reply of a flow that m translated: by state past its groups (APP-3).
func (q *inquiry) backThroughInstance(s state, m *model.NetworkInterface, inside datagram, fl mapping) truth {
	s.p = inside
	return q.leave(s, device{id: string(m.ID), subnet: q.subnetOf(m), addr: fl.outside.src})
}

// targetInterface resolves a next hop to its interface: the one that AWS names, else the
// instance's primary one.
func (o *Oracle) targetInterface(t model.Target) *model.NetworkInterface {
	if t.Kind == model.TargetInterface {
		return o.ix.Interface[model.ENIID(t.ID)]
	}
	if t.ENI != "" {
		return o.ix.Interface[t.ENI]
	}
	h := o.ix.Instance[model.InstanceID(t.ID)]
	if h == nil {
		return nil
	}
	if h.PrimaryENI == "" && len(h.Interfaces) > 0 {
		return o.ix.Interface[h.Interfaces[0]]
	}
	return o.ix.Interface[h.PrimaryENI]
}

// addressLike is e's own address of the family of a.
func addressLike(e *model.NetworkInterface, a netip.Addr) netip.Addr {
	if a.Is4() {
		return e.Primary()
	}
	if len(e.IPv6) > 0 {
		return e.IPv6[0]
	}
	return netip.Addr{}
}

// byInspection is EP-12 as far as it is certain: a Gateway Load Balancer or Network Firewall
// endpoint. What stands behind it may drop everything (must) and otherwise leaves the packet
// unchanged; the ACLs of its subnet count (D-15), groups do not.
func (q *inquiry) byInspection(s state, from *model.Subnet, t model.Target) truth {
	ep := q.ix.VPCEndpoint[model.VPCEndpointID(t.ID)]
	if ep == nil && q.missing(model.KindVPCEndpoints, q.vpcOf(from.VPC).Account, q.vpcOf(from.VPC).Region) == no {
		return q.drop(s, "RT-8", "%s does not exist", t.ID)
	}
	if ep == nil || len(ep.Subnets) == 0 || q.ix.Subnet[ep.Subnets[0]] == nil {
		return q.lost(s, "EP-12", "%s is not known", t.ID)
	}
	q.check(&s, "EP-9", endpointUsable(ep), "%s is %s", ep.ID, ep.State)
	subnet := q.ix.Subnet[ep.Subnets[0]]
	q.networkACL(&s, subnet, ingress, subnet.ID == from.ID)
	if s.wasAt(t.ID) {
		return q.drop(s, "FWD-5", "%s gets its own packet back", t.ID)
	}
	if subnet.ID == from.ID {
		return q.lost(s, "EP-12", "%s stands in the sender's own subnet", ep.ID)
	}
	q.check(&s, "EP-12", unknown, "what stands behind %s is not modelled", ep.ID)
	q.forget(&s)
	return q.leave(s, device{id: t.ID, subnet: subnet})
}
