package oracle

import (
	"fmt"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// CON-1: forgetting a fact may make a verdict unknown; it never turns it round.
func TestForgettingNeverTurnsAVerdict(t *testing.T) {
	why := &model.Unknown{Cause: "forgotten"}
	worlds := map[string]func(w *world){
		"F0": func(*world) {},
		"peered": func(w *world) {
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
			w.addRoutes("rt-am", "10.1.0.0/16 nat-a")
			w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
			w.setGroup("p", "in tcp/443 sg-w", "in udp 10.0.1.50/32")
			w.setGroup("w", "out all sg-p", "in all 203.0.113.0/24")
		},
		"transit": transitAB,
		"on-prem": onPremByTGW,
		"filtered": func(w *world) {
			w.acl("a1", "in 100 allow tcp/1024-30000 0.0.0.0/0", "in 200 allow tcp/443 10.0.0.0/16", "out 100 allow all 0.0.0.0/0")
			w.acl("a2", "in 100 deny udp 10.0.1.0/24", "in 200 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
			w.setGroup("d", "in all sg-w", "out tcp 0.0.0.0/0")
		},
		"services": func(w *world) { interfaceEndpoint(w); gatewayEndpoint(w); balancer(w) },
	}
	forget := map[string]func(w *world){
		"ACLs":           func(w *world) { w.NetworkACLs = nil; w.absent(model.KindNetworkACLs) },
		"tables":         func(w *world) { w.RouteTables = nil; w.absent(model.KindRouteTables) },
		"gateways":       func(w *world) { w.InternetGateways = nil; w.absent(model.KindInternetGateways) },
		"NAT gateways":   func(w *world) { w.NatGateways = nil; w.absent(model.KindNatGateways) },
		"peerings":       func(w *world) { w.Peerings = nil; w.absent(model.KindPeerings) },
		"TGWs":           func(w *world) { w.TransitGateways = nil; w.absent(model.KindTransitGateways) },
		"TGW tables":     func(w *world) { w.TGWRouteTables = nil; w.absent(model.KindTGWRouteTables) },
		"VPNs":           func(w *world) { w.VPNConnections = nil; w.absent(model.KindVPNConnections) },
		"groups":         func(w *world) { w.SecurityGroups = nil; w.absent(model.KindSecurityGroups) },
		"subnets":        func(w *world) { w.Subnets = nil; w.absent(model.KindSubnets) },
		"listeners":      func(w *world) { w.Listeners = nil; w.absent(model.KindListeners) },
		"routes":         func(w *world) { w.rt("rt-a1").UnknownRoutes, w.rt("rt-am").UnknownRoutes = why, why },
		"ACL entries":    func(w *world) { w.NetworkACLs[len(w.NetworkACLs)-1].UnknownEntries = why },
		"groups of w":    func(w *world) { w.eni("w").UnknownGroups = why },
		"rules of d":     func(w *world) { w.SecurityGroups[2].UnknownIngress = why },
		"lists":          func(w *world) { w.PrefixLists = nil },
		"the peer":       func(w *world) { forgetVPC(w, "B") },
		"CIDRs of A":     func(w *world) { w.VPCs[0].UnknownCIDRs = why },
		"IGW attachment": func(w *world) { w.InternetGateways[0].Attachments = nil; w.InternetGateways[0].UnknownAttachment = why },
	}
	ends := []string{"w", "x", "d", "f", "p", "q", "I", "O", "198.51.100.10", "52.218.0.1"}
	for base, build := range worlds {
		for what, change := range forget {
			t.Run(base+" without "+what, func(t *testing.T) {
				before, after := f0(), f0()
				build(before)
				build(after)
				change(after)
				for _, from := range ends[:8] {
					for _, to := range ends {
						compare(t, before, after, from, to)
					}
				}
			})
		}
	}
}

// forgetVPC removes a VPC and all that is in it, as if its account had not been imported.
func forgetVPC(w *world, id model.VPCID) {
	keep := w.VPCs[:0]
	for _, v := range w.VPCs {
		if v.ID != id {
			keep = append(keep, v)
		}
	}
	w.VPCs = keep
	var enis []model.NetworkInterface
	for _, e := range w.NetworkInterfaces {
		if e.VPC != id {
			enis = append(enis, e)
		}
	}
	w.NetworkInterfaces = enis
}

func compare(t *testing.T, before, after *world, from, to string) {
	if from == to || !after.has(from) || !after.has(to) {
		return
	}
	for _, on := range []string{"tcp/443", "proto/50"} {
		ask := fmt.Sprintf("%s > %s %s", from, to, on)
		x, y := before.question(ask), after.question(ask)
		if turned(x.OneWay, y.OneWay) || turned(x.Connection, y.Connection) {
			t.Errorf("%s: %v/%v, then %v/%v\nbefore %v, after %v", ask, x.OneWay, x.Connection, y.OneWay, y.Connection, x.Reasons, y.Reasons)
		}
	}
}

func turned(a, b Decision) bool { return a != b && b != Unknown }

func (w *world) has(end string) bool {
	if len(end) > 1 || end == "I" || end == "O" {
		return true
	}
	for i := range w.NetworkInterfaces {
		if string(w.NetworkInterfaces[i].ID) == end {
			return true
		}
	}
	return false
}
