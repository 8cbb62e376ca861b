package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// fromOutside walks a packet that comes in by a door.
func (w *walker) fromOutside(d door, src, dst netip.Addr) []path {
	h := head{path: path{first: src, src: src, dst: dst, asked: dst}}
	w.enter(h, d)
	return w.paths
}

// enter brings a packet in by a door, as a request or as a reply.
func (w *walker) enter(h head, d door) {
	switch d.kind {
	case doorInternet:
		w.fromInternet(h, d)
	case doorEgressOnly:
		w.enterEgressOnly(h, d.vpc)
	case doorVGW:
		w.fromVPNGateway(h, d)
	case doorTGW:
		w.fromTransit(h, w.c.transit.attachment(model.TGWAttachmentID(d.id), ""))
	case doorService:
		h.pass("gateway-endpoint", "EP-2", d.id, "the service answers", model.Origin{})
		w.deliver(h, d.vpc, nil)
	case doorPeer:
		w.fromPeer(h, d)
	case doorUnknown, doorNone:
		w.fromNowhere(h)
	}
}

// fromInternet applies IGW-3 to IGW-5 to what the internet sends.
func (w *walker) fromInternet(h head, _ door) {
	switch {
	case !internetRoutable(h.src):
		w.drop(h, "IGW-5", h.src.String(), h.src.String()+" is no internet address", model.Origin{})
	case !internetRoutable(h.dst):
		w.drop(h, "IGW-3", h.dst.String(), "a private address is not routed on the internet; ask for the public address", model.Origin{})
	default:
		if owner, ok := w.c.public[h.dst]; ok {
			w.toPublicAddress(h, owner)
			return
		}
		v := w.c.publicVPC(h.dst)
		if v == nil && h.dst.Is6() && w.c.inside(h.dst) {
			w.drop(h, "VPC-6", h.dst.String(), h.dst.String()+" is a private IPv6 address", model.Origin{})
			return
		}
		if v == nil {
			w.drop(h, "IGW-3", h.dst.String(), h.dst.String()+" is no public address of the network", model.Origin{})
			return
		}
		w.enterInternet(h, v)
	}
}

// fromVPNGateway applies VGW-3.
func (w *walker) fromVPNGateway(h head, d door) {
	g := w.c.onPrem.gateways[model.VPNGatewayID(d.id)]
	if g.vpc == nil {
		w.drop(h, "VGW-1", d.id, d.id+" is attached to no VPC", g.m.Origin)
		return
	}
	certain, possible, why := g.leads(w.c, h.dst, h.src)
	switch {
	case !possible:
		rule, text := g.refusal(h.dst, h.src)
		w.drop(h, rule, d.id, text, g.m.Origin)
		return
	case !certain:
		h.doubt(why)
	}
	h.assumptions = append(h.assumptions, "tunnel-up")
	h.pass("vpn-gateway", "VGW-3", d.id, "comes in from on-prem", g.m.Origin)
	if !g.vpc.mayHold(h.dst) {
		w.drop(h, "VGW-3", d.id, h.dst.String()+" is not an address of "+string(g.vpc.id)+": nothing goes on from a virtual private gateway", g.m.Origin)
		return
	}
	h.doubtCIDR(g.vpc)
	if edge := g.vpc.edges[d.id]; edge != nil {
		w.route(h, nil, edge, false)
		return
	}
	w.deliver(h, g.vpc, nil)
}

// fromPeer takes a packet in from a VPC that was not imported (PCX-8).
func (w *walker) fromPeer(h head, d door) {
	if w.reply == nil {
		h.doubt(Cause{Rule: "PCX-8", Where: d.id, Text: "the VPC behind " + d.id + " was not imported"})
	}
	if a := w.c.transit.attachment(model.TGWAttachmentID(d.id), ""); a != nil {
		if w.reply == nil {
			h.doubt(Cause{Rule: "TGW-18", Where: d.id, Text: "what lies behind " + d.id + " was not imported"})
		}
		if w.carries(&h, a, a.m.Origin) {
			w.insideTransit(h, a, zone{region: a.m.Region})
		}
		return
	}
	h.refIn = refMay
	if p := w.c.idx.Peering[model.PeeringID(d.id)]; p != nil {
		for _, id := range []model.VPCID{p.Requester.VPC, p.Accepter.VPC} {
			if v := w.c.vpcs[id]; v != nil && v.m != nil && v.mayHold(h.dst) {
				w.deliver(h, v, nil)
				return
			}
		}
		w.drop(h, "PCX-3", d.id, h.dst.String()+" is not an address behind "+d.id, p.Origin)
		return
	}
	w.fromNowhere(h)
}

// fromNowhere brings a reply in by a way that is not known: it crosses the
// border of the subnet that asked, whatever the way.
func (w *walker) fromNowhere(h head) {
	if w.reply == nil {
		w.drop(h, "CON-5", h.dst.String(), "no door is known for "+h.src.String(), model.Origin{})
		return
	}
	h.doubt(Cause{Rule: "CON-5", Where: h.src.String(), Text: "by which way the reply returns is not known"})
	o := w.reply.owner
	if o == nil { // to whoever asked from outside
		h.pending = nil
		w.finish(h, terminal{kind: exited, door: door{kind: doorUnknown}})
		return
	}
	h.pending = nil
	h.legs = 0
	h.src = w.reply.asked // it must look like the answer
	w.filterACL(&h, o.subnet, false, false)
	w.finish(h, terminal{kind: delivered, iface: o})
}

