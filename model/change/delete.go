package change

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
)

// deleteEdit is "delete sg-1", or "remove i-1", which takes only hosts.
type deleteEdit struct {
	verb string
	what Name
}

func parseDelete(p *parser) operation { return &deleteEdit{p.verb.word, p.name("ID")} }

func (e *deleteEdit) String() string { return e.verb + " " + e.what.String() }

func (e *deleteEdit) apply(d *draft) error {
	kinds := []*kind{kindInstance, kindENI}
	if e.verb == "delete" {
		kinds = append(kinds, kindGroup, kindACL, kindTable, kindList, kindNAT, kindIGW, kindEIGW, kindVGW, kindVPN, kindAttachment, kindPeering, kindEndpoint)
	}
	r, err := d.resolve(e.what, "", kinds...)
	if err != nil {
		return err
	}
	if err := e.remove(d, r); err != nil {
		return err
	}
	d.note(Removed, r.id, "%s %s", r.kind.what, r)
	return nil
}

func (e *deleteEdit) remove(d *draft, r resource) error {
	switch r.kind {
	case kindInstance:
		for _, id := range d.instance(r.id).Interfaces {
			d.dropInterface(string(id))
		}
		drop(d, &d.n.Instances, func(i *model.Instance) bool { return string(i.ID) == r.id })
		d.blackhole(r.id)
	case kindENI:
		if host := d.eni(r.id).Attachment.Instance; host != "" {
			if err := d.refuse(r.id, fmt.Sprintf("%s is an interface of %s", r, host), "an attached interface cannot be deleted", "remove the instance"); err != nil {
				return err
			}
		}
		d.dropInterface(r.id)
	case kindGroup:
		return d.dropGroup(r)
	case kindACL:
		return d.dropACL(r)
	case kindTable:
		return d.dropTable(r)
	case kindList:
		return d.dropList(r)
	case kindAttachment:
		d.dropAttachment(r.id)
	case kindEndpoint:
		d.dropEndpoint(r.id)
	default:
		d.dropGateway(r)
	}
	return nil
}

// dropInterface removes an interface and frees its addresses.
func (d *draft) dropInterface(id string) {
	drop(d, &d.n.NetworkInterfaces, func(e *model.NetworkInterface) bool { return string(e.ID) == id })
	for i := range d.n.Addresses {
		if string(d.n.Addresses[i].ENI) == id {
			free(&own(d, &d.n.Addresses)[i])
		}
	}
	d.blackhole(id)
}

// dropGateway removes what routes lead to, and blackholes them (RT-8).
func (d *draft) dropGateway(r resource) {
	switch r.kind {
	case kindNAT:
		for _, a := range d.nat(r.id).Addresses {
			d.dropInterface(string(a.ENI))
		}
		drop(d, &d.n.NatGateways, func(g *model.NatGateway) bool { return string(g.ID) == r.id })
	case kindIGW:
		drop(d, &d.n.InternetGateways, func(g *model.InternetGateway) bool { return string(g.ID) == r.id })
	case kindEIGW:
		drop(d, &d.n.EgressOnlyInternetGateways, func(g *model.EgressOnlyInternetGateway) bool { return string(g.ID) == r.id })
	case kindVGW:
		drop(d, &d.n.VPNGateways, func(g *model.VPNGateway) bool { return string(g.ID) == r.id })
	case kindVPN:
		drop(d, &d.n.VPNConnections, func(c *model.VPNConnection) bool { return string(c.ID) == r.id })
		for _, a := range d.n.TGWAttachments {
			if a.Resource == r.id {
				d.dropAttachment(string(a.ID))
			}
		}
	case kindPeering:
		drop(d, &d.n.Peerings, func(p *model.PeeringConnection) bool { return string(p.ID) == r.id })
	}
	d.blackhole(r.id)
}

// blackhole sets the routes that lead to something gone (RT-8).
func (d *draft) blackhole(id string) {
	if id == "" {
		return
	}
	for i := range d.n.RouteTables {
		for j, route := range d.n.RouteTables[i].Routes {
			if (route.Target.ID != id && string(route.Target.ENI) != id) || route.State == model.RouteBlackhole {
				continue
			}
			t := &own(d, &d.n.RouteTables)[i]
			t.Routes = with(t.Routes)
			t.Routes[j].State = model.RouteBlackhole
			d.note(Changed, string(t.ID), "its route %s via %s is a blackhole", destinationText(route), id)
		}
	}
}

func destinationText(r model.Route) string {
	if r.PrefixList != "" {
		return string(r.PrefixList)
	}
	return r.Destination.String()
}

// inverse exists for what create makes anew, nothing else: parts are lost with the whole.
func (e *deleteEdit) inverse(*draft) (operation, bool) { return nil, false }
