package terraform

import (
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseObject, map[string]func(item){
		"aws_internet_gateway": readInternetGateway, "aws_egress_only_internet_gateway": readEgressOnly,
		"aws_nat_gateway": readNat, "aws_ec2_carrier_gateway": readCarrier,
		"aws_vpc_peering_connection": readPeering, "aws_ec2_managed_prefix_list": readPrefixList,
		"aws_vpc_block_public_access_options": readBlockPublicAccess, "aws_vpc_block_public_access_exclusion": readExclusion,
	})
	register(phaseNetwork, map[string]func(item){"aws_eip": readEIP})
	register(phasePart, map[string]func(item){
		"aws_internet_gateway_attachment": readGatewayAttachment, "aws_vpc_peering_connection_accepter": readAccepter,
		"aws_vpc_peering_connection_options": func(item) {}, "aws_ec2_managed_prefix_list_entry": readPrefixListEntry,
		"aws_nat_gateway_eip_association": readNatAddress,
	})
	dataHandlers["aws_internet_gateway"] = handler{phaseObject, readInternetGateway}
	dataHandlers["aws_nat_gateway"] = handler{phaseObject, readNat}
	dataHandlers["aws_ec2_managed_prefix_list"] = handler{phaseNetwork, readPrefixList}
	dataHandlers["aws_prefix_list"] = handler{phaseNetwork, readServiceList}
}

// attachments reads the VPC that a gateway is attached to.
func (it item) attachments() ([]model.GatewayAttachment, *model.Unknown) {
	vpc := it.ref("vpc_id")
	if vpc.id == "" {
		return nil, vpc.unknown
	}
	return []model.GatewayAttachment{{VPC: model.VPCID(vpc.id), State: "attached", Origin: it.origin()}}, nil
}

func readInternetGateway(it item) {
	row := model.InternetGateway{
		ID: model.InternetGatewayID(it.id()), Account: it.account(), Region: it.region(), Tags: it.tags(), Origin: it.origin(),
	}
	row.Attachments, row.UnknownAttachment = it.attachments()
	found, _ := it.blocks("attachments") // of a data source
	for _, a := range found {
		row.Attachments = append(row.Attachments, model.GatewayAttachment{VPC: model.VPCID(a.ref("vpc_id").id), State: a.str("state"), Origin: it.origin()})
	}
	it.b.igws.add(row.ID, row)
}

func readGatewayAttachment(it item) {
	gateway := it.ref("internet_gateway_id")
	g := it.b.igws.get(model.InternetGatewayID(gateway.id))
	if g == nil {
		return
	}
	more, unknown := it.attachments()
	g.Attachments = append(g.Attachments, more...)
	if unknown != nil {
		g.UnknownAttachment = unknown
	}
}

func readEgressOnly(it item) {
	row := model.EgressOnlyInternetGateway{
		ID: model.EgressOnlyGatewayID(it.id()), Account: it.account(), Region: it.region(), Tags: it.tags(), Origin: it.origin(),
	}
	row.Attachments, row.UnknownAttachment = it.attachments()
	it.b.eigws.add(row.ID, row)
}

func readCarrier(it item) {
	it.b.rest.CarrierGateways = append(it.b.rest.CarrierGateways, model.CarrierGateway{
		ID: model.CarrierGatewayID(it.id()), VPC: it.vpc(), Account: it.account(), Region: it.region(), State: "available",
		Tags: it.tags(), Origin: it.origin(),
	})
}

// readNat reads a NAT gateway. Its private address may be any free one of its
// subnet (TF-9), its public one any of AWS's.
func readNat(it item) {
	subnet := it.ref("subnet_id")
	row := model.NatGateway{
		ID: model.NatGatewayID(it.id()), Subnet: model.SubnetID(subnet.id), UnknownSubnet: subnet.unknown, VPC: it.vpc(),
		Account: it.account(), Region: it.region(), State: "available", Connectivity: it.str("connectivity_type"),
		Availability: it.str("availability_mode"), RouteTable: model.RouteTableID(it.ref("route_table_id").id), Tags: it.tags(), Origin: it.origin(),
	}
	if state := it.str("state"); state != "" && it.res.Mode == "data" {
		row.State = state
	}
	if s := it.b.subnets.get(row.Subnet); s != nil && row.VPC == "" {
		row.VPC = s.VPC
	}
	first := model.NatGatewayAddress{
		Private: it.addr("private_ip"), Public: it.addr("public_ip"), Allocation: model.AllocationID(it.ref("allocation_id").id),
		ENI: model.ENIID(it.ref("network_interface_id").id), Status: "succeeded", Origin: it.origin(),
	}
	if eip := it.b.addresses.get(first.Allocation); eip != nil && !first.Public.IsValid() {
		first.Public = eip.Public
	}
	row.Addresses = []model.NatGatewayAddress{first}
	if !first.Private.IsValid() {
		row.UnknownAddresses = it.unknown("private_ip", it.get("private_ip"))
	}
	it.b.nats.add(row.ID, row)
}

