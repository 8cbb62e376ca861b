package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// domain is a route domain of the Transit Gateway, which has a route table.
type domain int

const (
	domainProd domain = iota
	domainDev
	domainShared
	domains
)

func (d domain) name() string { return [...]string{"prod", "dev", "shared"}[d] }

// drawDomain draws prod with 40 %, dev with 50 % and shared with 10 %.
func drawDomain(r *random) domain {
	switch d := r.draw(100); {
	case d < 40:
		return domainProd
	case d < 90:
		return domainDev
	}
	return domainShared
}

// reaches reports whether the table of a domain has the routes of another: prod and dev reach
// themselves and shared, shared reaches all.
func (d domain) reaches(other domain) bool {
	return d == domainShared || other == domainShared || d == other
}

func (h *hub) transitTarget() model.Target {
	return model.Target{Kind: model.TargetTransitGateway, ID: h.gateway}
}

// transitRoutes lead everything to the Transit Gateway.
func (h *hub) transitRoutes(v int) []model.Route { return h.privateRoutes(v, h.transitTarget()) }

// back are the routes to the estate, for tables whose default route goes elsewhere.
func (h *hub) back(wanted bool) []model.Route {
	if !wanted {
		return nil
	}
	var routes []model.Route
	for _, block := range estate {
		routes = append(routes, route(block, h.transitTarget()))
	}
	return routes
}

// addTransit adds the Transit Gateway with an attachment per VPC, the VPN and the tables.
func (h *hub) addTransit() {
	owner := h.accounts[0]
	h.net.TransitGateways = append(h.net.TransitGateways, model.TransitGateway{
		ID: model.TransitGatewayID(h.gateway), Account: owner, Region: region, State: "available", Tags: named("core"),
	})
	var tables [domains]model.TGWRouteTableID
	for d := range domains {
		tables[d] = model.TGWRouteTableID(h.id("tgw-rtb"))
	}
	for v := range h.vpcs {
		h.attach(v, tables[h.vpcs[v].domain])
	}
	h.addVPN(tables[domainShared])
	for d := range domains {
		h.net.TGWRouteTables = append(h.net.TGWRouteTables, model.TGWRouteTable{
			ID: tables[d], TransitGateway: model.TransitGatewayID(h.gateway), Account: owner, Region: region, State: "available",
			Routes: h.routesOf(d), RoutesComplete: true, RoutesPresent: model.Complete, Tags: named(d.name()),
		})
	}
}

func named(name string) model.Tags { return model.Tags{{Key: "Name", Value: name}} }

// attach attaches a VPC in its two app subnets.
func (h *hub) attach(v int, table model.TGWRouteTableID) {
	w, row := &h.vpcs[v], &h.net.VPCs[v]
	w.attached = h.id("tgw-attach")
	a := model.TGWAttachment{
		ID: model.TGWAttachmentID(w.attached), TransitGateway: model.TransitGatewayID(h.gateway), Account: h.accounts[0], Region: region,
		Type: "vpc", Resource: string(row.ID), ResourceOwner: row.Account, State: "available", ApplianceMode: w.role == hubInspection,
		SGReferencing: true, Tags: named(hubName(v)), DetailsKnown: true,
		Association: model.TGWAssociation{RouteTable: table, State: "associated"},
	}
	for _, s := range w.subnets[2:4] {
		a.Subnets = append(a.Subnets, h.net.Subnets[s].ID)
		h.addFace(face{subnet: s, kind: faceTransit, about: w.attached})
	}
	h.net.TGWAttachments = append(h.net.TGWAttachments, a)
}

// addVPN attaches the VPN to the customer gateway; its routes come by BGP.
func (h *hub) addVPN(table model.TGWRouteTableID) {
	owner := h.accounts[0]
	customer := h.id("cgw")
	h.vpn = h.id("vpn")
	h.net.CustomerGateways = append(h.net.CustomerGateways, model.CustomerGateway{
		ID: model.CustomerGatewayID(customer), Account: owner, Region: region, State: "available", ASN: "65010",
		Address: netip.MustParseAddr("203.0.113.5"), Tags: named("on-prem-router"),
	})
	h.net.VPNConnections = append(h.net.VPNConnections, model.VPNConnection{
		ID: model.VPNConnectionID(h.vpn), Account: owner, Region: region, State: "available",
		TransitGateway: model.TransitGatewayID(h.gateway), CustomerGateway: model.CustomerGatewayID(customer),
		Telemetry: []string{"UP", "UP"}, Tags: named("on-prem"),
	})
	h.net.TGWAttachments = append(h.net.TGWAttachments, model.TGWAttachment{
		ID: model.TGWAttachmentID(h.id("tgw-attach")), TransitGateway: model.TransitGatewayID(h.gateway), Account: owner, Region: region,
		Type: "vpn", Resource: h.vpn, ResourceOwner: owner, State: "available", Tags: named("on-prem"), DetailsKnown: true,
		Association: model.TGWAssociation{RouteTable: table, State: "associated"},
	})
}

// routesOf are the routes of a domain's table. A static blackhole takes the place of the
// propagated route to the same block.
func (h *hub) routesOf(d domain) []model.TGWRoute {
	all := h.net.TGWAttachments
	vpn := all[len(all)-1].ID
	routes := []model.TGWRoute{transitRoute(anywhere, "static", "vpc", model.TGWAttachmentID(h.vpcs[hubEgress].attached))}
	hole := make([]bool, len(h.vpcs))
	for v := range h.vpcs {
		if w := &h.vpcs[v]; w.domain == d && w.blackhole >= 0 {
			hole[w.blackhole] = true
		}
	}
	for v := range h.vpcs {
		w, block := &h.vpcs[v], h.homes[v].cidr
		switch {
		case hole[v]:
			routes = append(routes, model.TGWRoute{Destination: block, Type: "static", State: "blackhole"})
		case d.reaches(w.domain):
			routes = append(routes, transitRoute(block, "propagated", "vpc", model.TGWAttachmentID(w.attached)))
		}
	}
	for _, block := range onPrem {
		routes = append(routes, transitRoute(block, "propagated", "vpn", vpn))
	}
	return routes
}

func transitRoute(to netip.Prefix, how, kind string, via model.TGWAttachmentID) model.TGWRoute {
	return model.TGWRoute{Destination: to, Attachments: []model.TGWAttachmentID{via}, Type: how, ResourceType: kind, State: "active"}
}
