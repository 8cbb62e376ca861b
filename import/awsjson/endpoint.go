package awsjson

import (
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"VpcEndpoints":           {kind: model.KindVPCEndpoints, element: (*answer).endpoint},
		"ServiceConfigurations":  {kind: model.KindEndpointServices, element: (*answer).endpointService},
		"VpcEndpointConnections": {kind: model.KindEndpointConnections, element: (*answer).endpointConnection},
	})
}

func (a *answer) endpoint(v value) {
	row := model.VPCEndpoint{
		ID: id[model.VPCEndpointID](v, "VpcEndpointId"), VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"),
		Type: v.str("VpcEndpointType"), Service: v.str("ServiceName"), ServiceRegion: id[model.RegionID](v, "ServiceRegion"),
		State: strings.ToLower(v.str("State")), RouteTables: ids[model.RouteTableID](v, "RouteTableIds"),
		Subnets: ids[model.SubnetID](v, "SubnetIds"), Interfaces: ids[model.ENIID](v, "NetworkInterfaceIds"),
		Groups: idsOf[model.SecurityGroupID](v, "Groups", "GroupId"), PrivateDNS: v.flag("PrivateDnsEnabled", false),
		Policy: endpointPolicy(v), AddressType: v.str("IpAddressType"), Tags: tags(v), Origin: v.origin(),
	}
	if row.Type == "" {
		row.Type = model.EndpointGateway // before 2017 there was no other type
	}
	if a.keep(model.KindVPCEndpoints, v, string(row.ID), 0) {
		a.net.VPCEndpoints = append(a.net.VPCEndpoints, row)
	}
}

// endpointPolicy tells whether the policy is the one that allows everything (EP-10).
func endpointPolicy(v value) string {
	text := v.str("PolicyDocument")
	var policy struct {
		Statement []map[string]any
	}
	if text == "" || json.Unmarshal([]byte(text), &policy) != nil {
		return "unknown"
	}
	for _, s := range policy.Statement {
		if s["Effect"] == "Allow" && s["Action"] == "*" && s["Resource"] == "*" && anybody(s["Principal"]) && s["Condition"] == nil && len(policy.Statement) == 1 {
			return "default"
		}
	}
	return "custom"
}

// anybody recognises "*" and {"AWS": "*"}.
func anybody(principal any) bool {
	if m, ok := principal.(map[string]any); ok {
		return len(m) == 1 && m["AWS"] == "*"
	}
	return principal == "*"
}

func (a *answer) endpointService(v value) {
	row := model.EndpointService{
		ID: id[model.EndpointServiceID](v, "ServiceId"), Name: v.str("ServiceName"), State: v.str("ServiceState"),
		LoadBalancers: append(ids[model.ARN](v, "NetworkLoadBalancerArns"), ids[model.ARN](v, "GatewayLoadBalancerArns")...),
		Zones:         ids[string](v, "AvailabilityZones"), SupportedRegions: idsOf[model.RegionID](v, "SupportedRegions", "Region"),
		Tags: tags(v), Origin: v.origin(),
	}
	for _, e := range v.objects("ServiceType") {
		row.Type = e.str("ServiceType")
	}
	for _, arn := range row.LoadBalancers {
		row.Account, row.Region = accountOf(string(arn)), regionOf(string(arn))
	}
	if a.keep(model.KindEndpointServices, v, string(row.ID), 0) {
		a.net.EndpointServices = append(a.net.EndpointServices, row)
	}
}

func (a *answer) endpointConnection(v value) {
	row := model.EndpointConnection{
		Service: id[model.EndpointServiceID](v, "ServiceId"), Endpoint: id[model.VPCEndpointID](v, "VpcEndpointId"),
		Account: id[model.AccountID](v, "VpcEndpointOwner"), State: strings.ToLower(v.str("VpcEndpointState")), Origin: v.origin(),
	}
	if a.keep(model.KindEndpointConnections, v, string(row.Service), 0) {
		a.net.EndpointConnections = append(a.net.EndpointConnections, row)
	}
}
