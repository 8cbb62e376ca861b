package oracle

import (
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// Vectors of section 14: Transit Gateways.

func transitAB(w *world) {
	w.transit("A", "B")
	w.onlyIn("att-A", "aT", "a2")
	w.onlyIn("att-B", "b1", "b2")
	w.tgwRoutes("rt-a1", "rt-am", "rt-b")
}

func TestTransitGateway(t *testing.T) {
	with := func(change func(w *world)) func(w *world) {
		return func(w *world) {
			transitAB(w)
			change(w)
		}
	}
	run(t, []vector{
		{"TGW-1", transitAB, "f > p tcp/80", "AA", ""},
		{"TGW-1", with(func(w *world) { w.att("att-B").State = "pendingAcceptance" }), "f > p tcp/80", "DD", "TGW-4"},
		{"TGW-1", with(func(w *world) { w.att("att-A").State = "modifying" }), "f > p tcp/80", "AA", ""},
		{"TGW-2", with(func(w *world) { w.onlyIn("att-A", "aT") }), "f > p tcp/80", "AA", ""},
		{"TGW-2", with(func(w *world) { w.onlyIn("att-A", "aT") }), "d > p tcp/80", "DD", "TGW-2"},
		{"TGW-2", with(func(w *world) { w.att("att-A").DetailsKnown = false }), "f > p tcp/80", "UU", "TGW-2"},
		{"TGW-3", with(func(w *world) { w.att("att-A").Association = model.TGWAssociation{} }), "f > p tcp/80", "DD", "TGW-3"},
		{"TGW-3", with(func(w *world) { w.att("att-A").Association = model.TGWAssociation{PolicyTable: "tgw-ptb-1"} }), "f > p tcp/80", "UU", "TGW-3"},
		{"TGW-4", with(func(w *world) { w.attach("att-C", "tgw-1", "C", "trt"); w.static("trt", "10.1.0.0/16", "att-C") }), "f > p tcp/80", "DD", "RT-10"},
		{"TGW-4", with(func(w *world) { w.attach("att-C", "tgw-1", "C", "trt"); w.static("trt", "10.0.0.0/8", "att-C") }), "f > p tcp/80", "AA", ""},
		{"TGW-5", with(func(w *world) { w.static("trt", "10.1.0.0/16") }), "f > p tcp/80", "DD", "TGW-5"},
		{"TGW-6", with(func(w *world) {
			w.prefixList("pl-1", "10.1.0.0/16")
			w.tgwRT("trt").References = []model.TGWPrefixListReference{{PrefixList: "pl-1", Blackhole: true, State: "available"}}
		}), "f > p tcp/80", "DD", "TGW-6"},
		{"TGW-7", with(func(w *world) { w.vpc("Z", "10.1.0.0/16", ""); w.attach("att-Z", "tgw-1", "Z", "trt") }), "f > p tcp/80", "UU", ""},
		{"TGW-7", with(func(w *world) { w.tgwRT("trt").Propagations[1].State = "disabled" }), "f > p tcp/80", "DD", "TGW-4"},
		{"TGW-7", with(func(w *world) { w.tgwRT("trt").PropagationsPresent = model.Absent }), "f > p tcp/80", "UU", "CON-5"},
		{"TGW-8", with(func(w *world) { w.onlyIn("att-A", "aT"); w.onlyIn("att-B", "b1") }), "f > q tcp/80", "AD", "TGW-2"},
		{"TGW-8", with(func(w *world) {
			w.onlyIn("att-B", "b2")
			w.acl("b2", "in 100 allow all 0.0.0.0/0")
		}), "f > p tcp/80", "DD", "NACL-2"},
		{"CON-4", with(func(w *world) {
			w.subnet("b3", "B", "10.1.3.0/24", "az3")
			w.onlyIn("att-B", "b2", "b3")
			w.acl("b2", "in 100 allow all 0.0.0.0/0")
		}), "f > p tcp/80", "UD", ""},
		{"TGW-9", with(func(w *world) {
			w.acl("aT", "in 50 deny all 10.0.3.0/24", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
		}), "f > p tcp/80", "DD", "NACL-2"},
		{"TGW-9", with(func(w *world) {
			w.acl("aT", "out 50 deny all 10.0.3.0/24", "out 100 allow all 0.0.0.0/0", "in 100 allow all 0.0.0.0/0")
		}), "f > p tcp/80", "AD", "NACL-3"},
		{"TGW-9", with(func(w *world) { w.onlyIn("att-A", "a3"); w.acl("a3", "out 100 allow all 10.1.0.0/16") }), "f > p tcp/80", "DD", "NACL-2"},
		{"TGW-9", with(func(w *world) {
			w.onlyIn("att-A", "a3")
			w.acl("a3", "out 100 allow all 10.1.0.0/16", "in 100 allow all 10.0.3.0/24")
		}), "f > p tcp/80", "AA", ""},
		{"TGW-10", with(func(w *world) { w.onlyIn("att-B", "b1") }), "f > q tcp/80", "AD", "TGW-2"},
		{"TGW-12", overTwo, "f > r tcp/80", "AA", ""},
		{"TGW-12", func(w *world) { overTwo(w); w.att("att-peer2").Association = model.TGWAssociation{} }, "f > r tcp/80", "DD", "TGW-3"},
		{"TGW-12", func(w *world) { overTwo(w); w.setGroup("r", "in all sg-f") }, "f > r tcp/80", "DD", "SG-1"},
		{"TGW-13", with(func(w *world) {
			w.static("trt", "203.0.113.0/24", "att-A")
			w.addRoutes("rt-am", "203.0.113.0/24 tgw-1")
		}), "d > I tcp/80", "DD", "FWD-5"},
		{"TGW-14", with(func(w *world) {
			w.attach("att-C", "tgw-1", "C", "trt")
			w.tgwRoutes("rt-c")
		}), "f@10.1.1.30 > r tcp/80", "AD", "CONN-4"},
		{"TGW-15", with(func(w *world) {
			w.attachAfar("att-conn", "tgw-1", "connect", "att-x", "trt")
			w.static("trt", "172.30.0.0/16", "att-conn")
			w.addRoutes("rt-am", "172.30.0.0/16 tgw-1")
		}), "f > 172.30.0.1 tcp/80", "UU", "TGW-15"},
		{"TGW-16", with(func(w *world) { w.att("att-A").NATRules = []model.TGWNatRule{{Match: pfx("10.0.3.0/24")}} }), "f > p tcp/80", "UU", "TGW-16"},
		{"TGW-16", with(func(w *world) { w.att("att-A").NATRules = []model.TGWNatRule{{Match: pfx("10.0.3.0/24")}} }), "d > q tcp/80", "AA", ""},
		{"TGW-18", with(func(w *world) { w.TGWRouteTables = nil }), "f > p tcp/80", "UU", "TGW-18"},
		{"TGW-18", with(func(w *world) { w.TransitGateways = nil; w.absent(model.KindTransitGateways) }), "f > p tcp/80", "UU", "CON-5"},
		{"SG-12", with(func(w *world) { w.setGroup("p", "in all sg-f") }), "f > p tcp/80", "DD", "SG-1"},
		{"SG-13", with(func(w *world) { w.setGroup("p", "in all sg-f"); w.TransitGateways[0].SGReferencing = true }), "f > p tcp/80", "AA", ""},
		{"SG-13", with(func(w *world) {
			w.setGroup("p", "in all sg-f")
			w.TransitGateways[0].SGReferencing = true
			w.att("att-B").SGReferencing = false
		}), "f > p tcp/80", "DD", "SG-1"},
		{"SG-13", with(func(w *world) { w.setGroup("f", "out all sg-p"); w.TransitGateways[0].SGReferencing = true }), "f > p tcp/80", "DD", "SG-4"},
		{"PATH-13", with(func(w *world) {
			w.static("trt", "0.0.0.0/0", "att-A")
			w.setRoutes("rt-b", "0.0.0.0/0 tgw-1")
		}), "q > I tcp/80", "AA", ""},
		{"PATH-24", onPremByTGW, "f > O tcp/80", "AA", ""},
		{"PATH-24", onPremByTGW, "O > f tcp/80", "AA", ""},
		{"VGW-4", func(w *world) {
			transitAB(w)
			learnedByBGP(w)
		}, "f > O tcp/80", "UU", ""},
		{"VGW-4", func(w *world) {
			transitAB(w)
			learnedByBGP(w)
		}, "f > p tcp/80", "AA", ""},
		{"VGW-4", func(w *world) {
			transitAB(w)
			learnedByBGP(w)
		}, "O > p tcp/80", "UU", ""},
		{"D-13", with(func(w *world) {
			w.peering("pcx-bc", "B", "C")
			w.addRoutes("rt-b", "10.2.0.0/16 pcx-bc")
			w.static("trt", "10.2.0.0/16", "att-B")
		}), "f > r tcp/80", "DD", "D-13"},
	})
}

// overTwo joins A and C by two peered Transit Gateways.
func overTwo(w *world) {
	w.transit("A")
	w.onlyIn("att-A", "aT")
	w.TransitGateways = append(w.TransitGateways, model.TransitGateway{ID: "tgw-2", Account: account, Region: region, State: "available"})
	w.tgwTable("trt2", "tgw-2")
	w.attach("att-C", "tgw-2", "C", "trt2")
	near := w.attachAfar("att-peer1", "tgw-1", "peering", "tgw-2", "trt")
	near.PeerAttachment, near.PeerGateway = "att-peer2", "tgw-2"
	far := w.attachAfar("att-peer2", "tgw-2", "peering", "tgw-1", "trt2")
	far.PeerAttachment, far.PeerGateway = "att-peer1", "tgw-1"
	w.static("trt", "10.2.0.0/16", "att-peer1")
	w.static("trt2", "10.0.0.0/16", "att-peer2")
	w.tgwRoutes("rt-am")
	w.addRoutes("rt-c", "10.0.0.0/8 tgw-2")
}

func onPremByTGW(w *world) {
	transitAB(w)
	w.VPNConnections = append(w.VPNConnections, model.VPNConnection{ID: "vpn-1", Account: account, Region: region, State: "available", TransitGateway: "tgw-1", StaticOnly: true})
	w.attachAfar("att-vpn", "tgw-1", "vpn", "vpn-1", "trt")
	w.static("trt", "192.168.50.0/24", "att-vpn")
	w.addRoutes("rt-am", "192.168.0.0/16 tgw-1")
	w.addRoutes("rt-b", "192.168.0.0/16 tgw-1")
}

func learnedByBGP(w *world) {
	onPremByTGW(w)
	w.VPNConnections[0].StaticOnly = false
	trt := w.tgwRT("trt")
	trt.Routes = nil
	trt.Propagations = append(trt.Propagations, model.TGWPropagation{Attachment: "att-vpn", ResourceType: "vpn", State: "enabled"})
}
