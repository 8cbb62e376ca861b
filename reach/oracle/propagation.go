package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// propagatedChoices is TGW-7 for a table of which only the propagations are known: the routes that
// they install for a. Of VPCs with overlapping CIDRs the first to propagate wins, and which that
// was is not known: each is then a choice of its own (CON-4). A full search of the table needs
// none of this.
func (o *Oracle) propagatedChoices(t *model.TGWRouteTable, a netip.Addr) [][]tgwCandidate {
	if t.RoutesComplete {
		return [][]tgwCandidate{nil}
	}
	var vpcs, rest []tgwCandidate
	for _, p := range t.Propagations {
		installed := installs(p)
		if !installed.may {
			continue
		}
		att := o.ix.TGWAttachment[p.Attachment]
		if p.Unknown != nil || att == nil {
			rest = append(rest, tgwCandidate{tgwWay{rule: "CON-5", maybe: true}, anyLength, 0, unknown})
			continue
		}
		if !attachmentUsable(att).may {
			continue
		}
		if att.Type == "vpc" {
			vpcs = append(vpcs, o.fromVPC(t, att, a, installed)...)
		} else {
			rest = append(rest, o.fromAfar(att, a, installed)...)
		}
	}
	if len(vpcs) < 2 {
		return [][]tgwCandidate{append(rest, vpcs...)}
	}
	var choices [][]tgwCandidate
	for _, first := range vpcs {
		choices = append(choices, append(slices.Clone(rest), first))
	}
	return choices
}

// installs is TGW-7 for the state of a propagation.
func installs(p model.TGWPropagation) truth {
	switch p.State {
	case "", "enabled":
		return yes
	case "enabling", "disabling":
		return unknown
	}
	return no
}

// fromVPC is what a VPC attachment propagates: the CIDRs of the VPC, IPv6 only if the attachment
// supports it. A VPC that was not imported may hold anything outside the network's own CIDRs.
func (o *Oracle) fromVPC(t *model.TGWRouteTable, att *model.TGWAttachment, a netip.Addr, installed truth) []tgwCandidate {
	v := o.ix.VPC[model.VPCID(att.Resource)]
	if v == nil {
		if o.isOwnNetwork(a) {
			return nil
		}
		return []tgwCandidate{{tgwWay{to: att.ID}, anyLength, 2, unknown}}
	}
	holds := o.vpcHolds(v, a)
	if a.Is6() {
		holds = holds.and(ipv6Support(att))
	}
	if !holds.may {
		return nil
	}
	bits := anyLength
	for _, c := range v.CIDRs {
		if c.Prefix.Contains(a) {
			bits = c.Prefix.Bits()
			if o.maybeDisplaced(t, att, c.Prefix, a) {
				holds.must = false
			}
		}
	}
	return []tgwCandidate{{tgwWay{to: att.ID}, bits, 2, holds.and(installed)}}
}

func ipv6Support(att *model.TGWAttachment) truth {
	if !att.DetailsKnown {
		return unknown
	}
	return known(att.IPv6)
}

// maybeDisplaced reports whether another VPC that propagates into t overlaps the CIDR without
// holding a: if it came first, the CIDR was not installed (TGW-7).
func (o *Oracle) maybeDisplaced(t *model.TGWRouteTable, att *model.TGWAttachment, cidr netip.Prefix, a netip.Addr) bool {
	for _, p := range t.Propagations {
		other := o.ix.TGWAttachment[p.Attachment]
		if other == nil || other.ID == att.ID || other.Type != "vpc" || !installs(p).may {
			continue
		}
		v := o.ix.VPC[model.VPCID(other.Resource)]
		if v == nil || o.vpcHolds(v, a).may {
			continue
		}
		for _, c := range v.CIDRs {
			if c.Prefix.Overlaps(cidr) && (c.State == model.CIDRAssociated || c.State == "") {
				return true
			}
		}
	}
	return false
}

// fromAfar is what a VPN, a Direct Connect gateway or a Connect attachment propagates: static
// routes of the VPN connection, and what BGP tells, which cannot be seen (VGW-4). A peering
// propagates nothing.
func (o *Oracle) fromAfar(att *model.TGWAttachment, a netip.Addr, installed truth) []tgwCandidate {
	way, rank := tgwWay{to: att.ID}, attachmentRank(att.Type)
	if att.Type == "peering" || att.Type == "tgw-peering" {
		return nil
	}
	if o.isOwnNetwork(a) {
		return o.staticOfVPN(att, way, rank, a, installed)
	}
	c := o.connectionOf(att)
	if c != nil && c.StaticOnly && c.UnknownRoutes == nil {
		return o.staticOfVPN(att, way, rank, a, installed)
	}
	return append(o.staticOfVPN(att, way, rank, a, installed), tgwCandidate{way, learnedLength, rank, unknown})
}

func (o *Oracle) staticOfVPN(att *model.TGWAttachment, way tgwWay, rank int, a netip.Addr, installed truth) []tgwCandidate {
	var found []tgwCandidate
	c := o.connectionOf(att)
	if c == nil {
		return nil
	}
	for _, r := range c.Routes {
		if r.Destination.Contains(a) && (r.State == "" || r.State == "available") {
			found = append(found, tgwCandidate{way, r.Destination.Bits(), rank, installed})
		}
	}
	return found
}
