package oracle

import (
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Vectors of sections 5 to 8: prefix lists, source/destination check, groups, network ACLs.

func TestPrefixLists(t *testing.T) {
	run(t, []vector{
		{"PL-1", func(w *world) { w.prefixList("pl-1", "10.0.1.0/24"); w.setGroup("d", "in all pl-1") }, "w > d tcp/80", "AA", ""},
		{"PL-1", func(w *world) { w.prefixList("pl-1", "10.0.1.0/24"); w.setGroup("d", "in all pl-1") }, "f > d tcp/80", "DD", "SG-1"},
		{"PL-2", func(w *world) { w.setGroup("d", "in all pl-1") }, "w > d tcp/80", "UU", "SG-1"},
		{"PL-2", func(w *world) {
			w.prefixList("pl-1", "10.0.1.0/24").State = "modify-in-progress"
			w.setGroup("d", "in all pl-1")
		}, "w > d tcp/80", "UU", "SG-1"},
		{"PL-2", func(w *world) {
			w.prefixList("pl-1", "10.0.1.0/24").State = "delete-complete"
			w.setGroup("d", "in all pl-1")
		}, "w > d tcp/80", "DD", "SG-1"},
		{"PL-3", func(w *world) {
			l := w.prefixList("pl-1")
			l.Account, l.Name, l.UnknownEntries = "AWS", "com.amazonaws.global.cloudfront.origin-facing", &model.Unknown{}
			w.setGroup("w", "in all pl-1")
		}, "I > 198.51.100.10 tcp/443", "UU", "SG-1"},
		{"PL-3", func(w *world) {
			l := w.prefixList("pl-1")
			l.Account, l.Name, l.UnknownEntries = "AWS", "com.amazonaws.r1.s3", &model.Unknown{}
			w.setGroup("w", "in all pl-1")
		}, "d > w tcp/443", "DD", "SG-1"},
		{"PL-5", func(w *world) {
			w.prefixList("pl-1", "10.1.0.0/16")
			w.prefixList("pl-2", "10.1.0.0/16")
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
			w.addRoutes("rt-a1", "pl-1 pcx-ab", "pl-2 igw-a")
		}, "w > p tcp/80", "UU", "IGW-5"},
		{"PL-6", func(w *world) {
			w.prefixList("pl-1", "10.0.1.0/24").Dynamic = true
			w.setGroup("d", "in all pl-1")
		}, "w > d tcp/80", "AA", ""},
	})
}

func TestAppliances(t *testing.T) {
	via := func(behaviour model.Appliance) func(w *world) {
		return func(w *world) {
			w.addRoutes("rt-a1", "10.0.2.0/24 f")
			w.addRoutes("rt-am", "10.0.1.0/24 f")
			w.table("rt-a3", "A", "a3")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": behaviour}
		}
	}
	with := func(changes ...func(w *world)) func(w *world) {
		return func(w *world) {
			for _, c := range changes {
				c(w)
			}
		}
	}
	natInstance := func(w *world) {
		w.setRoutes("rt-am", "0.0.0.0/0 f")
		w.table("rt-a3", "A", "a3", "0.0.0.0/0 igw-a")
		w.eni("f").Private[0].Public = ip("198.51.100.5")
		w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceNAT}
	}
	run(t, []vector{
		{"SDC-1", func(w *world) { w.setRoutes("rt-am", "0.0.0.0/0 x") }, "d > I tcp/80", "DD", "SDC-1"},
		{"SDC-1", nil, "w@10.0.1.99 > d tcp/80", "DD", "SDC-1"},
		{"SDC-2", nil, "d > I tcp/80", "AA", ""},
		{"APP-1", with(via(model.ApplianceForward), func(w *world) { w.setGroup("f", "in all 10.0.3.0/24", "out all 0.0.0.0/0") }), "w > d tcp/80", "DD", "SG-1"},
		{"APP-2", via(model.ApplianceUnset), "w > d tcp/80", "UU", "APP-2"},
		{"APP-2", via(model.ApplianceForward), "w > d tcp/80", "AA", ""},
		{"APP-2", via(model.ApplianceDrop), "w > d tcp/80", "DD", "APP-2"},
		{"APP-3", with(natInstance, func(w *world) { w.setGroup("f", "in all 10.0.0.0/16") }), "d > I tcp/443", "DD", "SG-4"},
		{"APP-3", with(via(model.ApplianceForward), func(w *world) { w.setGroup("f", "in all 0.0.0.0/0") }), "w > d tcp/443", "DD", "APP-3"},
		{"APP-4", func(w *world) {
			w.addRoutes("rt-a1", "10.0.2.0/24 f")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceForward}
		}, "w > d tcp/80", "AA", ""},
		{"APP-4", func(w *world) {
			w.addRoutes("rt-am", "10.0.1.0/24 f")
			w.table("rt-a3", "A", "a3")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceForward}
		}, "w > d tcp/80", "AU", "APP-4"},
		{"APP-5", func(w *world) {
			w.addRoutes("rt-a1", "10.0.2.0/24 x")
			w.eni("x").SourceDestCheck = false
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"x": model.ApplianceForward}
		}, "w > d tcp/80", "UU", "APP-5"},
		{"APP-6", func(w *world) {
			w.table("rt-igw", "A", "igw-a", "10.0.1.0/24 f")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceForward}
		}, "I > 198.51.100.10 tcp/80", "DD", "APP-6"},
		{"APP-7", with(via(model.ApplianceForward), func(w *world) { w.setGroup("d", "in all sg-w", "out all 0.0.0.0/0") }), "w > d tcp/80", "DD", "SG-1"},
		{"SG-14", with(via(model.ApplianceForward), func(w *world) { w.setGroup("d", "in all 10.0.1.0/24") }), "w > d tcp/80", "AA", ""},
		{"SG-14", with(via(model.ApplianceForward), func(w *world) { w.setGroup("f", "in all sg-w", "out all 0.0.0.0/0") }), "w > d tcp/80", "UU", "SG-1"},
		{"SG-14", func(w *world) {
			w.eni("x").SourceDestCheck = false
			w.setGroup("d", "in all sg-w")
		}, "x@10.0.1.10 > d tcp/80", "DD", "SG-1"},
		{"NAT-13", natInstance, "d > I tcp/443", "AA", ""},
		{"RT-2", func(w *world) {
			w.table("rt-igw", "A", "igw-a", "10.0.1.0/24 f")
			w.eni("f").Private[0].Public = ip("198.51.100.5")
			w.table("rt-a3", "A", "a3", "0.0.0.0/0 igw-a")
			w.setRoutes("rt-a1", "0.0.0.0/0 f")
			w.Assume.Appliances = map[model.ENIID]model.Appliance{"f": model.ApplianceForward}
		}, "I > 198.51.100.10 tcp/80", "AA", ""},
		{"APP-1", func(w *world) { w.setRoutes("rt-am", "0.0.0.0/0 i-f"); w.Instances[3].State = "terminated" }, "d > I tcp/80", "DD", "RT-8"},
	})
}

