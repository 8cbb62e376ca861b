package reach

import "github.com/seed-044d7529/segment/model"

// toPeering applies PCX-1 to PCX-8: direct delivery to the owner of the
// destination in the other VPC, and nothing beyond it.
func (w *walker) toPeering(h head, v *vpc, r *route, fromTransit bool) {
	p := w.c.idx.Peering[model.PeeringID(r.target.ID)]
	if p == nil {
		w.noPeering(h, v, r)
		return
	}
	if !w.activePeering(&h, p, r) {
		return
	}
	if fromTransit {
		w.drop(h, "D-13", string(p.ID), "what a Transit Gateway delivers does not go on over a peering", r.origin())
		return
	}
	near, far, ok := sides(p, v)
	if !ok {
		w.drop(h, "RT-8", string(p.ID), string(p.ID)+" does not join "+string(v.id), r.origin())
		return
	}
	h.pass("peering", "PCX-2", string(p.ID), string(near.VPC)+" → "+string(far.VPC), p.Origin)
	w.enterPeer(h, p, near, far)
}

func (w *walker) noPeering(h head, v *vpc, r *route) {
	if p := w.c.net.Presence(model.KindPeerings, v.account, v.region); p != model.Complete {
		w.anywhere(h, v, w.c.missing(p, "VpcPeeringConnections", "peerings", r.target.ID))
		return
	}
	w.drop(h, "RT-8", r.target.ID, r.target.ID+" does not exist: the route is a blackhole", r.origin())
}

// activePeering applies PCX-1. In a plan, somebody may still accept (TF-11).
func (w *walker) activePeering(h *head, p *model.PeeringConnection, r *route) bool {
	switch {
	case p.UnknownStatus != nil:
		h.doubt(Cause{Rule: "TF-11", Where: string(p.ID), Text: p.UnknownStatus.Cause, Origin: p.UnknownStatus.Origin})
	case p.Status == "active":
	case p.Status == "provisioning", p.Status == "deleting":
		h.doubt(Cause{Rule: "PCX-1", Where: string(p.ID), Text: "the peering is " + p.Status, Origin: p.Origin})
	default:
		w.drop(*h, "PCX-1", string(p.ID), "the peering is "+p.Status, r.origin())
		return false
	}
	return true
}

// sides returns the peering's side of v and the other one.
func sides(p *model.PeeringConnection, v *vpc) (near, far *model.PeeringSide, ok bool) {
	switch v.id {
	case p.Requester.VPC:
		return &p.Requester, &p.Accepter, true
	case p.Accepter.VPC:
		return &p.Accepter, &p.Requester, true
	}
	return nil, nil, false
}

// enterPeer delivers in the far VPC. Peers that were not imported leave
// everything unknown beyond the peering (PCX-8).
func (w *walker) enterPeer(h head, p *model.PeeringConnection, near, far *model.PeeringSide) {
	peer := w.c.vpcs[far.VPC]
	if far.Unknown != nil || peer == nil || peer.m == nil {
		w.unknownPeer(h, p, far)
		return
	}
	if crossRegion(near, far) {
		h.noReferences() // SG-12
	}
	if !peer.mayHold(h.dst) {
		w.drop(h, "PCX-3", string(p.ID), h.dst.String()+" is not an address of "+string(far.VPC), p.Origin)
		return
	}
	h.doubtCIDR(peer)
	if d, ok := w.lastPending(h); ok && w.reply != nil && d.kind == deviceNAT && d.outside == h.dst && d.nat.m.VPC == far.VPC {
		w.intoNAT(h, d.nat, true)
		return
	}
	w.deliver(h, peer, nil)
}

func crossRegion(near, far *model.PeeringSide) bool {
	return near.Region != "" && far.Region != "" && near.Region != far.Region
}

// unknownPeer ends in a VPC that was not imported.
func (w *walker) unknownPeer(h head, p *model.PeeringConnection, far *model.PeeringSide) {
	for _, known := range far.CIDRs {
		if known.Contains(h.dst) {
			h.doubt(Cause{Rule: "PCX-8", Where: string(p.ID), Text: "the VPC " + string(far.VPC) + " behind the peering was not imported", Origin: p.Origin})
			w.finish(h, terminal{kind: exited, door: door{kind: doorPeer, id: string(p.ID)}})
			return
		}
	}
	if len(far.CIDRs) > 0 && far.Unknown == nil {
		w.drop(h, "PCX-3", string(p.ID), h.dst.String()+" is not an address of "+string(far.VPC), p.Origin)
		return
	}
	h.doubt(Cause{Rule: "PCX-8", Where: string(p.ID), Text: "the CIDRs of the VPC behind the peering are not known", Origin: p.Origin})
	w.finish(h, terminal{kind: exited, door: door{kind: doorPeer, id: string(p.ID)}})
}

// returnToSender takes the reply of a client behind a NAT gateway straight
// back over the peering it came by, whatever the responder's table says
// (NAT-9, D-27).
func (w *walker) returnToSender(h head, s *subnet, d device) {
	w.filterACL(&h, s, true, false)
	h.pass("peering", "NAT-9", d.id, "the reply returns to the NAT gateway by itself", d.nat.m.Origin)
	w.intoNAT(h, d.nat, true)
}
