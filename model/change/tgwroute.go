package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// tgwRouteEdit is "tgw-route tgw-rtb-1 10.1.0.0/16 via tgw-attach-b", blackhole or remove.
type tgwRouteEdit struct {
	table  Name
	cidr   netip.Prefix
	action string // "via", "blackhole" or "remove"
	via    Name
}

func parseTGWRoute(p *parser) operation {
	e := &tgwRouteEdit{table: p.name("TGWRTB"), cidr: p.cidr()}
	if e.action = p.oneOf("via", "blackhole", "remove"); e.action != "via" {
		return e
	}
	if p.peek("blackhole") || p.peek("remove") {
		e.action = p.oneOf("blackhole", "remove")
		return e
	}
	e.via = p.name("ATTACHMENT")
	return e
}

func (e *tgwRouteEdit) String() string {
	s := fmt.Sprintf("tgw-route %s %s %s", e.table, e.cidr, e.action)
	if e.action == "via" {
		s += " " + e.via.String()
	}
	return s
}

func (e *tgwRouteEdit) isMine(r model.TGWRoute) bool {
	return r.Type == "static" && r.Destination == e.cidr && r.PrefixList == ""
}

func (e *tgwRouteEdit) apply(d *draft) error {
	r, err := d.resolve(e.table, "", kindTGWTable)
	if err != nil {
		return err
	}
	t := d.tgwTable(r.id)
	had := slices.ContainsFunc(t.Routes, e.isMine)
	route := model.TGWRoute{Destination: e.cidr, Type: "static", State: "active", Origin: d.origin()}
	switch e.action {
	case "remove":
		if !had {
			return d.fail(fmt.Sprintf("%s has no static route %s", r, e.cidr), "only static routes can be removed", "write the destination of one")
		}
		t.Routes = without(t.Routes, e.isMine)
		d.note(Removed, r.id, "static route %s of %s", e.cidr, r)
		return nil
	case "blackhole":
		route.State = "blackhole"
	default:
		a, err := d.resolve(e.via, "", kindAttachment)
		if err != nil {
			return err
		}
		att := d.attachment(a.id)
		if att.TransitGateway != t.TransitGateway {
			if err := d.refuse(a.id, fmt.Sprintf("%s belongs to %s", a, att.TransitGateway), "a route leads to an attachment of the table's own gateway", "name one of "+string(t.TransitGateway)); err != nil {
				return err
			}
		}
		route.Attachments, route.ResourceType = []model.TGWAttachmentID{att.ID}, att.Type
	}
	kind := Created
	if had {
		kind = Replaced
	}
	t.Routes = with(without(t.Routes, e.isMine), route)
	d.note(kind, r.id, "static route %s of %s: %s", e.cidr, r, e.action)
	return nil
}

func (e *tgwRouteEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.table, "", kindTGWTable)
	if err != nil {
		return nil, false
	}
	t := d.tgwTable(r.id)
	inv := &tgwRouteEdit{table: e.table, cidr: e.cidr, action: "remove"}
	i := slices.IndexFunc(t.Routes, e.isMine)
	if i < 0 {
		return inv, e.action != "remove"
	}
	switch old := t.Routes[i]; {
	case old.State == "blackhole" && len(old.Attachments) == 0:
		inv.action = "blackhole"
	case old.State == "active" && len(old.Attachments) == 1:
		inv.action, inv.via = "via", Name{Text: string(old.Attachments[0])}
	default:
		return nil, false
	}
	return inv, true
}
