package change_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
)

// network is the fixture with a load balancer, two VPNs' worth of gateways and a second table.
func network() *model.Network {
	n := vectors.F0()
	n.VPNGateways = []model.VPNGateway{{ID: "vgw-a", State: "available", Attachments: []model.GatewayAttachment{{VPC: "vpc-a", State: "attached"}}}}
	n.LoadBalancers = []model.LoadBalancer{{ARN: "arn:lb/shop", Name: "shop", Type: model.LBApplication, VPC: "vpc-a", Subnets: []model.SubnetID{"subnet-a1", "subnet-a2"}}}
	n.TargetGroups = []model.TargetGroup{{ARN: "arn:tg/web", Name: "web", VPC: "vpc-a"}}
	n.TGWRouteTables = append(n.TGWRouteTables, model.TGWRouteTable{ID: "tgw-rtb-2", TransitGateway: "tgw-1"})
	n.Addresses = append(n.Addresses, model.Address{Public: addr("198.51.100.77"), Allocation: "eipalloc-idle", Account: "111111111111", Region: "r1"})
	n.Normalize()
	return n
}

func edits(t testing.TB, text string) []change.Edit {
	t.Helper()
	es, err := change.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return es
}

// Each row is edits on the fixture and words of the effects, one a line of edits' end.
func TestVerbs(t *testing.T) {
	tests := []struct{ edits, want string }{
		// groups
		{"allow sg:sg-d ingress tcp/22 from 10.0.0.0/8", "created sg-d: rule ingress tcp/22 from 10.0.0.0/8"},
		{"allow sg:sg-d egress all to sg:sg-w", "created sg-d"},
		{"allow sg-d ingress tcp/443 from pl:com.amazonaws.r1.s3", "created sg-d"},
		{"revoke sg:sg-d ingress all from 0.0.0.0/0", "removed sg-d"},
		{"create sg:web in A\nattach sg:web to w", "changed eni-w: group sg-web (web) added"},
		{"create sg:web in A\nattach sg:web to i-w\ndetach sg:sg-w from eni-w", "removed eni-w: group sg-w"},
		{"isolate d", "changed eni-d: its groups are replaced by sg-isolated-a"},
		{"create sg:x in A\ndelete sg:x", "removed sg-x"},
		// network ACLs
		{"nacl acl-a ingress 90 deny tcp/22 0.0.0.0/0", "created acl-a: ingress entry 90"},
		{"nacl acl-a ingress 100 remove", "removed acl-a: ingress entry 100"},
		{"create acl:new in A\nassociate acl-new a2\nassociate acl-a a2\ndelete acl:new", "removed acl-new"},
		// routes
		{"route rt-a1 10.9.0.0/16 via tgw-1", "created rt-a1: route 10.9.0.0/16 via tgw-1"},
		{"route rt-am 0.0.0.0/0 via igw-a", "replaced rt-am: route 0.0.0.0/0 via nat-a of rt-am now goes via igw-a"},
		{"route rt-am ::/0 remove", "removed rt-am"},
		{"route rt-a1 10.0.0.0/16 via eni-f\nroute rt-a1 10.0.0.0/16 via local", "now goes via local"},
		{"route rt-a1 10.0.2.0/24 via eni-f", "created rt-a1"},
		{"create rtb:t in A\nassociate rtb-t a2", "changed subnet-a2: subnet-a2 (a2) is routed by rtb-t"},
		{"associate rt-am a1", "follows the main table rt-am again"},
		{"create rtb:edge in A\nassociate rtb-edge igw-a", "changed igw-a"},
		// joins
		{"peer A B", "created pcx-a-b: active peering of vpc-a and vpc-b"},
		{"peer A B\nroute rt-a1 10.1.0.0/16 via pcx-a-b\ndelete pcx-a-b", "is a blackhole"},
		{"tgw-attach tgw-1 A aT a2", "created tgw-attach-a"},
		{"tgw-attach tgw-1 A aT\ndelete tgw-attach-a", "removed tgw-attach-a"},
		{"tgw-attach tgw-1 A aT\ntgw-route tgw-rtb-2 10.0.0.0/8 via tgw-attach-a\ntgw-associate tgw-rtb-2 tgw-attach-a", "changed tgw-attach-a: tgw-rtb-2 routes"},
		{"tgw-attach tgw-1 A aT\ntgw-propagate tgw-rtb-1 tgw-attach-a remove", "removed tgw-rtb-1: propagation"},
		{"tgw-route tgw-rtb-1 10.0.0.0/8 blackhole\ntgw-route tgw-rtb-1 10.0.0.0/8 remove", "removed tgw-rtb-1: static route"},
		{"endpoint A s3 rt-am", "created vpce-s3-a: gateway endpoint for com.amazonaws.r1.s3 in vpc-a"},
		{"endpoint A sqs a1 a2 with sg:sg-x", "created eni-sqs-a-a2"},
		{"endpoint A sqs a1 with sg:sg-x\ndelete vpce-sqs-a", "removed vpce-sqs-a"},
		// hosts
		{"add web in a2 with sg:sg-x at 10.0.2.9", "created i-web: instance with interface eni-web at 10.0.2.9"},
		{"add web in a2", "created i-web: instance with interface eni-web at 10.0.2.4"},
		{"add web in a2\nremove web", "removed i-web"},
		{"move d to a1", "changed eni-d: moved from subnet-a2 to subnet-a1 (a1), now at 10.0.1.4"},
		{"down az:r1a", "changed r1a: availability zone r1a (r1-az1) is down"},
		{"down nat-a", "its route 0.0.0.0/0 via nat-a is a blackhole"},
		{"down w", "changed eni-w: neither sends nor receives"},
		{"delete nat-a", "removed nat-a"},
		// the rest
		{"create pl:one in A\npl:one add 10.0.0.0/8", "created pl-one: entry 10.0.0.0/8"},
		{"create pl:one in A\npl:one add 10.0.0.0/8\npl:one remove 10.0.0.0/8", "removed pl-one: entry"},
		{"eip eni-x add", "changed eni-x: eni-x (x) has the public address 198.51.100.77"},
		{"eip x add 192.0.2.200", "has the public address 192.0.2.200"},
		{"eip w remove", "removed eni-w: public address 198.51.100.10"},
		{"listener shop tcp/443 to web", "created arn:lb/shop: listener tcp/443 of arn:lb/shop (shop) to arn:tg/web (web)"},
		{"listener shop 443 to web\nlistener shop tcp/443 remove", "removed arn:lb/shop"},
	}
	for _, tt := range tests {
		n := network()
		before := model.Digest(n)
		after, effects, err := change.Apply(n, edits(t, tt.edits), change.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.edits, err)
			continue
		}
		var text strings.Builder
		for _, e := range effects {
			text.WriteString(e.String() + "\n")
		}
		if !strings.Contains(text.String(), tt.want) {
			t.Errorf("%s: effects\n%swant %s", tt.edits, text.String(), tt.want)
		}
		if model.Digest(n) != before {
			t.Errorf("%s: the original changed", tt.edits)
		}
		if !sorted(after) {
			t.Errorf("%s: a list is out of order", tt.edits)
		}
	}
}

