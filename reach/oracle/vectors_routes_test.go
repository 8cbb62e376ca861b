package oracle

import (
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// Vectors of sections 4 and 9 to 13: route tables and the gateways they lead to.

func TestRouteTables(t *testing.T) {
	onPrem := func(routes ...string) func(w *world) {
		return func(w *world) {
			w.vpn("vgw-a", "A", "192.168.50.0/24", "172.31.0.0/24")
			w.addRoutes("rt-a1", routes...)
		}
	}
	run(t, []vector{
		{"RT-1", nil, "f > I tcp/80", "AA", ""},
		{"RT-1", func(w *world) { w.rt("rt-a1").Associations[0].State = "associating" }, "w > I tcp/80", "DD", "FWD-5"},
		{"RT-1", func(w *world) { w.rt("rt-a1").Associations[0].State = "failed"; w.setRoutes("rt-am") }, "w > I tcp/80", "DD", "RT-10"},
		{"RT-3", onPrem("172.31.0.0/16 vgw-a"), "w > 172.31.0.1 tcp/80", "AA", ""},
		{"RT-4", onPrem("172.31.0.0/24 igw-a", "172.31.0.0/24 vgw-a active propagated"), "w > 172.31.0.1 tcp/80", "DD", "IGW-5"},
		{"RT-4", func(w *world) {
			onPrem("pl-1 igw-a", "172.31.0.0/24 vgw-a")(w)
			w.prefixList("pl-1", "172.31.0.0/24")
		}, "w > 172.31.0.1 tcp/80", "AA", ""},
		{"RT-5", func(w *world) {
			w.addRoutes("rt-a1", "10.0.0.0/16 f")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceDrop}
		}, "w > d tcp/80", "DD", "APP-2"},
		{"RT-6", func(w *world) {
			w.addRoutes("rt-a1", "10.0.2.0/24 f")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceForward}
		}, "w > d tcp/80", "AA", ""},
		{"RT-7", onPrem("10.0.2.0/25 vgw-a active propagated"), "w > d tcp/80", "AA", ""},
		{"RT-7", onPrem("10.0.0.0/16 vgw-a active propagated"), "w > d tcp/80", "AA", ""},
		{"RT-8", func(w *world) { w.addRoutes("rt-a1", "172.31.0.0/16 pcx-gone") }, "w > 172.31.0.1 tcp/80", "DD", "RT-8"},
		{"RT-8", func(w *world) { w.addRoutes("rt-a1", "203.0.113.0/24 pcx-gone blackhole") }, "w > I tcp/80", "DD", "RT-8"},
		{"RT-8", func(w *world) {
			w.addRoutes("rt-a1", "203.0.113.0/24 pcx-gone")
			w.absent(model.KindPeerings)
		}, "w > I tcp/80", "UU", "CON-5"},
		{"D-4", onPrem("192.168.50.0/24 igw-a blackhole", "192.168.50.0/24 vgw-a active propagated"), "w > O tcp/80", "UU", "RT-8"},
		{"RT-9", onPrem("192.168.50.0/24 vgw-a filtered"), "w > O tcp/80", "UU", ""},
		{"D-3", onPrem("10.0.2.0/24 vgw-a active advertised"), "w > d tcp/80", "UU", ""},
		{"RT-10", nil, "p > I tcp/80", "DD", "RT-10"},
		{"RT-10", func(w *world) { w.setRoutes("rt-a1", "0.0.0.0/0 igw-a") }, "w6 > I6 tcp/80", "DD", "RT-10"},
		{"RT-11", func(w *world) { w.addRoutes("rt-a1", "172.31.0.0/16 odb-1") }, "w > 172.31.0.1 tcp/80", "UU", "ODB-1"},
		{"RT-11", func(w *world) { w.addRoutes("rt-a1", "172.31.0.0/16 ?") }, "w > 172.31.0.1 tcp/80", "UU", "RT-11"},
		{"RT-12", func(w *world) { w.vpn("vgw-a", "A", "100.68.0.0/18"); w.addRoutes("rt-a1", "100.68.0.0/18 vgw-a") }, "w > 100.68.1.1 tcp/80", "AA", ""},
		{"RT-13", func(w *world) {
			w.vpn("vgw-a", "A", "192.168.50.0/24")
			w.addRoutes("rt-am", "192.168.50.0/24 vgw-a active propagated")
			w.rt("rt-am").Propagating = []model.VPNGatewayID{"vgw-a"}
		}, "d > O tcp/80", "AA", ""},
		{"RT-15", onPrem("172.31.0.0/16 igw-a"), "w > 172.31.0.1 tcp/80", "DD", "IGW-5"},
	})
}

