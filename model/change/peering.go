package change

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// peerEdit is "peer vpc-a vpc-b": an active peering connection, without routes.
type peerEdit struct{ requester, accepter Name }

func parsePeer(p *parser) operation { return &peerEdit{p.name("VPC"), p.name("VPC")} }

func (e *peerEdit) String() string { return fmt.Sprintf("peer %s %s", e.requester, e.accepter) }

func (e *peerEdit) resolve(d *draft) (a, b *model.VPC, err error) {
	ra, err := d.resolve(e.requester, "", kindVPC)
	if err != nil {
		return nil, nil, err
	}
	rb, err := d.resolve(e.accepter, "", kindVPC)
	return d.vpc(model.VPCID(ra.id)), d.vpc(model.VPCID(rb.id)), err
}

func peeringName(a, b *model.VPC) string { return suffix(string(a.ID)) + "-" + suffix(string(b.ID)) }

func (e *peerEdit) apply(d *draft) error {
	a, b, err := e.resolve(d)
	if err != nil {
		return err
	}
	id := d.newID("pcx-", peeringName(a, b), kindPeering)
	if p := activePeering(d.n, a.ID, b.ID); p != nil {
		err = d.refuse(id, fmt.Sprintf("%s and %s are already peered by %s", a.ID, b.ID, p.ID), "two VPCs have at most one active peering", "use it")
	} else if a.ID == b.ID {
		err = d.refuse(id, fmt.Sprintf("%s would be peered with itself", a.ID), "a peering joins two VPCs", "name two")
	} else if x, y, ok := overlap(a, b); ok {
		err = d.refuse(id, fmt.Sprintf("%s of %s overlaps %s of %s", x, a.ID, y, b.ID), "VPCs with overlapping CIDRs cannot be peered (PCX-6)", "use another way such as an endpoint service")
	}
	if err != nil {
		return err
	}
	insert(d, &d.n.Peerings, model.PeeringConnection{
		ID: model.PeeringID(id), Status: "active", Requester: side(a), Accepter: side(b), Origin: d.origin(),
	}, func(p *model.PeeringConnection) string { return string(p.ID) })
	d.note(Created, id, "active peering of %s and %s", a.ID, b.ID)
	d.note(Note, id, "a peering carries nothing before tables on both sides have routes via %s (PCX-2)", id)
	return nil
}

func side(v *model.VPC) model.PeeringSide {
	s := model.PeeringSide{VPC: v.ID, Account: v.Account, Region: v.Region}
	for _, c := range v.CIDRs {
		if c.State == model.CIDRAssociated {
			s.CIDRs = append(s.CIDRs, c.Prefix)
		}
	}
	return s
}

// overlap returns a CIDR of each VPC that have addresses in common.
func overlap(a, b *model.VPC) (x, y netip.Prefix, ok bool) {
	for _, ca := range a.CIDRs {
		for _, cb := range b.CIDRs {
			if ca.Prefix.Overlaps(cb.Prefix) {
				return ca.Prefix, cb.Prefix, true
			}
		}
	}
	return x, y, false
}

func activePeering(n *model.Network, a, b model.VPCID) *model.PeeringConnection {
	for i := range n.Peerings {
		p := &n.Peerings[i]
		if p.Status == "active" && (p.Requester.VPC == a && p.Accepter.VPC == b || p.Requester.VPC == b && p.Accepter.VPC == a) {
			return p
		}
	}
	return nil
}

// sharesPeering reports whether a group of one VPC can be named in the other (SG-12).
func sharesPeering(n *model.Network, a, b model.VPCID) bool {
	if activePeering(n, a, b) != nil {
		return true
	}
	on := map[model.TransitGatewayID]int{}
	for _, t := range n.TGWAttachments {
		if t.Type == "vpc" && t.Resource == string(a) {
			on[t.TransitGateway] |= 1
		}
		if t.Type == "vpc" && t.Resource == string(b) {
			on[t.TransitGateway] |= 2
		}
	}
	for _, sides := range on {
		if sides == 3 {
			return true
		}
	}
	return false
}

func (e *peerEdit) inverse(d *draft) (operation, bool) {
	a, b, err := e.resolve(d)
	if err != nil {
		return nil, false
	}
	return &deleteEdit{"delete", Name{Kind: "pcx", Text: d.newID("pcx-", peeringName(a, b), kindPeering)}}, true
}
