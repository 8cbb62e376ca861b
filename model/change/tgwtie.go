package change

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// tgwTieEdit is "tgw-associate tgw-rtb-1 tgw-attach-a", or tgw-propagate, either with remove.
type tgwTieEdit struct {
	verb              string
	table, attachment Name
	remove            bool
}

func parseTGWTie(p *parser) operation {
	e := &tgwTieEdit{verb: p.verb.word, table: p.name("TGWRTB"), attachment: p.name("ATTACHMENT")}
	if p.peek("remove") {
		p.next++
		e.remove = true
	}
	return e
}

func (e *tgwTieEdit) String() string {
	s := fmt.Sprintf("%s %s %s", e.verb, e.table, e.attachment)
	if e.remove {
		s += " remove"
	}
	return s
}

func (e *tgwTieEdit) apply(d *draft) error {
	t, a, err := e.resolve(d)
	if err != nil {
		return err
	}
	if t.TransitGateway != a.TransitGateway {
		if err := d.refuse(string(t.ID), fmt.Sprintf("%s and %s belong to two transit gateways", t.ID, a.ID), "both belong to one", "name a table of "+string(a.TransitGateway)); err != nil {
			return err
		}
	}
	if e.verb == "tgw-propagate" {
		return e.propagation(d, t, a)
	}
	has := a.Association.RouteTable == t.ID
	switch {
	case e.remove && !has, !e.remove && has:
		return d.fail(fmt.Sprintf("%s is %s with %s", a.ID, map[bool]string{true: "already associated", false: "not associated"}[has], t.ID), "the edit would change nothing", "leave it out")
	case e.remove:
		a.Association = model.TGWAssociation{}
		d.note(Removed, string(a.ID), "association with %s", t.ID)
		return nil
	case a.Association.RouteTable != "":
		d.note(Replaced, string(a.ID), "association with %s", a.Association.RouteTable)
	}
	a.Association = model.TGWAssociation{RouteTable: t.ID, State: "associated", Origin: d.origin()}
	d.note(Changed, string(a.ID), "%s routes what enters by %s", t.ID, a.ID)
	return nil
}

func (e *tgwTieEdit) resolve(d *draft) (*model.TGWRouteTable, *model.TGWAttachment, error) {
	t, err := d.resolve(e.table, "", kindTGWTable)
	if err != nil {
		return nil, nil, err
	}
	a, err := d.resolve(e.attachment, "", kindAttachment)
	if err != nil {
		return nil, nil, err
	}
	return d.tgwTable(t.id), d.attachment(a.id), nil
}

func (e *tgwTieEdit) propagation(d *draft, t *model.TGWRouteTable, a *model.TGWAttachment) error {
	has := propagates(t, a.ID)
	switch {
	case e.remove && !has, !e.remove && has:
		return d.fail(fmt.Sprintf("%s %s into %s", a.ID, map[bool]string{true: "already propagates", false: "does not propagate"}[has], t.ID), "the edit would change nothing", "leave it out")
	case !e.remove:
		d.propagate(t, a)
		return nil
	}
	t.Propagations = without(t.Propagations, func(p model.TGWPropagation) bool { return p.Attachment == a.ID })
	t.Routes = without(t.Routes, func(r model.TGWRoute) bool {
		return r.Type == "propagated" && len(r.Attachments) == 1 && r.Attachments[0] == a.ID
	})
	d.note(Removed, string(t.ID), "propagation of %s", a.ID)
	return nil
}

func propagates(t *model.TGWRouteTable, id model.TGWAttachmentID) bool {
	return slices.ContainsFunc(t.Propagations, func(p model.TGWPropagation) bool { return p.Attachment == id })
}

func (e *tgwTieEdit) inverse(d *draft) (operation, bool) {
	t, a, err := e.resolve(d)
	if err != nil {
		return nil, false
	}
	inv := *e
	inv.remove = !e.remove
	switch old := a.Association; {
	case e.verb == "tgw-propagate":
		// Only a VPC announces routes that propagating again would find.
		return &inv, propagates(t, a.ID) == e.remove && (a.Type == "vpc" || !t.RoutesComplete)
	case e.remove:
		return &inv, old.RouteTable == t.ID && old.State == "associated"
	case old.RouteTable == "" && old.PolicyTable == "" && old.Unknown == nil:
		return &inv, true
	case old.State == "associated" && old.PolicyTable == "" && old.RouteTable != t.ID:
		return &tgwTieEdit{verb: e.verb, table: Name{Text: string(old.RouteTable)}, attachment: e.attachment}, true
	}
	return nil, false
}
