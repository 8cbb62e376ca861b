package reach

import (
	"cmp"
	"maps"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// Topology returns the network as a multigraph. Elements and ways are in a
// fixed order.
func (c *Compiled) Topology() *Topology {
	b := &builder{c: c, t: &Topology{byID: map[string]int64{}}}
	for _, world := range []string{"internet", "on-prem", "aws"} {
		b.element("outside", world, "", "")
	}
	b.places()
	b.gateways()
	b.transit()
	for _, s := range b.subnets() {
		b.routes(s)
	}
	b.interfaces()
	return b.t
}

// builder fills a Topology from what is compiled.
type builder struct {
	c *Compiled
	t *Topology
}

// element returns the number of an element, made at the first mention.
func (b *builder) element(kind, id, name, vpc string) int64 {
	if n, ok := b.t.byID[id]; ok {
		return n
	}
	n := int64(len(b.t.elements))
	b.t.byID[id] = n
	b.t.elements = append(b.t.elements, Element{node: n, Kind: kind, ID: id, Name: name, VPC: vpc})
	b.t.out, b.t.in = append(b.t.out, nil), append(b.t.in, nil)
	return n
}

func (b *builder) way(from, to int64, kind, label string, origin model.Origin) {
	n := int32(len(b.t.lines))
	b.t.lines = append(b.t.lines, Way{line: int64(n), from: int32(from), to: int32(to), t: b.t, Kind: kind, Label: label, Origin: origin})
	b.t.out[from] = append(b.t.out[from], n)
	b.t.in[to] = append(b.t.in[to], n)
}

func (b *builder) both(x, y int64, kind, label string, origin model.Origin) {
	b.way(x, y, kind, label, origin)
	b.way(y, x, kind, label, origin)
}

func (b *builder) subnets() []*subnet {
	return slices.SortedFunc(maps.Values(b.c.subnets), func(x, y *subnet) int { return cmp.Compare(x.id, y.id) })
}

// places adds VPCs, as their routers, and subnets.
func (b *builder) places() {
	for _, v := range b.c.byVPC {
		name := ""
		if v.m != nil {
			name = v.m.Tags.Name()
		}
		b.element("vpc", string(v.id), name, string(v.id))
	}
	for _, s := range b.subnets() {
		name, origin := "", model.Origin{}
		if s.m != nil {
			name, origin = s.m.Tags.Name(), s.m.Origin
		}
		n := b.element("subnet", string(s.id), name, string(s.vpc.id))
		b.way(b.t.byID[string(s.vpc.id)], n, "local", "delivered by the router of the VPC", origin)
	}
}

// gateways adds the gateways with the ways from them.
func (b *builder) gateways() {
	net := b.c.net
	internet, onPrem := b.t.byID["internet"], b.t.byID["on-prem"]
	for i := range net.InternetGateways {
		g := &net.InternetGateways[i]
		n := b.element("internet-gateway", string(g.ID), g.Tags.Name(), "")
		b.both(n, internet, "door", "internet", g.Origin)
		b.attach(n, g.Attachments)
	}
	for i := range net.EgressOnlyInternetGateways {
		g := &net.EgressOnlyInternetGateways[i]
		b.way(b.element("egress-only-gateway", string(g.ID), g.Tags.Name(), ""), internet, "door", "internet, IPv6", g.Origin)
	}
	for i := range net.VPNGateways {
		g := &net.VPNGateways[i]
		n := b.element("vpn-gateway", string(g.ID), g.Tags.Name(), "")
		b.both(n, onPrem, "door", "on-prem", g.Origin)
		b.attach(n, g.Attachments)
	}
	b.innerGateways()
}

// attach lets a gateway deliver into the VPCs that it is attached to.
func (b *builder) attach(gateway int64, as []model.GatewayAttachment) {
	for _, a := range as {
		if v, ok := b.t.byID[string(a.VPC)]; ok && a.Attached() {
			b.way(gateway, v, "attachment", "enters "+string(a.VPC), a.Origin)
		}
	}
}

func (b *builder) innerGateways() {
	net := b.c.net
	for i := range net.NatGateways {
		g := &net.NatGateways[i]
		n := b.element("nat-gateway", string(g.ID), g.Tags.Name(), string(g.VPC))
		if s, ok := b.t.byID[string(g.Subnet)]; ok {
			b.way(n, s, "attachment", "leaves by the table of its subnet", g.Origin)
		}
	}
	for i := range net.Peerings {
		p := &net.Peerings[i]
		n := b.element("peering", string(p.ID), p.Tags.Name(), "")
		for _, side := range []model.PeeringSide{p.Requester, p.Accepter} {
			if v, ok := b.t.byID[string(side.VPC)]; ok && p.Status == "active" {
				b.way(n, v, "attachment", "enters "+string(side.VPC), p.Origin)
			}
		}
	}
	for i := range net.VPCEndpoints {
		e := &net.VPCEndpoints[i]
		n := b.element("vpc-endpoint", string(e.ID), e.Tags.Name(), string(e.VPC))
		if e.Type == model.EndpointGateway {
			b.way(n, b.t.byID["aws"], "door", e.Service, e.Origin)
		}
	}
}

// transit adds attachments and Transit Gateway tables: an attachment leads to
// the table it is associated with, a table to the attachments of its routes.
func (b *builder) transit() {
	for _, a := range b.c.transit.ordered {
		b.element("tgw-attachment", string(a.m.ID), a.m.Tags.Name(), "")
	}
	for _, id := range slices.Sorted(maps.Keys(b.c.transit.tables)) {
		t := b.c.transit.tables[id]
		n := b.element("tgw-table", t.id, t.m.Tags.Name(), "")
		for p, rows := range t.routes.AllSorted() {
			for _, target := range rows[0].targets {
				if a, ok := b.t.byID[string(target)]; ok && !rows[0].blackhole {
					b.way(n, a, "route", p.String()+" → "+string(target), rows[0].origin)
				}
			}
		}
	}
	for _, a := range b.c.transit.ordered {
		b.attachment(a)
	}
}

func (b *builder) attachment(a *attachment) {
	n := b.t.byID[string(a.m.ID)]
	if a.table != nil && a.carries() != no {
		b.way(n, b.t.byID[a.table.id], "association", "routed by "+a.table.id, a.m.Association.Origin)
	}
	for _, s := range a.subnets {
		b.way(n, b.t.byID[string(s.id)], "attachment", "lands in "+string(s.id), a.m.Origin)
	}
	if onPremType(a.m.Type) {
		b.both(n, b.t.byID["on-prem"], "door", "on-prem", a.m.Origin)
	}
	if far := b.c.farSide(a); far != nil {
		b.way(n, b.t.byID[string(far.m.ID)], "attachment", "peered Transit Gateway", a.m.Origin)
	}
}

// routes adds the routes of a subnet's table; local ones lead to the VPC's router.
func (b *builder) routes(s *subnet) {
	from := b.t.byID[string(s.id)]
	for _, rows := range s.table.routes.AllSorted() {
		r := rows[0]
		if r.blackhole() {
			continue
		}
		if to, ok := b.routeTarget(s, r); ok {
			kind := "route"
			if r.target.Kind == model.TargetLocal {
				kind = "local"
			}
			b.way(from, to, kind, r.words(), r.origin())
		}
	}
}

// routeTarget returns the element that a route leads to. A Transit Gateway is
// entered by the attachment of the VPC.
func (b *builder) routeTarget(s *subnet, r *route) (int64, bool) {
	kind := r.target.Kind
	if kind == model.TargetLocal {
		return b.t.byID[string(s.vpc.id)], true
	}
	if kind == model.TargetTransitGateway {
		if a := b.c.transit.attachmentOf(model.TransitGatewayID(r.target.ID), s.vpc); a != nil {
			return b.t.byID[string(a.m.ID)], true
		}
	}
	if e := b.c.nextHop(r); e != nil {
		return b.element("interface", string(e.m.ID), e.m.Tags.Name(), string(e.vpc.id)), true
	}
	if r.target.ID == "" {
		return 0, false
	}
	return b.element(r.target.Kind.String(), r.target.ID, "", ""), true
}

func (b *builder) interfaces() {
	for _, e := range b.c.ifaces {
		n := b.element("interface", string(e.m.ID), e.m.Tags.Name(), string(e.vpc.id))
		if s, ok := b.t.byID[string(e.subnet.id)]; ok {
			b.both(n, s, "attachment", "in "+string(e.subnet.id), e.m.Origin)
		}
	}
}
