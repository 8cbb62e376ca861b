package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// byNAT is a packet that a route sends to a NAT gateway (NAT-1 to NAT-6).
func (q *inquiry) byNAT(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	nat := q.ix.NatGateway[model.NatGatewayID(t.ID)]
	if nat == nil {
		if q.missing(model.KindNatGateways, v.Account, v.Region) == no {
			return q.drop(s, "RT-8", "%s does not exist", t.ID)
		}
		return q.lost(s, "CON-5", "%s was not imported", t.ID)
	}
	q.check(&s, "NAT-1", natUsable(nat), "%s is %s", nat.ID, nat.State)
	if nat.VPC != v.ID {
		return q.drop(s, "NAT-3", "%s is of another VPC", nat.ID)
	}
	if s.p.dst.Is6() {
		if nat64.Contains(s.p.dst) {
			return q.lost(s, "NAT-10", "NAT64 is not modelled")
		}
		return q.drop(s, "NAT-10", "IPv6 outside 64:ff9b::/96")
	}
	if s.isReply() || !s.p.opens() {
		return q.drop(s, "NAT-5", "%v opens no flow at %s", s.p, nat.ID)
	}
	switch s.p.protocol {
	case packet.TCP, packet.UDP, packet.ICMP:
	default:
		return q.drop(s, "NAT-2", "%v is not translated", s.p.protocol)
	}
	if nat.Availability == "regional" {
		return q.lost(s, "NAT-8", "regional NAT gateways are not modelled")
	}
	if len(nat.Appliances) > 0 {
		q.check(&s, "NAT-11", unknown, "%s has an appliance attached", nat.ID)
	}
	return q.translate(s, d, nat)
}

// natUsable is NAT-1.
func natUsable(n *model.NatGateway) truth {
	switch n.State {
	case "available", "":
		return yes
	case "deleting":
		return unknown
	}
	return no
}

// translate is NAT-4: in by the NAT gateway's subnet, out of it with its address and some port.
func (q *inquiry) translate(s state, d device, nat *model.NatGateway) truth {
	subnet := q.natSubnet(nat)
	near := subnet.ID == d.subnet.ID // D-5
	q.networkACL(&s, subnet, ingress, near)
	q.forget(&s)
	var picks []truth
	for _, a := range usableAddresses(nat) {
		picks = append(picks, q.translateTo(s, nat, subnet, a, near))
	}
	if nat.UnknownAddresses != nil {
		picks = append(picks, q.lost(s, "NAT-4", "%s has addresses that are not known", nat.ID))
	}
	if len(picks) == 0 {
		return q.drop(s, "NAT-4", "%s has no address", nat.ID)
	}
	return choice(picks)
}

// usableAddresses are the private addresses that NAT-4 picks from. Reading: a secondary address
// that is unassigned or failed is none of them; an address that is still coming is not either.
func usableAddresses(nat *model.NatGateway) []netip.Addr {
	var out []netip.Addr
	for _, a := range nat.Addresses {
		if (a.Status == "" || a.Status == "succeeded") && a.Private.IsValid() {
			out = append(out, a.Private)
		}
	}
	return out
}

// translateTo tries every port worth trying: one that carries the connection is enough (CONN-3).
func (q *inquiry) translateTo(s state, nat *model.NatGateway, subnet *model.Subnet, as netip.Addr, near bool) truth {
	best, passing, ports := no, 0, q.translatedPorts(s.p)
	if !s.sofar.may {
		ports = ports[:1]
	}
	for _, port := range ports {
		out := s
		out.p.src, out.p.sport = as, port
		out.mappings = append(slices.Clone(s.mappings), mapping{string(nat.ID), s.p, out.p, near})
		got := q.leave(out, device{id: string(nat.ID), subnet: subnet, addr: as, nat: nat})
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

// intoNAT is a packet to a NAT gateway's own address: the reply of a flow, or nothing (NAT-5).
func (q *inquiry) intoNAT(s state, nat *model.NatGateway, from *model.Subnet) truth {
	subnet := q.natSubnet(nat)
	if from == nil || from.ID != subnet.ID {
		q.networkACL(&s, subnet, ingress, false)
	}
	inside, m, ok := s.untranslate(string(nat.ID))
	if !ok {
		return q.drop(s, "NAT-5", "%v belongs to no flow of %s", s.p, nat.ID)
	}
	s.p = inside
	return q.leave(s, device{id: string(nat.ID), subnet: subnet, addr: m.outside.src, nat: nat, client: m.sameSubnet})
}

// returnToSender is NAT-9: over a peering the reply goes back to the NAT gateway, whatever the
// responder's table says (section 27).
func (q *inquiry) returnToSender(s state, responder *model.Subnet, nat *model.NatGateway) truth {
	q.networkACL(&s, responder, egress, false)
	return q.intoNAT(s, nat, nil)
}

// natOwning returns the NAT gateway of a VPC that has this private address, or nil.
func (o *Oracle) natOwning(v model.VPCID, a netip.Addr) *model.NatGateway {
	for i := range o.net.NatGateways {
		n := &o.net.NatGateways[i]
		if n.VPC != v {
			continue
		}
		for _, x := range n.Addresses {
			if x.Private.IsValid() && x.Private == a {
				return n
			}
		}
	}
	return nil
}

func (o *Oracle) natSubnet(n *model.NatGateway) *model.Subnet {
	if s := o.ix.Subnet[n.Subnet]; s != nil {
		return s
	}
	return &model.Subnet{
		ID: n.Subnet, VPC: n.VPC, Account: n.Account, Region: n.Region,
		UnknownCIDR: &model.Unknown{Cause: "the subnet was not imported"},
	}
}
