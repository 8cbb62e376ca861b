package change

import (
	"cmp"

	"github.com/seed-044d7529/segment/model"
)

// each is what a lister calls for every resource of its kind.
type each = func(id, name string, vpc model.VPCID)

func listRows[T any](rows []T, call func(*T)) {
	for i := range rows {
		call(&rows[i])
	}
}

// attachedTo returns the VPC of the first attachment.
func attachedTo(as []model.GatewayAttachment) model.VPCID {
	if len(as) == 0 {
		return ""
	}
	return as[0].VPC
}

// listGroups also gives the Name tag of a group whose group name differs.
func listGroups(n *model.Network, add each) {
	listRows(n.SecurityGroups, func(r *model.SecurityGroup) {
		add(string(r.ID), r.Name, r.VPC)
		if tag := r.Tags.Name(); tag != "" && tag != r.Name {
			add(string(r.ID), tag, r.VPC)
		}
	})
}

// listZones gives every zone that something lies in, by name and by zone id.
func listZones(n *model.Network, add each) {
	seen := map[string]bool{}
	listRows(n.Subnets, func(s *model.Subnet) {
		if s.Zone != "" && !seen[s.Zone] {
			seen[s.Zone] = true
			add(s.Zone, string(s.ZoneID), "")
		}
	})
}

func listVPCs(n *model.Network, add each) {
	listRows(n.VPCs, func(r *model.VPC) { add(string(r.ID), r.Tags.Name(), r.ID) })
}

func listSubnets(n *model.Network, add each) {
	listRows(n.Subnets, func(r *model.Subnet) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listTables(n *model.Network, add each) {
	listRows(n.RouteTables, func(r *model.RouteTable) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listACLs(n *model.Network, add each) {
	listRows(n.NetworkACLs, func(r *model.NetworkACL) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listLists(n *model.Network, add each) {
	listRows(n.PrefixLists, func(r *model.PrefixList) { add(string(r.ID), cmp.Or(r.Name, r.Tags.Name()), "") })
}

func listENIs(n *model.Network, add each) {
	listRows(n.NetworkInterfaces, func(r *model.NetworkInterface) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listInstances(n *model.Network, add each) {
	listRows(n.Instances, func(r *model.Instance) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listNATs(n *model.Network, add each) {
	listRows(n.NatGateways, func(r *model.NatGateway) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listIGWs(n *model.Network, add each) {
	listRows(n.InternetGateways, func(r *model.InternetGateway) { add(string(r.ID), r.Tags.Name(), attachedTo(r.Attachments)) })
}

func listEIGWs(n *model.Network, add each) {
	listRows(n.EgressOnlyInternetGateways, func(r *model.EgressOnlyInternetGateway) { add(string(r.ID), r.Tags.Name(), attachedTo(r.Attachments)) })
}

func listVGWs(n *model.Network, add each) {
	listRows(n.VPNGateways, func(r *model.VPNGateway) { add(string(r.ID), r.Tags.Name(), attachedTo(r.Attachments)) })
}

func listVPNs(n *model.Network, add each) {
	listRows(n.VPNConnections, func(r *model.VPNConnection) { add(string(r.ID), r.Tags.Name(), "") })
}

func listTGWs(n *model.Network, add each) {
	listRows(n.TransitGateways, func(r *model.TransitGateway) { add(string(r.ID), r.Tags.Name(), "") })
}

func listAttachments(n *model.Network, add each) {
	listRows(n.TGWAttachments, func(r *model.TGWAttachment) { add(string(r.ID), r.Tags.Name(), "") })
}

func listTGWTables(n *model.Network, add each) {
	listRows(n.TGWRouteTables, func(r *model.TGWRouteTable) { add(string(r.ID), r.Tags.Name(), "") })
}

func listPeerings(n *model.Network, add each) {
	listRows(n.Peerings, func(r *model.PeeringConnection) { add(string(r.ID), r.Tags.Name(), "") })
}

func listEndpoints(n *model.Network, add each) {
	listRows(n.VPCEndpoints, func(r *model.VPCEndpoint) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listCarriers(n *model.Network, add each) {
	listRows(n.CarrierGateways, func(r *model.CarrierGateway) { add(string(r.ID), r.Tags.Name(), r.VPC) })
}

func listLocals(n *model.Network, add each) {
	listRows(n.LocalGateways, func(r *model.LocalGateway) { add(string(r.ID), r.Tags.Name(), "") })
}

func listBalancers(n *model.Network, add each) {
	listRows(n.LoadBalancers, func(r *model.LoadBalancer) { add(string(r.ARN), cmp.Or(r.Name, r.Tags.Name()), r.VPC) })
}

func listTargets(n *model.Network, add each) {
	listRows(n.TargetGroups, func(r *model.TargetGroup) { add(string(r.ARN), cmp.Or(r.Name, r.Tags.Name()), r.VPC) })
}
