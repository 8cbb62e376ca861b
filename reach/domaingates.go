package reach

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// dead is the word of a route on which nothing arrives, whatever it is for.
const dead = "x"

// outward says what a site's table does with packets for other VPCs: for every
// wide prefix in which they lie, the routes that can win.
func (d *domains) outward(t *site) string {
	var b strings.Builder
	table := t.rep.e.subnet.table
	if table == nil || table.vpc != t.rep.e.vpc {
		return ""
	}
	key := domainWord{what: "out", vpc: t.vpc, table: table}
	if d.six {
		key.what = "out6"
	}
	nowhere := map[int32]bool{}
	d.nowhere[key] = nowhere
	for node, places := range d.regions {
		for _, p := range places {
			if p.addr.Is6() != d.six || !d.regular(t.vpc, p.vpc) {
				continue
			}
			word := d.choices(t.rep.e.vpc, table, t.rep.addr, p.addr, true)
			if word == "" {
				return ""
			}
			fmt.Fprintf(&b, "%d:%s ", node, word)
			nowhere[int32(node)] = !strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune("x-,", r) })
			break
		}
	}
	b.WriteString(".")
	return b.String()
}

// choices says which routes of a table can win for dst; empty if one is of a
// kind that has no word.
func (d *domains) choices(v *vpc, t *table, src, dst netip.Addr, nat bool) string {
	var b strings.Builder
	for _, ch := range t.lookup(dst, d.s.c.own) {
		word := d.choice(v, ch.route, src, dst, nat)
		if word == "" {
			return ""
		}
		b.WriteString(word + ",")
	}
	return b.String()
}

func (d *domains) choice(v *vpc, r *route, src, dst netip.Addr, nat bool) string {
	switch {
	case r == nil:
		return "-"
	case r.blackhole():
		return dead
	}
	switch r.target.Kind {
	case model.TargetTransitGateway:
		return "tgw " + r.target.ID
	case model.TargetInternetGateway:
		return d.throughInternet(v, r, dst)
	case model.TargetEgressOnlyGateway:
		return d.throughEgressOnly(v, r, dst)
	case model.TargetNatGateway:
		if nat {
			return d.throughNAT(v, r, src, dst)
		}
	case model.TargetPeering:
		return d.throughPeering(v, r, dst)
	case model.TargetUnset, model.TargetLocalGateway, model.TargetCarrierGateway, model.TargetCoreNetwork,
		model.TargetODBNetwork, model.TargetAddress, model.TargetUnknown:
		if len(r.target.Candidates) == 0 {
			return "?"
		}
	case model.TargetLocal, model.TargetVPNGateway, model.TargetGatewayEndpoint, model.TargetGWLBEndpoint,
		model.TargetInstance, model.TargetInterface:
	}
	return ""
}

// throughInternet says what an internet gateway does with packets for dst.
// Private destinations it drops, whoever sends (IGW-5).
func (d *domains) throughInternet(v *vpc, r *route, dst netip.Addr) string {
	if !internetRoutable(dst) {
		return dead
	}
	if dst.Is4() {
		return ""
	}
	for _, g := range v.igws {
		if string(g.ID) == r.target.ID {
			return "igw"
		}
	}
	return ""
}

func (d *domains) throughEgressOnly(v *vpc, r *route, dst netip.Addr) string {
	g := d.s.c.idx.EgressOnlyGW[model.EgressOnlyGatewayID(r.target.ID)]
	switch {
	case g == nil || !attachedTo(g.Attachments, v.id) || g.UnknownAttachment != nil:
		return ""
	case dst.Is4() || !internetRoutable(dst):
		return dead
	}
	return "eigw"
}

