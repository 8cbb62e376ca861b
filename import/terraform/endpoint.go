package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseObject, map[string]func(item){"aws_vpc_endpoint": readEndpoint, "aws_vpc_endpoint_service": readEndpointService})
	register(phasePart, map[string]func(item){
		"aws_vpc_endpoint_route_table_association": readEndpointTable, "aws_vpc_endpoint_subnet_association": readEndpointSubnet,
		"aws_vpc_endpoint_security_group_association": readEndpointGroup, "aws_vpc_endpoint_connection_accepter": readEndpointAccepter,
		"aws_vpc_endpoint_policy": func(item) {}, "aws_vpc_endpoint_private_dns": func(item) {},
		"aws_vpc_endpoint_service_allowed_principal": func(item) {},
	})
	dataHandlers["aws_vpc_endpoint"] = handler{phaseObject, readEndpoint}
}

// readEndpoint reads an endpoint. Without a type it is a gateway endpoint (TF-12).
func readEndpoint(it item) {
	row := model.VPCEndpoint{
		ID: model.VPCEndpointID(it.id()), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		Type: it.str("vpc_endpoint_type"), Service: it.str("service_name"), ServiceRegion: model.RegionID(it.str("service_region")),
		State: "available", PrivateDNS: it.flag("private_dns_enabled", false), Policy: "default", AddressType: it.str("ip_address_type"),
		Tags: it.tags(), Origin: it.origin(),
	}
	if row.Type == "" {
		row.Type = model.EndpointGateway
	}
	if row.Service == "" {
		row.Service = it.ref("service_name").id
	}
	if it.b.configures(string(row.ID), "policy") {
		row.Policy = "custom"
	}
	if row.Type == model.EndpointGateway {
		it.gateway(&row)
	} else {
		it.consumer(&row)
	}
	it.b.endpoints.add(row.ID, row)
}

// gateway reads a gateway endpoint: a route to its prefix list in each of its
// tables (TF-12).
func (it item) gateway(row *model.VPCEndpoint) {
	tables, unknown := it.refs("route_table_ids")
	row.RouteTables = all[model.RouteTableID](tables)
	list := model.PrefixListID(it.b.serviceList(it.res))
	if it.b.lists.get(list) == nil {
		l := awsList(string(list), row.Service, it)
		it.addBlocks(&l, "cidr_blocks")
		it.b.lists.add(list, l)
	}
	for _, t := range tables {
		it.b.endpointRoute(t, list, row.ID, it)
	}
	if unknown != nil {
		it.b.anyTable(row.VPC, ref{unknown: unknown})
	}
}

// endpointRoute adds the route of a gateway endpoint to a table.
func (b *builder) endpointRoute(table string, list model.PrefixListID, endpoint model.VPCEndpointID, it item) {
	b.routes = append(b.routes, ownedRoute{table: ref{id: table}, route: model.Route{
		PrefixList: list, Target: model.Target{Kind: model.TargetGatewayEndpoint, ID: string(endpoint)}, How: model.CreatedByUser, Origin: it.origin(),
	}})
}

// anyTable makes the routes of the tables of a VPC unknown: one of them may
// have one more.
func (b *builder) anyTable(vpc model.VPCID, r ref) {
	b.late = append(b.late, func() {
		b.tables.each(func(id model.RouteTableID, t *model.RouteTable) {
			if t.VPC == vpc && r.may(string(id)) {
				t.UnknownRoutes = r.unknown
			}
		})
	})
}

// consumer reads an endpoint that has an interface in each of its subnets.
func (it item) consumer(row *model.VPCEndpoint) {
	ids, unknown := it.refs("subnet_ids")
	w := it.placed("", ids, unknown)
	w.eachInterface(func(e *model.NetworkInterface) {
		e.Type = model.InterfaceVPCEndpoint
		if row.Type == model.EndpointGWLB {
			e.Type = model.InterfaceGWLBEndpoint
		}
		it.setGroups(e, "security_group_ids", row.Type == model.EndpointInterface)
		row.Groups = e.Groups
		row.Interfaces = append(row.Interfaces, e.ID)
		it.b.interfaces.add(e.ID, *e)
	})
	row.Subnets = w.row.Subnets
}