// sorted reports whether Normalize would change nothing.
func sorted(n *model.Network) bool {
	c := *n
	c.NetworkInterfaces, c.SecurityGroups, c.RouteTables = slices.Clone(n.NetworkInterfaces), slices.Clone(n.SecurityGroups), slices.Clone(n.RouteTables)
	c.TGWAttachments, c.Peerings, c.Instances = slices.Clone(n.TGWAttachments), slices.Clone(n.Peerings), slices.Clone(n.Instances)
	c.Normalize()
	same := len(c.NetworkInterfaces) == len(n.NetworkInterfaces)
	for i := range n.NetworkInterfaces {
		same = same && c.NetworkInterfaces[i].ID == n.NetworkInterfaces[i].ID
	}
	for i := range n.SecurityGroups {
		same = same && c.SecurityGroups[i].ID == n.SecurityGroups[i].ID
	}
	for i := range n.RouteTables {
		same = same && c.RouteTables[i].ID == n.RouteTables[i].ID
	}
	return same
}

// What AWS would refuse is an error with a reason, and under Force an effect.
func TestRefusals(t *testing.T) {
	tests := []struct{ edits, why string }{
		{"allow sg:sg-d ingress all from 0.0.0.0/0", "already has this rule"},
		{"allow sg:sg-d ingress all from sg:sg-p", "belongs to vpc-b"},
		{"attach sg:sg-p to eni-d", "SG-18"},
		{"detach sg:sg-d from eni-d", "at least one group"},
		{"nacl acl-a ingress 100 deny all 0.0.0.0/0", "is taken"},
		{"route rt-a1 10.0.0.0/16 remove", "RT-5"},
		{"route rt-a1 10.0.0.0/16 via igw-a", "RT-5"},
		{"route rt-a1 10.0.2.0/25 via eni-f", "RT-6"},
		{"route rt-b 0.0.0.0/0 via igw-a", "own VPC"},
		{"associate rt-b a1", "RT-14"},
		{"peer A B\npeer B A", "already peered"},
		{"peer A A", "itself"},
		{"tgw-attach tgw-1 A a1 a3", "TGW-2"},
		{"tgw-attach tgw-1 A b1", "lies in vpc-b"},
		{"delete sg:sg-d", "is used by eni-d"},
		{"delete acl-a", "guards subnets"},
		{"delete rt-am", "routes subnets"},
		{"delete eni-d", "interface of i-d"},
		{"pl:pl-s3 add 10.0.0.0/8", "PL-3"},
		{"add web in a2 at 10.0.2.20", "is the address of eni-d"},
		{"add web in a2 at 10.0.2.1", "VPC-3"},
		{"add web in a2 at 10.9.2.1", "does not lie in"},
		{"eip w add", "associated already"},
		{"listener shop tcp/80 to web\nlistener shop tcp/80 to web", "is replaced"},
		{manyRules(61), "quota is 60"},
	}
	for _, tt := range tests {
		if _, _, err := change.Apply(network(), edits(t, tt.edits), change.Options{}); err == nil || !strings.Contains(err.Error(), tt.why) || !strings.Contains(err.Error(), "force") {
			t.Errorf("%.80s: error %v, want %q", tt.edits, err, tt.why)
		}
		_, effects, err := change.Apply(network(), edits(t, tt.edits), change.Options{Force: true})
		if err != nil || !slices.ContainsFunc(effects, func(e change.Effect) bool { return e.Kind == change.Forced && strings.Contains(e.What, tt.why) }) {
			t.Errorf("%.80s forced: %v, effects %v", tt.edits, err, effects)
		}
	}
}

