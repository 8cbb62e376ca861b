package oracle

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// outByEIGW is EIGW-1: IPv6 only, initiated from inside only.
func (q *inquiry) outByEIGW(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	q.check(&s, "EIGW-1", q.eigwUsable(model.EgressOnlyGatewayID(t.ID), v), "%s of %s", t.ID, v.ID)
	if s.p.src.Is4() {
		return q.drop(s, "EIGW-1", "IPv6 only")
	}
	if s.isReply() {
		return q.drop(s, "EIGW-1", "%s did not see the request", t.ID)
	}
	if !isInternetAddress(s.p.dst) {
		return q.drop(s, "IGW-5", "%v is not on the internet", s.p.dst)
	}
	_, source := q.publicSource(v, s.p.src)
	q.check(&s, "EIGW-1", source, "public IPv6 %v", s.p.src)
	q.check(&s, "BPA-2", q.publicAccess(v, d.subnet, throughEIGW, false), "block public access of %s", d.subnet.ID)
	if !source.may {
		return no
	}
	q.forget(&s)
	s.egressOnly = append(slices.Clone(s.egressOnly), v.ID)
	return q.onInternet(s, t.ID)
}

func (o *Oracle) eigwUsable(id model.EgressOnlyGatewayID, v *model.VPC) truth {
	g := o.ix.EgressOnlyGW[id]
	if g == nil {
		return o.missing(model.KindEgressOnlyGateways, v.Account, v.Region)
	}
	if attachedTo(g.Attachments, v.ID) {
		return yes
	}
	return known(g.UnknownAttachment != nil).and(unknown)
}

// leftByEgressOnly reports whether the flow left v by its egress-only gateway (EIGW-2).
func (s *state) leftByEgressOnly(v model.VPCID) bool { return slices.Contains(s.egressOnly, v) }
