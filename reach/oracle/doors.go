package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// door is a way into the network from outside.
type door struct {
	name  string
	kind  receiverKind
	holds truth // whether the source address lies behind it
	enter func(s state) truth
}

// fromOutside sends the request in by every door that holds its source (section 27, VGW-2): all
// doors that hold it for certain must pass for must, any that may hold it is enough for may. With
// no door it is blocked.
func (q *inquiry) fromOutside(s state) truth {
	doors := q.doors(s.p.src, s.p.dst)
	must, may, certain := true, false, 0
	for _, d := range doors {
		q.hop("in by %s", d.name)
		q.entry = receiver{kind: d.kind}
		if d.kind != receivedByInternet {
			q.entry.door = d.name
		}
		passes := d.enter(s)
		may = may || passes.may
		if d.holds.must {
			certain++
			must = must && passes.must
		}
	}
	if len(doors) == 0 {
		return q.drop(s, q.ruleWithoutDoor(s.p), "no door holds %v", s.p.src)
	}
	if must && certain == 0 && may {
		q.because("VGW-4")
	}
	return truth{must: must && certain > 0, may: may}
}

func (q *inquiry) ruleWithoutDoor(p datagram) string {
	if q.from.Internet || isInternetAddress(p.src) {
		return "IGW-3"
	}
	for i := range q.net.VPNGateways {
		if q.behindVGW(&q.net.VPNGateways[i], p.src, p.dst).may {
			return "VGW-3" // its VPC does not hold the destination
		}
	}
	return "VGW-2"
}

// doors lists the doors whose known addresses contain src. The internet is one only if the
// destination can be reached from the internet at all: no private address of a VPC can, whatever its
// range (VPC-1).
func (q *inquiry) doors(src, dst netip.Addr) []door {
	var doors []door
	if isInternetAddress(src) && isInternetAddress(dst) && (dst.Is6() || q.isOurs(dst) || !q.isOwnNetwork(dst)) {
		doors = append(doors, door{"internet", receivedByInternet, yes, q.inByIGW})
	}
	if q.from.Internet || dst.Is4() && isInternetAddress(dst) && q.isOurs(dst) {
		return doors // section 27: a public IPv4 address is reached by the internet
	}
	doors = append(doors, q.vgwDoors(src, dst)...)
	doors = append(doors, q.attachmentDoors(src, dst)...)
	return append(doors, q.peerDoors(src)...)
}

// vgwDoors are the VPN gateways that are attached to a VPC which holds the destination (VGW-3,
// section 27: the others announce nothing that leads there).
func (q *inquiry) vgwDoors(src, dst netip.Addr) []door {
	var doors []door
	for i := range q.net.VPNGateways {
		g := &q.net.VPNGateways[i]
		holds := q.behindVGW(g, src, dst)
		if !holds.may {
			continue
		}
		for _, a := range g.Attachments {
			v := q.vpcOf(a.VPC)
			if !vgwUsable(g, v.ID).may || !q.vpcHolds(v, dst).may {
				continue
			}
			doors = append(doors, door{string(g.ID), receivedByOnPrem, holds.and(q.vpcHolds(v, dst)), func(s state) truth {
				return q.inByVGW(s, g, v)
			}})
		}
	}
	return doors
}

// attachmentDoors are the attachments of Transit Gateways with something outside behind them.
func (q *inquiry) attachmentDoors(src, dst netip.Addr) []door {
	var doors []door
	for i := range q.net.TGWAttachments {
		a := &q.net.TGWAttachments[i]
		holds := q.behindAttachment(a, src, dst)
		if !holds.may || !attachmentUsable(a).may {
			continue
		}
		enter := func(s state) truth { return q.inByForeign(s, a) }
		kind := receivedByOnPrem
		switch a.Type {
		case "peering", "tgw-peering":
			kind = receivedByForeign
		case "direct-connect-gateway", "connect":
			enter = func(s state) truth { return q.inByDirectConnect(s, a) }
		case "vpn":
			enter = func(s state) truth { return q.inByVPN(s, a) }
		case "vpc":
			kind = receivedByForeign
			enter = func(s state) truth { return q.fromForeignVPC(s, a) }
		}
		doors = append(doors, door{string(a.ID), kind, holds, enter})
	}
	return doors
}

// inByForeign comes in by an attachment whose far side is not modelled, or not imported.
func (q *inquiry) inByForeign(s state, a *model.TGWAttachment) truth {
	q.check(&s, "TGW-18", unknown, "what lies behind %s (%s) is not known", a.ID, a.Type)
	q.check(&s, "TGW-1", attachmentUsable(a), "%s is %s", a.ID, a.State)
	s.sender = sender{gone: true}
	return q.throughTable(s, a, zone{})
}

// peerDoors are peerings with a VPC that was not imported (PCX-8).
func (q *inquiry) peerDoors(src netip.Addr) []door {
	var doors []door
	for i := range q.net.Peerings {
		p := &q.net.Peerings[i]
		for _, far := range []model.PeeringSide{p.Requester, p.Accepter} {
			near := p.Accepter
			if far.VPC == p.Accepter.VPC {
				near = p.Requester
			}
			v := q.ix.VPC[near.VPC]
			if v == nil || q.ix.VPC[far.VPC] != nil || !mayLieIn(far, src) || !peeringUsable(p).may {
				continue
			}
			doors = append(doors, door{string(p.ID), receivedByForeign, unknown, func(s state) truth {
				return q.fromUnknownPeer(s, v)
			}})
		}
	}
	return doors
}