func manyRules(n int) string {
	var b strings.Builder
	b.WriteString("create sg:big in A\n")
	for i := range n {
		b.WriteString("allow sg:big ingress tcp/" + itoa(1000+i) + " from 10.0.0.0/8\n")
	}
	return b.String()
}

// Names that fit nothing, or too much.
func TestNames(t *testing.T) {
	tests := []struct{ edits, want string }{
		{"attach sg:sg-dd to eni-d", `edit.txt:1:8: attach sg:sg-dd to eni-d: no security group is named sg-dd: the network has none with this name or id (sg-d, sg-f, sg-p); did you mean sg-d?`},
		{"attach sg:default to eni-zz", "edit.txt:1:22: "},
		{"delete sg:default", "sg:default is ambiguous: 3 resources bear the name (sg:sg-default-a, sg:sg-default-b, sg:sg-default-c); write one of the ids"},
		{"route sg:sg-d 10.0.0.0/8 via igw-a", "sg:sg-d names a security group: this place takes a route table"},
		{"remove igw-a", "no instance or network interface is named igw-a"},
		{"detach sg:sg-w from eni-d", "is not attached to eni-d"},
		{"revoke sg:sg-d ingress tcp/22 from 10.0.0.0/8", "has no rule ingress tcp/22 from 10.0.0.0/8"},
		{"nacl acl-a egress 5 remove", "has no egress entry 5"},
		{"route rt-a1 10.5.0.0/16 remove", "has no route 10.5.0.0/16 of its own"},
	}
	for _, tt := range tests {
		es, err := change.ParseFile("edit.txt", []byte(tt.edits))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := change.Apply(network(), es, change.Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s:\n got %v\nwant %s", tt.edits, err, tt.want)
		}
	}
	// the default group of the interface's own VPC is meant
	n, _, err := change.Apply(network(), edits(t, "attach sg:default to eni-d"), change.Options{})
	if err != nil || !slices.Contains(model.NewIndex(n).Interface["eni-d"].Groups, "sg-default-a") {
		t.Errorf("default group of the VPC: %v", err)
	}
}

// Created rows say which edit made them.
func TestOrigins(t *testing.T) {
	n, _, err := change.Apply(network(), edits(t, "create sg:web in A\nallow sg:web ingress tcp/80 from 0.0.0.0/0"), change.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := model.NewIndex(n).SecurityGroup["sg-web"]
	if got := g.Rules[len(g.Rules)-1].Origin.Source; got != "edit 2: allow sg:web ingress tcp/80 from 0.0.0.0/0" {
		t.Errorf("origin %q", got)
	}
}

// What an edit does not touch is shared with the original.
func TestUntouchedListsAreShared(t *testing.T) {
	n := network()
	after, _, err := change.Apply(n, edits(t, "allow sg:sg-d ingress tcp/22 from 10.0.0.0/8"), change.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if &after.NetworkInterfaces[0] != &n.NetworkInterfaces[0] || &after.SecurityGroups[0] == &n.SecurityGroups[0] {
		t.Error("lists are not shared as they should be")
	}
	if same, _, _ := change.Apply(n, nil, change.Options{}); model.Digest(same) != model.Digest(n) {
		t.Error("no edit is not the identity")
	}
}
