package change

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
)

// associateEdit is "associate rtb-1 subnet-1"; the first may also be a network ACL, the second a
// gateway for an edge table (RT-2).
type associateEdit struct{ what, to Name }

func parseAssociate(p *parser) operation {
	return &associateEdit{p.name("RTB or ACL"), p.name("SUBNET")}
}

func (e *associateEdit) String() string { return fmt.Sprintf("associate %s %s", e.what, e.to) }

func (e *associateEdit) resolve(d *draft) (what, to resource, err error) {
	if to, err = d.resolve(e.to, "", kindSubnet, kindIGW, kindVGW); err != nil {
		return what, to, err
	}
	what, err = d.resolve(e.what, to.vpc, kindTable, kindACL)
	if err == nil && what.kind == kindACL && to.kind != kindSubnet {
		err = d.failAt(e.to, fmt.Sprintf("%s is a %s", to, to.kind.what), "a network ACL guards subnets", "name a subnet")
	}
	return what, to, err
}

func (e *associateEdit) apply(d *draft) error {
	what, to, err := e.resolve(d)
	if err != nil {
		return err
	}
	if what.vpc != to.vpc {
		if err := d.refuse(what.id, fmt.Sprintf("%s belongs to %s, %s to %s", what, what.vpc, to, to.vpc), "both lie in one VPC (RT-14)", "name one of the same VPC"); err != nil {
			return err
		}
	}
	if what.kind == kindACL {
		e.guard(d, what, to)
		return nil
	}
	e.detach(d, to)
	t := d.table(what.id)
	for _, a := range t.Associations {
		if a.Main && to.kind == kindSubnet {
			d.note(Changed, to.id, "%s follows the main table %s again", to, what)
			return nil
		}
	}
	a := model.RouteTableAssociation{State: "associated", Origin: d.origin()}
	if to.kind == kindSubnet {
		a.Subnet = model.SubnetID(to.id)
	} else {
		a.Gateway = to.id
	}
	t.Associations = with(t.Associations, a)
	d.note(Changed, to.id, "%s is routed by %s", to, what)
	return nil
}

// detach ends the explicit association of a subnet or gateway.
func (e *associateEdit) detach(d *draft, to resource) {
	for i := range d.n.RouteTables {
		gone := func(a model.RouteTableAssociation) bool { return string(a.Subnet) == to.id || a.Gateway == to.id }
		for _, a := range d.n.RouteTables[i].Associations {
			if gone(a) {
				t := &own(d, &d.n.RouteTables)[i]
				t.Associations = without(t.Associations, gone)
				break
			}
		}
	}
}

// guard puts a subnet under an ACL.
func (e *associateEdit) guard(d *draft, what, to resource) {
	mine := func(a model.NACLAssociation) bool { return string(a.Subnet) == to.id }
	for i := range d.n.NetworkACLs {
		for _, a := range d.n.NetworkACLs[i].Associations {
			if mine(a) {
				acl := &own(d, &d.n.NetworkACLs)[i]
				acl.Associations = without(acl.Associations, mine)
				break
			}
		}
	}
	acl := d.acl(what.id)
	acl.Associations = with(acl.Associations, model.NACLAssociation{Subnet: model.SubnetID(to.id), Origin: d.origin()})
	d.note(Changed, to.id, "%s is guarded by %s", to, what)
}

// inverse names what the subnet had. Following the main table is "associated with it".
func (e *associateEdit) inverse(d *draft) (operation, bool) {
	what, to, err := e.resolve(d)
	if err != nil {
		return nil, false
	}
	if what.kind == kindACL {
		for _, a := range d.n.NetworkACLs {
			for _, s := range a.Associations {
				if string(s.Subnet) == to.id {
					return &associateEdit{Name{Text: string(a.ID)}, e.to}, true
				}
			}
		}
		return nil, false
	}
	main := ""
	for _, t := range d.n.RouteTables {
		isMain := false
		for _, a := range t.Associations {
			isMain = isMain || a.Main
		}
		for _, a := range t.Associations {
			switch {
			case string(a.Subnet) == to.id && a.State == "associated", a.Gateway == to.id && to.kind != kindSubnet:
				return &associateEdit{Name{Text: string(t.ID)}, e.to}, !isMain && a.Pool == ""
			case a.Main && t.VPC == to.vpc && to.kind == kindSubnet:
				main = string(t.ID)
			}
		}
	}
	return &associateEdit{Name{Text: main}, e.to}, main != ""
}
