package reach_test

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// TestRegression holds what the comparison with the oracle has found, one row a finding: an edit of
// the fixture F0, a question, and the verdicts of delivery and of the connection (r, b or u). Engine
// and oracle must both give them.
func TestRegression(t *testing.T) {
	for _, tt := range slices.Concat(hostCases, wayCases, onPremCases, transitCases, doubtCases) {
		t.Run(tt.rule+"/"+tt.from+" to "+tt.to, func(t *testing.T) {
			n := vectors.F0()
			if tt.edit != nil {
				tt.edit(n)
			}
			n.Normalize()
			on, err := packet.Parse(tt.on)
			if err != nil {
				t.Fatal(err)
			}
			traffic, _ := on.AnyTraffic()
			got, line := ask(n).differs(randomnet.Question{From: place(tt.from), To: place(tt.to), On: traffic})
			want := opinion{letter(tt.want[0]), letter(tt.want[1])}
			if line != "" || got.engine != want || got.oracle != want {
				t.Errorf("engine %v, oracle %v, want %v (one way, connection)", got.engine, got.oracle, want)
			}
		})
	}
}

type regression struct {
	rule         string
	edit         func(n *model.Network)
	from, to, on string
	want         string // one way, then the connection
}

var hostCases = []regression{
	{"VPC-7 a terminated instance is absent", func(n *model.Network) { instanceOf(n, "i-d").State = "terminated" }, "eni-w", "eni-d", "tcp/22", "bb"},
	{"PKT-1 nothing crosses the families", nil, "eni-x", "2001:db8:a:2::20", "tcp/22", "bb"},
	{"FWD-2 fe80 is no platform service", nil, "eni-w@2001:db8:a:1::10", "fe80::1", "tcp/22", "bb"},
	{"FWD-2 the platform comes before the check", nil, "eni-w@10.0.9.9", "169.254.169.254", "tcp/80", "rr"},
	{"CONN-5 a platform address answers requests only", nil, "eni-w", "169.254.169.254", "icmp/0/0", "rb"},
	{"FWD-2 a VPC carries no broadcast", func(n *model.Network) { retarget(n, "rt-am", "0.0.0.0/0", model.TargetLocalGateway, "lgw-1") }, "eni-d", "255.255.255.255", "tcp/80", "bb"},
	{"CONN-7 a host is local across VPCs", oneHost, "eni-w", "eni-p", "tcp/22", "rr"},
	{"IF-4 a function does not answer itself", func(n *model.Network) { interfaceOf(n, "eni-x").Type = model.InterfaceLambda }, "eni-x", "eni-x", "tcp/80", "bb"},
	{"IF-4 a function needs leave for IPv6", func(n *model.Network) { interfaceOf(n, "eni-w").Type = model.InterfaceLambda }, "eni-w@2001:db8:a:1::10", "eni-d@2001:db8:a:2::20", "tcp/80", "bb"},
	{"CONN-7 a reply does not go to the responder itself", nil, "eni-f@10.0.2.20", "eni-d@10.0.2.20", "tcp/80", "rb"},
	{"NAT-5 an echo reply opens no mapping", nil, "eni-d", "203.0.113.9", "icmp/0/0", "bb"},
	{"SG-10 egress references live on when the source is spoofed", func(n *model.Network) {
		groupOf(n, "sg-f").Rules = []model.SecurityGroupRule{{Egress: true, Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerGroup, Group: "sg-d"}}}
	}, "eni-f@10.0.3.77", "eni-d", "udp/80", "rb"},
}

