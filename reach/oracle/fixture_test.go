package oracle

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// world is fixture F0 of semantics.md, section 0.3, and what a vector changes in it.
type world struct {
	*model.Network
	options Options
}

const (
	account = "111111111111"
	region  = "r1"
)

var allKinds = []model.Kind{
	model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindPrefixLists, model.KindPrefixListEntries,
	model.KindNetworkInterfaces, model.KindInstances, model.KindAddresses, model.KindSecurityGroups,
	model.KindNetworkACLs, model.KindInternetGateways, model.KindEgressOnlyGateways, model.KindNatGateways,
	model.KindPeerings, model.KindTransitGateways, model.KindTGWAttachments, model.KindTGWVPCAttachments,
	model.KindTGWRouteTables, model.KindVPNGateways, model.KindVPNConnections, model.KindVPCEndpoints,
	model.KindLoadBalancers, model.KindListeners,
}

func pfx(s string) netip.Prefix { return netip.MustParsePrefix(s) }

func ip(s string) netip.Addr {
	if s == "" {
		return netip.Addr{}
	}
	return netip.MustParseAddr(s)
}

// f0 builds the fixture.
func f0() *world {
	w := &world{Network: &model.Network{}}
	for _, k := range allKinds {
		w.Collections = append(w.Collections, model.Collection{Account: account, Region: region, Kind: k, Presence: model.Complete})
	}
	w.vpc("A", "10.0.0.0/16", "2001:db8:a::/56")
	w.subnet("a1", "A", "10.0.1.0/24", "az1", "2001:db8:a:1::/64")
	w.subnet("a2", "A", "10.0.2.0/24", "az2", "2001:db8:a:2::/64")
	w.subnet("a3", "A", "10.0.3.0/24", "az1", "2001:db8:a:3::/64")
	w.subnet("aT", "A", "10.0.9.0/28", "az1")
	w.host("w", "a1", "10.0.1.10", "198.51.100.10", "2001:db8:a:1::10")
	w.host("x", "a1", "10.0.1.11", "", "2001:db8:a:1::11")
	w.host("d", "a2", "10.0.2.20", "", "2001:db8:a:2::20")
	w.host("f", "a3", "10.0.3.5", "", "2001:db8:a:3::5").SourceDestCheck = false
	w.InternetGateways = []model.InternetGateway{{
		ID: "igw-a", Account: account, Region: region,
		Attachments: []model.GatewayAttachment{{VPC: "A", State: "available"}},
	}}
	w.EgressOnlyInternetGateways = []model.EgressOnlyInternetGateway{{
		ID: "eigw-a", Account: account, Region: region,
		Attachments: []model.GatewayAttachment{{VPC: "A", State: "attached"}},
	}}
	w.nat("nat-a", "a1", "10.0.1.50", "198.51.100.50")
	w.table("rt-a1", "A", "a1", "0.0.0.0/0 igw-a", "::/0 igw-a")
	w.table("rt-am", "A", "main", "0.0.0.0/0 nat-a", "::/0 eigw-a")

	w.vpc("B", "10.1.0.0/16", "")
	w.subnet("b1", "B", "10.1.1.0/24", "az1")
	w.subnet("b2", "B", "10.1.2.0/24", "az2")
	w.host("p", "b1", "10.1.1.30", "", "")
	w.host("q", "b2", "10.1.2.31", "", "")
	w.table("rt-b", "B", "main")

	w.vpc("C", "10.2.0.0/16", "")
	w.subnet("c1", "C", "10.2.1.0/24", "az1")
	w.host("r", "c1", "10.2.1.40", "", "")
	w.table("rt-c", "C", "main")
	return w
}

func (w *world) vpc(id, v4, v6 string) {
	v := model.VPC{ID: model.VPCID(id), Account: account, Region: region}
	for _, c := range []string{v4, v6} {
		if c != "" {
			v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: pfx(c), State: model.CIDRAssociated})
		}
	}
	w.VPCs = append(w.VPCs, v)
	w.NetworkACLs = append(w.NetworkACLs, model.NetworkACL{
		ID: model.NetworkACLID("acl-" + id), VPC: v.ID, Account: account, Region: region, IsDefault: true,
		Entries: entries("in 100 allow all 0.0.0.0/0", "in 101 allow all ::/0", "out 100 allow all 0.0.0.0/0", "out 101 allow all ::/0"),
	})
}

