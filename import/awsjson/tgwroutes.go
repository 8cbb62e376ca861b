package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"TransitGatewayRouteTables":            {kind: model.KindTGWRouteTables, element: (*answer).tgwRouteTable},
		"TransitGatewayStaticRoutes":           {kind: model.KindTGWStaticRoutes, element: (*answer).routesOfTable},
		"TransitGatewayPropagations":           {kind: model.KindTGWPropagations, element: (*answer).propagationsOfTable},
		"TransitGatewayRouteTablePropagations": {kind: model.KindTGWPropagations, element: (*answer).barePropagation},
		"TransitGatewayPrefixListReferences":   {kind: "TransitGatewayPrefixListReferences", element: (*answer).listReference},
		"Routes":                               {element: (*answer).bareRoute},
		"Associations":                         {element: (*answer).bareAssociation},
	})
}

// tableData is what one answer says of one TGW route table.
type tableData struct {
	table        model.TGWRouteTableID
	routes       []model.TGWRoute
	routesTold   bool
	full         bool // a search for all routes, not for static ones only
	propagations []model.TGWPropagation
	propsTold    bool
	associations []tableAssociation
	assocTold    bool
	references   []model.TGWPrefixListReference
	unknown      *model.Unknown
	origin       model.Origin
}

// tableAssociation is an attachment of a route table.
type tableAssociation struct {
	attachment model.TGWAttachmentID
	assoc      model.TGWAssociation
}