var wayCases = []regression{
	{"APP-5 a next hop in the sender's own subnet", func(n *model.Network) {
		move(n, "eni-f", "subnet-a2", "10.0.2.5")
		addRoute(n, "rt-am", "10.0.1.0/24", model.TargetInterface, "eni-f")
	}, "eni-d", "eni-w", "tcp/80", "uu"},
	{"FWD-5 a next hop that is the sender", func(n *model.Network) { addRoute(n, "rt-am", "10.0.1.0/24", model.TargetInterface, "eni-f") }, "eni-f", "eni-w", "tcp/80", "bb"},
	{"FWD-5 an appliance whose table leads back to it", func(n *model.Network) {
		addRoute(n, "rt-am", "10.0.1.0/24", model.TargetInterface, "eni-f")
		n.Assume.Appliances = map[model.ENIID]model.Appliance{"eni-f": model.ApplianceForward}
	}, "eni-d", "eni-w", "tcp/80", "bb"},
	{"APP-4 the reply meets an appliance that saw nothing", func(n *model.Network) {
		addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetInterface, "eni-f")
		n.Assume.Appliances = map[model.ENIID]model.Appliance{"eni-f": model.ApplianceForward}
	}, "eni-d", "eni-w", "tcp/80", "ru"},
	{"APP-4 whose groups do not know the reply", func(n *model.Network) {
		addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetInterface, "eni-f")
		n.Assume.Appliances = map[model.ENIID]model.Appliance{"eni-f": model.ApplianceForward}
		groupOf(n, "sg-f").Rules = nil
	}, "eni-d", "eni-w", "tcp/80", "rb"},
	{"SG-14 a NAT instance is the sender that references see", func(n *model.Network) {
		natInstance(n)
		groupOf(n, "sg-d").Rules = []model.SecurityGroupRule{{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerGroup, Group: "sg-f"}}}
	}, "eni-w", "eni-d", "tcp/80", "rr"},
	{"NAT-5 a NAT instance needs an address of the family", func(n *model.Network) {
		natInstance(n)
		interfaceOf(n, "eni-f").Private = nil
	}, "eni-w", "eni-d", "tcp/80", "bb"},
	{"D-4 a propagated route beside a blackhole to the same gateway", func(n *model.Network) {
		vpn(n, "vgw-a", "vpc-a", "192.168.50.0/24")
		t := tableOf(n, "rt-am")
		to := model.Target{Kind: model.TargetVPNGateway, ID: "vgw-a"}
		t.Routes = append(t.Routes, model.Route{Destination: netip.MustParsePrefix("192.168.50.0/24"), Target: to, State: model.RouteBlackhole, How: model.CreatedByUser},
			model.Route{Destination: netip.MustParsePrefix("192.168.50.0/24"), Target: to, State: model.RouteActive, How: model.PropagatedByVGW})
	}, "eni-d", "192.168.50.7", "tcp/80", "uu"},
	{"IGW-4 an IPv6 source that nobody owns stays in", func(n *model.Network) { interfaceOf(n, "eni-w").SourceDestCheck = false }, "eni-w@2001:db8:a:1::99", "internet:2600::1", "tcp/80", "bb"},
	{"PUB-1 an address associated with something not in the data", func(n *model.Network) {
		n.Addresses = append(n.Addresses, model.Address{Allocation: "eipalloc-9", Account: "111111111111", Region: "r1", Public: netip.MustParseAddr("198.51.100.99"), Association: "eipassoc-9", ENI: "eni-gone"})
	}, "internet:203.0.113.9", "198.51.100.99", "tcp/80", "uu"},
	{"CON-5 a subnet that was not imported has its table and its ACL", func(n *model.Network) {
		n.Subnets = slices.DeleteFunc(n.Subnets, func(s model.Subnet) bool { return s.ID == "subnet-a1" })
	}, "eni-w", "eni-d", "tcp/22", "rr"},
	{"NAT-5 a NAT instance translates no echo reply", natInstance, "eni-w", "eni-d", "icmp/0/0", "bb"},
	{"APP-1 a node of a load balancer as next hop", func(n *model.Network) {
		interfaceOf(n, "eni-f").Type = model.InterfaceNLB
		addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetInterface, "eni-f")
	}, "eni-w", "eni-d", "tcp/80", "uu"},
	{"IGW-7 a redirected subnet may not use the gateway", edgeToF, "eni-w", "203.0.113.9", "tcp/80", "bb"},
	{"IGW-5 another VPC's public range is the internet", func(n *model.Network) {
		n.VPCs[1].CIDRs = append(n.VPCs[1].CIDRs, model.VPCCIDR{Prefix: netip.MustParsePrefix("203.0.113.0/24"), State: model.CIDRAssociated})
	}, "eni-w", "203.0.113.9", "tcp/80", "rr"},
	{"RT-5 a list does not replace the local route", func(n *model.Network) {
		n.PrefixLists = append(n.PrefixLists, model.PrefixList{ID: "pl-a", Entries: []model.PrefixListEntry{{CIDR: netip.MustParsePrefix("10.0.0.0/16")}}})
		t := tableOf(n, "rt-a1")
		t.Routes = slices.DeleteFunc(t.Routes, func(r model.Route) bool { return r.Target.Kind == model.TargetLocal })
		t.Routes = append(t.Routes, model.Route{PrefixList: "pl-a", Target: model.Target{Kind: model.TargetInternetGateway, ID: "igw-a"}, How: model.CreatedByUser})
	}, "eni-w", "eni-d", "tcp/80", "rr"},
	{"RT-3 adjacent entries stay routes of their own", func(n *model.Network) {
		n.PrefixLists = append(n.PrefixLists, model.PrefixList{ID: "pl-i", Entries: []model.PrefixListEntry{{CIDR: netip.MustParsePrefix("203.0.113.0/25")}, {CIDR: netip.MustParsePrefix("203.0.113.128/25")}}})
		addRoute(n, "rt-a1", "203.0.113.0/24", model.TargetNatGateway, "nat-gone")
		t := tableOf(n, "rt-a1")
		t.Routes = append(t.Routes, model.Route{PrefixList: "pl-i", Target: model.Target{Kind: model.TargetInternetGateway, ID: "igw-a"}, How: model.CreatedByUser})
	}, "eni-w", "203.0.113.9", "tcp/80", "rr"},
	{"VPC-6 a private IPv6 range is nobody's on the internet", func(n *model.Network) {
		n.VPCs[1].CIDRs = append(n.VPCs[1].CIDRs, model.VPCCIDR{Prefix: netip.MustParsePrefix("2001:db8:b::/56"), State: model.CIDRAssociated, Private: true})
	}, "eni-w@2001:db8:a:1::10", "2001:db8:b::5", "tcp/80", "bb"},
	{"EP-9 an endpoint that is gone inspects nothing", func(n *model.Network) {
		n.VPCEndpoints = append(n.VPCEndpoints, model.VPCEndpoint{ID: "vpce-gw", VPC: "vpc-a", Account: "111111111111", Region: "r1", Type: model.EndpointGWLB, State: "deleted", Subnets: []model.SubnetID{"subnet-a3"}})
		addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetGWLBEndpoint, "vpce-gw")
	}, "eni-w", "eni-d", "tcp/80", "bb"},
	{"CONN-2 the reply ends at whoever asked", func(n *model.Network) {
		peer(n, "a", "b")
		addRoute(n, "rt-a1", "10.1.0.0/16", model.TargetPeering, "pcx-ab")
		vpn(n, "vgw-b", "vpc-b", "10.0.0.0/16")
		addRoute(n, "rt-b", "10.0.0.0/16", model.TargetVPNGateway, "vgw-b")
	}, "eni-w", "eni-p", "tcp/80", "rb"},
}