func readEndpointTable(it item) {
	endpoint, table := it.ref("vpc_endpoint_id"), it.ref("route_table_id")
	e := it.b.endpoints.get(model.VPCEndpointID(endpoint.id))
	if e == nil {
		return
	}
	if table.unknown != nil {
		it.b.anyTable(e.VPC, table)
		return
	}
	for _, t := range e.RouteTables {
		if string(t) == table.id {
			return
		}
	}
	e.RouteTables = append(e.RouteTables, model.RouteTableID(table.id))
	if r := it.b.byID(endpoint.id); r != nil {
		it.b.endpointRoute(table.id, model.PrefixListID(it.b.serviceList(r)), e.ID, it)
	}
}

func readEndpointSubnet(it item) {
	endpoint, subnet := it.ref("vpc_endpoint_id"), it.ref("subnet_id")
	e := it.b.endpoints.get(model.VPCEndpointID(endpoint.id))
	owner := it.b.byID(endpoint.id)
	if e == nil || owner == nil || subnet.id == "" && subnet.unknown == nil {
		return
	}
	for _, s := range e.Subnets {
		if string(s) == subnet.id {
			return
		}
	}
	of := it.b.itemOf(owner)
	i := of.newInterface(inSubnet(owner.Address, model.SubnetID(subnet.id), true), subnet)
	i.Type, i.RequesterManaged, i.Groups = model.InterfaceVPCEndpoint, true, e.Groups
	if len(e.Groups) == 0 && e.Type == model.EndpointInterface {
		of.setGroups(&i, "security_group_ids", true)
		e.Groups = i.Groups
	}
	it.b.interfaces.add(i.ID, i)
	e.Subnets, e.Interfaces = append(e.Subnets, model.SubnetID(subnet.id)), append(e.Interfaces, i.ID)
}

// readEndpointGroup adds a group to an endpoint, or replaces the default one (TF-8).
func readEndpointGroup(it item) {
	endpoint, group := it.ref("vpc_endpoint_id"), it.ref("security_group_id")
	replaces := it.flag("replace_default_association", false)
	it.b.late = append(it.b.late, func() {
		e := it.b.endpoints.get(model.VPCEndpointID(endpoint.id))
		if e == nil {
			return
		}
		for _, id := range e.Interfaces {
			i := it.b.interfaces.get(id)
			if group.unknown != nil {
				i.UnknownGroups = group.unknown
				continue
			}
			if replaces {
				i.Groups = without(i.Groups, it.defaultGroups(e.VPC))
			}
			i.Groups = appendNew(i.Groups, model.SecurityGroupID(group.id))
			e.Groups = i.Groups
		}
	})
}

func without[T comparable](from, gone []T) []T {
	var out []T
	for _, a := range from {
		if len(gone) == 0 || a != gone[0] {
			out = append(out, a)
		}
	}
	return out
}

func readEndpointService(it item) {
	row := model.EndpointService{
		ID: model.EndpointServiceID(it.id()), Name: it.str("service_name"), Type: it.str("service_type"), Account: it.account(), Region: it.region(),
		State: "Available", Tags: it.tags(), Origin: it.origin(),
	}
	for _, key := range []string{"network_load_balancer_arns", "gateway_load_balancer_arns"} {
		ids, _ := it.refs(key)
		row.LoadBalancers = append(row.LoadBalancers, all[model.ARN](ids)...)
	}
	for _, z := range it.get("availability_zones").Items() {
		row.Zones = append(row.Zones, z.Str())
	}
	for _, z := range it.get("supported_regions").Items() {
		row.SupportedRegions = append(row.SupportedRegions, model.RegionID(z.Str()))
	}
	if row.Name == "" || strings.Contains(row.Name, "⟦") || it.get("service_name").KindOf() == plan.Unknown {
		row.Name = it.res.Address + ".service_name"
	}
	it.b.rest.EndpointServices = append(it.b.rest.EndpointServices, row)
}

func readEndpointAccepter(it item) {
	it.b.rest.EndpointConnections = append(it.b.rest.EndpointConnections, model.EndpointConnection{
		Service: model.EndpointServiceID(it.ref("vpc_endpoint_service_id").id), Endpoint: model.VPCEndpointID(it.ref("vpc_endpoint_id").id),
		Account: it.account(), State: "available", Origin: it.origin(),
	})
}
