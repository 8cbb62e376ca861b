package awsjson

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"VpnGateways":      {kind: model.KindVPNGateways, element: (*answer).vpnGateway},
		"VpnConnections":   {kind: model.KindVPNConnections, element: (*answer).vpnConnection},
		"CustomerGateways": {kind: model.KindCustomerGateways, element: (*answer).customerGateway},
	})
}

func (a *answer) vpnGateway(v value) {
	row := model.VPNGateway{
		ID: id[model.VPNGatewayID](v, "VpnGatewayId"), State: v.str("State"), Region: regionOfZone(v.str("AvailabilityZone")),
		Tags: tags(v), Origin: v.origin(),
	}
	row.Attachments, row.UnknownAttachment = gatewayAttachments(v, "VpcAttachments")
	if a.keep(model.KindVPNGateways, v, string(row.ID), 0) {
		a.net.VPNGateways = append(a.net.VPNGateways, row)
	}
}

func (a *answer) vpnConnection(v value) {
	options := v.object("Options")
	row := model.VPNConnection{
		ID: id[model.VPNConnectionID](v, "VpnConnectionId"), State: v.str("State"), VPNGateway: id[model.VPNGatewayID](v, "VpnGatewayId"),
		TransitGateway: id[model.TransitGatewayID](v, "TransitGatewayId"), CoreNetwork: id[model.ARN](v, "CoreNetworkArn"),
		CustomerGateway: id[model.CustomerGatewayID](v, "CustomerGatewayId"), StaticOnly: options.flag("StaticRoutesOnly", false),
		Local: tunnelSelector(options, "LocalIpv4NetworkCidr"), Remote: tunnelSelector(options, "RemoteIpv4NetworkCidr"),
		Tags: tags(v), Origin: v.origin(),
	}
	mark := v.t.bad
	for _, e := range v.objects("Routes") {
		row.Routes = append(row.Routes, model.VPNRoute{
			Destination: e.get("DestinationCidrBlock").prefix(), State: e.str("State"), Origin: e.origin(),
		})
	}
	if v.faulty(mark) {
		row.UnknownRoutes = v.unknown("a route of the VPN connection could not be read")
	}
	for _, e := range v.objects("VgwTelemetry") {
		row.Telemetry = append(row.Telemetry, e.str("Status"))
	}
	if a.keep(model.KindVPNConnections, v, string(row.ID), 0) {
		a.net.VPNConnections = append(a.net.VPNConnections, row)
	}
}

// tunnelSelector reads a bound of the tunnel's traffic; the default route
// bounds nothing (VPN-1).
func tunnelSelector(v value, key string) netip.Prefix {
	p := v.get(key).prefix()
	if p.IsValid() && p.Bits() == 0 {
		return netip.Prefix{}
	}
	return p
}

func (a *answer) customerGateway(v value) {
	row := model.CustomerGateway{
		ID: id[model.CustomerGatewayID](v, "CustomerGatewayId"), State: v.str("State"), ASN: v.str("BgpAsn") + v.str("BgpAsnExtended"),
		Address: v.get("IpAddress").addr(), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindCustomerGateways, v, string(row.ID), 0) {
		a.net.CustomerGateways = append(a.net.CustomerGateways, row)
	}
}
