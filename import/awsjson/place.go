package awsjson

import (
	"maps"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// placed is the account and region of a row, for filling in what the row does
// not tell by itself.
type placed struct {
	account *model.AccountID
	region  *model.RegionID
	vpc     model.VPCID
}

// eachPlaced visits every row that belongs to an account and a region.
func eachPlaced(n *model.Network, visit func(placed)) {
	for i := range n.VPCs {
		visit(placed{&n.VPCs[i].Account, &n.VPCs[i].Region, n.VPCs[i].ID})
	}
	for i := range n.Subnets {
		visit(placed{&n.Subnets[i].Account, &n.Subnets[i].Region, n.Subnets[i].VPC})
	}
	for i := range n.RouteTables {
		visit(placed{&n.RouteTables[i].Account, &n.RouteTables[i].Region, n.RouteTables[i].VPC})
	}
	for i := range n.NetworkInterfaces {
		visit(placed{&n.NetworkInterfaces[i].Account, &n.NetworkInterfaces[i].Region, n.NetworkInterfaces[i].VPC})
	}
	for i := range n.Instances {
		visit(placed{&n.Instances[i].Account, &n.Instances[i].Region, n.Instances[i].VPC})
	}
	for i := range n.SecurityGroups {
		visit(placed{&n.SecurityGroups[i].Account, &n.SecurityGroups[i].Region, n.SecurityGroups[i].VPC})
	}
	for i := range n.NetworkACLs {
		visit(placed{&n.NetworkACLs[i].Account, &n.NetworkACLs[i].Region, n.NetworkACLs[i].VPC})
	}
	for i := range n.NatGateways {
		visit(placed{&n.NatGateways[i].Account, &n.NatGateways[i].Region, n.NatGateways[i].VPC})
	}
	for i := range n.VPCEndpoints {
		visit(placed{&n.VPCEndpoints[i].Account, &n.VPCEndpoints[i].Region, n.VPCEndpoints[i].VPC})
	}
	for i := range n.LoadBalancers {
		visit(placed{&n.LoadBalancers[i].Account, &n.LoadBalancers[i].Region, n.LoadBalancers[i].VPC})
	}
	for i := range n.TargetGroups {
		visit(placed{&n.TargetGroups[i].Account, &n.TargetGroups[i].Region, n.TargetGroups[i].VPC})
	}
	for i := range n.Firewalls {
		visit(placed{&n.Firewalls[i].Account, &n.Firewalls[i].Region, n.Firewalls[i].VPC})
	}
	for i := range n.Workloads {
		visit(placed{&n.Workloads[i].Account, &n.Workloads[i].Region, n.Workloads[i].VPC})
	}
	for i := range n.CarrierGateways {
		visit(placed{&n.CarrierGateways[i].Account, &n.CarrierGateways[i].Region, n.CarrierGateways[i].VPC})
	}
	eachGateway(n, visit)
	eachLoose(n, visit)
}

// eachGateway visits the gateways, whose VPC is that of their attachment.
func eachGateway(n *model.Network, visit func(placed)) {
	attached := func(all []model.GatewayAttachment) model.VPCID {
		if len(all) > 0 {
			return all[0].VPC
		}
		return ""
	}
	for i := range n.InternetGateways {
		g := &n.InternetGateways[i]
		visit(placed{&g.Account, &g.Region, attached(g.Attachments)})
	}
	for i := range n.EgressOnlyInternetGateways {
		g := &n.EgressOnlyInternetGateways[i]
		visit(placed{&g.Account, &g.Region, attached(g.Attachments)})
	}
	for i := range n.VPNGateways {
		g := &n.VPNGateways[i]
		visit(placed{&g.Account, &g.Region, attached(g.Attachments)})
	}
}

// eachLoose visits rows that no VPC places.
func eachLoose(n *model.Network, visit func(placed)) {
	for i := range n.Zones {
		visit(placed{&n.Zones[i].Account, &n.Zones[i].Region, ""})
	}
	for i := range n.PrefixLists {
		visit(placed{&n.PrefixLists[i].Account, &n.PrefixLists[i].Region, ""})
	}
	for i := range n.Addresses {
		visit(placed{&n.Addresses[i].Account, &n.Addresses[i].Region, ""})
	}
	for i := range n.LocalGateways {
		visit(placed{&n.LocalGateways[i].Account, &n.LocalGateways[i].Region, ""})
	}
	for i := range n.TransitGateways {
		visit(placed{&n.TransitGateways[i].Account, &n.TransitGateways[i].Region, ""})
	}
	for i := range n.TGWAttachments {
		visit(placed{&n.TGWAttachments[i].Account, &n.TGWAttachments[i].Region, ""})
	}
	for i := range n.TGWRouteTables {
		visit(placed{&n.TGWRouteTables[i].Account, &n.TGWRouteTables[i].Region, ""})
	}
	for i := range n.VPNConnections {
		visit(placed{&n.VPNConnections[i].Account, &n.VPNConnections[i].Region, ""})
	}
	for i := range n.CustomerGateways {
		visit(placed{&n.CustomerGateways[i].Account, &n.CustomerGateways[i].Region, ""})
	}
	for i := range n.EndpointServices {
		visit(placed{&n.EndpointServices[i].Account, &n.EndpointServices[i].Region, ""})
	}
	for i := range n.BlockPublicAccess {
		visit(placed{&n.BlockPublicAccess[i].Account, &n.BlockPublicAccess[i].Region, ""})
	}
}

// fill sets the account and region of rows that tell none.
func fill(n *model.Network, account model.AccountID, region model.RegionID) {
	eachPlaced(n, func(p placed) {
		*p.account = firstAccount(*p.account, account)
		*p.region = firstRegion(*p.region, region)
	})
}

// spread gives rows without an account or region those of their VPC.
func spread(n *model.Network) {
	account, region := map[model.VPCID]model.AccountID{}, map[model.VPCID]model.RegionID{}
	eachPlaced(n, func(p placed) {
		if p.vpc != "" && *p.region != "" && region[p.vpc] == "" {
			region[p.vpc] = *p.region
		}
	})
	for i := range n.VPCs {
		account[n.VPCs[i].ID] = n.VPCs[i].Account
	}
	eachPlaced(n, func(p placed) {
		*p.account = firstAccount(*p.account, account[p.vpc])
		*p.region = firstRegion(*p.region, region[p.vpc])
	})
}

// evidence is the accounts and regions that an input names.
type evidence struct {
	accounts map[model.AccountID]bool
	regions  map[model.RegionID]bool
}

func newEvidence() *evidence {
	return &evidence{map[model.AccountID]bool{}, map[model.RegionID]bool{}}
}

// gather adds what an answer and its rows name.
func (e *evidence) gather(a *answer) {
	e.add(a.hint.account, a.hint.region)
	eachPlaced(&a.net, func(p placed) { e.add(*p.account, *p.region) })
	for i := range a.joins.interfaces {
		e.add(a.joins.interfaces[i].row.Account, "")
	}
}

func (e *evidence) add(account model.AccountID, region model.RegionID) {
	if account != "" && account != "AWS" {
		e.accounts[account] = true
	}
	if region != "" {
		e.regions[region] = true
	}
}

// only is the one account and the one region of the input; "" if there are several.
func (e *evidence) only() (account model.AccountID, region model.RegionID) {
	if len(e.accounts) == 1 {
		account = slices.Collect(maps.Keys(e.accounts))[0]
	}
	if len(e.regions) == 1 {
		region = slices.Collect(maps.Keys(e.regions))[0]
	}
	return account, region
}
