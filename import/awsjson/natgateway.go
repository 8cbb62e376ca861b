package awsjson

import "github.com/seed-044d7529/segment/model"

func init() {
	register(map[string]handler{"NatGateways": {kind: model.KindNatGateways, element: (*answer).natGateway}})
}

func (a *answer) natGateway(v value) {
	row := model.NatGateway{
		ID: id[model.NatGatewayID](v, "NatGatewayId"), VPC: id[model.VPCID](v, "VpcId"), Subnet: id[model.SubnetID](v, "SubnetId"),
		State: v.str("State"), Connectivity: v.str("ConnectivityType"), Availability: v.str("AvailabilityMode"),
		RouteTable: id[model.RouteTableID](v, "RouteTableId"), Tags: tags(v), Origin: v.origin(),
	}
	mark := v.t.bad
	for _, e := range v.objects("NatGatewayAddresses") {
		row.Addresses = append(row.Addresses, natAddress(e))
	}
	if v.faulty(mark) {
		row.UnknownAddresses = v.unknown("an address of the NAT gateway could not be read")
	}
	for _, e := range v.objects("AttachedAppliances") {
		row.Appliances = append(row.Appliances, e.str("ApplianceArn"))
	}
	if a.keep(model.KindNatGateways, v, string(row.ID), 0) {
		a.net.NatGateways = append(a.net.NatGateways, row)
	}
}

func natAddress(v value) model.NatGatewayAddress {
	return model.NatGatewayAddress{
		Private: v.get("PrivateIp").addr(), Public: v.get("PublicIp").addr(), Allocation: id[model.AllocationID](v, "AllocationId"),
		ENI: id[model.ENIID](v, "NetworkInterfaceId"), Status: v.str("Status"), ZoneID: id[model.ZoneID](v, "AvailabilityZoneId"),
		Origin: v.origin(),
	}
}
