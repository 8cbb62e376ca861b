package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// dropGroup refuses a group that is in use, as AWS does.
func (d *draft) dropGroup(r resource) error {
	id := model.SecurityGroupID(r.id)
	var users []string
	for _, e := range d.n.NetworkInterfaces {
		if slices.Contains(e.Groups, id) {
			users = append(users, string(e.ID))
		}
	}
	for _, g := range d.n.SecurityGroups {
		if g.ID != id && slices.ContainsFunc(g.Rules, func(x model.SecurityGroupRule) bool { return x.Peer.Group == id }) {
			users = append(users, string(g.ID))
		}
	}
	if len(users) > 0 {
		what := fmt.Sprintf("%s is used by %s", r, users[0])
		if len(users) > 1 {
			what += fmt.Sprintf(" and %d more", len(users)-1)
		}
		if err := d.refuse(r.id, what, "a group that interfaces or rules name cannot be deleted", "detach it and revoke those rules first"); err != nil {
			return err
		}
	}
	if r.name == "default" {
		if err := d.refuse(r.id, "the default group of "+string(r.vpc)+" is deleted", "each VPC keeps its default group", "revoke its rules instead"); err != nil {
			return err
		}
	}
	for i := range d.n.NetworkInterfaces {
		if slices.Contains(d.n.NetworkInterfaces[i].Groups, id) {
			e := &own(d, &d.n.NetworkInterfaces)[i]
			e.Groups = without(e.Groups, func(g model.SecurityGroupID) bool { return g == id })
		}
	}
	drop(d, &d.n.SecurityGroups, func(g *model.SecurityGroup) bool { return g.ID == id })
	drop(d, &d.n.SecurityGroupAssociations, func(a *model.SecurityGroupVPCAssociation) bool { return a.Group == id })
	return nil
}

func (d *draft) dropACL(r resource) error {
	a := d.acl(r.id)
	if a.IsDefault || len(a.Associations) > 0 {
		if err := d.refuse(r.id, fmt.Sprintf("%s guards subnets", r), "a default ACL, or one with subnets, cannot be deleted", "associate its subnets with another first"); err != nil {
			return err
		}
	}
	drop(d, &d.n.NetworkACLs, func(a *model.NetworkACL) bool { return string(a.ID) == r.id })
	return nil
}

func (d *draft) dropTable(r resource) error {
	if t := d.table(r.id); len(t.Associations) > 0 {
		if err := d.refuse(r.id, fmt.Sprintf("%s routes subnets", r), "a main table, or one with associations, cannot be deleted", "associate its subnets with another first"); err != nil {
			return err
		}
	}
	drop(d, &d.n.RouteTables, func(t *model.RouteTable) bool { return string(t.ID) == r.id })
	return nil
}

func (d *draft) dropList(r resource) error {
	id := model.PrefixListID(r.id)
	used := d.list(r.id).AWSManaged()
	for _, g := range d.n.SecurityGroups {
		used = used || slices.ContainsFunc(g.Rules, func(x model.SecurityGroupRule) bool { return x.Peer.PrefixList == id })
	}
	for _, t := range d.n.RouteTables {
		used = used || slices.ContainsFunc(t.Routes, func(x model.Route) bool { return x.PrefixList == id })
	}
	if used {
		if err := d.refuse(r.id, fmt.Sprintf("%s is in use", r), "a list that rules or routes name, or that AWS manages, cannot be deleted", "revoke those rules and remove those routes first"); err != nil {
			return err
		}
	}
	drop(d, &d.n.PrefixLists, func(l *model.PrefixList) bool { return l.ID == id })
	return nil
}

// dropAttachment removes an attachment: propagated routes vanish, static ones become blackholes.
func (d *draft) dropAttachment(id string) {
	att := model.TGWAttachmentID(id)
	drop(d, &d.n.TGWAttachments, func(a *model.TGWAttachment) bool { return a.ID == att })
	mine := func(r model.TGWRoute) bool { return slices.Contains(r.Attachments, att) }
	for i := range d.n.TGWRouteTables {
		if !slices.ContainsFunc(d.n.TGWRouteTables[i].Routes, mine) && !propagates(&d.n.TGWRouteTables[i], att) {
			continue
		}
		t := &own(d, &d.n.TGWRouteTables)[i]
		t.Propagations = without(t.Propagations, func(p model.TGWPropagation) bool { return p.Attachment == att })
		t.Routes = without(t.Routes, func(r model.TGWRoute) bool { return mine(r) && len(r.Attachments) == 1 && r.Type == "propagated" })
		for j, r := range t.Routes {
			if !mine(r) {
				continue
			}
			t.Routes[j].Attachments = without(r.Attachments, func(a model.TGWAttachmentID) bool { return a == att })
			if len(r.Attachments) == 1 {
				t.Routes[j].State = "blackhole"
				d.note(Changed, string(t.ID), "its static route %s is a blackhole", r.Destination)
			}
		}
	}
}

// dropEndpoint removes an endpoint with its interfaces and the routes of a gateway endpoint.
func (d *draft) dropEndpoint(id string) {
	for _, eni := range d.endpoint(id).Interfaces {
		d.dropInterface(string(eni))
	}
	drop(d, &d.n.VPCEndpoints, func(e *model.VPCEndpoint) bool { return string(e.ID) == id })
	leads := func(r model.Route) bool { return r.Target.Kind == model.TargetGatewayEndpoint && r.Target.ID == id }
	for i := range d.n.RouteTables {
		if slices.ContainsFunc(d.n.RouteTables[i].Routes, leads) {
			t := &own(d, &d.n.RouteTables)[i]
			t.Routes = without(t.Routes, leads)
		}
	}
	d.blackhole(id)
}

// free ends the association of an Elastic IP address.
func free(a *model.Address) {
	a.Association, a.ENI, a.Private, a.Instance = "", "", netip.Addr{}, ""
}
