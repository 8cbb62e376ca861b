package awsjson

import "github.com/seed-044d7529/segment/model"

func init() {
	register(map[string]handler{
		"InternetGateways":           {kind: model.KindInternetGateways, element: (*answer).internetGateway},
		"internet_gateways":          {kind: model.KindInternetGateways, element: (*answer).internetGateway, path: "InternetGateways[]"},
		"EgressOnlyInternetGateways": {kind: model.KindEgressOnlyGateways, element: (*answer).egressOnlyGateway},
		"CarrierGateways":            {kind: model.KindCarrierGateways, element: (*answer).carrierGateway},
		"LocalGateways":              {kind: model.KindLocalGateways, element: (*answer).localGateway},
	})
}

// gatewayAttachments reads the VPCs of a gateway.
func gatewayAttachments(v value, key string) ([]model.GatewayAttachment, *model.Unknown) {
	var out []model.GatewayAttachment
	mark := v.t.bad
	for _, e := range v.objects(key) {
		out = append(out, model.GatewayAttachment{VPC: id[model.VPCID](e, "VpcId"), State: e.str("State"), Origin: e.origin()})
	}
	if v.faulty(mark) {
		return out, v.unknown("an attachment of the gateway could not be read")
	}
	return out, nil
}

func (a *answer) internetGateway(v value) {
	row := model.InternetGateway{
		ID: id[model.InternetGatewayID](v, "InternetGatewayId"), Account: id[model.AccountID](v, "OwnerId"), Tags: tags(v), Origin: v.origin(),
	}
	row.Attachments, row.UnknownAttachment = gatewayAttachments(v, "Attachments")
	if a.keep(model.KindInternetGateways, v, string(row.ID), 0) {
		a.net.InternetGateways = append(a.net.InternetGateways, row)
	}
}

func (a *answer) egressOnlyGateway(v value) {
	row := model.EgressOnlyInternetGateway{
		ID: id[model.EgressOnlyGatewayID](v, "EgressOnlyInternetGatewayId"), Tags: tags(v), Origin: v.origin(),
	}
	row.Attachments, row.UnknownAttachment = gatewayAttachments(v, "Attachments")
	if a.keep(model.KindEgressOnlyGateways, v, string(row.ID), 0) {
		a.net.EgressOnlyInternetGateways = append(a.net.EgressOnlyInternetGateways, row)
	}
}

func (a *answer) carrierGateway(v value) {
	row := model.CarrierGateway{
		ID: id[model.CarrierGatewayID](v, "CarrierGatewayId"), VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"),
		State: v.str("State"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindCarrierGateways, v, string(row.ID), 0) {
		a.net.CarrierGateways = append(a.net.CarrierGateways, row)
	}
}

func (a *answer) localGateway(v value) {
	row := model.LocalGateway{
		ID: id[model.LocalGatewayID](v, "LocalGatewayId"), Account: id[model.AccountID](v, "OwnerId"),
		Region: regionOf(v.str("OutpostArn")), State: v.str("State"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindLocalGateways, v, string(row.ID), 0) {
		a.net.LocalGateways = append(a.net.LocalGateways, row)
	}
}
