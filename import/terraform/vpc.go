package terraform

import (
	"net/netip"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseNetwork, map[string]func(item){
		"aws_vpc": readVPC, "aws_default_vpc": readVPC, "aws_subnet": readSubnet, "aws_default_subnet": readSubnet,
	})
	register(phaseObject, map[string]func(item){
		"aws_vpc_ipv4_cidr_block_association": readBlock, "aws_vpc_ipv6_cidr_block_association": readBlock,
	})
	dataHandlers["aws_vpc"] = handler{phaseNetwork, readVPC}
	dataHandlers["aws_subnet"] = handler{phaseNetwork, readSubnet}
}

// anyIPv6 stands for a block that AWS chooses on apply: one of its public ones.
var anyIPv6 = netip.MustParsePrefix("2000::/3")

func readVPC(it item) {
	row := model.VPC{
		ID: model.VPCID(it.id()), Account: it.account(), Region: it.region(), Tags: it.tags(), Origin: it.origin(),
		IsDefault: it.res.Type == "aws_default_vpc" || it.flag("default", false),
	}
	first, unknown := it.prefix("cidr_block")
	row.UnknownCIDRs = unknown
	addBlock(&row, first, true, it)
	associations, _ := it.blocks("cidr_block_associations") // of a data source
	for _, a := range associations {
		p, _ := a.prefix("cidr_block")
		addBlock(&row, p, false, it)
	}
	six, unknown := it.prefix("ipv6_cidr_block")
	addBlock(&row, six, false, it)
	if it.flag("assign_generated_ipv6_cidr_block", false) && !six.IsValid() || unknown != nil && it.str("ipv6_ipam_pool_id") != "" {
		addPossible(&row, it)
	}
	it.b.vpcs.add(row.ID, row)
}

func addBlock(v *model.VPC, p netip.Prefix, primary bool, it item) {
	if !p.IsValid() {
		return
	}
	for _, c := range v.CIDRs {
		if c.Prefix == p {
			return
		}
	}
	v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: p, State: model.CIDRAssociated, Primary: primary, Origin: it.origin()})
}

// addPossible notes an IPv6 block that is known after apply: any public one,
// in may only (VPC-1).
func addPossible(v *model.VPC, it item) {
	v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: anyIPv6, State: model.CIDRAssociating, Origin: it.origin()})
}

// readBlock reads a secondary block of a VPC.
func readBlock(it item) {
	vpc := it.ref("vpc_id")
	v := it.b.vpcs.get(model.VPCID(vpc.id))
	key := "cidr_block"
	if it.res.Type == "aws_vpc_ipv6_cidr_block_association" {
		key = "ipv6_cidr_block"
	}
	p, unknown := it.prefix(key)
	if v == nil {
		it.b.eachVPC(vpc, func(v *model.VPC) { v.UnknownCIDRs = it.unknown("vpc_id", it.get("vpc_id")) })
		return
	}
	addBlock(v, p, false, it)
	switch {
	case p.IsValid():
	case key == "ipv6_cidr_block":
		addPossible(v, it)
	case unknown != nil:
		v.UnknownCIDRs = unknown
	}
}

// eachVPC calls f for the VPCs that an unknown reference may mean.
func (b *builder) eachVPC(r ref, f func(*model.VPC)) {
	if r.unknown == nil {
		return
	}
	b.vpcs.each(func(id model.VPCID, v *model.VPC) {
		if r.may(string(id)) {
			f(v)
		}
	})
}

// may reports whether an unknown reference may mean an object.
func (r ref) may(id string) bool {
	if r.unknown == nil {
		return r.id == id
	}
	for _, c := range r.candidates {
		if c == id {
			return true
		}
	}
	return len(r.candidates) == 0
}

func readSubnet(it item) {
	row := model.Subnet{
		ID: model.SubnetID(it.id()), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		Zone: it.str("availability_zone"), ZoneID: model.ZoneID(it.str("availability_zone_id")),
		MapPublicIP: it.flag("map_public_ip_on_launch", it.res.Type == "aws_default_subnet"), DNS64: it.flag("enable_dns64", false),
		Tags: it.tags(), Origin: it.origin(),
	}
	row.CIDR, row.UnknownCIDR = it.prefix("cidr_block")
	if six, _ := it.prefix("ipv6_cidr_block"); six.IsValid() {
		row.IPv6CIDRs = []netip.Prefix{six}
	}
	if !row.CIDR.IsValid() && row.UnknownCIDR == nil && !it.flag("ipv6_native", false) {
		row.UnknownCIDR = it.unknown("cidr_block", &plan.Value{Kind: plan.Unknown})
	}
	it.b.subnets.add(row.ID, row)
}