var onPremCases = []regression{
	{"VGW-2 a propagated prefix without a tunnel in the data", func(n *model.Network) {
		vpn(n, "vgw-a", "vpc-a")
		n.VPNConnections = nil
		t := tableOf(n, "rt-am")
		t.Routes = append(t.Routes, model.Route{Destination: netip.MustParsePrefix("192.168.50.0/24"), Target: model.Target{Kind: model.TargetVPNGateway, ID: "vgw-a"}, How: model.PropagatedByVGW})
	}, "eni-d", "192.168.50.7", "tcp/80", "rr"},
	{"VPN-1 the tunnel that knows the prefix must select it", func(n *model.Network) {
		vpn(n, "vgw-a", "vpc-a", "192.168.50.0/24")
		n.VPNConnections[0].Remote = netip.MustParsePrefix("10.0.1.0/24")
		n.VPNConnections = append(n.VPNConnections, model.VPNConnection{ID: "vpn-2", Account: "111111111111", Region: "r1", State: "available", VPNGateway: "vgw-a", StaticOnly: true})
		addRoute(n, "rt-am", "192.168.50.0/24", model.TargetVPNGateway, "vgw-a")
	}, "eni-d", "192.168.50.7", "tcp/80", "bb"},
	{"VGW-2 a gateway of another VPC is no door", func(n *model.Network) {
		vpn(n, "vgw-a", "vpc-a", "192.168.50.0/24")
		vpn(n, "vgw-b", "vpc-b", "192.168.50.0/24")
		addRoute(n, "rt-am", "192.168.50.0/24", model.TargetVPNGateway, "vgw-a")
	}, "192.168.50.7", "eni-d", "tcp/80", "rr"},
	{"RT-13 propagation that the table does not show", func(n *model.Network) {
		vpn(n, "vgw-a", "vpc-a", "192.168.50.0/24")
		tableOf(n, "rt-am").Propagating = []model.VPNGatewayID{"vgw-a"}
	}, "192.168.50.7", "eni-d", "tcp/80", "rr"},
}