func TestInternetGateway(t *testing.T) {
	run(t, []vector{
		{"IGW-1", func(w *world) { w.InternetGateways[0].Attachments[0].State = "detached" }, "w > I tcp/80", "DD", "IGW-1"},
		{"IGW-1", func(w *world) { w.InternetGateways = nil }, "I > 198.51.100.10 tcp/80", "DD", "IGW-1"},
		{"IGW-1", func(w *world) { w.InternetGateways = nil; w.absent(model.KindInternetGateways) }, "w > I tcp/80", "UU", "IGW-1"},
		{"IGW-1", func(w *world) { w.InternetGateways = nil; w.absent(model.KindInternetGateways) }, "I > 198.51.100.10 tcp/80", "UU", "IGW-1"},
		{"IGW-2", nil, "x > I tcp/443", "DD", "IGW-2"},
		{"IGW-2", nil, "w > I tcp/443", "AA", ""},
		{"IGW-2", nil, "w > internet tcp/443", "AA", ""},
		{"IGW-3", nil, "I > 198.51.100.10 tcp/22", "AA", ""},
		{"IGW-3", nil, "I > 10.0.1.10 tcp/22", "DD", "IGW-3"},
		{"IGW-3", nil, "internet > w tcp/22", "DD", "IGW-3"},
		{"IGW-3", nil, "internet > 198.51.100.10 tcp/22", "AA", ""},
		{"IGW-4", nil, "I6 > w6 tcp/22", "AA", ""},
		{"IGW-5", nil, "w > 172.20.0.1 tcp/80", "DD", "IGW-5"},
		{"IGW-5", nil, "w > 240.0.0.1 tcp/80", "DD", "IGW-5"},
		{"IGW-5", nil, "10.9.9.9 > 198.51.100.10 tcp/22", "DD", ""},
		{"IGW-6", func(w *world) { w.eni("d").Private[0].Public = ip("198.51.100.20") }, "I > 198.51.100.20 tcp/443", "AD", "NAT-5"},
		{"IGW-7", func(w *world) { w.table("rt-igw", "A", "igw-a", "10.0.1.0/24 f") }, "w > I tcp/80", "DD", "IGW-7"},
		{"IGW-8", func(w *world) { w.setGroup("w", "in all 203.0.113.0/24") }, "I > 198.51.100.10 tcp/80", "AA", ""},
		{"IGW-8", func(w *world) { w.setGroup("w", "in all 203.0.113.0/24") }, "8.8.8.8 > 198.51.100.10 tcp/80", "DD", "SG-1"},
		{"D-2", func(w *world) {
			w.table("rt-pool", "A", "a9", "10.0.1.0/24 f")
			w.rt("rt-pool").Associations = []model.RouteTableAssociation{{Pool: "ipv4pool-1", State: "associated"}}
		}, "I > 198.51.100.10 tcp/80", "UU", "D-2"},
		{"EIGW-1", nil, "d6 > I6 tcp/443", "AA", ""},
		{"EIGW-1", nil, "I6 > d6 tcp/443", "AD", "EIGW-1"},
		{"EIGW-1", func(w *world) { w.setRoutes("rt-am", "0.0.0.0/0 eigw-a") }, "d > I tcp/443", "DD", "EIGW-1"},
		{"EIGW-2", func(w *world) { w.acl("a2", "in 100 allow all 0.0.0.0/0", "out 100 allow all ::/0") }, "d6 > I6 tcp/443", "AD", "NACL-3"},
		{"PUB-1", func(w *world) { publicB(w); w.setGroup("p", "in all 198.51.100.10/32") }, "w > 198.51.100.77 tcp/443", "AA", ""},
		{"PUB-1", func(w *world) { publicB(w); w.setGroup("p", "in all 10.0.0.0/16") }, "w > 198.51.100.77 tcp/443", "DD", "SG-1"},
		{"PUB-1", func(w *world) { w.Addresses = []model.Address{{Public: ip("198.51.100.99")}} }, "w > 198.51.100.99 tcp/443", "DD", "PUB-1"},
		{"PUB-3", func(w *world) {
			w.eni("x").Private[0].Public = ip("198.51.100.11")
			w.setGroup("x", "in all 198.51.100.10/32")
		}, "w > 198.51.100.11 tcp/443", "AA", ""},
		{"PUB-4", func(w *world) { w.setGroup("w", "in all 198.51.100.50/32") }, "d > 198.51.100.10 tcp/443", "AA", ""},
		{"PUB-4", func(w *world) { w.setGroup("w", "in all 10.0.2.20/32") }, "d > 198.51.100.10 tcp/443", "DD", "SG-1"},
		{"PUB-5", func(w *world) { publicB6(w); w.setGroup("p", "in all sg-w") }, "w6 > p6 tcp/443", "DD", "SG-1"},
		{"PUB-5", func(w *world) { publicB6(w); w.setGroup("p", "in all 2001:db8:a::/56") }, "w6 > p6 tcp/443", "AA", ""},
	})
}

