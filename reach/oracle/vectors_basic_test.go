package oracle

import (
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// Vectors of sections 0 to 3: packets, connections, addresses, forwarding.

func TestConventions(t *testing.T) {
	run(t, []vector{
		{"CON-1", func(w *world) { w.setGroup("d", "in tcp/443 pl-gone") }, "w > d tcp/443", "UU", "SG-1"},
		{"CON-4", func(w *world) {
			w.prefixList("pl-1", "172.20.0.0/16")
			w.prefixList("pl-2", "172.20.0.0/16")
			w.vpn("vgw-a", "A", "172.20.0.0/16")
			w.addRoutes("rt-a1", "pl-1 vgw-a", "pl-2 i-none")
		}, "w > 172.20.0.1 tcp/80", "UU", ""},
		{"CON-5", func(w *world) { w.absent(model.KindNetworkACLs) }, "w > d tcp/80", "UU", "CON-5"},
		{"CON-5", func(w *world) { w.absent(model.KindNetworkACLs) }, "w > x tcp/80", "AA", ""},
		{"CON-5", func(w *world) { w.NetworkACLs = nil }, "w > d tcp/80", "UU", "CON-5"},
		{"CON-5", func(w *world) { w.RouteTables = nil; w.absent(model.KindRouteTables) }, "w > d tcp/80", "AA", ""},
		{"CON-5", func(w *world) { w.RouteTables = nil; w.absent(model.KindRouteTables) }, "w > I tcp/80", "UU", "CON-5"},
		{"CON-5", func(w *world) { w.RouteTables[0].UnknownRoutes = &model.Unknown{} }, "w > d tcp/80", "AA", ""},
		{"CON-5", func(w *world) { w.eni("d").Groups = []model.SecurityGroupID{"sg-gone"} }, "w > d tcp/80", "UU", "SG-1"},
		{"CON-6", func(w *world) {
			w.setGroup("w")
			w.setGroup("d")
			w.acl("a2")
		}, "w > d tcp/443", "DD", "NACL-2"},
	})
	w := f0()
	w.setGroup("w")
	w.setGroup("d")
	w.acl("a2")
	got := w.question("w > d tcp/443").Reasons
	if len(got) != 3 || got[0] != "SG-4" || got[1] != "NACL-2" || got[2] != "SG-1" {
		t.Errorf("CON-6: reasons %v, want SG-4, NACL-2, SG-1 in that order", got)
	}
}

func TestPackets(t *testing.T) {
	v6only := func(w *world) { w.setGroup("d", "in all 0.0.0.0/0") }
	run(t, []vector{
		{"PKT-1", v6only, "w > d6 tcp/80", "DD", "SG-1"},
		{"PKT-1", v6only, "w > d tcp/80", "AA", ""},
		{"PKT-2", func(w *world) { w.setGroup("d", "in tcp 0.0.0.0/0") }, "w > d tcp/0", "AA", ""},
		{"PKT-3", func(w *world) { w.setGroup("w", "in icmp ::/0") }, "I6 > w6 icmpv6/128/0", "DD", "SG-1"},
		{"PKT-3", nil, "I6 > w6 icmp/8/0", "DD", "PKT-3"},
		{"PKT-5", func(w *world) {
			w.acl("a2", "in 100 allow tcp/443 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
		}, "w > d tcp/443", "AA", ""},
		{"PKT-6", func(w *world) { w.setGroup("w", "out all 10.0.2.0/24") }, "w > I tcp/443", "DD", "SG-4"},
		{"PKT-6", func(w *world) { w.setGroup("w", "out all 10.0.2.0/24") }, "w > d tcp/443", "AA", ""},
	})
}

func TestConnections(t *testing.T) {
	eph := func(w *world) {
		w.acl("a1", "in 100 allow tcp/32768-65535 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
	}
	run(t, []vector{
		{"CONN-2", func(w *world) {
			w.acl("a2", "in 100 allow all 0.0.0.0/0", "out 100 deny tcp/1024-65535 0.0.0.0/0", "out 200 allow all 0.0.0.0/0")
		}, "w > d tcp/443", "AD", "NACL-3"},
		{"CONN-3", eph, "w > d tcp/443", "AA", ""},
		{"CONN-3", eph, "I > 198.51.100.10 tcp/443", "DD", "NACL-2"},
		{"CONN-4", func(w *world) {
			w.peering("pcx-ab", "A", "B")
			w.transit("A", "B")
			w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
			w.addRoutes("rt-b", "10.0.0.0/16 tgw-1")
		}, "w > p tcp/80", "AA", ""},
		{"CONN-5", nil, "w > d icmp/3/4", "AD", "CONN-5"},
		{"CONN-1", nil, "w > d icmp/8/1", "AD", "CONN-5"},
		{"CONN-1", nil, "w > d icmp/13/0", "AA", ""},
		{"CONN-7", nil, "w > 10.0.1.10 tcp/80", "AA", ""},
		{"CONN-7", func(w *world) { w.setGroup("w", "in all 10.0.0.0/16", "out all 0.0.0.0/0") }, "w > 198.51.100.10 tcp/80", "DD", "SG-1"},
		{"CONN-7", func(w *world) { w.setGroup("w", "in all 198.51.100.10/32", "out all 0.0.0.0/0") }, "w > 198.51.100.10 tcp/80", "AA", ""},
		{"CONN-7", func(w *world) {
			w.setGroup("w", "out all 0.0.0.0/0")
		}, "w > 198.51.100.10 proto/50", "DD", "SG-1"},
		{"CONN-7", func(w *world) {
			w.vpc("Z", "10.0.0.0/16", "")
			w.subnet("z1", "Z", "10.0.1.0/24", "az1")
			w.host("z", "z1", "10.0.1.10", "", "")
		}, "w > z tcp/80", "DD", "CONN-7"},
	})
	w := f0()
	eph(w)
	r := w.question("w > d tcp/443")
	if len(r.Notes) != 1 || r.Notes[0] != "partial-ephemeral" {
		t.Errorf("CONN-3: notes %v, want partial-ephemeral", r.Notes)
	}
	on := Traffic{Protocol: 6, Port: 443}
	o := New(w.Network, Options{})
	for port, want := range map[uint16]Decision{32767: Deny, 32768: Allow, 65535: Allow} {
		if got := o.AskPort(w.end("w"), w.end("d"), on, port).Connection; got != want {
			t.Errorf("CONN-3: client port %d: %v, want %v", port, got, want)
		}
	}
}

func TestAddressing(t *testing.T) {
	run(t, []vector{
		{"VPC-1", func(w *world) {
			w.VPCs[0].CIDRs = append(w.VPCs[0].CIDRs, model.VPCCIDR{Prefix: pfx("10.8.0.0/16"), State: "disassociated"})
		}, "x > 10.8.0.5 tcp/80", "DD", "IGW-5"},
		{"VPC-1", func(w *world) {
			w.VPCs[0].CIDRs = append(w.VPCs[0].CIDRs, model.VPCCIDR{Prefix: pfx("10.8.0.0/16"), State: model.CIDRAssociating})
			w.subnet("a8", "A", "10.8.1.0/24", "az1")
			w.host("h", "a8", "10.8.1.5", "", "")
		}, "w > h tcp/80", "UU", ""},
		{"VPC-3", nil, "w > 10.0.2.77 tcp/80", "DD", "VPC-3"},
		{"VPC-3", nil, "w > d@10.0.3.5 tcp/80", "DD", "VPC-3"},
		{"VPC-4", func(w *world) { w.eni("d").IPv4Prefixes = append(w.eni("d").IPv4Prefixes, pfx("10.0.2.64/28")) }, "w > 10.0.2.70 tcp/80", "AA", ""},
		{"VPC-4", func(w *world) { w.eni("d").IPv4Prefixes = append(w.eni("d").IPv4Prefixes, pfx("10.0.2.64/28")) }, "w > d@10.0.2.79 tcp/80", "AA", ""},
		{"VPC-5", func(w *world) {
			w.eni("w").Private = append(w.eni("w").Private, model.PrivateAddress{Addr: ip("10.0.1.60")})
		}, "w@10.0.1.60 > I tcp/80", "DD", "IGW-2"},
		{"VPC-6", func(w *world) { w.eni("w").DenyAllIGW = true }, "I6 > w6 tcp/22", "DD", "VPC-6"},
		{"VPC-6", func(w *world) { w.eni("w").DenyAllIGW = true }, "d > w6 tcp/22", "AA", ""},
		{"VPC-6", func(w *world) { w.VPCs[0].CIDRs[1].Private = true }, "w6 > I6 tcp/22", "DD", "IGW-4"},
		{"VPC-7", func(w *world) { w.Instances[2].State = "stopped" }, "w > d tcp/22", "AA", ""},
		{"VPC-7", func(w *world) { w.Instances[2].State = "stopped"; w.options.HonorState = true }, "w > d tcp/22", "DD", "VPC-7"},
		{"VPC-7", func(w *world) { w.Instances[2].State = "stopped"; w.options.HonorState = true }, "d > w tcp/22", "DD", "VPC-7"},
		{"VPC-7", func(w *world) { w.eni("d").Status = "available" }, "w > d tcp/22", "DD", "VPC-7"},
		{"VPC-7", func(w *world) { w.eni("d").Attachment.Status = "detaching" }, "d > w tcp/22", "DD", "VPC-7"},
		{"VPC-8", func(w *world) {
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
			w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
			w.group("sg-w2", "B", "in all 0.0.0.0/0", "out all 0.0.0.0/0")
			w.interfaceIn("w2", "b1", "10.1.1.99", "", "").Attachment = model.InterfaceAttachment{Instance: "i-w", Status: "attached"}
		}, "w2@10.1.1.99 > d tcp/80", "AD", "NAT-5"},
		{"VPC-9", func(w *world) { w.absent(model.KindRouteTables); w.RouteTables = nil }, "w > I tcp/80", "UU", ""},
	})
	w := f0()
	w.Instances[2].State = "stopped"
	if r := w.question("w > d tcp/22"); len(r.Notes) != 1 || r.Notes[0] != "inactive" {
		t.Errorf("VPC-7: notes %v, want inactive", r.Notes)
	}
	if r := w.question("w > 10.0.1.10 tcp/22"); len(r.Notes) != 1 || r.Notes[0] != "local" {
		t.Errorf("CONN-7: notes %v, want local", r.Notes)
	}
}

func TestForwarding(t *testing.T) {
	closed := func(w *world) { w.setGroup("d"); w.acl("a2") }
	run(t, []vector{
		{"FWD-1", nil, "d > w tcp/22", "AA", ""},
		{"FWD-2", closed, "d > 10.0.0.2 udp/53", "AA", "FWD-2"},
		{"FWD-2", closed, "d > 169.254.169.254 tcp/80", "AA", "FWD-2"},
		{"FWD-2", closed, "d > 169.254.169.123 udp/123", "AA", "FWD-2"},
		{"FWD-2", closed, "d > 10.0.2.1 udp/67", "AA", "FWD-2"},
		{"FWD-2", closed, "d > 10.0.1.10 udp/67", "DD", ""},
		{"FWD-2", closed, "d > 10.1.0.2 udp/53", "DD", ""},
		{"FWD-2", func(w *world) {
			w.VPCs[0].CIDRs = append(w.VPCs[0].CIDRs, model.VPCCIDR{Prefix: pfx("10.8.0.0/16"), State: model.CIDRAssociated})
		}, "d > 10.8.0.2 udp/53", "AA", "FWD-2"},
		{"EP-22", nil, "d > 169.254.171.5 tcp/443", "UU", "EP-22"},
		{"FWD-3", func(w *world) { w.acl("a1") }, "w > x tcp/80", "AA", ""},
		{"FWD-3", func(w *world) { w.addRoutes("rt-a1", "10.0.1.0/24 f") }, "w > x tcp/80", "AA", ""},
		{"FWD-4", func(w *world) {
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
			w.addRoutes("rt-am", "10.1.0.0/16 pcx-ab", "10.0.3.0/24 f")
		}, "p > d tcp/80", "AA", ""},
		{"FWD-5", func(w *world) { w.setRoutes("rt-a1", "0.0.0.0/0 nat-a") }, "d > I tcp/80", "DD", "FWD-5"},
		{"FWD-6", nil, "I > 198.51.100.50 tcp/5000", "DD", "NAT-5"},
	})
}