func (w *world) subnet(id, vpc, cidr, az string, v6 ...string) {
	s := model.Subnet{ID: model.SubnetID(id), VPC: model.VPCID(vpc), Account: account, Region: region, Zone: az, ZoneID: model.ZoneID(az), CIDR: pfx(cidr)}
	for _, c := range v6 {
		s.IPv6CIDRs = append(s.IPv6CIDRs, pfx(c))
	}
	w.Subnets = append(w.Subnets, s)
}

// host adds an instance with one interface and a group of its own that allows everything.
func (w *world) host(id, subnet, v4, public, v6 string) *model.NetworkInterface {
	w.group("sg-"+id, w.vpcOfSubnet(subnet), "in all 0.0.0.0/0", "in all ::/0", "out all 0.0.0.0/0", "out all ::/0")
	w.Instances = append(w.Instances, model.Instance{
		ID: model.InstanceID("i-" + id), Account: account, Region: region, State: "running",
		PrimaryENI: model.ENIID(id), Interfaces: []model.ENIID{model.ENIID(id)},
	})
	e := w.interfaceIn(id, subnet, v4, public, v6)
	e.Attachment = model.InterfaceAttachment{Instance: model.InstanceID("i-" + id), Status: "attached"}
	return e
}

func (w *world) interfaceIn(id, subnet, v4, public, v6 string) *model.NetworkInterface {
	e := model.NetworkInterface{
		ID: model.ENIID(id), VPC: w.vpcOfSubnet(subnet), Subnet: model.SubnetID(subnet), Account: account, Region: region,
		Type: model.InterfacePlain, Status: "in-use", SourceDestCheck: true,
		Groups:  []model.SecurityGroupID{model.SecurityGroupID("sg-" + id)},
		Private: []model.PrivateAddress{{Addr: ip(v4), Primary: true, Public: ip(public)}},
	}
	if v6 != "" {
		e.IPv6 = []netip.Addr{ip(v6)}
	}
	w.NetworkInterfaces = append(w.NetworkInterfaces, e)
	return w.eni(id)
}

func (w *world) nat(id, subnet, private, public string) *model.NatGateway {
	w.NatGateways = append(w.NatGateways, model.NatGateway{
		ID: model.NatGatewayID(id), VPC: w.vpcOfSubnet(subnet), Subnet: model.SubnetID(subnet), Account: account, Region: region,
		State: "available", Addresses: []model.NatGatewayAddress{{Private: ip(private), Public: ip(public), Status: "succeeded"}},
	})
	return &w.NatGateways[len(w.NatGateways)-1]
}

// group adds a security group; rules read "in tcp/443 10.0.0.0/8", "in all sg-w", "out tcp pl-1".
func (w *world) group(id string, vpc model.VPCID, rules ...string) *model.SecurityGroup {
	w.SecurityGroups = append(w.SecurityGroups, model.SecurityGroup{
		ID: model.SecurityGroupID(id), VPC: vpc, Account: account, Region: region, Rules: groupRules(rules...),
	})
	return &w.SecurityGroups[len(w.SecurityGroups)-1]
}

// setGroup replaces the rules of the host's own group.
func (w *world) setGroup(host string, rules ...string) {
	for i := range w.SecurityGroups {
		if w.SecurityGroups[i].ID == model.SecurityGroupID("sg-"+host) {
			w.SecurityGroups[i].Rules = groupRules(rules...)
		}
	}
}

func groupRules(rules ...string) []model.SecurityGroupRule {
	var out []model.SecurityGroupRule
	for _, text := range rules {
		f := strings.Fields(text)
		r := model.SecurityGroupRule{Egress: f[0] == "out", Traffic: traffic(f[1])}
		switch {
		case strings.HasPrefix(f[2], "sg-"):
			r.Peer = model.Peer{Kind: model.PeerGroup, Group: model.SecurityGroupID(f[2])}
		case strings.HasPrefix(f[2], "pl-"):
			r.Peer = model.Peer{Kind: model.PeerPrefixList, PrefixList: model.PrefixListID(f[2])}
		default:
			r.Peer = model.Peer{Kind: model.PeerCIDR, CIDR: pfx(f[2])}
		}
		out = append(out, r)
	}
	return out
}

func traffic(text string) packet.Set {
	s, err := packet.Parse(text)
	if err != nil {
		panic(err)
	}
	return s
}

