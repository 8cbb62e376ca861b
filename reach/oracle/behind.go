package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// behindAttachment reports whether outside lies behind an attachment: routes name it, the VPN
// knows it, the user says so, or it may have been learned.
//
// Reading: static routes of Transit Gateway tables are what the network knows of a VPN that ends
// there (it has no other place for static routes). Behind anything that is not imported or not
// modelled nothing is certain.
func (q *inquiry) behindAttachment(a *model.TGWAttachment, outside, inside netip.Addr) truth {
	routed := q.routedTo(a, outside)
	switch a.Type {
	case "vpn":
		return q.tunnel(a, outside, inside).and(q.behindVPN(a, outside, routed))
	case "vpc":
		if q.ix.VPC[model.VPCID(a.Resource)] != nil {
			return no
		}
	case "peering", "tgw-peering":
		for i := range q.net.TGWAttachments {
			if isFarSide(a, &q.net.TGWAttachments[i]) {
				return no
			}
		}
		return routed.and(unknown)
	}
	if !q.searched(a) { // VGW-4: a full search shows what it learned
		routed = routed.or(q.learned(outside))
	}
	if a.Type == "direct-connect-gateway" {
		return routed.or(known(q.declaredOnPrem(outside)))
	}
	return routed.or(known(q.declaredOnPrem(outside) && a.Type == "connect")).and(unknown)
}

func (q *inquiry) behindVPN(a *model.TGWAttachment, outside netip.Addr, routed truth) truth {
	c := q.connectionOf(a)
	if c == nil && q.searched(a) {
		return routed.and(unknown)
	}
	if c == nil {
		return routed.or(q.learned(outside)).and(unknown)
	}
	holds := routed.or(staticallyRouted(c, outside)).or(known(q.declaredOnPrem(outside)))
	if !c.StaticOnly && !q.searched(a) {
		holds = holds.or(q.learned(outside))
	}
	return holds
}

// searched reports whether some table that the attachment propagates into was searched in full, so
// that everything it learned is there to see.
func (o *Oracle) searched(a *model.TGWAttachment) bool {
	for i := range o.net.TGWRouteTables {
		t := &o.net.TGWRouteTables[i]
		for _, p := range t.Propagations {
			if t.RoutesComplete && p.Attachment == a.ID && installs(p).must {
				return true
			}
		}
	}
	return false
}

// routedTo reports whether a table of the Transit Gateway sends outside to the attachment. Tables
// that were not imported whole may.
func (o *Oracle) routedTo(a *model.TGWAttachment, outside netip.Addr) truth {
	whole := o.net.Presence(model.KindTGWRouteTables, a.Account, a.Region) == model.Complete
	for i := range o.net.TGWRouteTables {
		t := &o.net.TGWRouteTables[i]
		if t.TransitGateway != a.TransitGateway {
			continue
		}
		if o.tableSends(t, a.ID, outside) {
			return yes
		}
		for _, r := range t.Routes {
			whole = whole && (r.UnknownDestination == nil || !slices.Contains(r.Attachments, a.ID))
		}
		whole = whole && t.UnknownRoutes == nil && (t.RoutesComplete || t.RoutesPresent == model.Complete)
	}
	if whole {
		return no
	}
	return o.learned(outside)
}

func (o *Oracle) tableSends(t *model.TGWRouteTable, to model.TGWAttachmentID, outside netip.Addr) bool {
	for _, r := range t.Routes {
		active := r.State == "" || r.State == "active"
		if active && r.Destination.IsValid() && r.Destination.Contains(outside) && slices.Contains(r.Attachments, to) {
			return true
		}
	}
	for _, ref := range t.References { // TGW-6: like static routes
		list := o.ix.PrefixList[ref.PrefixList]
		if ref.Attachment != to || ref.Blackhole || list == nil || t.RoutesComplete {
			continue
		}
		contents, _ := entriesOf(list)
		if contents.certain.must && slices.ContainsFunc(contents.entries, func(e model.PrefixListEntry) bool { return e.CIDR.Contains(outside) }) {
			return true
		}
	}
	return false
}

// tunnel is VPN-1 for the connection behind a Transit Gateway attachment. Reading: it carries IPv6
// too, unless the selectors say otherwise; VGW-6 speaks of VPN gateways only.
func (q *inquiry) tunnel(a *model.TGWAttachment, outside, inside netip.Addr) truth {
	c := q.connectionOf(a)
	if c == nil {
		return q.missing(model.KindVPNConnections, a.Account, a.Region)
	}
	if outside.Is6() {
		return vpnUp(c)
	}
	return vpnUp(c).and(selects(c, outside, inside))
}
