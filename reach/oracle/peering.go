package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// byPeering is PCX-1 to PCX-8: over a peering, straight to the interface that owns the address.
func (q *inquiry) byPeering(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	pcx := q.ix.Peering[model.PeeringID(t.ID)]
	if pcx == nil {
		if q.missing(model.KindPeerings, v.Account, v.Region) == no {
			return q.drop(s, "RT-8", "%s does not exist", t.ID)
		}
		return q.lost(s, "CON-5", "%s was not imported", t.ID)
	}
	if d.onward {
		return q.drop(s, "D-13", "from a Transit Gateway straight into a peering")
	}
	q.check(&s, "PCX-1", peeringUsable(pcx), "%s is %s", pcx.ID, pcx.Status)
	near, far, ok := sides(pcx, v.ID)
	if !ok {
		return q.drop(s, "PCX-3", "%s does not join %s", pcx.ID, v.ID)
	}
	if d.nat != nil {
		s.toSender = d.nat // NAT-9
	}
	s.sender.path.peerings++
	s.sender.path.otherRegion = q.regionOf(near) != q.regionOf(far)
	peer := q.ix.VPC[far.VPC]
	if peer == nil {
		return q.toUnknownPeer(s, pcx, v, far)
	}
	holds := q.vpcHolds(peer, s.p.dst)
	q.check(&s, "PCX-3", holds, "%v lies in %s", s.p.dst, peer.ID)
	if !holds.may {
		return no
	}
	return q.deliverLocal(s, peer, nil) // PCX-5
}

// peeringUsable is PCX-1.
func peeringUsable(p *model.PeeringConnection) truth {
	if p.UnknownStatus != nil {
		return unknown // TF-11
	}
	switch p.Status {
	case "active":
		return yes
	case "provisioning", "deleting":
		return unknown
	}
	return no
}

func sides(p *model.PeeringConnection, v model.VPCID) (near, far model.PeeringSide, ok bool) {
	switch v {
	case p.Requester.VPC:
		return p.Requester, p.Accepter, true
	case p.Accepter.VPC:
		return p.Accepter, p.Requester, true
	}
	return near, far, false
}

// regionOf is the Region of a side: the VPC's own, else what the connection says.
func (o *Oracle) regionOf(side model.PeeringSide) model.RegionID {
	if v := o.ix.VPC[side.VPC]; v != nil && v.Region != "" {
		return v.Region
	}
	return side.Region
}

// toUnknownPeer is PCX-8: the far VPC was not imported. Its CIDRs, where told, bound what may pass.
func (q *inquiry) toUnknownPeer(s state, pcx *model.PeeringConnection, near *model.VPC, far model.PeeringSide) truth {
	if !mayLieIn(far, s.p.dst) {
		return q.drop(s, "PCX-3", "%v is not in the peer's CIDRs", s.p.dst)
	}
	q.check(&s, "PCX-8", unknown, "the peer %s was not imported", far.VPC)
	q.settle(&s, settledAt{foreign: true})
	return q.deliver(s, receiver{kind: receivedByForeign, door: string(pcx.ID), back: func(back state) truth {
		return q.fromUnknownPeer(back, near)
	}})
}

// mayLieIn reports whether a may lie in a side that was not imported. Reading: a side without
// CIDRs (they are told for active connections only) may hold anything.
func mayLieIn(side model.PeeringSide, a netip.Addr) bool {
	return len(side.CIDRs) == 0 || side.Unknown != nil || containedIn(side.CIDRs, a)
}

// fromUnknownPeer comes in by a peering whose far side was not imported: for its interfaces only.
func (q *inquiry) fromUnknownPeer(s state, near *model.VPC) truth {
	q.check(&s, "PCX-8", unknown, "the peer was not imported")
	s.sender = sender{foreign: true}
	if !q.vpcHolds(near, s.p.dst).may {
		return q.drop(s, "PCX-3", "%v is not in %s", s.p.dst, near.ID)
	}
	return q.deliverLocal(s, near, nil)
}