func (a *answer) tgwRouteTable(v value) {
	row := model.TGWRouteTable{
		ID: id[model.TGWRouteTableID](v, "TransitGatewayRouteTableId"), TransitGateway: id[model.TransitGatewayID](v, "TransitGatewayId"),
		State: v.str("State"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindTGWRouteTables, v, string(row.ID), 0) {
		a.net.TGWRouteTables = append(a.net.TGWRouteTables, row)
	}
}

// routesOfTable reads the list form {TransitGatewayRouteTableId, Routes}.
func (a *answer) routesOfTable(v value) {
	found := tableData{table: id[model.TGWRouteTableID](v, "TransitGatewayRouteTableId"), routesTold: true, origin: v.origin()}
	mark := v.t.bad
	for _, e := range v.objects("Routes") {
		found.routes = append(found.routes, tgwRoute(e))
	}
	found.complain(v, mark, "a route of the table could not be read")
	if v.flag("AdditionalRoutesAvailable", false) {
		found.unknown = v.unknown("AWS printed only the first 1000 routes of the table")
		a.partial(model.KindTGWStaticRoutes, "only the first 1000 routes of a table")
	}
	if a.keep(model.KindTGWStaticRoutes, v, string(found.table), 0) {
		a.joins.tables = append(a.joins.tables, found)
	}
}

// complain makes the table's routes unknown when something in v could not be read.
func (d *tableData) complain(v value, mark int, cause string) {
	if v.faulty(mark) {
		d.unknown = v.unknown(cause)
	}
}

func (a *answer) propagationsOfTable(v value) {
	found := tableData{table: id[model.TGWRouteTableID](v, "TransitGatewayRouteTableId"), propsTold: true, origin: v.origin()}
	mark := v.t.bad
	for _, e := range v.objects("TransitGatewayRouteTablePropagations") {
		found.propagations = append(found.propagations, propagation(e))
	}
	found.complain(v, mark, "a propagation of the table could not be read")
	if a.keep(model.KindTGWPropagations, v, string(found.table), 0) {
		a.joins.tables = append(a.joins.tables, found)
	}
}

func propagation(v value) model.TGWPropagation {
	return model.TGWPropagation{
		Attachment: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"), ResourceType: v.str("ResourceType"),
		Resource: v.str("ResourceId"), State: v.str("State"), Origin: v.origin(),
	}
}

// tgwRoute reads a route of a search.
func tgwRoute(v value) model.TGWRoute {
	row := model.TGWRoute{
		PrefixList: id[model.PrefixListID](v, "PrefixListId"), Type: v.str("Type"), State: v.str("State"), Origin: v.origin(),
	}
	mark := v.t.bad
	row.Destination = v.get("DestinationCidrBlock").prefix()
	if v.faulty(mark) || !row.Destination.IsValid() {
		row.UnknownDestination = v.unknown("the destination of the route could not be read")
	}
	for _, e := range v.objects("TransitGatewayAttachments") {
		row.Attachments = append(row.Attachments, id[model.TGWAttachmentID](e, "TransitGatewayAttachmentId"))
		row.ResourceType = e.str("ResourceType")
		e.get("ResourceId")
	}
	if v.faulty(mark) {
		row.UnknownTarget = v.unknown("the attachment of the route could not be read")
	}
	return row
}

// bareRoute reads an element of SearchTransitGatewayRoutes. Other operations
// print Routes too: theirs have other fields.
func (a *answer) bareRoute(v value) {
	if !v.has("Type") && !v.has("TransitGatewayAttachments") || v.has("ClientVpnEndpointId") || v.has("LocalGatewayRouteTableId") {
		a.notModelled("Routes", v)
		return
	}
	mark := v.t.bad
	a.joins.bare.routes = append(a.joins.bare.routes, tgwRoute(v))
	a.joins.bare.complain(v, mark, "a route of the table could not be read")
	a.joins.bare.routesTold = true
}

func (a *answer) barePropagation(v value) {
	mark := v.t.bad
	a.count(model.KindTGWPropagations)
	a.joins.bare.propagations = append(a.joins.bare.propagations, propagation(v))
	a.joins.bare.complain(v, mark, "a propagation of the table could not be read")
}

// bareAssociation reads an element of GetTransitGatewayRouteTableAssociations.
func (a *answer) bareAssociation(v value) {
	if !v.has("TransitGatewayAttachmentId") || v.has("TransitGatewayPolicyTableId") && !v.has("TransitGatewayRouteTableId") {
		a.policyAssociation(v)
		return
	}
	a.joins.bare.assocTold = true
	a.joins.bare.associations = append(a.joins.bare.associations, tableAssociation{
		attachment: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"),
		assoc: model.TGWAssociation{
			RouteTable: id[model.TGWRouteTableID](v, "TransitGatewayRouteTableId"), State: v.str("State"), Origin: v.origin(),
		},
	})
	v.get("ResourceId")
	v.get("ResourceType")
}

// policyAssociation reads an association with a policy table: where it leads
// is unknown (TGW-3).
func (a *answer) policyAssociation(v value) {
	table := v.str("TransitGatewayPolicyTableId")
	if table == "" {
		a.notModelled("Associations", v)
		return
	}
	a.joins.policies = append(a.joins.policies, tableAssociation{
		attachment: id[model.TGWAttachmentID](v, "TransitGatewayAttachmentId"),
		assoc: model.TGWAssociation{
			PolicyTable: table, State: v.str("State"), Unknown: v.unknown("a policy table decides"), Origin: v.origin(),
		},
	})
	v.get("ResourceId")
	v.get("ResourceType")
}

func (a *answer) listReference(v value) {
	via := v.object("TransitGatewayAttachment")
	via.get("ResourceType")
	via.get("ResourceId")
	found := tableData{table: id[model.TGWRouteTableID](v, "TransitGatewayRouteTableId"), origin: v.origin()}
	found.references = []model.TGWPrefixListReference{{
		PrefixList: id[model.PrefixListID](v, "PrefixListId"), Attachment: id[model.TGWAttachmentID](via, "TransitGatewayAttachmentId"),
		Blackhole: v.flag("Blackhole", false), State: v.str("State"), Origin: v.origin(),
	}}
	if a.keep("TransitGatewayPrefixListReferences", v, string(found.table), 0) {
		a.joins.tables = append(a.joins.tables, found)
	}
}

// notModelled notes an element of a member that several operations share.
func (a *answer) notModelled(key string, v value) {
	for _, m := range v.children() {
		m.node().used = true
	}
	at := v.origin()
	a.p.leave(model.Unmodelled{What: key, Count: 1, Matters: true, Effect: unknownAnswer, Origin: at})
}

// finishTable gives what was printed without the id of its table to that table.
func (a *answer) finishTable() {
	bare := a.joins.bare
	_, search := a.scalars["AdditionalRoutesAvailable"]
	bare.routesTold = bare.routesTold || search
	bare.propsTold = a.saw("TransitGatewayRouteTablePropagations")
	bare.assocTold = bare.assocTold || a.saw("Associations") && a.hint.says("transitgateway", "association")
	if !bare.routesTold && !bare.propsTold && !bare.assocTold {
		return
	}
	bare.origin = a.start
	kind := a.tableKind(&bare)
	bare.table = model.TGWRouteTableID(a.hint.argument(tgwTableForm, "TransitGatewayRouteTableId"))
	if bare.table == "" {
		a.p.report(source.NoArgument.At(a.start, "data of a transit gateway route table, but not of which"))
		a.partial(kind, "data of an unknown route table")
		return
	}
	for i := range bare.associations {
		if bare.associations[i].assoc.RouteTable == "" {
			bare.associations[i].assoc.RouteTable = bare.table
		}
	}
	a.joins.tables = append(a.joins.tables, bare)
}

// tableKind counts the answer and says whether the search was for all routes:
// one that was filtered by type says nothing of propagated ones.
func (a *answer) tableKind(bare *tableData) model.Kind {
	switch {
	case bare.routesTold:
		bare.full = !a.hint.says("static") && a.hint.arguments["filter:type"] == ""
		kind := model.KindTGWRoutes
		if !bare.full {
			kind = model.KindTGWStaticRoutes
		}
		a.rowOf(kind).Count++
		if a.scalars["AdditionalRoutesAvailable"] == "true" {
			bare.unknown = &model.Unknown{Cause: "AWS printed only the first 1000 routes of the table", Origin: a.start}
			a.partial(kind, "only the first 1000 routes of a table")
		}
		return kind
	case bare.propsTold:
		return model.KindTGWPropagations
	}
	a.rowOf("TransitGatewayRouteTableAssociations").Count++
	return "TransitGatewayRouteTableAssociations"
}