func readNatAddress(it item) {
	gateway := it.ref("nat_gateway_id")
	if n := it.b.nats.get(model.NatGatewayID(gateway.id)); n != nil {
		n.Addresses = append(n.Addresses, model.NatGatewayAddress{
			Private: it.addr("private_ip"), Public: it.addr("public_ip"), Allocation: model.AllocationID(it.ref("allocation_id").id), Status: "succeeded", Origin: it.origin(),
		})
	}
}

// readEIP reads an Elastic IP; what it is associated with is told by the
// attributes, or by a resource of its own (joinPublic).
func readEIP(it item) {
	row := model.Address{
		Public: it.addr("public_ip"), Allocation: model.AllocationID(it.id()), Association: it.str("association_id"),
		ENI: model.ENIID(it.ref("network_interface").id), Private: it.addr("associate_with_private_ip"),
		Instance: model.InstanceID(it.ref("instance").id), Account: it.account(), Region: it.region(), Tags: it.tags(), Origin: it.origin(),
	}
	if !row.Private.IsValid() {
		row.Private = it.addr("private_ip")
	}
	it.b.addresses.add(row.Allocation, row)
}

func readPeering(it item) {
	row := model.PeeringConnection{ID: model.PeeringID(it.id()), Status: it.str("accept_status"), Tags: it.tags(), Origin: it.origin()}
	own, peer := it.ref("vpc_id"), it.ref("peer_vpc_id")
	row.Requester = model.PeeringSide{VPC: model.VPCID(own.id), Account: it.account(), Region: it.region(), Unknown: own.unknown}
	row.Accepter = model.PeeringSide{VPC: model.VPCID(peer.id), Account: model.AccountID(it.str("peer_owner_id")), Region: model.RegionID(it.str("peer_region")), Unknown: peer.unknown}
	if row.Accepter.Region == "" {
		row.Accepter.Region = row.Requester.Region
	}
	if row.Status == "" || row.Status != "active" && it.get("accept_status").KindOf() == plan.Unknown {
		row.Status = "pending-acceptance"
	}
	if it.flag("auto_accept", false) {
		row.Status = "active"
	}
	it.b.peerings.add(row.ID, row)
}

// readAccepter accepts a peering (TF-11).
func readAccepter(it item) {
	peering := it.ref("vpc_peering_connection_id")
	if p := it.b.peerings.get(model.PeeringID(peering.id)); p != nil && it.flag("auto_accept", false) {
		p.Status, p.UnknownStatus = "active", nil
	}
}

// joinPeerings tells the blocks of both sides, and what is pending: in a plan
// somebody may accept it (TF-11).
func (b *builder) joinPeerings() {
	b.peerings.each(func(_ model.PeeringID, p *model.PeeringConnection) {
		if p.Status != "active" && b.after {
			p.UnknownStatus = &model.Unknown{Cause: "the peering is not accepted by this plan", Origin: p.Origin}
		}
		for _, side := range []*model.PeeringSide{&p.Requester, &p.Accepter} {
			v := b.vpcs.get(side.VPC)
			if v == nil {
				if side.VPC != "" {
					b.note(model.KindVPCs, string(side.VPC))
				}
				continue
			}
			for _, c := range v.CIDRs {
				if p.Status == "active" && c.State == model.CIDRAssociated {
					side.CIDRs = append(side.CIDRs, c.Prefix)
				}
			}
			if side.Account == "" {
				side.Account = v.Account
			}
		}
	})
}

func readBlockPublicAccess(it item) {
	mode := model.BPAMode(it.str("internet_gateway_block_mode"))
	it.b.rest.BlockPublicAccess = append(it.b.rest.BlockPublicAccess, model.BlockPublicAccess{
		Account: it.account(), Region: it.region(), Mode: mode, State: "update-complete", Origin: it.origin(),
	})
}

func readExclusion(it item) {
	it.b.rest.BlockPublicAccessExclusion = append(it.b.rest.BlockPublicAccessExclusion, model.BlockPublicAccessExclusion{
		ID: it.id(), VPC: it.vpc(), Subnet: model.SubnetID(it.ref("subnet_id").id),
		Mode: it.str("internet_gateway_exclusion_mode"), State: "create-complete", Origin: it.origin(),
	})
}
