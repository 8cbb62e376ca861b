package selector

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

func TestResolve(t *testing.T) {
	r := resolver()
	tests := []struct{ text, want string }{
		// built-in words
		{"internet", "internet: internet"},
		{"on-prem", "on-prem: on-prem"},
		{" aws ", "aws: aws"},
		// contexts
		{"edge", "context: eni-alb"},
		{"context:edge", "context: eni-alb"},
		{"data", "context: eni-alb eni-db"},
		{"a", "context: eni-db"},
		{"outside", "context: outside 198.51.100.0/24 outside 203.0.113.9/32 internet"},
		// ids and ARNs
		{"eni-one", "interface: eni-one"},
		{"eni-nat", "interface: eni-nat"},
		{"i-two", "instance: eni-two eni-two-b"},
		{"vpc-1", "VPC: eni-alb eni-db eni-one eni-pods eni-sqs eni-two eni-two-b"},
		{"subnet-2", "subnet: eni-db eni-pods eni-sqs eni-two-b"},
		{"sg-1", "security group: eni-alb eni-one eni-two"},
		{"vpce-sqs", "VPC endpoint: eni-sqs"},
		{alb, "load balancer: eni-alb"},
		{"arn:aws:rds:eu-west-1:111122223333:db:ledger-main", "workload: eni-db"},
		{"arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-one", "interface: eni-one"},
		{"arn:aws:ec2:eu-west-1:111122223333:instance/i-one", "instance: eni-one"},
		{"111122223333", "account: eni-alb eni-db eni-one eni-pods eni-sqs eni-twin eni-two eni-two-b"},
		{"id:eni-one", "interface: eni-one"},
		{"pl-1", "prefix-list: eni-db@10.20.2.9 eni-pods@10.20.2.20 eni-pods@10.20.2.64 eni-sqs@10.20.2.30 eni-two-b@10.20.2.13 outside 203.0.113.0/24"},
		// Terraform addresses
		{"aws_instance.web[0]", "instance: eni-one"},
		{"aws_instance.web", "instance: eni-one eni-two eni-two-b"},
		{"module.data.aws_db_instance.ledger", "workload: eni-db"},
		{"aws_vpc.shop", "VPC: eni-alb eni-db eni-one eni-pods eni-sqs eni-two eni-two-b"},
		// addresses
		{"10.20.1.12", "address: eni-one@10.20.1.12"},
		{"::ffff:10.20.1.12", "address: eni-one@10.20.1.12"},
		{"2001:db8::11", "address: eni-one@2001:db8::11"},
		{"198.51.100.11", "address: eni-one@198.51.100.11"},
		{"10.20.2.70", "address: eni-pods@10.20.2.70"},
		{"10.20.1.250", "address: eni-nat@10.20.1.250"},
		{"10.20.1.99", "address: address 10.20.1.99"},
		{"203.0.113.9", "address: address 203.0.113.9"},
		{"eni-one@10.20.1.12", "interface: eni-one@10.20.1.12"},
		{"eni-one@198.51.100.11", "interface: eni-one@198.51.100.11"},
		{"eni-twin@10.20.1.11", "interface: eni-twin@10.20.1.11"},
		// CIDRs
		{"10.20.1.8/29", "cidr: eni-one@10.20.1.11 eni-one@10.20.1.12 eni-twin@10.20.1.11 eni-two@10.20.1.13"},
		{"cidr:10.20.2.68/30", "cidr: eni-pods@10.20.2.68"},
		{"198.51.100.0/24", "cidr: eni-one@198.51.100.11"},
		{"2001:db8::/64", "cidr: eni-one@2001:db8::11"},
		{"outside:203.0.113.0/24", "outside: outside 203.0.113.0/24"},
		// doors
		{"internet@203.0.113.9", "address: address 203.0.113.9 by internet"},
		{"on-prem@192.168.50.7", "address: address 192.168.50.7 by on-prem"},
		{"vgw-1@192.168.50.7", "address: address 192.168.50.7 by vgw-1"},
		{"tgw-attach-1@192.168.50.7", "address: address 192.168.50.7 by tgw-attach-1"},
		{"igw-1@203.0.113.9", "address: address 203.0.113.9 by internet"},
		{"internet@203.0.113.0/25", "outside: outside 203.0.113.0/25 by internet"},
		// services
		{"service:orders", "error: \"service:orders\" is ambiguous: write one of instance:orders, tag:service=orders"},
		{"instance:orders", "service: eni-pods"},
		{"alb:shop", "service: eni-alb"},
		{"asg:shop", "service: eni-twin"},
		{"lb:shop", "lb: eni-alb"},
		{"service:alb:shop", "service: eni-alb"},
		{"service:led*", "service: eni-db"},
		{"ledger-main", "service: eni-db"},
		// names
		{"web", "error: \"web\" is ambiguous: write one of name:web, sg:web"},
		{"name:web", "name: eni-one eni-two eni-two-b"},
		{"twin-1", "name: eni-twin"},
		{"name:tw*", "name: eni-twin"},
		{"shop-prod", "vpc: eni-alb eni-db eni-one eni-pods eni-sqs eni-two eni-two-b"},
		{"data-tier", "sg: eni-db eni-pods eni-sqs eni-two-b"},
		// globs
		{"twin*", "glob: eni-twin"},
		{"*ed*n", "glob: eni-db"},
		{"*", "glob: eni-alb eni-db eni-one eni-pods eni-sqs eni-twin eni-two eni-two-b"},
		// beginnings of ids
		{"eni-al", "interface: eni-alb"},
		{"i-tw", "error: \"i-tw\" is ambiguous: write one of i-twin, i-two"},
		{"id:subnet-3", "error: subnet \"subnet-3\" has no interface in the network"},
		// short forms
		{"tag:service=orders", "tag: eni-one eni-two eni-two-b"},
		{"tag:env=p*", "tag: eni-one eni-two eni-two-b"},
		{"type:rds", "type: eni-db"},
		{"type:instance", "type: eni-one eni-pods eni-twin eni-two eni-two-b"},
		{"type:AWS::EC2::VPCEndpoint", "type: eni-sqs"},
		{"vpc:copy", "vpc: eni-twin"},
		{"vpc:*o*", "vpc: eni-alb eni-db eni-one eni-pods eni-sqs eni-twin eni-two eni-two-b"},
		{"subnet:data", "subnet: eni-db eni-pods eni-sqs eni-two-b"},
		{"sg:web", "sg: eni-alb eni-one eni-two"},
		{"security-group:sg-1", "sg: eni-alb eni-one eni-two"},
		{"account:1111*", "account: eni-alb eni-db eni-one eni-pods eni-sqs eni-twin eni-two eni-two-b"},
		{"region:eu-west-1", "region: eni-alb eni-db eni-one eni-pods eni-sqs eni-twin eni-two eni-two-b"},
		{"az:euw1-az1", "az: eni-alb eni-one eni-two"},
		{"az:eu-west-1b", "az: eni-db eni-pods eni-sqs eni-two-b"},
		{"prefix-list:partners", "prefix-list: eni-db@10.20.2.9 eni-pods@10.20.2.20 eni-pods@10.20.2.64 eni-sqs@10.20.2.30 eni-two-b@10.20.2.13 outside 203.0.113.0/24"},
		// names that look like something else
		{"me@corp", "error: nothing is called \"me@corp\""},
		{"web:1", "error: nothing is called \"web:1\"; did you mean web?"},
	}
	for _, tt := range tests {
		if got := printed(r.Resolve(tt.text)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// The texts of errors are what people see.
func TestErrors(t *testing.T) {
	r := resolver()
	tests := []struct{ text, want string }{
		// cannot be read
		{"", `selector "": nothing is selected; write a name, an id, an address or internet`},
		{"tag:env", `selector "tag:env": a tag has a key and a value; write tag:KEY=VALUE`},
		{"tag:=x", `selector "tag:=x": a tag has a key and a value; write tag:KEY=VALUE`},
		{"vpc:", `selector "vpc:": nothing follows the colon; write vpc:NAME`},
		{"eni-one@10.20.1.0/24", `selector "eni-one@10.20.1.0/24": an interface is picked at one address; write ENI@ADDRESS`},
		{"tgw-1@10.9.0.1", `selector "tgw-1@10.9.0.1": a transit gateway has a door for each attachment; write tgw-attach-…@10.9.0.1`},
		// ambiguous
		{"shop", `"shop" is ambiguous: write one of alb:shop, asg:shop`},
		{"orders", `"orders" is ambiguous: write one of instance:orders, tag:service=orders`},
		{"10.20.1.11", `"10.20.1.11" is ambiguous: write one of eni-one@10.20.1.11, eni-twin@10.20.1.11`},
		{"broken", `"shop" is ambiguous: write one of alb:shop, asg:shop`},
		// not there
		{"ledger-mian", `nothing is called "ledger-mian"; did you mean ledger-main?`},
		{"zzzzzz", `nothing is called "zzzzzz"`},
		{"eni-onne", `nothing is called "eni-onne"; did you mean eni-one?`},
		{"vpc:shop-prd", `no VPC is called "shop-prd"; did you mean shop-prod?`},
		{"subnet:dta", `no subnet is called "dta"; did you mean data?`},
		{"service:ledgermain", `no service is called "ledgermain"; did you mean ledger-main?`},
		{"type:rdz", `no type is called "rdz"; did you mean rds?`},
		{"type:lambda", `no endpoint has the type lambda`},
		{"context:egde", `no context is called "egde"; did you mean edge?`},
		{"tag:a=b", `no endpoint has the tag "a=b"`},
		{"name:wob", `no endpoint is called "wob"; did you mean web?`},
		{"alb:shep", `no alb is called "shep"`},
		{"void", `nothing in the network is in context "void"`},
		{"empty", `subnet "empty" has no endpoints`},
		{"sg-9", `security group "sg-9" has no interface in the network`},
		{"10.99.0.0/16", `no endpoint is in 10.99.0.0/16; write outside:10.99.0.0/16 for addresses beyond the network`},
		{"eni-one@10.9.9.9", `interface eni-one does not have the address 10.9.9.9`},
		{"vgw-2@10.9.9.9", `no gateway or interface has the id "vgw-2"; did you mean vgw-1?; before the @ stands an interface, internet, on-prem, or a vgw-…, tgw-attach-… or pcx-… of the network`},
		{"pl:dark", `the entries of prefix list pl-2 are not known: not imported`},
		{"pl:void", `prefix list "void" has no entries`},
		{"pl:partner", `no prefix list is called "partner"; did you mean partners?`},
		{"arn:aws:ec2:eu-west-1:999999999999:instance/i-one", `nothing is called "arn:aws:ec2:eu-west-1:999999999999:instance/i-one"`},
		// gateways
		{"igw-1", "\"igw-1\" is an internet gateway, not an endpoint: ask for `internet`, or use `--via`"},
		{"door", "\"door\" is an internet gateway, not an endpoint: ask for `internet`, or use `--via`"},
		{"nat-1", "\"nat-1\" is a NAT gateway, not an endpoint: ask for `internet`, or use `--via`"},
		{"out", "\"out\" is a NAT gateway, not an endpoint: ask for `internet`, or use `--via`"},
		{"tgw-1", "\"tgw-1\" is a transit gateway, not an endpoint: ask for `internet`, or use `--via`"},
		{"vpce-s3", "\"vpce-s3\" is a gateway endpoint, not an endpoint: ask for `internet`, or use `--via`"},
		{"rtb-1", "\"rtb-1\" is a route table, not an endpoint: ask for `internet`, or use `--via`"},
		{"type:nat", "\"type:nat\" is a forwarder's interface, not an endpoint: ask for `internet`, or use `--via`"},
		// names are data from strangers
		{"\x1b[31mred", `nothing is called "\x1b[31mred"`},
		{"a\nb", `nothing is called "a\nb"`},
	}
	for _, tt := range tests {
		set, err := r.Resolve(tt.text)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
		}
		if !set.IsEmpty() {
			t.Errorf("%q: a set beside an error", tt.text)
		}
	}
}

// Precedence of cli.md, section 3: one text that is everything at once, and
// what it means as the higher levels fall away.
func TestPrecedence(t *testing.T) {
	const text = "x-1"
	add := map[string]func(n *model.Network, o *Options){
		"context": func(_ *model.Network, o *Options) { o.Contexts = map[string][]string{text: {"eni-c"}} },
		"interface": func(n *model.Network, _ *Options) {
			n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: text})
		},
		"service": func(n *model.Network, _ *Options) {
			n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: "eni-s", Tags: tags("service=" + text)})
		},
		"name": func(n *model.Network, _ *Options) {
			n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: "eni-n", Tags: tags("Name=" + text + " service=other")})
		},
		"beginning": func(n *model.Network, _ *Options) {
			n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: text + "234"})
		},
	}
	order := []string{"context", "interface", "service", "name", "beginning"}
	want := map[string]string{
		"context": "context: eni-c", "interface": "interface: x-1", "service": "service: eni-s", "name": "name: eni-n", "beginning": "interface: x-1234",
	}
	for i, level := range order {
		n, o := &model.Network{NetworkInterfaces: []model.NetworkInterface{{ID: "eni-c"}}}, Options{}
		for _, lower := range order[i:] {
			add[lower](n, &o)
		}
		n.Normalize()
		if got := printed(NewResolver(n, nil, o).Resolve(text)); got != want[level] {
			t.Errorf("%s: got %s, want %s", level, got, want[level])
		}
	}
	// a word is a word, and an address an address, whatever bears its name
	n := &model.Network{NetworkInterfaces: []model.NetworkInterface{{ID: "eni-1", Tags: tags("Name=internet")}, {ID: "eni-2", Tags: tags("Name=192.0.2.1")}}}
	r := NewResolver(n, nil, Options{Contexts: map[string][]string{"internet": {"eni-1"}}})
	if got := printed(r.Resolve("internet")); got != "internet: internet" {
		t.Error(got)
	}
	if got := printed(r.Resolve("192.0.2.1")); got != "address: address 192.0.2.1" {
		t.Error(got)
	}
}

