package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// routeEdit is "route rtb-1 10.1.0.0/16 via pcx-1", or "route rtb-1 10.1.0.0/16 remove".
type routeEdit struct {
	table  Name
	cidr   netip.Prefix // or list
	list   Name
	target Name // zero: remove
}

func parseRoute(p *parser) operation {
	e := &routeEdit{table: p.name("RTB")}
	e.cidr, e.list = p.destination()
	if p.oneOf("via", "remove") == "via" {
		e.target = p.target()
	}
	return e
}

// destination reads a CIDR, or pl:NAME.
func (p *parser) destination() (netip.Prefix, Name) {
	w := p.word("CIDR")
	m := nameOf(w)
	m.column = p.at.Column + w.column - 1
	switch {
	case p.err != nil:
		return netip.Prefix{}, Name{}
	case m.Kind == "pl" || len(w.text) > 3 && w.text[:3] == "pl-":
		return netip.Prefix{}, m
	}
	return p.prefix(w.text, w.column), Name{}
}

// target reads a name; the keyword local stands for itself.
func (p *parser) target() Name {
	if p.peek("local") {
		p.next++
		return Name{Kind: "local"}
	}
	return p.name("TARGET")
}

func (e *routeEdit) String() string {
	s := "route " + e.table.String() + " " + e.dest()
	switch {
	case e.target.Kind == "local":
		return s + " via local"
	case e.target == (Name{}):
		return s + " remove"
	}
	return s + " via " + e.target.String()
}

func (e *routeEdit) dest() string {
	if e.cidr.IsValid() {
		return e.cidr.String()
	}
	return e.list.String()
}

// resolve returns the table and the route to be made, without its target.
func (e *routeEdit) resolve(d *draft) (resource, model.Route, error) {
	r, err := d.resolve(e.table, "", kindTable)
	route := model.Route{Destination: e.cidr, State: model.RouteActive, How: model.CreatedByUser, Origin: d.origin()}
	if err == nil && !e.cidr.IsValid() {
		l, lerr := d.resolve(e.list, "", kindList)
		route.PrefixList, err = model.PrefixListID(l.id), lerr
	}
	return r, route, err
}

func (e *routeEdit) apply(d *draft) error {
	r, route, err := e.resolve(d)
	if err != nil {
		return err
	}
	t := d.table(r.id)
	old := slices.IndexFunc(t.Routes, replaces(route))
	if e.target == (Name{}) {
		return e.remove(d, t, r, old)
	}
	if route.Target, err = d.target(e.target, r.vpc, route.PrefixList != ""); err != nil {
		return err
	}
	if err := e.check(d, t, &route); err != nil {
		return err
	}
	if old < 0 {
		t.Routes = with(t.Routes, route)
		d.note(Created, r.id, "route %s via %s in %s", e.dest(), route.Target.ID, r)
		return nil
	}
	d.note(Replaced, r.id, "route %s via %s of %s now goes via %s", e.dest(), t.Routes[old].Target.ID, r, route.Target.ID)
	t.Routes = slices.Clone(t.Routes)
	t.Routes[old] = route
	return nil
}

// replaces reports whether the user's route takes the place of another: AWS keeps one per
// destination beside the propagated ones.
func replaces(a model.Route) func(model.Route) bool {
	return func(b model.Route) bool {
		return a.Destination == b.Destination && a.PrefixList == b.PrefixList && b.How != model.PropagatedByVGW && b.How != model.Advertised && b.UnknownDestination == nil
	}
}

func (e *routeEdit) remove(d *draft, t *model.RouteTable, r resource, i int) error {
	switch {
	case i < 0:
		var have []string
		for _, x := range t.Routes {
			if x.Target.Kind != model.TargetLocal && x.Destination.IsValid() && len(have) < 10 {
				have = append(have, x.Destination.String())
			}
		}
		return d.fail(fmt.Sprintf("%s has no route %s of its own", r, e.dest()), "only what exists, and was not propagated, can be removed", "write one of its destinations", have...)
	case t.Routes[i].Target.Kind == model.TargetLocal || t.Routes[i].How == model.CreatedWithTable:
		if err := d.refuse(r.id, fmt.Sprintf("%s loses its local route %s", r, e.dest()), "a local route cannot be deleted (RT-5)", "replace its target with via"); err != nil {
			return err
		}
	}
	gone := t.Routes[i]
	t.Routes = slices.Delete(slices.Clone(t.Routes), i, i+1)
	d.note(Removed, r.id, "route %s via %s of %s", e.dest(), gone.Target.ID, r)
	return nil
}

func (e *routeEdit) inverse(d *draft) (operation, bool) {
	r, route, err := e.resolve(d)
	if err != nil {
		return nil, false
	}
	t := d.table(r.id)
	i := slices.IndexFunc(t.Routes, replaces(route))
	inv := *e
	if i < 0 {
		inv.target = Name{}
		return &inv, e.target != (Name{})
	}
	old := t.Routes[i]
	inv.target = Name{Text: old.Target.ID}
	if old.Target.Kind == model.TargetLocal {
		inv.target = Name{Kind: "local"}
	}
	// The old route must come back exactly as it was.
	back, err := d.target(inv.target, r.vpc, route.PrefixList != "")
	same := err == nil && back.Kind == old.Target.Kind && back.ID == old.Target.ID && back.ENI == old.Target.ENI
	how := model.CreatedByUser
	if isLocalDestination(d, t, old.Destination) {
		how = model.CreatedWithTable
	}
	return &inv, same && old.State == model.RouteActive && old.How == how
}

// isLocalDestination reports whether a destination is a CIDR of the table's VPC.
func isLocalDestination(d *draft, t *model.RouteTable, p netip.Prefix) bool {
	v := d.vpc(t.VPC)
	return v != nil && p.IsValid() && slices.ContainsFunc(v.CIDRs, func(c model.VPCCIDR) bool { return c.Prefix == p })
}
