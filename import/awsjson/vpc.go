package awsjson

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"Vpcs":              {kind: model.KindVPCs, element: (*answer).vpc},
		"vpcs":              {kind: model.KindVPCs, element: (*answer).vpc, path: "Vpcs[]"},
		"Subnets":           {kind: model.KindSubnets, element: (*answer).subnet, splits: true},
		"subnets":           {kind: model.KindSubnets, element: (*answer).subnet, path: "Subnets[]"},
		"AvailabilityZones": {kind: model.KindZones, element: (*answer).zone},
	})
}

func (a *answer) vpc(v value) {
	row := model.VPC{
		ID: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"), Region: id[model.RegionID](v, "Region"),
		IsDefault: v.flag("IsDefault", false), BPAMode: bpaMode(v), Tags: tags(v), Origin: v.origin(),
	}
	mark := v.t.bad
	row.CIDRs = append(vpcBlocks(v), vpcIPv6Blocks(v)...)
	if v.faulty(mark) || !v.has("CidrBlock") && len(row.CIDRs) == 0 {
		row.UnknownCIDRs = v.unknown("a CIDR block of the VPC could not be read")
	}
	if a.keep(model.KindVPCs, v, string(row.ID), 0) {
		a.net.VPCs = append(a.net.VPCs, row)
	}
}

// vpcBlocks reads the IPv4 blocks, the primary first (VPC-1).
func vpcBlocks(v value) []model.VPCCIDR {
	primary := v.get("CidrBlock")
	var out []model.VPCCIDR
	for _, e := range v.objects("CidrBlockAssociationSet") {
		block := model.VPCCIDR{
			Prefix: e.get("CidrBlock").prefix(), State: model.CIDRState(e.object("CidrBlockState").str("State")), Origin: e.origin(),
		}
		block.Primary = primary.exists() && e.str("CidrBlock") == primary.text()
		switch {
		case !block.Prefix.IsValid():
		case block.Primary:
			out = append([]model.VPCCIDR{block}, out...)
		default:
			out = append(out, block)
		}
	}
	if len(out) == 0 && primary.exists() {
		if p := primary.prefix(); p.IsValid() {
			out = []model.VPCCIDR{{Prefix: p, State: model.CIDRAssociated, Primary: true, Origin: primary.origin()}}
		}
	}
	return out
}

func vpcIPv6Blocks(v value) []model.VPCCIDR {
	var out []model.VPCCIDR
	for _, e := range v.objects("Ipv6CidrBlockAssociationSet") {
		block := model.VPCCIDR{
			Prefix: e.get("Ipv6CidrBlock").prefix(), State: model.CIDRState(e.object("Ipv6CidrBlockState").str("State")),
			Private: e.str("Ipv6AddressAttribute") == "private", Origin: e.origin(),
		}
		if block.Prefix.IsValid() {
			out = append(out, block)
		}
	}
	return out
}

// bpaMode reads the effective mode that AWS reports of a VPC or subnet (BPA-1).
func bpaMode(v value) model.BPAMode {
	return model.BPAMode(v.object("BlockPublicAccessStates").str("InternetGatewayBlockMode"))
}

func (a *answer) subnet(v value) {
	row := model.Subnet{
		ID: id[model.SubnetID](v, "SubnetId"), VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"),
		Zone: v.str("AvailabilityZone"), ZoneID: id[model.ZoneID](v, "AvailabilityZoneId"),
		MapPublicIP: v.flag("MapPublicIpOnLaunch", false), DNS64: v.flag("EnableDns64", false),
		BPAMode: bpaMode(v), Tags: tags(v), Origin: v.origin(),
	}
	row.Region = firstRegion(regionOf(v.str("SubnetArn")), regionOfZone(row.Zone))
	native := v.flag("Ipv6Native", false)
	mark := v.t.bad
	row.CIDR = v.get("CidrBlock").prefix()
	row.IPv6CIDRs = subnetIPv6(v)
	if v.faulty(mark) || !row.CIDR.IsValid() && !native {
		row.UnknownCIDR = v.unknown("the CIDR block of the subnet could not be read")
	}
	if a.keep(model.KindSubnets, v, string(row.ID), 0) {
		push(&a.net.Subnets, row)
	}
}

// subnetIPv6 reads the blocks that are associated (VPC-2).
func subnetIPv6(v value) []netip.Prefix {
	var out []netip.Prefix
	for _, e := range v.objects("Ipv6CidrBlockAssociationSet") {
		state := e.object("Ipv6CidrBlockState").str("State")
		p := e.get("Ipv6CidrBlock").prefix()
		if p.IsValid() && (state == "" || state == string(model.CIDRAssociated)) {
			out = append(out, p)
		}
	}
	return out
}

func (a *answer) zone(v value) {
	row := model.AvailabilityZone{
		Region: id[model.RegionID](v, "RegionName"), Name: v.str("ZoneName"), ID: id[model.ZoneID](v, "ZoneId"),
		Type: v.str("ZoneType"), Parent: id[model.ZoneID](v, "ParentZoneId"), Origin: v.origin(),
	}
	if a.keep(model.KindZones, v, row.Name, 0) {
		a.net.Zones = append(a.net.Zones, row)
	}
}

func firstRegion(candidates ...model.RegionID) model.RegionID {
	for _, c := range candidates {
		if c != "" {
			return c
		}
	}
	return ""
}

func firstAccount(candidates ...model.AccountID) model.AccountID {
	for _, c := range candidates {
		if c != "" {
			return c
		}
	}
	return ""
}
