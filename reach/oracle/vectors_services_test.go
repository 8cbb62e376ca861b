package oracle

import (
	"slices"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// Vectors of sections 15, 16, 18 and 20: endpoints, load balancers, block public access, kinds of
// interfaces.

func gatewayEndpoint(w *world) {
	w.prefixList("pl-s3", "52.218.0.0/17")
	w.VPCEndpoints = append(w.VPCEndpoints, model.VPCEndpoint{ID: "vpce-s3", VPC: "A", Account: account, Region: region, Type: model.EndpointGateway, State: "available"})
	w.addRoutes("rt-am", "pl-s3 vpce-s3")
}

func interfaceEndpoint(w *world) {
	w.group("sg-ep", "A", "in tcp/443 10.0.0.0/16")
	e := w.interfaceIn("ep", "a1", "10.0.1.80", "", "2001:db8:a:1::80")
	e.Type, e.DenyAllIGW = model.InterfaceVPCEndpoint, true
	w.VPCEndpoints = append(w.VPCEndpoints, model.VPCEndpoint{
		ID: "vpce-sqs", VPC: "A", Account: account, Region: region, Type: model.EndpointInterface, State: "Available",
		Service: "com.amazonaws.r1.sqs", Interfaces: []model.ENIID{"ep"}, Policy: "custom",
	})
}

func TestEndpoints(t *testing.T) {
	with := func(base, change func(w *world)) func(w *world) {
		return func(w *world) {
			base(w)
			change(w)
		}
	}
	open := with(interfaceEndpoint, func(w *world) { w.setGroup("ep", "in all 0.0.0.0/0", "in all ::/0") })
	run(t, []vector{
		{"EP-1", gatewayEndpoint, "d > 52.218.0.1 tcp/443", "AA", ""},
		{"EP-1", gatewayEndpoint, "d > 52.218.0.1 udp/443", "DD", "EP-1"},
		{"EP-1", gatewayEndpoint, "d > 52.218.0.1 icmp/8/0", "AA", ""},
		{"EP-1", gatewayEndpoint, "w > 52.218.0.1 tcp/443", "AA", ""},
		{"EP-1", with(gatewayEndpoint, func(w *world) { w.addRoutes("rt-am", "52.218.0.0/17 igw-a") }), "d > 52.218.0.1 tcp/443", "DD", "IGW-2"},
		{"EP-1", with(gatewayEndpoint, func(w *world) { w.addRoutes("rt-a1", "pl-s3 vpce-s3"); w.setRoutes("rt-am", "0.0.0.0/0 nat-a") }), "d > 52.218.0.1 tcp/443", "AA", ""},
		{"EP-2", with(gatewayEndpoint, func(w *world) { w.acl("a2", "out 100 allow all 0.0.0.0/0", "in 100 allow all 10.0.0.0/16") }), "d > 52.218.0.1 tcp/443", "AD", "NACL-3"},
		{"EP-2", with(gatewayEndpoint, func(w *world) { w.setGroup("d", "out tcp/443 pl-s3") }), "d > 52.218.0.1 tcp/443", "AA", ""},
		{"EP-3", with(gatewayEndpoint, func(w *world) { w.setRoutes("rt-am", "pl-s3 vpce-s3") }), "d6 > I6 tcp/443", "DD", "RT-10"},
		{"EP-4", interfaceEndpoint, "d > ep tcp/443", "AA", ""},
		{"EP-4", interfaceEndpoint, "d > ep tcp/80", "DD", "SG-1"},
		{"EP-4", interfaceEndpoint, "ep > d tcp/80", "DD", "EP-4"},
		{"EP-5", open, "d > ep icmp/8/0", "DD", "EP-5"},
		{"EP-6", open, "d > ep tcp/22", "AA", ""},
		{"EP-8", interfaceEndpoint, "d > 10.0.1.80 tcp/443", "AA", ""},
		{"EP-9", with(interfaceEndpoint, func(w *world) { w.VPCEndpoints[0].State = "pendingAcceptance" }), "d > ep tcp/443", "DD", "EP-9"},
		{"EP-9", with(interfaceEndpoint, func(w *world) { w.VPCEndpoints[0].State = "Partial" }), "d > ep tcp/443", "UU", "EP-9"},
		{"EP-10", interfaceEndpoint, "w > ep tcp/443", "AA", ""},
		{"EP-11", open, "I6 > ep6 tcp/443", "DD", "VPC-6"},
		{"EP-11", open, "d6 > ep6 tcp/443", "AA", ""},
		{"EP-14", with(interfaceEndpoint, func(w *world) {
			w.EndpointServices = []model.EndpointService{{Name: "com.amazonaws.r1.sqs"}}
		}), "d > ep tcp/443", "UU", "EP-14"},
		{"EP-21", with(interfaceEndpoint, func(w *world) { w.VPCEndpoints[0].Type = model.EndpointResource }), "d > ep tcp/443", "UU", "EP-21"},
		{"EP-23", with(interfaceEndpoint, func(w *world) { w.VPCEndpoints[0].Type = model.EndpointTunnel }), "d > ep tcp/443", "UU", "EP-23"},
		{"EP-12", gwlb, "w > I tcp/443", "UU", "EP-12"},
		{"EP-13", func(w *world) {
			gwlb(w)
			w.acl("a3", "in 50 deny all 10.0.1.0/24", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
		}, "w > I tcp/443", "DD", "NACL-2"},
		{"PCX-4", func(w *world) {
			gatewayEndpoint(w)
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-b", "52.218.0.0/17 pcx-ab")
		}, "p > 52.218.0.1 tcp/443", "DD", "PCX-3"},
		{"PCX-4", func(w *world) {
			open(w)
			w.peering("pcx-ab", "A", "B")
			w.addRoutes("rt-b", "10.0.0.0/16 pcx-ab")
			w.addRoutes("rt-a1", "10.1.0.0/16 pcx-ab")
		}, "p > ep tcp/443", "AA", ""},
		{"VGW-3", func(w *world) {
			open(w)
			w.vpn("vgw-a", "A", "192.168.50.0/24")
			w.addRoutes("rt-a1", "192.168.50.0/24 vgw-a")
		}, "O > ep tcp/443", "AA", ""},
	})
	w := f0()
	open(w)
	notes := w.question("d > ep tcp/22").Notes
	if !slices.Contains(notes, "no-known-listener") || !slices.Contains(notes, "policy: custom") {
		t.Errorf("EP-6, EP-10: notes %v", notes)
	}
}

// gwlb sends a1 to the internet and back through a Gateway Load Balancer endpoint in a3.
func gwlb(w *world) {
	w.VPCEndpoints = append(w.VPCEndpoints, model.VPCEndpoint{
		ID: "gwlbe-1", VPC: "A", Account: account, Region: region, Type: model.EndpointGWLB, State: "available", Subnets: []model.SubnetID{"a3"},
	})
	w.setRoutes("rt-a1", "0.0.0.0/0 gwlbe-1")
	w.table("rt-a3", "A", "a3", "0.0.0.0/0 igw-a")
	w.table("rt-igw", "A", "igw-a", "10.0.1.0/24 gwlbe-1")
}

func balancer(w *world) {
	w.group("sg-lb", "A", "in tcp/80-443 0.0.0.0/0", "out all 0.0.0.0/0")
	w.interfaceIn("lb", "a1", "10.0.1.90", "198.51.100.90", "").Description = "ELB app/shop/50dc6c495c0c9188"
	w.LoadBalancers = []model.LoadBalancer{{ARN: "arn:lb", Name: "shop", Type: model.LBApplication, Account: account, Region: region, Interfaces: []model.ENIID{"lb"}}}
	w.Listeners = []model.Listener{{ARN: "arn:l", LoadBalancer: "arn:lb", Port: 443, Protocol: "HTTPS"}}
}

func TestLoadBalancers(t *testing.T) {
	with := func(change func(w *world)) func(w *world) {
		return func(w *world) {
			balancer(w)
			change(w)
		}
	}
	run(t, []vector{
		{"ELB-1", balancer, "d > lb tcp/443", "AA", ""},
		{"ELB-3", balancer, "d > lb tcp/80", "DD", "ELB-3"},
		{"ELB-3", with(func(w *world) { w.absent(model.KindListeners) }), "d > lb tcp/443", "UU", "ELB-3"},
		{"ELB-3", with(func(w *world) { w.LoadBalancers = nil }), "d > lb tcp/443", "UU", "ELB-3"},
		{"ELB-3", with(func(w *world) { w.absent(model.KindListeners) }), "d > lb tcp/22", "DD", "SG-1"},
		{"ELB-5", with(func(w *world) { w.eni("lb").Subnet = "a2"; w.eni("lb").Private[0].Addr = ip("10.0.2.90") }), "I > 198.51.100.90 tcp/443", "AD", "NAT-5"},
		{"ELB-6", with(func(w *world) { w.setGroup("lb", "out tcp/8080 sg-d") }), "lb > d tcp/9090", "DD", "SG-4"},
		{"ELB-6", with(func(w *world) { w.setGroup("lb", "out tcp/8080 sg-d"); w.setGroup("d", "in all sg-lb") }), "lb > d tcp/8080", "AA", ""},
		{"ELB-10", with(func(w *world) { w.eni("lb").Type = model.InterfaceNLB; w.eni("lb").Groups = nil }), "I > 198.51.100.90 tcp/443", "AA", ""},
		{"ELB-16", balancer, "q > lb tcp/443", "DD", "RT-10"},
	})
}

func TestBlockPublicAccess(t *testing.T) {
	mode := func(m model.BPAMode) func(w *world) {
		return func(w *world) {
			w.BlockPublicAccess = []model.BlockPublicAccess{{Account: account, Region: region, Mode: m}}
		}
	}
	excluded := func(m model.BPAMode, subnet, allow string) func(w *world) {
		return func(w *world) {
			mode(m)(w)
			w.BlockPublicAccessExclusion = []model.BlockPublicAccessExclusion{{ID: "x", Subnet: model.SubnetID(subnet), Mode: allow, State: "create-complete"}}
		}
	}
	run(t, []vector{
		{"BPA-1", func(w *world) { mode(model.BPAIngress)(w); w.Subnets[0].BPAMode = model.BPAOff }, "w > I tcp/80", "AA", ""},
		{"BPA-2", mode(model.BPABidirectional), "w > I tcp/80", "DD", "BPA-2"},
		{"BPA-2", mode(model.BPABidirectional), "d > I tcp/80", "DD", "BPA-2"},
		{"BPA-2", mode(model.BPABidirectional), "I > 198.51.100.10 tcp/80", "DD", "BPA-2"},
		{"BPA-2", mode(model.BPAIngress), "w > I tcp/80", "DD", "BPA-2"},
		{"BPA-2", mode(model.BPAIngress), "d > I tcp/80", "AA", ""},
		{"BPA-2", mode(model.BPAIngress), "d6 > I6 tcp/80", "AA", ""},
		{"BPA-2", excluded(model.BPAIngress, "a1", "allow-bidirectional"), "w > I tcp/80", "AA", ""},
		{"BPA-2", excluded(model.BPABidirectional, "a1", "allow-egress"), "w > I tcp/80", "AA", ""},
		{"BPA-2", excluded(model.BPABidirectional, "a1", "allow-egress"), "I > 198.51.100.10 tcp/80", "DD", "BPA-2"},
		{"BPA-3", excluded(model.BPABidirectional, "a1", "allow-bidirectional"), "d > I tcp/80", "AA", ""},
		{"BPA-4", func(w *world) {
			mode(model.BPABidirectional)(w)
			w.vpn("vgw-a", "A", "192.168.50.0/24")
			w.addRoutes("rt-am", "192.168.50.0/24 vgw-a")
		}, "O > d tcp/80", "AA", ""},
	})
}

func TestInterfaceKinds(t *testing.T) {
	kind := func(host, k string) func(w *world) {
		return func(w *world) { w.eni(host).Type = k }
	}
	run(t, []vector{
		{"IF-1", kind("x", "natGateway"), "w > x tcp/80", "DD", "NAT-5"},
		{"IF-1", kind("x", "nat_gateway"), "w > x tcp/80", "DD", "NAT-5"},
		{"IF-1", kind("x", "foo_bar"), "w > x tcp/80", "AA", ""},
		{"IF-1", kind("x", model.InterfaceTransitGateway), "w > x tcp/80", "DD", "IF-1"},
		{"IF-1", kind("x", model.InterfaceTransitGateway), "x > w tcp/80", "DD", "IF-1"},
		{"IF-1", kind("x", "quicksight"), "w > x tcp/80", "DD", "IF-1"},
		{"IF-1", kind("x", "quicksight"), "x > w tcp/80", "AA", ""},
		{"IF-1", kind("x", "evs"), "w > x tcp/80", "UU", "IF-1"},
		{"IF-3", func(w *world) { w.eni("x").Status = "available" }, "x > w tcp/80", "DD", "VPC-7"},
		{"IF-4", func(w *world) { w.eni("x").Type = model.InterfaceLambda }, "d > x tcp/80", "DD", "IF-4"},
		{"IF-4", func(w *world) { w.eni("x").Type = model.InterfaceLambda }, "x > I tcp/80", "DD", "IGW-2"},
		{"IF-4", func(w *world) { w.eni("d").Type = model.InterfaceLambda }, "d > I tcp/80", "AA", ""},
		{"IF-4", func(w *world) { w.eni("d").Type = model.InterfaceLambda }, "d6 > I6 tcp/80", "DD", "IF-4"},
		{"IF-4", func(w *world) { w.eni("d").Type, w.eni("d").IPv6Outbound = model.InterfaceLambda, true }, "d6 > I6 tcp/80", "AA", ""},
		{"SDC-2", nil, "d > I tcp/443", "AA", ""},
		{"ELB-17", kind("x", model.InterfaceGWLB), "w > x udp/6081", "DD", "ELB-17"},
	})
}
