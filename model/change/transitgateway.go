package change

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// tgwAttachEdit is "tgw-attach tgw-1 vpc-a subnet-1 subnet-2": one subnet a zone.
type tgwAttachEdit struct {
	gateway, vpc Name
	subnets      []Name
}

func parseTGWAttach(p *parser) operation {
	return &tgwAttachEdit{p.name("TGW"), p.name("VPC"), p.names("SUBNET")}
}

func (e *tgwAttachEdit) String() string {
	return fmt.Sprintf("tgw-attach %s %s%s", e.gateway, e.vpc, joinNames(e.subnets))
}

func attachmentName(vpc string) string { return suffix(vpc) }

func (e *tgwAttachEdit) apply(d *draft) error {
	g, err := d.resolve(e.gateway, "", kindTGW)
	if err != nil {
		return err
	}
	v, err := d.resolve(e.vpc, "", kindVPC)
	if err != nil {
		return err
	}
	subnets, err := e.zones(d, v)
	if err != nil {
		return err
	}
	for _, a := range d.n.TGWAttachments {
		if string(a.TransitGateway) == g.id && a.Type == "vpc" && a.Resource == v.id && a.State == "available" {
			if err := d.refuse(g.id, fmt.Sprintf("%s is already attached to %s by %s", v, g, a.ID), "a VPC attaches once to a transit gateway", "use "+string(a.ID)); err != nil {
				return err
			}
		}
	}
	vpc, gateway := d.vpc(model.VPCID(v.id)), d.gateway(g.id)
	a := model.TGWAttachment{
		ID:             model.TGWAttachmentID(d.newID("tgw-attach-", attachmentName(v.id), kindAttachment)),
		TransitGateway: gateway.ID, Account: gateway.Account, Region: vpc.Region, Type: "vpc", Resource: v.id, ResourceOwner: vpc.Account,
		State: "available", Subnets: subnets, SGReferencing: true, DetailsKnown: true, Origin: d.origin(),
	}
	if gateway.DefaultAssociation != "" {
		a.Association = model.TGWAssociation{RouteTable: gateway.DefaultAssociation, State: "associated", Origin: d.origin()}
	}
	insert(d, &d.n.TGWAttachments, a, func(a *model.TGWAttachment) string { return string(a.ID) })
	d.note(Created, string(a.ID), "attachment of %s to %s", v, g)
	if t := d.tgwTable(string(gateway.DefaultPropagation)); t != nil {
		d.propagate(t, &a)
	}
	return nil
}

// zones resolves the subnets and refuses two of one zone.
func (e *tgwAttachEdit) zones(d *draft, v resource) ([]model.SubnetID, error) {
	var ids []model.SubnetID
	zones := map[string]string{}
	for _, m := range e.subnets {
		r, err := d.resolve(m, model.VPCID(v.id), kindSubnet)
		if err != nil {
			return nil, err
		}
		zone := d.subnet(r.id).Zone
		switch other, twice := zones[zone]; {
		case r.vpc != model.VPCID(v.id):
			err = d.refuse(r.id, fmt.Sprintf("%s lies in %s, not in %s", r, r.vpc, v), "an attachment lies in subnets of its VPC", "name a subnet of "+v.id)
		case twice:
			err = d.refuse(r.id, fmt.Sprintf("%s and %s lie in one zone", r, other), "an attachment has one subnet a zone (TGW-2)", "name one of them")
		}
		if err != nil {
			return nil, err
		}
		zones[zone] = r.id
		ids = append(ids, model.SubnetID(r.id))
	}
	return ids, nil
}

// propagate makes an attachment announce its routes into a table. Where the table's routes came
// from a full search they hold the propagated ones, so these are added too (TGW-7).
func (d *draft) propagate(t *model.TGWRouteTable, a *model.TGWAttachment) {
	t.Propagations = with(t.Propagations, model.TGWPropagation{Attachment: a.ID, ResourceType: a.Type, Resource: a.Resource, State: "enabled", Origin: d.origin()})
	d.note(Changed, string(t.ID), "%s propagates into %s", a.ID, t.ID)
	v := d.vpc(model.VPCID(a.Resource))
	if !t.RoutesComplete || v == nil {
		return
	}
	for _, c := range v.CIDRs {
		if c.State != model.CIDRAssociated || c.Prefix.Addr().Is6() && !a.IPv6 {
			continue
		}
		if slices.ContainsFunc(t.Routes, func(r model.TGWRoute) bool { return r.Type == "propagated" && r.Destination.Overlaps(c.Prefix) }) {
			d.note(Note, string(t.ID), "%s of %s is not installed: it overlaps a route propagated before (TGW-7)", c.Prefix, a.Resource)
			continue
		}
		t.Routes = with(t.Routes, model.TGWRoute{
			Destination: c.Prefix, Attachments: []model.TGWAttachmentID{a.ID}, Type: "propagated", ResourceType: a.Type, State: "active", Origin: d.origin(),
		})
	}
}

func (e *tgwAttachEdit) inverse(d *draft) (operation, bool) {
	v, err := d.resolve(e.vpc, "", kindVPC)
	return &deleteEdit{"delete", Name{Kind: "tgw-attach", Text: d.newID("tgw-attach-", attachmentName(v.id), kindAttachment)}}, err == nil
}
