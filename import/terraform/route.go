package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseObject, map[string]func(item){"aws_route_table": readTable, "aws_default_route_table": readTable})
	register(phasePart, map[string]func(item){
		"aws_route": readRoute, "aws_route_table_association": readTableAssociation,
		"aws_main_route_table_association": readMain, "aws_vpn_gateway_route_propagation": readPropagation,
	})
	dataHandlers["aws_route_table"] = handler{phaseObject, readForeignTable}
}

func readForeignTable(it item) {
	id := model.RouteTableID(it.id())
	it.b.tables.add(id, model.RouteTable{
		ID: id, VPC: it.vpc(), Account: it.account(), Region: it.region(), Origin: it.origin(),
		UnknownRoutes: &model.Unknown{Cause: "the routes of a table that a data source found may change", Origin: it.origin()},
	})
}

// readTable reads a route table with its inline routes.
func readTable(it item) {
	row := model.RouteTable{
		ID: model.RouteTableID(it.id()), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		Tags: it.tags(), Origin: it.origin(),
	}
	if it.res.Type == "aws_default_route_table" {
		if row.VPC == "" {
			row.VPC = it.b.vpcWith("default_route_table_id", string(row.ID))
		}
		row.Associations = []model.RouteTableAssociation{{Main: true, State: "associated", Origin: it.origin()}}
	}
	blocks, unknown := it.blocks("route")
	for _, e := range blocks {
		row.Routes = append(row.Routes, e.route("cidr_block", "ipv6_cidr_block"))
	}
	row.UnknownRoutes = unknown
	gateways, _ := it.refs("propagating_vgws")
	row.Propagating = all[model.VPNGatewayID](gateways)
	it.b.tables.add(row.ID, row)
}

// targetFields are the attributes that name a next hop (TF-16, RT-11).
var targetFields = []struct {
	key  string
	kind model.TargetKind
}{
	{"nat_gateway_id", model.TargetNatGateway},
	{"transit_gateway_id", model.TargetTransitGateway},
	{"vpc_peering_connection_id", model.TargetPeering},
	{"egress_only_gateway_id", model.TargetEgressOnlyGateway},
	{"vpc_endpoint_id", model.TargetGWLBEndpoint},
	{"network_interface_id", model.TargetInterface},
	{"instance_id", model.TargetInstance},
	{"local_gateway_id", model.TargetLocalGateway},
	{"carrier_gateway_id", model.TargetCarrierGateway},
	{"core_network_arn", model.TargetCoreNetwork},
	{"odb_network_arn", model.TargetODBNetwork},
	{"gateway_id", model.TargetInternetGateway},
}

// route reads a route; the destination has other names inline and standalone.
func (it item) route(four, six string) model.Route {
	row := model.Route{How: model.CreatedByUser, Origin: it.origin()}
	var unknown4, unknown6 *model.Unknown
	row.Destination, unknown4 = it.prefix(four)
	if p, u := it.prefix(six); p.IsValid() || u != nil {
		row.Destination, unknown6 = p, u
	}
	list := it.ref("destination_prefix_list_id")
	row.PrefixList = model.PrefixListID(list.id)
	for _, u := range []*model.Unknown{unknown4, unknown6, list.unknown} {
		if u != nil && !row.Destination.IsValid() && row.PrefixList == "" {
			row.UnknownDestination = u
		}
	}
	if !row.Destination.IsValid() && row.PrefixList == "" && row.UnknownDestination == nil {
		row.UnknownDestination = &model.Unknown{Cause: "the route tells no destination", Origin: it.origin()}
	}
	row.Target = it.target()
	return row
}

// target reads the next hop of a route. Exactly one attribute is configured;
// the others are null, or computed and therefore null (package link).
func (it item) target() model.Target {
	var open *model.Target
	for _, f := range targetFields {
		r := it.ref(f.key)
		switch {
		case r.id != "":
			return it.towards(f.kind, r.id)
		case r.unknown != nil:
			t := model.Target{Kind: model.TargetUnknown, Unknown: r.unknown}
			for _, c := range r.candidates {
				t.Candidates = append(t.Candidates, it.towards(f.kind, c))
			}
			open = &t
		}
	}
	if open != nil {
		return *open
	}
	return model.Target{Kind: model.TargetUnknown, Unknown: &model.Unknown{Cause: "the route names no target that segment knows", Origin: it.origin()}}
}

// towards tells the kind of a gateway_id by what it names.
func (it item) towards(kind model.TargetKind, id string) model.Target {
	if kind != model.TargetInternetGateway {
		return model.Target{Kind: kind, ID: id}
	}
	if id == "local" {
		return model.Target{Kind: model.TargetLocal, ID: id}
	}
	if r := it.b.byID(id); r != nil {
		switch r.Type {
		case "aws_vpn_gateway":
			return model.Target{Kind: model.TargetVPNGateway, ID: id}
		case "aws_vpc_endpoint":
			return model.Target{Kind: model.TargetGWLBEndpoint, ID: id}
		case "aws_egress_only_internet_gateway":
			return model.Target{Kind: model.TargetEgressOnlyGateway, ID: id}
		case "aws_ec2_carrier_gateway":
			return model.Target{Kind: model.TargetCarrierGateway, ID: id}
		}
	}
	for prefix, k := range map[string]model.TargetKind{
		"vgw-": model.TargetVPNGateway, "vpce-": model.TargetGWLBEndpoint, "eigw-": model.TargetEgressOnlyGateway,
		"lgw-": model.TargetLocalGateway, "cagw-": model.TargetCarrierGateway,
	} {
		if strings.HasPrefix(id, prefix) {
			return model.Target{Kind: k, ID: id}
		}
	}
	return model.Target{Kind: model.TargetInternetGateway, ID: id}
}

