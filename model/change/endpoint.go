package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// endpointEdit is "endpoint vpc-a s3 rtb-1" (gateway), or "endpoint vpc-a sqs subnet-1 with sg:ep"
// (interface). A short service name is one of the VPC's region.
type endpointEdit struct {
	vpc     Name
	service string
	places  []Name // route tables or subnets
	groups  []Name
}

func parseEndpoint(p *parser) operation {
	e := &endpointEdit{vpc: p.name("VPC"), service: p.word("SERVICE").text, places: p.names("RTB or SUBNET", "with")}
	if p.peek("with") {
		p.next++
		e.groups = p.names("sg:NAME")
	}
	return e
}

func (e *endpointEdit) String() string {
	s := fmt.Sprintf("endpoint %s %s%s", e.vpc, quote(e.service), joinNames(e.places))
	if len(e.groups) > 0 {
		s += " with" + joinNames(e.groups)
	}
	return s
}

// serviceName returns the full name: com.amazonaws.eu-west-1.s3.
func (e *endpointEdit) serviceName(v *model.VPC) string {
	if strings.HasPrefix(e.service, "com.") || strings.HasPrefix(e.service, "aws.") {
		return e.service
	}
	return "com.amazonaws." + string(v.Region) + "." + e.service
}

func (e *endpointEdit) apply(d *draft) error {
	r, err := d.resolve(e.vpc, "", kindVPC)
	if err != nil {
		return err
	}
	v := d.vpc(model.VPCID(r.id))
	first, err := d.resolve(e.places[0], v.ID, kindTable, kindSubnet)
	if err != nil {
		return err
	}
	places, err := d.resolveAll(e.places, v.ID, first.kind)
	if err != nil {
		return err
	}
	ep := model.VPCEndpoint{
		ID:  model.VPCEndpointID(d.newID("vpce-", e.idName(v), kindEndpoint)),
		VPC: v.ID, Account: v.Account, Region: v.Region, Service: e.serviceName(v), State: "available",
		Policy: "default", AddressType: "ipv4", Origin: d.origin(),
	}
	if first.kind == kindTable {
		err = e.gateway(d, &ep, places)
	} else {
		err = e.interfaces(d, &ep, places)
	}
	if err != nil {
		return err
	}
	insert(d, &d.n.VPCEndpoints, ep, func(x *model.VPCEndpoint) string { return string(x.ID) })
	d.note(Created, string(ep.ID), "%s endpoint for %s in %s", strings.ToLower(ep.Type), ep.Service, v.ID)
	return nil
}

func (e *endpointEdit) idName(v *model.VPC) string {
	parts := strings.Split(e.service, ".")
	return parts[len(parts)-1] + "-" + suffix(string(v.ID))
}

// resolveAll resolves names of one kind that lie in the VPC.
func (d *draft) resolveAll(names []Name, vpc model.VPCID, k *kind) ([]resource, error) {
	var out []resource
	for _, m := range names {
		r, err := d.resolve(m, vpc, k)
		if err != nil {
			return nil, err
		}
		if r.vpc != vpc && r.vpc != "" {
			if err := d.refuse(r.id, fmt.Sprintf("%s lies in %s, not in %s", r, r.vpc, vpc), "all parts lie in one VPC", "name one of "+string(vpc)); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// gateway adds a route for the service's prefix list to each table (EP-1).
func (e *endpointEdit) gateway(d *draft, ep *model.VPCEndpoint, tables []resource) error {
	ep.Type = model.EndpointGateway
	list := ""
	for _, l := range d.n.PrefixLists {
		if l.Name == ep.Service && !l.IPv6 && (l.Region == ep.Region || l.Region == "") {
			list = string(l.ID)
		}
	}
	if list == "" || len(e.groups) > 0 {
		return d.fail(fmt.Sprintf("no gateway endpoint for %s can be made", ep.Service), "it needs the service's prefix list and has no groups", "import the prefix lists, or name subnets for an interface endpoint")
	}
	route := model.Route{
		PrefixList: model.PrefixListID(list), Target: model.Target{Kind: model.TargetGatewayEndpoint, ID: string(ep.ID)},
		State: model.RouteActive, How: model.CreatedByUser, Origin: d.origin(),
	}
	for _, r := range tables {
		t := d.table(r.id)
		if slices.ContainsFunc(t.Routes, replaces(route)) {
			return d.fail(fmt.Sprintf("%s already leads %s to an endpoint", r, ep.Service), "a table has one gateway endpoint a service", "name another table")
		}
		t.Routes = with(t.Routes, route)
		ep.RouteTables = append(ep.RouteTables, t.ID)
		d.note(Created, r.id, "route %s via %s in %s", list, ep.ID, r)
	}
	return nil
}

// interfaces adds an interface in each subnet (EP-4). Without groups it is the VPC's default one.
func (e *endpointEdit) interfaces(d *draft, ep *model.VPCEndpoint, subnets []resource) error {
	ep.Type = model.EndpointInterface
	groups, err := d.groupsOf(e.groups, ep.VPC)
	if err != nil {
		return err
	}
	ep.Groups = groups
	for _, r := range subnets {
		eni, err := d.newInterface(r.id, suffix(string(ep.ID))+"-"+suffix(r.id), groups, netip0)
		if err != nil {
			return err
		}
		eni.Type, eni.RequesterManaged, eni.Account = model.InterfaceVPCEndpoint, true, ep.Account
		eni.Description = "VPC Endpoint Interface " + string(ep.ID)
		insert(d, &d.n.NetworkInterfaces, eni, eniKey)
		ep.Subnets, ep.Interfaces = append(ep.Subnets, model.SubnetID(r.id)), append(ep.Interfaces, eni.ID)
		d.note(Created, string(eni.ID), "interface of %s at %s", ep.ID, eni.Primary())
	}
	return nil
}

func (e *endpointEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.vpc, "", kindVPC)
	if err != nil {
		return nil, false
	}
	v := d.vpc(model.VPCID(r.id))
	return &deleteEdit{"delete", Name{Kind: "vpce", Text: d.newID("vpce-", e.idName(v), kindEndpoint)}}, true
}