func publicB(w *world) {
	w.InternetGateways = append(w.InternetGateways, model.InternetGateway{
		ID: "igw-b", Account: account, Region: region, Attachments: []model.GatewayAttachment{{VPC: "B", State: "available"}},
	})
	w.eni("p").Private[0].Public = ip("198.51.100.77")
	w.setRoutes("rt-b", "0.0.0.0/0 igw-b", "::/0 igw-b")
}

func publicB6(w *world) {
	publicB(w)
	w.VPCs[1].CIDRs = append(w.VPCs[1].CIDRs, model.VPCCIDR{Prefix: pfx("2001:db8:b::/56"), State: model.CIDRAssociated})
	w.Subnets[4].IPv6CIDRs = append(w.Subnets[4].IPv6CIDRs, pfx("2001:db8:b:1::/64"))
	w.eni("p").IPv6 = append(w.eni("p").IPv6, ip("2001:db8:b:1::30"))
}

func TestNATGateway(t *testing.T) {
	peered := func(w *world) {
		w.peering("pcx-ab", "A", "B")
		w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
		w.addRoutes("rt-am", "10.1.0.0/16 nat-a")
	}
	run(t, []vector{
		{"NAT-1", func(w *world) { w.NatGateways[0].State = "failed" }, "d > I tcp/80", "DD", "NAT-1"},
		{"NAT-1", func(w *world) { w.NatGateways[0].State = "deleting" }, "d > I tcp/80", "UU", "NAT-1"},
		{"NAT-2", nil, "d > I proto/50", "DD", "NAT-2"},
		{"NAT-2", nil, "d > I icmp/8/0", "AA", ""},
		{"NAT-3", func(w *world) {
			w.peering("pcx-ab", "A", "B")
			w.setRoutes("rt-b", "0.0.0.0/0 pcx-ab")
		}, "p > I tcp/80", "DD", "PCX-3"},
		{"NAT-4", func(w *world) { peered(w); w.setGroup("p", "in all 10.0.1.50/32") }, "d > p tcp/80", "AA", ""},
		{"NAT-4", func(w *world) { peered(w); w.setGroup("p", "in all 10.0.2.0/24") }, "d > p tcp/80", "DD", "SG-1"},
		{"NAT-4", func(w *world) { w.NatGateways[0].Addresses[0].Status = "failed" }, "d > I tcp/80", "DD", "NAT-4"},
		{"NAT-5", nil, "I > 198.51.100.50 tcp/443", "DD", "NAT-5"},
		{"NAT-5", nil, "w > 10.0.1.50 tcp/443", "DD", "NAT-5"},
		{"NAT-5", nil, "d > I icmp/0/0", "DD", "NAT-5"},
		{"NAT-6", func(w *world) {
			w.acl("a1", "out 100 allow all 0.0.0.0/0", "in 100 allow all 10.0.0.0/16")
		}, "d > I tcp/443", "AD", "NACL-3"},
		{"NAT-6", func(w *world) {
			w.acl("a1", "out 100 allow all 0.0.0.0/0", "in 100 allow all 10.0.0.0/16", "in 200 allow tcp/2000-2001 0.0.0.0/0")
		}, "d > I tcp/443", "AA", ""},
		{"NAT-7", func(w *world) { w.setRoutes("rt-a1") }, "d > I tcp/443", "DD", "RT-10"},
		{"NAT-7", func(w *world) { w.NatGateways[0].Addresses[0].Public = ip("") }, "d > I tcp/443", "DD", "IGW-2"},
		{"NAT-8", func(w *world) { w.NatGateways[0].Availability = "regional" }, "d > I tcp/443", "UU", "NAT-8"},
		{"NAT-9", peered, "d > p tcp/80", "AA", ""},
		{"NAT-9", peered, "w > p tcp/80", "AD", "RT-10"},
		{"NAT-10", func(w *world) { w.addRoutes("rt-am", "64:ff9b::/96 nat-a") }, "d6 > 64:ff9b::cb00:7109 tcp/443", "UU", "NAT-10"},
		{"NAT-11", func(w *world) { w.NatGateways[0].Appliances = []string{"proxy"} }, "d > I tcp/443", "UU", "NAT-11"},
		{"NAT-12", func(w *world) { w.addRoutes("rt-am", "10.0.1.0/24 nat-a"); w.setGroup("w", "in all sg-d") }, "d > w tcp/443", "DD", "SG-1"},
		{"NAT-12", func(w *world) { w.addRoutes("rt-am", "10.0.1.0/24 nat-a"); w.setGroup("w", "in all 10.0.1.50/32") }, "d > w tcp/443", "AA", ""},
		{"CON-5", func(w *world) { w.NatGateways = nil; w.absent(model.KindNatGateways) }, "d > I tcp/443", "UU", "CON-5"},
	})
}