// throughNAT says that nothing arrives by a NAT gateway whose own table leads
// nowhere; all else has no word.
func (d *domains) throughNAT(v *vpc, r *route, src, dst netip.Addr) string {
	n := d.s.c.nats[model.NatGatewayID(r.target.ID)]
	if n == nil || n.subnet == nil || n.m.VPC != v.id || n.m.Availability == "regional" || len(n.m.Appliances) > 0 ||
		n.m.UnknownAddresses != nil || dst.Is6() || n.subnet.contains(dst) {
		return ""
	}
	for word := range strings.SplitSeq(d.choices(v, n.subnet.table, src, dst, false), ",") {
		if word != dead && word != "-" && word != "" {
			return ""
		}
	}
	if d.choices(v, n.subnet.table, src, dst, false) == "" {
		return ""
	}
	return dead
}

// throughPeering says that nothing arrives by a peering with a third VPC (PCX-3).
func (d *domains) throughPeering(v *vpc, r *route, dst netip.Addr) string {
	p := d.s.c.idx.Peering[model.PeeringID(r.target.ID)]
	if p == nil {
		return ""
	}
	_, far, ok := sides(p, v)
	if !ok {
		return dead
	}
	peer := d.s.c.vpcs[far.VPC]
	if far.Unknown != nil || peer == nil || peer.m == nil || peer.unknown != nil || peer.holds(dst) {
		return ""
	}
	return dead
}

// gates says how packets enter and leave the VPC by its Transit Gateway
// attachments: as a source from the site's zone, as a destination from every zone.
func (d *domains) gates(t *site, sub *subnet) string {
	c, v := d.s.c, d.s.c.byVPC[t.vpc]
	var b strings.Builder
	b.WriteString(d.remember(domainWord{what: "present", vpc: t.vpc}, func() string {
		p := max(c.net.Presence(model.KindTGWAttachments, v.account, v.region), c.net.Presence(model.KindTGWVPCAttachments, v.account, v.region))
		return fmt.Sprint(p == model.Complete)
	}))
	for _, a := range d.byVPC[v] {
		m := a.m
		if len(m.NATRules) > 0 || m.UnknownSubnet != nil || len(a.subnets) < len(m.Subnets) {
			return ""
		}
		fmt.Fprint(&b, "\n", m.TransitGateway, a.carries(), m.SGReferencing, m.ApplianceMode, m.DetailsKnown, len(a.subnets), a.unknown != nil)
		if a.table != nil {
			b.WriteString(a.table.id)
		}
		doors, certain := a.in(t.key.zone)
		fmt.Fprint(&b, " door ", certain)
		for _, s := range doors {
			fmt.Fprint(&b, " ", d.barrier(s.acl), s == sub)
		}
		for _, z := range d.zones {
			landings, certain := a.in(z)
			fmt.Fprint(&b, " zone ", certain)
			for _, s := range landings {
				if !d.landing(&b, s, t) {
					return ""
				}
			}
		}
		for _, s := range a.subnets {
			if !d.landing(&b, s, t) {
				return ""
			}
		}
	}
	return b.String()
}

// landing says what becomes of packets for the site in an attachment's
// subnet; false if they are not simply delivered.
func (d *domains) landing(b *strings.Builder, s *subnet, t *site) bool {
	if s.table == nil || !d.s.plain[s.table] {
		return false
	}
	fmt.Fprint(b, " ", d.barrier(s.acl), s.contains(t.rep.addr))
	return true
}

// internet says how a site talks to the internet in IPv6; in IPv4 private
// addresses do not.
func (d *domains) internet(t *site, sub *subnet) string {
	addr, v := t.rep.addr, d.s.c.byVPC[t.vpc]
	if !internetRoutable(addr) {
		return "private"
	}
	if addr.Is4() || len(v.edges) > 0 || len(v.igws) > 1 || d.s.c.hiddenGateway(v) != nil || d.s.c.publicVPC(addr) != v {
		return ""
	}
	mode, exclusions, _ := d.s.c.bpaMode(sub, v)
	return fmt.Sprint("public ", mode, exclusions, d.s.c.opts.Strict, len(v.igws), d.s.c.privateIPv6(addr, v) == "")
}