// acl puts a subnet under an ACL of its own; entries read "in 100 allow tcp/443 0.0.0.0/0".
func (w *world) acl(subnet string, rules ...string) {
	w.NetworkACLs = append(w.NetworkACLs, model.NetworkACL{
		ID: model.NetworkACLID("acl-" + subnet), VPC: w.vpcOfSubnet(subnet), Account: account, Region: region,
		Entries: entries(rules...), Associations: []model.NACLAssociation{{Subnet: model.SubnetID(subnet)}},
	})
}

func entries(rules ...string) []model.NACLEntry {
	var out []model.NACLEntry
	for _, text := range rules {
		f := strings.Fields(text)
		e := model.NACLEntry{Egress: f[0] == "out", Traffic: traffic(f[3]), CIDR: pfx(f[4]), Action: model.Deny}
		if _, err := fmt.Sscan(f[1], &e.Number); err != nil {
			panic(err)
		}
		if f[2] == "allow" {
			e.Action = model.Allow
		}
		out = append(out, e)
	}
	return out
}

// table adds a route table for a subnet, a gateway ("igw-…", "vgw-…") or as "main".
func (w *world) table(id, vpc, of string, routes ...string) *model.RouteTable {
	t := model.RouteTable{ID: model.RouteTableID(id), VPC: model.VPCID(vpc), Account: account, Region: region, Routes: routeList(routes...)}
	switch {
	case of == "main":
		t.Associations = []model.RouteTableAssociation{{Main: true, State: "associated"}}
	case strings.HasPrefix(of, "igw-"), strings.HasPrefix(of, "vgw-"):
		t.Associations = []model.RouteTableAssociation{{Gateway: of, State: "associated"}}
	default:
		t.Associations = []model.RouteTableAssociation{{Subnet: model.SubnetID(of), State: "associated"}}
	}
	w.RouteTables = append(w.RouteTables, t)
	return &w.RouteTables[len(w.RouteTables)-1]
}

func (w *world) setRoutes(table string, routes ...string) { w.rt(table).Routes = routeList(routes...) }

func (w *world) addRoutes(table string, routes ...string) {
	t := w.rt(table)
	t.Routes = append(t.Routes, routeList(routes...)...)
}

// routeList reads "0.0.0.0/0 igw-a" and, with a state or an origin, "10.9.0.0/16 vgw-1 blackhole propagated".
func routeList(routes ...string) []model.Route {
	var out []model.Route
	for _, text := range routes {
		f := strings.Fields(text)
		r := model.Route{How: model.CreatedByUser, Target: target(f[1])}
		if strings.HasPrefix(f[0], "pl-") {
			r.PrefixList = model.PrefixListID(f[0])
		} else {
			r.Destination = pfx(f[0])
		}
		for _, more := range f[2:] {
			switch more {
			case "propagated":
				r.How = model.PropagatedByVGW
			case "advertised":
				r.How = model.Advertised
			default:
				r.State = model.RouteState(more)
			}
		}
		out = append(out, r)
	}
	return out
}

func target(id string) model.Target {
	kinds := []struct {
		prefix string
		kind   model.TargetKind
	}{
		{"local", model.TargetLocal},
		{"igw-", model.TargetInternetGateway},
		{"nat-", model.TargetNatGateway},
		{"eigw-", model.TargetEgressOnlyGateway},
		{"pcx-", model.TargetPeering},
		{"tgw-", model.TargetTransitGateway},
		{"vgw-", model.TargetVPNGateway},
		{"vpce-", model.TargetGatewayEndpoint},
		{"gwlbe-", model.TargetGWLBEndpoint},
		{"i-", model.TargetInstance},
		{"odb-", model.TargetODBNetwork},
		{"?", model.TargetUnknown},
	}
	for _, k := range kinds {
		if strings.HasPrefix(id, k.prefix) {
			return model.Target{Kind: k.kind, ID: id}
		}
	}
	return model.Target{Kind: model.TargetInterface, ID: id}
}

func (w *world) prefixList(id string, cidrs ...string) *model.PrefixList {
	l := model.PrefixList{ID: model.PrefixListID(id), Account: account, Region: region, State: "create-complete"}
	for _, c := range cidrs {
		l.Entries = append(l.Entries, model.PrefixListEntry{CIDR: pfx(c)})
		l.IPv6 = pfx(c).Addr().Is6()
	}
	w.PrefixLists = append(w.PrefixLists, l)
	return &w.PrefixLists[len(w.PrefixLists)-1]
}