func TestSecurityGroups(t *testing.T) {
	ref := func(w *world) { w.setGroup("d", "in all sg-w", "out all 0.0.0.0/0") }
	peered := func(w *world) {
		w.peering("pcx-ab", "A", "B")
		w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
		w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
		w.setGroup("p", "in all sg-w")
	}
	run(t, []vector{
		{"SG-1", twoGroups, "w > d tcp/22", "AA", ""},
		{"SG-1", twoGroups, "w > d tcp/443", "AA", ""},
		{"SG-1", twoGroups, "w > d tcp/80", "DD", "SG-1"},
		{"SG-2", func(w *world) { w.eni("d").Groups = nil }, "w > d tcp/80", "UU", "SG-1"},
		{"SG-3", func(w *world) { w.setGroup("w", "in tcp/443 0.0.0.0/0") }, "I > 198.51.100.10 tcp/443", "AA", ""},
		{"SG-4", func(w *world) { w.setGroup("d") }, "d > w tcp/80", "DD", "SG-4"},
		{"SG-5", func(w *world) { w.setGroup("d", "in proto/132 0.0.0.0/0") }, "w > d proto/132", "AA", ""},
		{"SG-6", func(w *world) { w.setGroup("d", "in tcp/7000-8000 0.0.0.0/0") }, "w > d tcp/8000", "AA", ""},
		{"SG-6", func(w *world) { w.setGroup("d", "in tcp/7000-8000 0.0.0.0/0") }, "w > d tcp/8001", "DD", "SG-1"},
		{"SG-7", func(w *world) { w.setGroup("d", "in icmp/8 0.0.0.0/0") }, "w > d icmp/8/0", "AA", ""},
		{"SG-7", func(w *world) { w.setGroup("d", "in icmp/8 0.0.0.0/0") }, "w > d icmp/13/0", "DD", "SG-1"},
		{"SG-7", func(w *world) { w.setGroup("d", "in icmp/3/4 0.0.0.0/0") }, "w > d icmp/3/1", "DD", "SG-1"},
		{"SG-8", func(w *world) { w.setGroup("d", "in icmp ::/0") }, "w > d6 icmpv6/128/0", "DD", "SG-1"},
		{"SG-9", func(w *world) {
			w.SecurityGroups[2].Rules = []model.SecurityGroupRule{{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerNone}}}
		}, "w > d tcp/22", "DD", "SG-1"},
		{"SG-10", ref, "w > d tcp/80", "AA", ""},
		{"SG-10", ref, "x > d tcp/80", "DD", "SG-1"},
		{"SG-10", func(w *world) { w.setGroup("x", "in all sg-w"); w.eni("x").Private[0].Public = ip("198.51.100.11") }, "w > 198.51.100.11 tcp/80", "DD", "SG-1"},
		{"SG-10", func(w *world) { w.setGroup("w", "out all sg-d") }, "w > d tcp/80", "AA", ""},
		{"SG-10", func(w *world) { w.setGroup("w", "out all sg-d") }, "w > x tcp/80", "DD", "SG-4"},
		{"SG-10", func(w *world) { w.setGroup("w", "out all sg-d") }, "w > I tcp/80", "DD", "SG-4"},
		{"SG-11", func(w *world) {
			w.group("sg-new", "A")
			w.eni("w").Groups = []model.SecurityGroupID{"sg-new"}
			w.eni("d").Groups = []model.SecurityGroupID{"sg-new"}
		}, "w > d tcp/80", "DD", "SG-1"},
		{"SG-12", peered, "w > p tcp/80", "AA", ""},
		{"SG-12", func(w *world) { peered(w); w.VPCs[1].Region = "r2" }, "w > p tcp/80", "DD", "SG-1"},
		{"SG-12", func(w *world) { peered(w); w.setGroup("p", "in all 0.0.0.0/0"); w.setGroup("w", "out all sg-p") }, "w > p tcp/80", "AA", ""},
		{"SG-16", func(w *world) { peered(w); w.SecurityGroups[4].Rules[0].Peer.Status = "deleted" }, "w > p tcp/80", "DD", "SG-1"},
		{"SG-17", func(w *world) { w.prefixList("pl-6", "2001:db8::/32"); w.setGroup("d", "in all pl-6") }, "w > d tcp/80", "DD", "SG-1"},
		{"SG-18", func(w *world) { peered(w); w.eni("p").Groups = []model.SecurityGroupID{"sg-w"} }, "w > p tcp/80", "AA", ""},
		{"SG-20", func(w *world) {
			w.group("sg-def", "A", "in all sg-def", "out all 0.0.0.0/0")
			w.eni("w").Groups = []model.SecurityGroupID{"sg-def"}
			w.eni("d").Groups = []model.SecurityGroupID{"sg-def"}
		}, "w > d tcp/80", "AA", ""},
		{"SG-21", func(w *world) { w.setGroup("d", "out all 0.0.0.0/0") }, "w > d tcp/80", "DD", "SG-1"},
		{"SG-21", func(w *world) { w.setGroup("d", "out all 0.0.0.0/0") }, "d > w tcp/80", "AA", ""},
		{"SG-23", func(w *world) { w.setGroup("d", "out proto/50 10.0.1.10/32"); w.setGroup("w", "in all 0.0.0.0/0") }, "d > w proto/50", "AA", ""},
		{"SG-23", func(w *world) { w.setGroup("d", "out proto/50 10.0.1.10/32"); w.setGroup("w", "in all 0.0.0.0/0") }, "w > d proto/50", "DD", "SG-4"},
		{"SG-25", func(w *world) { w.setGroup("d") }, "d > 169.254.169.254 tcp/80", "AA", "FWD-2"},
		{"SG-26", func(w *world) {
			w.group("sg-eth1", "A", "in tcp/443 0.0.0.0/0")
			w.interfaceIn("eth1", "a2", "10.0.2.21", "", "").Attachment = model.InterfaceAttachment{Instance: "i-d", Status: "attached"}
		}, "w > eth1 tcp/22", "DD", "SG-1"},
		{"SG-16", func(w *world) { w.setGroup("d", "in all sg-foreign") }, "w > d tcp/80", "DD", "SG-1"},
		{"SG-16", func(w *world) {
			w.setGroup("d", "in all sg-foreign")
			w.Assume.Members = map[model.SecurityGroupID][]string{"sg-foreign": {"10.0.1.0/24"}}
		}, "w > d tcp/80", "AA", ""},
	})
}