var transitCases = []regression{
	{"TGW-13 a route back to the attachment it came by", func(n *model.Network) {
		transit(n, "10.1.0.0/16 att-a")
	}, "eni-h", "eni-p", "tcp/80", "bb"},
	{"TGW-5 several targets are a choice", func(n *model.Network) {
		transit(n, "10.1.0.0/16 att-b")
		n.TGWRouteTables[0].Routes[0].Attachments = []model.TGWAttachmentID{"att-b", "att-a"}
	}, "eni-h", "eni-p", "udp/80", "ub"},
	{"TGW-7 an attachment that carries nothing propagates nothing", func(n *model.Network) {
		transit(n, "10.0.0.0/8 att-b")
		t := &n.TGWRouteTables[0]
		t.RoutesComplete, t.Propagations = false, []model.TGWPropagation{{Attachment: "att-dead"}}
		n.TGWAttachments = append(n.TGWAttachments, model.TGWAttachment{ID: "att-dead", TransitGateway: "tgw-1", Account: "111111111111", Region: "r1", Type: "vpc", Resource: "vpc-b", State: "failed", DetailsKnown: true})
	}, "eni-h", "eni-p", "tcp/80", "rb"},
	{"RT-8 the Transit Gateway does not exist", func(n *model.Network) {
		transit(n, "10.1.0.0/16 att-b")
		n.TransitGateways = nil
	}, "eni-h", "eni-p", "tcp/80", "bb"},
	{"TGW-3 an association on its way out", func(n *model.Network) {
		transit(n, "10.1.0.0/16 att-b")
		n.TGWAttachments[0].Association.State = "disassociating"
	}, "eni-h", "eni-p", "tcp/80", "bb"},
}

var doubtCases = []regression{
	{"RT-1 a table of a subnet that is not known", func(n *model.Network) {
		n.RouteTables = append(n.RouteTables, model.RouteTable{ID: "rt-x", VPC: "vpc-a", Associations: []model.RouteTableAssociation{{UnknownSubnet: &model.Unknown{}}}})
	}, "eni-d", "203.0.113.9", "tcp/80", "uu"},
	{"RT-1 and all tables agree", func(n *model.Network) {
		n.RouteTables = append(n.RouteTables, model.RouteTable{ID: "rt-x", VPC: "vpc-a", Associations: []model.RouteTableAssociation{{UnknownSubnet: &model.Unknown{}}}})
	}, "eni-d", "eni-w", "tcp/80", "rr"},
	{"TF-9 an address that an interface may get", func(n *model.Network) { interfaceOf(n, "eni-d").UnknownAddresses = &model.Unknown{} }, "eni-w", "10.0.2.99", "tcp/80", "uu"},
	{"VPC-3 but not a reserved one", func(n *model.Network) { interfaceOf(n, "eni-d").UnknownAddresses = &model.Unknown{} }, "eni-w", "10.0.2.3", "tcp/80", "bb"},
	{"RT-6 an unknown destination behind a peering is no own subnet", func(n *model.Network) {
		peer(n, "a", "b")
		t := tableOf(n, "rt-a1")
		t.Routes = append(t.Routes, model.Route{UnknownDestination: &model.Unknown{}, Target: model.Target{Kind: model.TargetPeering, ID: "pcx-ab"}})
	}, "eni-w", "eni-d", "tcp/80", "rr"},
	{"RT-6 an unknown destination behind an interface may be one", func(n *model.Network) {
		t := tableOf(n, "rt-a1")
		t.Routes = append(t.Routes, model.Route{UnknownDestination: &model.Unknown{}, Target: model.Target{Kind: model.TargetInterface, ID: "eni-f"}})
	}, "eni-w", "eni-d", "tcp/80", "uu"},
	{"RT-11 an unknown target may lead back into the VPC", func(n *model.Network) { addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetUnknown, "") }, "eni-w", "eni-d", "tcp/80", "uu"},
	{"RT-11 candidates that all deliver", func(n *model.Network) {
		retarget(n, "rt-am", "0.0.0.0/0", model.TargetUnknown, "")
		r := &tableOf(n, "rt-am").Routes[2]
		r.Target.Unknown, r.Target.Candidates = &model.Unknown{}, []model.Target{{Kind: model.TargetNatGateway, ID: "nat-a"}, {Kind: model.TargetNatGateway, ID: "nat-a"}}
	}, "eni-d", "203.0.113.9", "tcp/80", "rr"},
	{"EIGW-1 answers no request, whatever is known of it", func(n *model.Network) {
		retarget(n, "rt-a1", "::/0", model.TargetEgressOnlyGateway, "eigw-x")
		forgetKind(n, model.KindEgressOnlyGateways)
	}, "internet:2001:db8:ffff::9", "eni-w@2001:db8:a:1::10", "tcp/80", "rb"},
	{"PL-2 a list that is changing", func(n *model.Network) {
		n.PrefixLists = append(n.PrefixLists, model.PrefixList{ID: "pl-c", State: "modify-in-progress", Entries: []model.PrefixListEntry{{CIDR: netip.MustParsePrefix("10.0.1.0/24")}}})
		groupOf(n, "sg-d").Rules = []model.SecurityGroupRule{{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerPrefixList, PrefixList: "pl-c"}}}
	}, "eni-w", "eni-d", "tcp/80", "uu"},
	{"PL-2 and does not hold the address", func(n *model.Network) {
		n.PrefixLists = append(n.PrefixLists, model.PrefixList{ID: "pl-c", State: "modify-in-progress", Entries: []model.PrefixListEntry{{CIDR: netip.MustParsePrefix("10.0.3.0/24")}}})
		groupOf(n, "sg-d").Rules = []model.SecurityGroupRule{{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerPrefixList, PrefixList: "pl-c"}}}
	}, "eni-w", "eni-d", "tcp/80", "bb"},
	{"BPA-2 exclusions of different modes", func(n *model.Network) {
		n.BlockPublicAccess[0].Mode = model.BPABidirectional
		n.BlockPublicAccessExclusion = []model.BlockPublicAccessExclusion{
			{ID: "x1", VPC: "vpc-a", Mode: "allow-bidirectional", State: "create-complete"}, {ID: "x2", Subnet: "subnet-a1", Mode: "allow-egress", State: "create-complete"},
		}
	}, "internet:203.0.113.9", "198.51.100.10", "tcp/80", "uu"},
}