// doors returns the ways in for an outside address that sends to dst: every
// door whose routes hold it (section 27). pick names one of them.
func (c *Compiled) doors(src, dst netip.Addr, pick string) []door {
	var found []door
	add := func(d door) {
		if pick == "" || pick == d.id || pick == "internet" && d.kind == doorInternet || pick == "on-prem" && d.outside() == "on-prem" {
			found = append(found, d)
		}
	}
	if c.internetCan(src, dst) || pick == "internet" {
		add(door{kind: doorInternet, id: "internet"})
	}
	if _, public := c.public[dst]; !public || dst.Is6() { // section 27, VGW-2
		for _, g := range c.onPrem.ordered {
			if g.vpc == nil || !g.vpc.mayHold(dst) && pick == "" {
				continue
			}
			if certain, possible, _ := g.leads(c, dst, src); possible {
				add(door{kind: doorVGW, id: string(g.m.ID), vpc: g.vpc, maybe: !certain || !g.vpc.surelyHolds(dst)})
			}
		}
		for _, d := range c.transitDoors(src, dst) {
			add(d)
		}
		for _, d := range append(c.peerDoors(src, dst), c.foreignDoors(src)...) {
			add(d)
		}
	}
	return found
}

// internetCan reports whether the internet carries src to dst at all.
func (c *Compiled) internetCan(src, dst netip.Addr) bool {
	return internetRoutable(src) && c.isPublic(dst)
}

// isPublic reports whether dst is reached by its public address: an address
// that the internet routes. An IPv4 address of a VPC is not, even from a
// public range (IGW-5).
func (c *Compiled) isPublic(dst netip.Addr) bool {
	if _, known := c.public[dst]; known {
		return true
	}
	if !internetRoutable(dst) {
		return false
	}
	return dst.Is6() || !c.inside(dst)
}

// transitDoors are the on-prem attachments behind which src can lie.
func (c *Compiled) transitDoors(src, dst netip.Addr) []door {
	var found []door
	for _, a := range c.transit.ordered {
		if !onPremType(a.m.Type) || a.carries() == no {
			continue
		}
		up := c.tunnelCarries(a, dst, src)
		if certain, possible, _ := c.behindAttachment(a, src); possible && up != no {
			found = append(found, door{kind: doorTGW, id: string(a.m.ID), maybe: !certain || up != yes || a.m.Type == "connect"})
		}
	}
	return found
}

// tunnelCarries applies VPN-1 to the connection of an attachment.
func (c *Compiled) tunnelCarries(a *attachment, inside, outside netip.Addr) trit {
	if a.m.Type != "vpn" {
		return yes
	}
	v := a.vpn
	switch {
	case v == nil && c.net.Presence(model.KindVPNConnections, a.m.Account, a.m.Region) == model.Complete:
		return no
	case v == nil:
		return perhaps
	case inside.Is4() && (!selects(v.Local, outside) || !selects(v.Remote, inside)):
		return no
	}
	switch v.State {
	case "", "available":
		return yes
	case "pending", "modifying":
		return perhaps
	}
	return no
}

// foreignDoors are the attachments of VPCs, and the peerings of Transit Gateways, whose far side was
// not imported: any address outside the network may lie there (TGW-18).
func (c *Compiled) foreignDoors(src netip.Addr) []door {
	var found []door
	for _, a := range c.transit.ordered {
		foreign := a.m.Type == "vpc" && (a.vpc == nil || a.vpc.m == nil)
		peer := (a.m.Type == "peering" || a.m.Type == "tgw-peering") && c.farSide(a) == nil
		if (foreign || peer) && a.carries() != no && !c.inside(src) {
			found = append(found, door{kind: doorPeer, id: string(a.m.ID), maybe: true})
		}
	}
	return found
}

func onPremType(t string) bool { return t == "vpn" || t == "direct-connect-gateway" || t == "connect" }

// peerDoors are the peerings with VPCs that were not imported and hold src.
func (c *Compiled) peerDoors(src, dst netip.Addr) []door {
	var found []door
	for i := range c.net.Peerings {
		p := &c.net.Peerings[i]
		for _, pair := range [][2]*model.PeeringSide{{&p.Requester, &p.Accepter}, {&p.Accepter, &p.Requester}} {
			near, far := c.vpcs[pair[0].VPC], c.vpcs[pair[1].VPC]
			if near == nil || near.m == nil || !near.mayHold(dst) || far != nil && far.m != nil {
				continue
			}
			inside := len(pair[1].CIDRs) == 0 || pair[1].Unknown != nil
			for _, cidr := range pair[1].CIDRs {
				inside = inside || cidr.Contains(src)
			}
			if inside && peeringMay(p) {
				found = append(found, door{kind: doorPeer, id: string(p.ID), maybe: true})
			}
		}
	}
	return found
}

// peeringMay reports whether a peering can carry traffic in its state (PCX-1, TF-11).
func peeringMay(p *model.PeeringConnection) bool {
	switch p.Status {
	case "active", "provisioning", "deleting":
		return true
	}
	return p.UnknownStatus != nil
}
