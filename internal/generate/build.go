package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// addAccount adds an account and returns its id.
func (p *plan) addAccount() model.AccountID {
	id := accountID(len(p.accounts))
	p.accounts = append(p.accounts, id)
	return id
}

// addVPC adds a VPC. context may be empty.
func (p *plan) addVPC(account model.AccountID, cidr netip.Prefix, name, context string, six bool) int {
	v := len(p.homes)
	h := home{cidr: cidr, context: context}
	row := model.VPC{
		ID: model.VPCID(p.id("vpc")), Account: account, Region: region, BPAMode: model.BPAOff,
		CIDRs: []model.VPCCIDR{{Prefix: cidr, State: model.CIDRAssociated, Primary: true}},
	}
	if six {
		h.six = sixOfVPC(v)
		row.CIDRs = append(row.CIDRs, model.VPCCIDR{Prefix: h.six, State: model.CIDRAssociated})
	}
	p.homes = append(p.homes, h)
	row.Tags = p.tags(v, name)
	p.net.VPCs = append(p.net.VPCs, row)
	return v
}

// tags are a Name and the context of a VPC, sorted by key.
func (p *plan) tags(vpc int, name string) model.Tags {
	tags := model.Tags{{Key: "Name", Value: name}}
	if c := p.homes[vpc].context; c != "" {
		tags = append(tags, model.Tag{Key: "context", Value: c})
	}
	return tags
}

// addSubnet adds a subnet; number is its place in the VPC.
func (p *plan) addSubnet(vpc, number, zone int, cidr netip.Prefix, public bool, name string) int {
	v := &p.net.VPCs[vpc]
	row := model.Subnet{
		ID: model.SubnetID(p.id("subnet")), VPC: v.ID, Account: v.Account, Region: region, Zone: zoneName(zone), ZoneID: zoneID(zone),
		CIDR: cidr, MapPublicIP: public, BPAMode: model.BPAOff, Tags: p.tags(vpc, name),
	}
	if six := p.homes[vpc].six; six.IsValid() {
		row.IPv6CIDRs = []netip.Prefix{sixOfSubnet(six, number)}
	}
	p.net.Subnets = append(p.net.Subnets, row)
	p.spaces = append(p.spaces, space{vpc: vpc, next: firstFree})
	return len(p.spaces) - 1
}

// addInternet gives a VPC an internet gateway, and an egress-only one if it has IPv6.
func (p *plan) addInternet(vpc int) {
	v, h := &p.net.VPCs[vpc], &p.homes[vpc]
	name := v.Tags.Name() + "-internet"
	h.internet = p.id("igw")
	p.net.InternetGateways = append(p.net.InternetGateways, model.InternetGateway{
		ID: model.InternetGatewayID(h.internet), Account: v.Account, Region: region, Tags: p.tags(vpc, name),
		Attachments: []model.GatewayAttachment{{VPC: v.ID, State: "available"}},
	})
	if !h.six.IsValid() {
		return
	}
	h.outward = p.id("eigw")
	p.net.EgressOnlyInternetGateways = append(p.net.EgressOnlyInternetGateways, model.EgressOnlyInternetGateway{
		ID: model.EgressOnlyGatewayID(h.outward), Account: v.Account, Region: region, Tags: p.tags(vpc, name+"-out"),
		Attachments: []model.GatewayAttachment{{VPC: v.ID, State: "attached"}},
	})
}

// addNAT puts a NAT gateway into a public subnet.
func (p *plan) addNAT(subnet int, name string) model.Target {
	s := &p.net.Subnets[subnet]
	id := p.id("nat")
	at := p.addFace(face{subnet: subnet, kind: faceNAT, about: id, public: p.nextPublic()})
	f := p.networkInterface(at)
	private := f.Private[0]
	p.net.NatGateways = append(p.net.NatGateways, model.NatGateway{
		ID: model.NatGatewayID(id), VPC: s.VPC, Subnet: s.ID, Account: s.Account, Region: region, State: "available",
		Connectivity: "public", Availability: "zonal", Tags: p.tags(p.spaces[subnet].vpc, name),
		Addresses: []model.NatGatewayAddress{{
			Private: private.Addr, Public: private.Public, Allocation: private.Allocation, ENI: f.ID, Status: "succeeded",
		}},
	})
	p.net.Addresses = append(p.net.Addresses, model.Address{
		Public: private.Public, Allocation: private.Allocation, Association: idOf("eipassoc", at+1), ENI: f.ID, Private: private.Addr,
		Account: s.Account, Region: region, Tags: p.tags(p.spaces[subnet].vpc, name),
	})
	return model.Target{Kind: model.TargetNatGateway, ID: id}
}

// addTable adds a route table with the VPC's local routes; the main one serves subnets without a table.
func (p *plan) addTable(vpc int, name string, main bool, subnets []int, routes ...model.Route) int {
	v := &p.net.VPCs[vpc]
	row := model.RouteTable{
		ID: model.RouteTableID(p.id("rtb")), VPC: v.ID, Account: v.Account, Region: region, Tags: p.tags(vpc, name),
	}
	if main {
		row.Associations = append(row.Associations, model.RouteTableAssociation{ID: p.id("rtbassoc"), Main: true, State: "associated"})
	}
	for _, s := range subnets {
		row.Associations = append(row.Associations, model.RouteTableAssociation{
			ID: p.id("rtbassoc"), Subnet: p.net.Subnets[s].ID, State: "associated",
		})
	}
	for _, c := range v.CIDRs {
		row.Routes = append(row.Routes, model.Route{
			Destination: c.Prefix, Target: model.Target{Kind: model.TargetLocal, ID: "local"}, State: model.RouteActive, How: model.CreatedWithTable,
		})
	}
	row.Routes = append(row.Routes, routes...)
	p.net.RouteTables = append(p.net.RouteTables, row)
	return len(p.net.RouteTables) - 1
}

func route(to netip.Prefix, via model.Target) model.Route {
	return model.Route{Destination: to, Target: via, State: model.RouteActive, How: model.CreatedByUser}
}

// publicRoutes lead everything to the internet gateway.
func (p *plan) publicRoutes(vpc int) []model.Route {
	h := &p.homes[vpc]
	via := model.Target{Kind: model.TargetInternetGateway, ID: h.internet}
	routes := []model.Route{route(anywhere, via)}
	if h.six.IsValid() {
		routes = append(routes, route(anywhere6, via))
	}
	return routes
}

// privateRoutes lead IPv4 to a target, and IPv6 to the egress-only gateway, if there is one.
func (p *plan) privateRoutes(vpc int, via model.Target) []model.Route {
	routes := []model.Route{route(anywhere, via)}
	if out := p.homes[vpc].outward; out != "" {
		routes = append(routes, route(anywhere6, model.Target{Kind: model.TargetEgressOnlyGateway, ID: out}))
	}
	return routes
}