// ownedRoute is a route that a resource of its own makes.
type ownedRoute struct {
	table ref
	route model.Route
}

func readRoute(it item) {
	row := ownedRoute{table: it.ref("route_table_id"), route: it.route("destination_cidr_block", "destination_ipv6_cidr_block")}
	if row.table.unknown != nil {
		it.b.tables.each(func(id model.RouteTableID, t *model.RouteTable) {
			if row.table.may(string(id)) {
				t.UnknownRoutes = row.table.unknown
			}
		})
		return
	}
	it.b.routes = append(it.b.routes, row)
	it.b.owned.add(routeKey(row.table.id, row.route))
}

func (b *builder) joinRoutes() {
	own := map[string][]model.Route{}
	for _, r := range b.routes {
		own[r.table.id] = append(own[r.table.id], r.route)
		if b.tables.get(model.RouteTableID(r.table.id)) == nil {
			b.note(model.KindRouteTables, r.table.id)
		}
	}
	b.tables.each(func(id model.RouteTableID, t *model.RouteTable) {
		var kept []model.Route
		for _, r := range t.Routes {
			if !b.copied(routeKey(string(id), r)) {
				kept = append(kept, r)
			}
		}
		more := own[string(id)]
		if len(more) > 0 && b.configures(string(id), "route") {
			b.report(conflictingOwners.At(t.Origin, "%s has routes inline and as resources of their own", id))
			t.UnknownRoutes = &model.Unknown{Cause: "inline routes and standalone routes of the table undo each other (TF-2)", Origin: t.Origin}
		}
		kept = append(kept, more...)
		t.Routes = kept
	})
	b.joinTables()
}

func readTableAssociation(it item) {
	table, gateway := it.ref("route_table_id"), it.ref("gateway_id")
	if gateway.id != "" {
		if t := it.b.tables.get(model.RouteTableID(table.id)); t != nil {
			t.Associations = append(t.Associations, model.RouteTableAssociation{ID: it.str("id"), Gateway: gateway.id, State: "associated", Origin: it.origin()})
		}
		return
	}
	it.b.inSubnets = append(it.b.inSubnets, subnetTie{table: table, subnet: it.ref("subnet_id"), id: it.str("id"), origin: it.origin()})
}

// joinTables ties subnets to tables. An association that does not tell its
// table makes its subnet's table unknown.
func (b *builder) joinTables() {
	for _, tie := range b.inSubnets {
		a := model.RouteTableAssociation{ID: tie.id, Subnet: model.SubnetID(tie.subnet.id), State: "associated", Origin: tie.origin, UnknownSubnet: tie.subnet.unknown}
		if tie.table.unknown != nil {
			b.looseAssociation(tie, a)
			continue
		}
		if tie.table.id == "" {
			continue
		}
		if t := b.tables.get(model.RouteTableID(tie.table.id)); t != nil {
			t.Associations = append(t.Associations, a)
		} else {
			b.note(model.KindRouteTables, tie.table.id)
		}
	}
}

// looseAssociation notes an association with one of several tables, at one of
// them: which one makes no difference.
func (b *builder) looseAssociation(tie subnetTie, a model.RouteTableAssociation) {
	a.Subnet, a.UnknownSubnet = "", tie.table.unknown
	for _, id := range b.tables.order {
		if tie.table.may(string(id)) {
			t := b.tables.get(id)
			t.Associations = append(t.Associations, a)
			return
		}
	}
}

// readMain makes a table the main one instead of the one that AWS made (TF-7).
func readMain(it item) {
	vpc, table := it.ref("vpc_id"), it.ref("route_table_id")
	t := it.b.tables.get(model.RouteTableID(table.id))
	if t == nil {
		return
	}
	it.b.tables.each(func(_ model.RouteTableID, other *model.RouteTable) {
		if string(other.VPC) == vpc.id {
			other.Associations = withoutMain(other.Associations)
		}
	})
	t.Associations = append(t.Associations, model.RouteTableAssociation{ID: it.str("id"), Main: true, State: "associated", Origin: it.origin()})
}

func withoutMain(all []model.RouteTableAssociation) []model.RouteTableAssociation {
	var out []model.RouteTableAssociation
	for _, a := range all {
		if !a.Main {
			out = append(out, a)
		}
	}
	return out
}

func readPropagation(it item) {
	table, gateway := it.ref("route_table_id"), it.ref("vpn_gateway_id")
	if t := it.b.tables.get(model.RouteTableID(table.id)); t != nil && gateway.id != "" {
		t.Propagating = append(t.Propagating, model.VPNGatewayID(gateway.id))
	}
}

// block is the configuration of a resource, or nil.
func (b *builder) block(r *plan.Resource) *plan.Block {
	if b.doc.Config == nil {
		return nil
	}
	if m := b.doc.Config.Module(plan.ModuleKey(r.Module)); m != nil {
		return m.Blocks[r.Block()]
	}
	return nil
}