func letter(c byte) word { return map[byte]word{'r': reachable, 'b': blocked, 'u': undetermined}[c] }

// place reads "eni-w", "eni-w@10.0.1.10", "203.0.113.9" or "internet:203.0.113.9".
func place(text string) randomnet.End {
	var e randomnet.End
	if len(text) > 9 && text[:9] == "internet:" {
		e.Internet, text = true, text[9:]
	}
	for i := range text {
		if text[i] == '@' {
			return randomnet.End{ENI: model.ENIID(text[:i]), Addr: netip.MustParseAddr(text[i+1:])}
		}
	}
	if a, err := netip.ParseAddr(text); err == nil {
		e.Addr = a
		return e
	}
	return randomnet.End{ENI: model.ENIID(text)}
}

func interfaceOf(n *model.Network, id model.ENIID) *model.NetworkInterface {
	return model.NewIndex(n).Interface[id]
}

func instanceOf(n *model.Network, id model.InstanceID) *model.Instance {
	return model.NewIndex(n).Instance[id]
}

func groupOf(n *model.Network, id model.SecurityGroupID) *model.SecurityGroup {
	return model.NewIndex(n).SecurityGroup[id]
}

func tableOf(n *model.Network, id model.RouteTableID) *model.RouteTable {
	return model.NewIndex(n).RouteTable[id]
}

func addRoute(n *model.Network, table model.RouteTableID, cidr string, kind model.TargetKind, id string) {
	t := tableOf(n, table)
	t.Routes = append(t.Routes, model.Route{Destination: netip.MustParsePrefix(cidr), Target: model.Target{Kind: kind, ID: id}, How: model.CreatedByUser})
}

// retarget changes where a route leads.
func retarget(n *model.Network, table model.RouteTableID, cidr string, kind model.TargetKind, id string) {
	for i := range tableOf(n, table).Routes {
		if r := &tableOf(n, table).Routes[i]; r.Destination == netip.MustParsePrefix(cidr) {
			r.Target = model.Target{Kind: kind, ID: id}
		}
	}
}

