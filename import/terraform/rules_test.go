package terraform_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/terraform"
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// line is one resource of a fixture, testdata/*.jsonl.
type line struct {
	Address string         `json:"a"`
	Actions []string       `json:"do"` // default: create
	Before  jsontext.Value `json:"before"`
	After   jsontext.Value `json:"after"`
	Unknown jsontext.Value `json:"unknown"`
	Secret  jsontext.Value `json:"secret"`
	Expr    jsontext.Value `json:"expr"`
}

// fixture makes a plan of a file of testdata; NAME.tf beside it is its configuration.
func fixture(t *testing.T, name string) *terraform.Plan {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var changes, blocks []string
	for _, row := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(row, "#") {
			continue
		}
		var l line
		if err := json.Unmarshal([]byte(row), &l); err != nil {
			t.Fatalf("%s: %v", row, err)
		}
		changes = append(changes, l.change())
		if l.Expr != nil {
			typ, name, _ := strings.Cut(l.Address, ".")
			blocks = append(blocks, `{"mode":"managed","type":"`+typ+`","name":"`+name+`","provider_config_key":"aws","expressions":`+string(l.Expr)+`}`)
		}
	}
	document := `{"format_version":"1.2","terraform_version":"1.11.4","complete":true,"resource_changes":[` + strings.Join(changes, ",") +
		`],"configuration":{"provider_config":{"aws":{"expressions":{"region":{"constant_value":"eu-west-1"}}}},"root_module":{"resources":[` + strings.Join(blocks, ",") + `]}}}`
	o := terraform.Options{Source: name + ".json"}
	if tf, err := os.ReadFile(filepath.Join("testdata", name+".tf")); err == nil {
		o.Sources = &plan.Sources{Modules: map[string]*plan.ModuleFiles{"": {Dir: ".", Files: map[string][]byte{name + ".tf": tf}}}}
	}
	p, err := terraform.Read(strings.NewReader(document), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (l line) change() string {
	typ, name, _ := strings.Cut(l.Address, ".")
	actions, before, after := `["create"]`, "null", "null"
	if len(l.Actions) > 0 {
		actions = `["` + strings.Join(l.Actions, `","`) + `"]`
	}
	if l.Before != nil {
		before = string(l.Before)
	}
	if l.After != nil {
		after = string(l.After)
	}
	out := `{"address":"` + l.Address + `","mode":"managed","type":"` + typ + `","name":"` + name + `","provider_name":"registry.opentofu.org/hashicorp/aws","change":{"actions":` + actions + `,"before":` + before + `,"after":` + after
	if l.Unknown != nil {
		out += `,"after_unknown":` + string(l.Unknown)
	}
	if l.Secret != nil {
		out += `,"after_sensitive":` + string(l.Secret)
	}
	return out + "}}"
}

func group(t *testing.T, n *model.Network, address string) *model.SecurityGroup {
	t.Helper()
	for i := range n.SecurityGroups {
		if g := &n.SecurityGroups[i]; g.Origin.Address == address {
			return g
		}
	}
	t.Fatalf("no group %s", address)
	return nil
}

// ruleTexts are the rules of a group in words, sorted.
func ruleTexts(g *model.SecurityGroup) []string {
	out := []string{}
	for _, r := range g.Rules {
		s := map[bool]string{true: "out ", false: "in "}[r.Egress] + r.Traffic.String() + " "
		switch r.Peer.Kind {
		case model.PeerCIDR:
			s += r.Peer.CIDR.String()
		case model.PeerGroup:
			s += string(r.Peer.Group)
		case model.PeerPrefixList:
			s += string(r.Peer.PrefixList)
		case model.PeerUnknown:
			s += "?"
		case model.PeerNone:
			s += "none"
		}
		if r.UnknownTraffic != nil {
			s += " maybe"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TF-1, TF-2, TF-3, TF-4, TF-5 and section 27: which rules a group has.
func TestRulesOfGroups(t *testing.T) {
	p := fixture(t, "groups")
	tests := []struct {
		group         string
		before, after []string
	}{
		// TF-4: a new group without egress has none, although it is known after apply only
		{"aws_security_group.web", nil, []string{"in tcp/443 0.0.0.0/0"}},
		// TF-3: one rule a peer; self and numbers of protocols
		{"aws_security_group.many", nil, []string{"in all aws_security_group.many", "in icmp/8/0 10.0.0.0/8", "in tcp/80 10.0.0.0/8", "in tcp/80 2001:db8::/32"}},
		// section 27: the copy of a standalone rule counts once, and goes with it
		{"aws_security_group.copy", []string{"in tcp/22 10.0.0.0/8", "in tcp/80 10.0.0.0/8"}, []string{"in tcp/80 10.0.0.0/8"}},
		// TF-2: inline and standalone at once
		{"aws_security_group.both", nil, []string{"in tcp/1 10.0.0.0/8 maybe", "in tcp/2 10.0.0.0/8 maybe"}},
		// TF-5: an adopted group has what is written: nothing
		{"aws_default_security_group.this", nil, []string{}},
		// TF-1: a value that is not known
		{"aws_security_group.open", nil, []string{"in tcp/5432 ?"}},
	}
	for _, tt := range tests {
		if got := ruleTexts(group(t, p.After, tt.group)); !slices.Equal(got, tt.after) {
			t.Errorf("%s after: got %q, want %q", tt.group, got, tt.after)
		}
		if tt.before == nil {
			continue
		}
		if got := ruleTexts(group(t, p.Before, tt.group)); !slices.Equal(got, tt.before) {
			t.Errorf("%s before: got %q, want %q", tt.group, got, tt.before)
		}
	}
	if g := group(t, p.After, "aws_default_security_group.this"); g.ID != "aws_vpc.main.default_security_group_id" || g.Name != "default" {
		t.Errorf("the adopted group is %s, %s", g.ID, g.Name)
	}
	if !slices.ContainsFunc(p.Diagnostics, func(d model.Diagnostic) bool {
		return d.Code == "SEG-205" && d.Origin.Address == "aws_security_group.both"
	}) {
		t.Errorf("no lint of two owners: %v", p.Diagnostics)
	}
}

// TF-5, TF-6, TF-7, TF-8, TF-9, TF-12, TF-15 and TF-16: what AWS makes, and what the defaults are.
func TestImplicitObjectsAndDefaults(t *testing.T) {
	n := fixture(t, "defaults").After
	x := model.NewIndex(n)
	if v := x.VPC["aws_vpc.main"]; v.Region != "eu-west-1" {
		t.Errorf("the VPC is in %q", v.Region)
	}
	main := x.RouteTable["aws_vpc.main.default_route_table_id"]
	if main == nil || len(main.Associations) != 0 || len(main.Routes) != 1 || main.Routes[0].Target.Kind != model.TargetLocal {
		t.Errorf("the table that AWS made: %+v", main)
	}
	replaced := x.RouteTable["aws_route_table.main"]
	if replaced == nil || len(replaced.Associations) != 1 || !replaced.Associations[0].Main {
		t.Errorf("the main table: %+v", replaced)
	}
	kinds := map[string]string{}
	for _, r := range replaced.Routes {
		name := string(r.PrefixList)
		if r.Destination.IsValid() {
			name = r.Destination.String()
		}
		kinds[name] = r.Target.Kind.String() + " " + r.Target.ID
	}
	for destination, want := range map[string]string{
		"10.0.0.0/16":                        "local local",
		"0.0.0.0/0":                          "internet-gateway aws_internet_gateway.this",
		"10.9.0.0/16":                        "vpn-gateway aws_vpn_gateway.this",
		"10.8.0.0/16":                        "unknown ",
		"aws_vpc_endpoint.s3.prefix_list_id": "gateway-endpoint aws_vpc_endpoint.s3",
	} {
		if kinds[destination] != want {
			t.Errorf("route to %s: %q, want %q", destination, kinds[destination], want)
		}
	}
	acl := x.NetworkACL["aws_vpc.main.default_network_acl_id"]
	if acl == nil || !acl.IsDefault || len(acl.Entries) != 2 || acl.Entries[0].Action != model.Allow {
		t.Errorf("the default ACL: %+v", acl)
	}
	if custom := x.NetworkACL["aws_network_acl.closed"]; custom == nil || len(custom.Entries) != 0 || custom.UnknownEntries != nil {
		t.Errorf("an ACL without entries: %+v", custom)
	}
	e := x.Interface["aws_instance.host"]
	if e == nil || e.UnknownAddresses == nil || !e.Derived || !slices.Equal(e.Groups, []model.SecurityGroupID{"aws_vpc.main.default_security_group_id"}) {
		t.Errorf("an instance without groups: %+v", e)
	}
	if e := x.Interface["aws_lb.net"]; e == nil || len(e.Groups) != 0 || e.Type != model.InterfaceNLB || !e.SomePublic {
		t.Errorf("a network load balancer without groups: %+v", e)
	}
}

// TF-10 and TF-11.
func TestTransitAndPeering(t *testing.T) {
	n := fixture(t, "transit").After
	x := model.NewIndex(n)
	const table = "aws_ec2_transit_gateway.hub.association_default_route_table_id"
	if a := x.TGWAttachment["aws_ec2_transit_gateway_vpc_attachment.a"]; a == nil || a.Association.RouteTable != table || !a.SGReferencing {
		t.Errorf("the attachment: %+v", a)
	}
	if d := x.TGWRouteTable[table]; d == nil || len(d.Propagations) != 1 || d.RoutesPresent != model.Complete {
		t.Errorf("the default table: %+v", d)
	}
	if p := x.Peering["aws_vpc_peering_connection.auto"]; p == nil || p.Status != "active" || p.UnknownStatus != nil || len(p.Accepter.CIDRs) != 1 {
		t.Errorf("an accepted peering: %+v", p)
	}
	if p := x.Peering["aws_vpc_peering_connection.pending"]; p == nil || p.Status != "pending-acceptance" || p.UnknownStatus == nil {
		t.Errorf("a pending peering: %+v", p)
	}
}

// TF-14: delete, replace, forget and a move.
func TestActions(t *testing.T) {
	p := fixture(t, "actions")
	have := func(n *model.Network) string {
		var ids []string
		for i := range n.VPCs {
			ids = append(ids, string(n.VPCs[i].ID))
		}
		return strings.Join(ids, " ")
	}
	if got := have(p.Before); got != "vpc-deleted vpc-forgotten vpc-moved vpc-replaced" {
		t.Errorf("before: %s", got)
	}
	if got := have(p.After); got != "aws_vpc.replaced vpc-forgotten vpc-moved" {
		t.Errorf("after: %s", got)
	}
	for _, c := range p.Changes {
		if c.Address == "aws_vpc.replaced" && (c.Before != "vpc-replaced" || c.After != "aws_vpc.replaced") {
			t.Errorf("a replaced object: %+v", c)
		}
	}
}

// TF-13: what is referred to and not managed is unknown; what the plan deletes is gone.
func TestUnmanagedRemainder(t *testing.T) {
	n := fixture(t, "unmanaged").After
	for kind, want := range map[model.Kind]model.Presence{
		model.KindSubnets: model.Partial, model.KindInternetGateways: model.Complete, model.KindNetworkACLs: model.Complete,
	} {
		if got := n.Presence(kind, "", ""); got != want {
			t.Errorf("%s are %s, want %s", kind, got, want)
		}
	}
}

// TF-1: a link that cannot be resolved is unknown, with its expression and its place.
func TestUnresolvedLinkTellsItsExpression(t *testing.T) {
	for _, table := range fixture(t, "defaults").After.RouteTables {
		for _, r := range table.Routes {
			if r.Origin.Address != "aws_route.lost" {
				continue
			}
			u := r.Target.Unknown
			if u == nil || u.Cause != "gateway_id is known after apply: local.somewhere" || u.Origin.Address != "aws_route.lost" || u.Origin.Pointer == "" {
				t.Errorf("got %+v", u)
			}
			return
		}
	}
	t.Error("the route is lost")
}

// A sensitive value is unknown, and stands nowhere.
func TestSensitiveValuesAreUnknown(t *testing.T) {
	p := fixture(t, "sensitive")
	if got := ruleTexts(group(t, p.After, "aws_security_group.secret")); !slices.Equal(got, []string{"in tcp/443 ?"}) {
		t.Errorf("got %q", got)
	}
	var all bytes.Buffer
	if err := json.MarshalWrite(&all, struct {
		N *model.Network
		C []terraform.Change
		D []model.Diagnostic
	}{p.After, p.Changes, p.Diagnostics}, json.WithMarshalers(json.MarshalToFunc(func(e *jsontext.Encoder, s packet.Set) error {
		return e.WriteToken(jsontext.String(s.String()))
	}))); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(all.String(), "203.0.113.77") || strings.Contains(all.String(), "hunter2") {
		t.Error("a sensitive value is shown")
	}
}

// Positions: objects, rules and blocks of dynamic blocks.
func TestPlacesInTheConfiguration(t *testing.T) {
	p := fixture(t, "places")
	g := group(t, p.After, "aws_security_group.web")
	if got := g.Origin.String(); got != "places.tf:9:1" {
		t.Errorf("the group is at %s", got)
	}
	lines := map[string]string{}
	for _, r := range g.Rules {
		lines[r.Traffic.String()] = r.Origin.String()
	}
	for traffic, want := range map[string]string{"tcp/443": "places.tf:12:3", "tcp/8080": "places.tf:21:5", "tcp/8081": "places.tf:21:5", "tcp/22": "places.tf:30:1"} {
		if lines[traffic] != want {
			t.Errorf("%s is at %s, want %s", traffic, lines[traffic], want)
		}
	}
	if p.Links.Links[0].Place == nil {
		t.Error("a link has no place")
	}
}
