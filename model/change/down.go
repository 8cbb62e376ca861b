package change

import "github.com/seed-044d7529/segment/model"

// downEdit is "down az:eu-west-1a", or "down nat-1": what a failure leaves.
type downEdit struct{ what Name }

func parseDown(p *parser) operation { return &downEdit{p.name("az:ZONE or ID")} }

func (e *downEdit) String() string { return "down " + e.what.String() }

func (e *downEdit) apply(d *draft) error {
	r, err := d.resolve(e.what, "", kindZone, kindInstance, kindENI, kindNAT, kindIGW, kindEIGW, kindVGW, kindVPN, kindAttachment, kindPeering, kindEndpoint)
	if err != nil {
		return err
	}
	if r.kind == kindZone {
		e.zone(d, r.id)
	} else {
		e.resource(d, r)
	}
	d.note(Changed, r.id, "%s %s is down", r.kind.what, r)
	return nil
}

// zone takes down what lies in a zone.
func (e *downEdit) zone(d *draft, zone string) {
	subnets := map[model.SubnetID]bool{}
	for _, s := range d.n.Subnets {
		subnets[s.ID] = s.Zone == zone
	}
	for i := range d.n.NetworkInterfaces {
		if x := &d.n.NetworkInterfaces[i]; x.Zone == zone || subnets[x.Subnet] {
			d.silence(string(x.ID))
		}
	}
	for i := range d.n.NatGateways {
		if g := &d.n.NatGateways[i]; g.Subnet != "" && subnets[g.Subnet] {
			e.resource(d, resource{kind: kindNAT, id: string(g.ID)})
		}
	}
	gone := func(s model.SubnetID) bool { return subnets[s] }
	for i := range d.n.TGWAttachments {
		a := &own(d, &d.n.TGWAttachments)[i]
		a.Subnets = without(a.Subnets, gone)
	}
	for i := range d.n.LoadBalancers {
		b := &own(d, &d.n.LoadBalancers)[i]
		b.Subnets = without(b.Subnets, gone)
	}
	for i := range d.n.VPCEndpoints {
		v := &own(d, &d.n.VPCEndpoints)[i]
		v.Subnets = without(v.Subnets, gone)
		v.Interfaces = without(v.Interfaces, func(id model.ENIID) bool { x := d.eni(string(id)); return x != nil && subnets[x.Subnet] })
	}
	for i := range d.n.Firewalls {
		f := &own(d, &d.n.Firewalls)[i]
		f.Endpoints = without(f.Endpoints, func(x model.FirewallEndpoint) bool { return subnets[x.Subnet] || x.Zone == zone })
	}
}

// silence detaches an interface: it neither sends nor receives (VPC-7).
func (d *draft) silence(id string) {
	x := d.eni(id)
	if x == nil || x.Status == "available" {
		return
	}
	x.Status, x.Attachment.Status = "available", "detached"
	d.note(Changed, id, "neither sends nor receives")
	d.blackhole(id)
}

// resource takes down one thing and blackholes the routes that lead to it.
func (e *downEdit) resource(d *draft, r resource) {
	switch r.kind {
	case kindInstance:
		for _, id := range d.instance(r.id).Interfaces {
			d.silence(string(id))
		}
	case kindENI:
		d.silence(r.id)
	case kindNAT:
		d.nat(r.id).State = "failed"
	case kindIGW:
		row(d, &d.n.InternetGateways, func(g *model.InternetGateway) bool { return string(g.ID) == r.id }).Attachments = nil
	case kindEIGW:
		row(d, &d.n.EgressOnlyInternetGateways, func(g *model.EgressOnlyInternetGateway) bool { return string(g.ID) == r.id }).Attachments = nil
	case kindVGW:
		row(d, &d.n.VPNGateways, func(g *model.VPNGateway) bool { return string(g.ID) == r.id }).Attachments = nil
	case kindVPN:
		row(d, &d.n.VPNConnections, func(c *model.VPNConnection) bool { return string(c.ID) == r.id }).State = "deleted"
	case kindAttachment:
		d.attachment(r.id).State = "failed"
	case kindPeering:
		d.peering(r.id).Status = "failed"
	case kindEndpoint:
		x := d.endpoint(r.id)
		x.State = "failed"
		for _, id := range x.Interfaces {
			d.silence(string(id))
		}
	}
	if r.kind != kindAttachment && r.kind != kindVPN {
		d.blackhole(r.id)
	}
}

func (e *downEdit) inverse(*draft) (operation, bool) { return nil, false }