// cli.md, section 6: ends of batch questions.
func TestResolveLiteral(t *testing.T) {
	r := resolver()
	tests := []struct{ text, want string }{
		{"internet", "internet: internet"},
		{"eni-one", "interface: eni-one"},
		{"eni-nat", "interface: eni-nat"},
		{"eni-one@10.20.1.12", "interface: eni-one@10.20.1.12"},
		{"i-one", "instance: eni-one"},
		{"i-two", "instance: eni-two-b"},
		{"i-pods", "instance: eni-pods"},
		// an address is that very address
		{"10.20.1.11", "address: address 10.20.1.11"},
		{"198.51.100.11", "address: address 198.51.100.11"},
		{"internet@203.0.113.9", "address: address 203.0.113.9 by internet"},
		// the rest are selectors
		{"aws_instance.web", "instance: eni-one eni-two eni-two-b"},
		{alb, "load balancer: eni-alb"},
		{"edge", "context: eni-alb"},
		{"10.20.1.12/32", "cidr: eni-one@10.20.1.12"},
		{"nobody", `error: nothing is called "nobody"`},
	}
	for _, tt := range tests {
		if got := printed(r.ResolveLiteral(tt.text)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// Ids are taken literally, whatever their form, and one that several instances
// claim is nobody's.
func TestInventedIDs(t *testing.T) {
	n := &model.Network{
		NetworkInterfaces: []model.NetworkInterface{{ID: "10.0.0.1"}, {ID: "a@b"}, {ID: "eni-2"}, {ID: "vpc:x"}},
		Instances: []model.Instance{
			{ID: "twice", Interfaces: []model.ENIID{"10.0.0.1"}},
			{ID: "twice", Interfaces: []model.ENIID{"eni-2"}},
			{ID: "alone"},
		},
	}
	n.Normalize()
	r := NewResolver(n, nil, Options{})
	tests := []struct{ text, want string }{
		{"10.0.0.1", "interface: 10.0.0.1"},
		{"a@b", "interface: a@b"},
		{"vpc:x", "interface: vpc:x"},
		{"twice", `error: "twice" is ambiguous: write one of 10.0.0.1, eni-2`},
		{"alone", `error: instance "alone" has no interface in the network`},
	}
	for _, tt := range tests {
		if got := printed(r.ResolveLiteral(tt.text)); got != tt.want {
			t.Errorf("%s: literally %s, want %s", tt.text, got, tt.want)
		}
		if got := printed(r.Resolve(tt.text)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// One id of two kinds of things is ambiguous; literally, an instance comes first.
func TestInventedIDOfTwoKinds(t *testing.T) {
	n := &model.Network{
		NetworkInterfaces: []model.NetworkInterface{{ID: "eni-2", Subnet: "both", Attachment: model.InterfaceAttachment{Instance: "both"}}},
		Instances:         []model.Instance{{ID: "both", Tags: tags("Name=web")}},
		Subnets:           []model.Subnet{{ID: "both"}},
	}
	r := NewResolver(n, nil, Options{})
	tests := []struct{ text, want string }{
		{"both", `error: "both" is ambiguous: write one of instance:both, subnet:both`},
		{"instance:both", "instance: eni-2"},
		{"subnet:both", "subnet: eni-2"},
	}
	for _, tt := range tests {
		if got := printed(r.Resolve(tt.text)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
	if got := printed(r.ResolveLiteral("both")); got != "instance: eni-2" {
		t.Error(got)
	}
}

// At most ten candidates are listed, and the rest is counted.
func TestManyCandidates(t *testing.T) {
	n := &model.Network{}
	for i := range 25 {
		n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: model.ENIID(fmt.Sprintf("eni-%02d", i))})
	}
	_, err := NewResolver(n, nil, Options{}).Resolve("eni-")
	var missing *NotFoundError
	if !errors.As(err, &missing) {
		t.Errorf("eni-: %v", err)
	}
	_, err = NewResolver(n, nil, Options{}).Resolve("eni-1")
	const want = `"eni-1" is ambiguous: write one of eni-10, eni-11, eni-12, eni-13, eni-14, eni-15, eni-16, eni-17, eni-18, eni-19`
	if err == nil || err.Error() != want {
		t.Error(err)
	}
	_, err = NewResolver(n, nil, Options{}).Resolve("id:eni-")
	if err == nil {
		t.Error("id:eni- was found")
	}
}

func TestNames(t *testing.T) {
	r := resolver()
	got := r.Names()
	if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Error("not sorted, or twice")
	}
	for _, want := range []string{"internet", "on-prem", "aws", "edge", "alb:shop", "ledger-main", "web", "twin-1"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is missing from %q", want, got)
		}
	}
	n := &model.Network{NetworkInterfaces: []model.NetworkInterface{{ID: "eni-1", Tags: model.Tags{{Key: "Name", Value: "\x1b]0;pwned\a"}}}}}
	for _, name := range NewResolver(n, nil, Options{}).Names() {
		if strings.ContainsAny(name, "\x1b\a") {
			t.Errorf("%q would reach a terminal", name)
		}
	}
}

// Equal questions have equal answers, also side by side.
func TestConcurrentUse(t *testing.T) {
	r := resolver()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, text := range []string{"eni-one", "10.20.1.12", "shop-prod", "web*", "aws_instance.web"} {
				if _, err := r.Resolve(text); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