func TestVPN(t *testing.T) {
	plain := func(w *world) {
		w.vpn("vgw-a", "A", "192.168.50.0/24")
		w.addRoutes("rt-am", "192.168.50.0/24 vgw-a", "10.99.0.0/16 vgw-a")
	}
	then := func(change func(w *world)) func(w *world) {
		return func(w *world) {
			plain(w)
			change(w)
		}
	}
	run(t, []vector{
		{"VGW-1", then(func(w *world) { w.VPNGateways[0].Attachments[0].State = "detached" }), "d > O tcp/80", "DD", "VGW-1"},
		{"VGW-2", plain, "d > O tcp/80", "AA", ""},
		{"VGW-2", plain, "d > 10.99.0.1 tcp/80", "DD", "VGW-2"},
		{"VGW-2", then(func(w *world) { w.VPNConnections[0].StaticOnly = false }), "d > 10.99.0.1 tcp/80", "UU", "VGW-2"},
		{"VGW-2", then(func(w *world) { w.VPNConnections = nil; w.absent(model.KindVPNConnections) }), "d > 10.99.0.1 tcp/80", "UU", "VGW-2"},
		{"VGW-2", then(func(w *world) { w.Assume.OnPrem = []string{"10.99.0.0/16"} }), "d > 10.99.0.1 tcp/80", "AA", ""},
		{"VGW-3", plain, "O > d tcp/80", "AA", ""},
		{"VGW-3", plain, "O > I tcp/443", "DD", "VGW-3"},
		{"VGW-3", plain, "O > 10.0.2.99 tcp/443", "DD", "VPC-3"},
		{"VGW-2", plain, "192.168.51.7 > d tcp/443", "DD", "VGW-2"},
		{"CONN-4", plain, "O > w tcp/443", "AD", "IGW-5"},
		{"VGW-4", then(func(w *world) {
			w.VPNConnections[0].StaticOnly, w.VPNConnections[0].Routes = false, nil
		}), "d > O tcp/80", "UU", "VGW-2"},
		{"VGW-6", then(func(w *world) { w.addRoutes("rt-am", "2001:db8:f::/48 vgw-a") }), "d6 > 2001:db8:f::1 tcp/80", "DD", "VGW-2"},
		{"VPN-1", then(func(w *world) { w.VPNConnections[0].Remote = pfx("10.0.1.0/24") }), "O > d tcp/80", "DD", ""},
		{"VPN-1", then(func(w *world) { w.VPNConnections[0].State = "pending" }), "O > d tcp/80", "UU", ""},
		{"VPN-1", then(func(w *world) { w.VPNConnections[0].State = "deleted" }), "O > d tcp/80", "DD", ""},
	})
}

