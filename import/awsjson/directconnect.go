package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Direct Connect prints its members in lower camel case.
func init() {
	register(map[string]handler{
		"directConnectGatewayAssociations": {kind: model.KindDirectConnect, element: (*answer).directConnect},
		"virtualInterfaces":                {kind: model.KindVirtualInterfaces, element: (*answer).virtualInterface},
	})
}

func (a *answer) directConnect(v value) {
	gateway := v.object("associatedGateway")
	row := model.DirectConnectAssociation{
		Gateway: id[model.DirectConnectGateway](v, "directConnectGatewayId"), State: v.str("associationState"),
		VPNGateway: id[model.VPNGatewayID](v, "virtualGatewayId"), Origin: v.origin(),
	}
	kind := gateway.str("type")
	switch name := gateway.str("id"); {
	case kind == "transitGateway" || strings.HasPrefix(name, "tgw-"):
		row.TransitGateway = model.TransitGatewayID(name)
	case name != "":
		row.VPNGateway = model.VPNGatewayID(name)
	}
	for _, e := range v.objects("allowedPrefixesToDirectConnectGateway") {
		if p := e.get("cidr").prefix(); p.IsValid() {
			row.AllowedPrefixes = append(row.AllowedPrefixes, p)
		}
	}
	if a.keep(model.KindDirectConnect, v, string(row.Gateway), 0) {
		a.net.DirectConnectAssociations = append(a.net.DirectConnectAssociations, row)
	}
}

func (a *answer) virtualInterface(v value) {
	row := model.VirtualInterface{
		ID: id[model.VirtualInterfaceID](v, "virtualInterfaceId"), Type: v.str("virtualInterfaceType"), State: v.str("virtualInterfaceState"),
		Gateway: id[model.DirectConnectGateway](v, "directConnectGatewayId"), VPNGateway: id[model.VPNGatewayID](v, "virtualGatewayId"),
		Origin: v.origin(),
	}
	if a.keep(model.KindVirtualInterfaces, v, string(row.ID), 0) {
		a.net.VirtualInterfaces = append(a.net.VirtualInterfaces, row)
	}
}