func move(n *model.Network, id model.ENIID, subnet model.SubnetID, address string) {
	e := interfaceOf(n, id)
	e.Subnet, e.Private[0].Addr = subnet, netip.MustParseAddr(address)
}

// oneHost makes w and p interfaces of one instance.
func oneHost(n *model.Network) {
	interfaceOf(n, "eni-p").Attachment.Instance = "i-w"
	instanceOf(n, "i-w").Interfaces = append(instanceOf(n, "i-w").Interfaces, "eni-p")
}

// natInstance sends what w sends to d through f, which translates it.
func natInstance(n *model.Network) {
	addRoute(n, "rt-a1", "10.0.2.0/24", model.TargetInterface, "eni-f")
	n.Assume.Appliances = map[model.ENIID]model.Appliance{"eni-f": model.ApplianceNAT}
}

// edgeToF lets the internet gateway send what is for a1 through f.
func edgeToF(n *model.Network) {
	n.RouteTables = append(n.RouteTables, model.RouteTable{ID: "rt-edge", VPC: "vpc-a", Associations: []model.RouteTableAssociation{{Gateway: "igw-a"}}})
	addRoute(n, "rt-edge", "10.0.1.0/24", model.TargetInterface, "eni-f")
}

func peer(n *model.Network, a, b string) {
	n.Peerings = append(n.Peerings, model.PeeringConnection{
		ID: model.PeeringID("pcx-" + a + b), Status: "active",
		Requester: model.PeeringSide{VPC: model.VPCID("vpc-" + a), Region: "r1"}, Accepter: model.PeeringSide{VPC: model.VPCID("vpc-" + b), Region: "r1"},
	})
}

// vpn attaches a VPN gateway with one connection that has static routes.
func vpn(n *model.Network, id model.VPNGatewayID, v model.VPCID, static ...string) {
	n.VPNGateways = append(n.VPNGateways, model.VPNGateway{ID: id, Account: "111111111111", Region: "r1", State: "available", Attachments: []model.GatewayAttachment{{VPC: v, State: "attached"}}})
	c := model.VPNConnection{ID: model.VPNConnectionID("vpn-" + string(id)), Account: "111111111111", Region: "r1", State: "available", VPNGateway: id, StaticOnly: true}
	for _, s := range static {
		c.Routes = append(c.Routes, model.VPNRoute{Destination: netip.MustParsePrefix(s), State: "available"})
	}
	n.VPNConnections = append(n.VPNConnections, c)
}

// transit attaches A (in aT) and B (in b1) to tgw-1, lets A route there, gives the table one static
// route ("CIDR ATTACHMENT"), and puts host h beside aT.
func transit(n *model.Network, route string) {
	for _, a := range []struct{ id, vpc, subnet string }{{"att-a", "vpc-a", "subnet-at"}, {"att-b", "vpc-b", "subnet-b1"}} {
		n.TGWAttachments = append(n.TGWAttachments, model.TGWAttachment{
			ID: model.TGWAttachmentID(a.id), TransitGateway: "tgw-1", Account: "111111111111", Region: "r1", Type: "vpc", Resource: a.vpc, State: "available",
			Subnets: []model.SubnetID{model.SubnetID(a.subnet)}, DetailsKnown: true, Association: model.TGWAssociation{RouteTable: "tgw-rtb-1", State: "associated"},
		})
	}
	for i := range route {
		if route[i] == ' ' {
			n.TGWRouteTables[0].Routes = []model.TGWRoute{{Destination: netip.MustParsePrefix(route[:i]), Attachments: []model.TGWAttachmentID{model.TGWAttachmentID(route[i+1:])}, Type: "static", State: "active"}}
		}
	}
	addRoute(n, "rt-am", "10.1.0.0/16", model.TargetTransitGateway, "tgw-1")
	h := *interfaceOf(n, "eni-x")
	h.ID, h.Subnet, h.Attachment.Instance, h.Private = "eni-h", "subnet-a3", "", []model.PrivateAddress{{Addr: netip.MustParseAddr("10.0.3.40"), Primary: true}}
	n.NetworkInterfaces = append(n.NetworkInterfaces, h)
}

// forgetKind makes a collection one that was not imported.
func forgetKind(n *model.Network, kind model.Kind) {
	n.Collections = slices.DeleteFunc(n.Collections, func(c model.Collection) bool { return c.Kind == kind })
}