func TestPeering(t *testing.T) {
	both := func(w *world) {
		w.peering("pcx-ab", "A", "B")
		w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
		w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
	}
	unimported := func(w *world) {
		both(w)
		w.Peerings[0].Accepter = model.PeeringSide{VPC: "Z", CIDRs: nil}
		w.Peerings[0].Accepter.CIDRs = append(w.Peerings[0].Accepter.CIDRs, pfx("10.77.0.0/16"))
		w.addRoutes("rt-a1", "10.77.0.0/16 pcx-ab", "10.78.0.0/16 pcx-ab")
	}
	run(t, []vector{
		{"PCX-1", func(w *world) { both(w); w.Peerings[0].Status = "pending-acceptance" }, "w > p tcp/80", "DD", "PCX-1"},
		{"PCX-1", func(w *world) {
			both(w)
			w.Peerings[0].Status, w.Peerings[0].UnknownStatus = "pending-acceptance", &model.Unknown{}
		}, "w > p tcp/80", "UU", "PCX-1"},
		{"PCX-2", func(w *world) { both(w); w.setRoutes("rt-b") }, "w > p tcp/80", "AD", "RT-10"},
		{"PCX-2", both, "w > p tcp/80", "AA", ""},
		{"PCX-3", func(w *world) {
			both(w)
			w.peering("pcx-bc", "B", "C")
			w.addRoutes("rt-a1", "10.2.0.0/16 pcx-ab")
			w.addRoutes("rt-b", "10.2.0.0/16 pcx-bc")
			w.addRoutes("rt-c", "10.0.0.0/16 pcx-bc")
		}, "w > r tcp/80", "DD", "PCX-3"},
		{"PCX-4", func(w *world) { both(w); w.setRoutes("rt-b", "0.0.0.0/0 pcx-ab") }, "p > I tcp/80", "DD", "PCX-3"},
		{"PCX-5", func(w *world) { both(w); w.addRoutes("rt-b", "10.1.1.0/24 q") }, "w > p tcp/80", "AA", ""},
		{"PCX-6", func(w *world) {
			both(w)
			w.vpc("Z", "10.1.0.0/16", "")
			w.subnet("z1", "Z", "10.1.1.0/24", "az1")
			w.host("z", "z1", "10.1.1.30", "", "")
			w.peering("pcx-az", "A", "Z")
			w.setRoutes("rt-a1", "10.1.0.0/16 pcx-az")
		}, "p > w tcp/80", "AD", "CONN-4"},
		{"PCX-7", func(w *world) { both(w); w.VPCs[1].Region = "r2"; w.setGroup("p", "in all sg-w") }, "w > p tcp/80", "DD", "SG-1"},
		{"PCX-8", unimported, "w > 10.77.0.1 tcp/80", "UU", "PCX-8"},
		{"PCX-8", unimported, "w > 10.78.0.1 tcp/80", "DD", "PCX-3"},
		{"PCX-8", unimported, "10.77.0.1 > w tcp/80", "UU", "PCX-8"},
		{"PCX-8", func(w *world) { unimported(w); w.setGroup("w", "in all sg-foreign") }, "10.77.0.1 > w tcp/80", "UU", "SG-1"},
		{"PCX-8", func(w *world) { unimported(w); w.setGroup("w", "in all sg-d") }, "10.77.0.1 > w tcp/80", "DD", "SG-1"},
	})
}