func (w *world) peering(id, a, b string) *model.PeeringConnection {
	w.Peerings = append(w.Peerings, model.PeeringConnection{
		ID: model.PeeringID(id), Status: "active",
		Requester: model.PeeringSide{VPC: model.VPCID(a), Account: account, Region: region},
		Accepter:  model.PeeringSide{VPC: model.VPCID(b), Account: account, Region: region},
	})
	return &w.Peerings[len(w.Peerings)-1]
}

func (w *world) eni(id string) *model.NetworkInterface {
	for i := range w.NetworkInterfaces {
		if w.NetworkInterfaces[i].ID == model.ENIID(id) {
			return &w.NetworkInterfaces[i]
		}
	}
	panic("no interface " + id)
}

func (w *world) rt(id string) *model.RouteTable {
	for i := range w.RouteTables {
		if w.RouteTables[i].ID == model.RouteTableID(id) {
			return &w.RouteTables[i]
		}
	}
	panic("no table " + id)
}

func (w *world) vpcOfSubnet(id string) model.VPCID {
	for i := range w.Subnets {
		if w.Subnets[i].ID == model.SubnetID(id) {
			return w.Subnets[i].VPC
		}
	}
	panic("no subnet " + id)
}

// absent removes a collection: nobody imported it (CON-5).
func (w *world) absent(kinds ...model.Kind) {
	for i := range w.Collections {
		for _, k := range kinds {
			if w.Collections[i].Kind == k {
				w.Collections[i].Presence = model.Absent
			}
		}
	}
}

// end reads "w", "w6" (its IPv6), "w@10.0.1.99", "I", "I6", "O" or an address.
func (w *world) end(text string) End {
	switch text {
	case "I":
		return End{Addr: ip("203.0.113.9")}
	case "I6":
		return End{Addr: ip("2001:db8:ffff::9")}
	case "O":
		return End{Addr: ip("192.168.50.7")}
	case "internet":
		return End{Addr: ip("203.0.113.9"), Internet: true}
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return End{Addr: a}
	}
	if host, at, ok := strings.Cut(text, "@"); ok {
		return End{ENI: model.ENIID(host), Addr: ip(at)}
	}
	if host, ok := strings.CutSuffix(text, "6"); ok {
		return End{ENI: model.ENIID(host), Addr: w.eni(host).IPv6[0]}
	}
	return End{ENI: w.eni(text).ID}
}

// vector is one *T* line: F0 with a change, a question, the verdict of the request and of the
// connection ("A", "D", "U" for allow, deny, unknown), and a rule among the reasons.
type vector struct {
	rule   string
	change func(w *world)
	ask    string // "w > d tcp/443"
	want   string // "AD": delivered, no connection
	reason string
}

func run(t *testing.T, vectors []vector) {
	t.Helper()
	for _, v := range vectors {
		t.Run(v.rule+" "+strings.ReplaceAll(v.ask, " ", ""), func(t *testing.T) {
			w := f0()
			if v.change != nil {
				v.change(w)
			}
			r := w.question(v.ask)
			got := letter(r.OneWay) + letter(r.Connection)
			if got != v.want {
				t.Errorf("%s: %s = %s, want %s\nreasons %v notes %v\n%s", v.rule, v.ask, got, v.want, r.Reasons, r.Notes, strings.Join(r.Trace, "\n"))
			}
			if v.reason != "" && !strings.Contains(" "+strings.Join(r.Reasons, " ")+" ", " "+v.reason+" ") {
				t.Errorf("%s: %s: reasons %v, want %s among them", v.rule, v.ask, r.Reasons, v.reason)
			}
		})
	}
}

func (w *world) question(text string) Result {
	f := strings.Fields(text)
	on, _ := traffic(f[3]).AnyTraffic()
	return New(w.Network, w.options).Ask(w.end(f[0]), w.end(f[2]), on)
}

func letter(d Decision) string { return [...]string{Unknown: "U", Deny: "D", Allow: "A"}[d] }

// vpn attaches a VPN gateway with one static VPN connection to a VPC.
func (w *world) vpn(id, vpc string, routes ...string) *model.VPNConnection {
	w.VPNGateways = append(w.VPNGateways, model.VPNGateway{
		ID: model.VPNGatewayID(id), Account: account, Region: region, State: "available",
		Attachments: []model.GatewayAttachment{{VPC: model.VPCID(vpc), State: "attached"}},
	})
	c := model.VPNConnection{ID: model.VPNConnectionID("vpn-" + id), Account: account, Region: region, State: "available", VPNGateway: model.VPNGatewayID(id), StaticOnly: true}
	for _, r := range routes {
		c.Routes = append(c.Routes, model.VPNRoute{Destination: pfx(r), State: "available"})
	}
	w.VPNConnections = append(w.VPNConnections, c)
	return &w.VPNConnections[len(w.VPNConnections)-1]
}

