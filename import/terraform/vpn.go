package terraform

import "github.com/seed-044d7529/segment/model"

func init() {
	register(phaseObject, map[string]func(item){"aws_vpn_connection": readVPN})
	register(phasePart, map[string]func(item){"aws_vpn_connection_route": readVPNRoute})
}

// readVPN reads a Site-to-Site VPN. One to a Transit Gateway has an attachment there.
func readVPN(it item) {
	gateway := it.ref("transit_gateway_id")
	row := model.VPNConnection{
		ID: model.VPNConnectionID(it.id()), Account: it.account(), Region: it.region(), State: "available",
		VPNGateway: model.VPNGatewayID(it.ref("vpn_gateway_id").id), TransitGateway: model.TransitGatewayID(gateway.id),
		CustomerGateway: model.CustomerGatewayID(it.ref("customer_gateway_id").id), StaticOnly: it.flag("static_routes_only", false),
		Tags: it.tags(), Origin: it.origin(),
	}
	row.Local, _ = it.prefix("local_ipv4_network_cidr")
	row.Remote, _ = it.prefix("remote_ipv4_network_cidr")
	routes, _ := it.blocks("routes")
	for _, r := range routes {
		if p, _ := r.prefix("destination_cidr_block"); p.IsValid() {
			row.Routes = append(row.Routes, model.VPNRoute{Destination: p, State: "available", Origin: it.origin()})
		}
	}
	it.b.vpns.add(row.ID, row)
	if gateway.id == "" && gateway.unknown == nil {
		return
	}
	id := model.TGWAttachmentID(it.b.made(it.res, "transit_gateway_attachment_id"))
	it.b.attach(model.TGWAttachment{
		ID: id, TransitGateway: row.TransitGateway, Account: row.Account, Region: row.Region, Type: "vpn", Resource: string(row.ID),
		State: "available", Origin: it.origin(),
	}, it, gateway)
}

func readVPNRoute(it item) {
	v := it.b.vpns.get(model.VPNConnectionID(it.ref("vpn_connection_id").id))
	p, unknown := it.prefix("destination_cidr_block")
	if v == nil {
		return
	}
	if unknown != nil {
		v.UnknownRoutes = unknown
		return
	}
	for _, r := range v.Routes {
		if r.Destination == p {
			return
		}
	}
	v.Routes = append(v.Routes, model.VPNRoute{Destination: p, State: "available", Origin: it.origin()})
}