func twoGroups(w *world) {
	w.group("sg-1", "A", "in tcp/22 0.0.0.0/0")
	w.group("sg-2", "A", "in tcp/443 0.0.0.0/0")
	w.eni("d").Groups = []model.SecurityGroupID{"sg-1", "sg-2"}
}

func TestNetworkACLs(t *testing.T) {
	out := "out 100 allow all 0.0.0.0/0"
	run(t, []vector{
		{"NACL-1", nil, "w > d tcp/80", "AA", ""},
		{"NACL-2", func(w *world) { w.acl("a2", out, "in 100 deny tcp/22 0.0.0.0/0", "in 200 allow all 0.0.0.0/0") }, "w > d tcp/22", "DD", "NACL-2"},
		{"NACL-2", func(w *world) { w.acl("a2", out, "in 100 deny tcp/22 0.0.0.0/0", "in 200 allow all 0.0.0.0/0") }, "w > d tcp/23", "AA", ""},
		{"NACL-2", func(w *world) { w.acl("a2", out, "in 200 deny tcp/22 0.0.0.0/0", "in 100 allow all 0.0.0.0/0") }, "w > d tcp/22", "AA", ""},
		{"NACL-3", func(w *world) { w.acl("a2", "in 100 allow tcp/443 10.0.0.0/16", "out 100 allow tcp/443 0.0.0.0/0") }, "w > d tcp/443", "AD", "NACL-3"},
		{"NACL-5", func(w *world) { w.acl("a2", "in 100 allow all 0.0.0.0/0", "out 100 allow tcp/1024-65535 10.0.1.0/24") }, "w > d tcp/443", "AA", ""},
		{"NACL-5", func(w *world) { w.acl("a2", "in 100 allow all 0.0.0.0/0", "out 100 allow tcp/1024-65535 10.0.1.0/24") }, "f > d tcp/443", "AD", "NACL-3"},
		{"NACL-6", func(w *world) { w.acl("a2", out, "in 100 deny proto/132 0.0.0.0/0", "in 200 allow all 0.0.0.0/0") }, "w > d proto/132", "DD", "NACL-2"},
		{"NACL-7", func(w *world) { w.acl("a2") }, "d > 169.254.169.123 udp/123", "AA", "FWD-2"},
		{"NACL-8", func(w *world) { w.acl("a2", out, "in 100 allow all 0.0.0.0/0") }, "w > d6 tcp/80", "DD", "NACL-2"},
		{"NACL-9", func(w *world) { w.acl("a2") }, "w > d tcp/80", "DD", "NACL-2"},
		{"NACL-13", func(w *world) { w.acl("a2", out, "in 100 allow all 10.0.0.0/16") }, "d > I tcp/80", "AD", "NACL-3"},
		{"NACL-13", func(w *world) { w.acl("a2", out, "in 100 allow tcp/1024-65535 203.0.113.9/32") }, "d > I tcp/80", "AA", ""},
		{"CON-1", func(w *world) {
			w.acl("a2", out, "in 100 deny tcp/22 0.0.0.0/0", "in 200 allow all 0.0.0.0/0")
			w.NetworkACLs[len(w.NetworkACLs)-1].Entries[1].UnknownCIDR = &model.Unknown{}
		}, "w > d tcp/22", "UU", "NACL-2"},
	})
}