// transit attaches VPCs to a Transit Gateway "tgw-1" with one table that all propagate into. The
// attachments att-A … stand in every subnet of the VPC that is named <vpc>T, or in all zones.
func (w *world) transit(vpcs ...string) {
	w.TransitGateways = append(w.TransitGateways, model.TransitGateway{ID: "tgw-1", Account: account, Region: region, State: "available"})
	w.tgwTable("trt", "tgw-1")
	for _, v := range vpcs {
		w.attach("att-"+v, "tgw-1", v, "trt")
	}
}

func (w *world) tgwTable(id, tgw string) *model.TGWRouteTable {
	w.TGWRouteTables = append(w.TGWRouteTables, model.TGWRouteTable{
		ID: model.TGWRouteTableID(id), TransitGateway: model.TransitGatewayID(tgw), Account: account, Region: region,
		RoutesPresent: model.Complete, PropagationsPresent: model.Complete,
	})
	return &w.TGWRouteTables[len(w.TGWRouteTables)-1]
}

// attach puts a VPC on a Transit Gateway, associated with and propagating into a table.
func (w *world) attach(id, tgw, vpc, table string) *model.TGWAttachment {
	a := model.TGWAttachment{
		ID: model.TGWAttachmentID(id), TransitGateway: model.TransitGatewayID(tgw), Account: account, Region: region,
		Type: "vpc", Resource: vpc, State: "available", DetailsKnown: true, SGReferencing: true, IPv6: true,
		Association: model.TGWAssociation{RouteTable: model.TGWRouteTableID(table), State: "associated"},
	}
	zones := map[string]bool{}
	for _, s := range w.Subnets {
		if string(s.VPC) == vpc && !zones[s.Zone] {
			zones[s.Zone] = true
			a.Subnets = append(a.Subnets, s.ID)
		}
	}
	w.TGWAttachments = append(w.TGWAttachments, a)
	t := w.tgwRT(table)
	t.Propagations = append(t.Propagations, model.TGWPropagation{Attachment: a.ID, ResourceType: "vpc", Resource: vpc, State: "enabled"})
	return w.att(id)
}

// attachAfar puts a VPN or a peering on a Transit Gateway.
func (w *world) attachAfar(id, tgw, kind, resource, table string) *model.TGWAttachment {
	w.TGWAttachments = append(w.TGWAttachments, model.TGWAttachment{
		ID: model.TGWAttachmentID(id), TransitGateway: model.TransitGatewayID(tgw), Account: account, Region: region,
		Type: kind, Resource: resource, State: "available", DetailsKnown: true,
		Association: model.TGWAssociation{RouteTable: model.TGWRouteTableID(table), State: "associated"},
	})
	return w.att(id)
}

func (w *world) att(id string) *model.TGWAttachment {
	for i := range w.TGWAttachments {
		if w.TGWAttachments[i].ID == model.TGWAttachmentID(id) {
			return &w.TGWAttachments[i]
		}
	}
	panic("no attachment " + id)
}

func (w *world) tgwRT(id string) *model.TGWRouteTable {
	for i := range w.TGWRouteTables {
		if w.TGWRouteTables[i].ID == model.TGWRouteTableID(id) {
			return &w.TGWRouteTables[i]
		}
	}
	panic("no table " + id)
}

// static adds a static route to a Transit Gateway table; no attachment is a blackhole.
func (w *world) static(table, cidr string, attachments ...string) {
	r := model.TGWRoute{Destination: pfx(cidr), Type: "static", State: "active"}
	for _, a := range attachments {
		r.Attachments = append(r.Attachments, model.TGWAttachmentID(a))
	}
	if len(attachments) == 0 {
		r.State = "blackhole"
	}
	t := w.tgwRT(table)
	t.Routes = append(t.Routes, r)
}

func (w *world) tgwRoutes(tables ...string) {
	for _, t := range tables {
		w.addRoutes(t, "10.0.0.0/8 tgw-1")
	}
}

func (w *world) onlyIn(attachment string, subnets ...string) {
	a := w.att(attachment)
	a.Subnets = nil
	for _, s := range subnets {
		a.Subnets = append(a.Subnets, model.SubnetID(s))
	}
}
