package service

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// shop is a network of instances, each with one interface: "eni-N" of "i-N".
// A row is "name asg service", "-" for none.
func shop(rows ...string) *model.Network {
	n := &model.Network{}
	for i, row := range rows {
		f := strings.Fields(row)
		in := model.Instance{ID: model.InstanceID(fmt.Sprintf("i-%d", i))}
		for at, key := range []string{"Name", "", "service"} {
			if f[at] != "-" && key != "" {
				in.Tags = append(in.Tags, model.Tag{Key: key, Value: f[at]})
			}
		}
		if f[1] != "-" {
			in.ASG = f[1]
		}
		n.Instances = append(n.Instances, in)
		n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{
			ID: model.ENIID(fmt.Sprintf("eni-%d", i)), Attachment: model.InterfaceAttachment{Instance: in.ID},
		})
	}
	return n
}

func printed(s *Services) string {
	var rows []string
	for _, one := range s.Services {
		rows = append(rows, fmt.Sprintf("%s(%s by %s) %v", one.Label, one.Kind, one.By, one.Interfaces))
	}
	return strings.Join(rows, "; ")
}

// ID-4: what makes a service.
func TestGrouping(t *testing.T) {
	tests := []struct {
		by   []string
		rows []string
		want string
	}{
		{nil, []string{"web - -"}, "web(instance by instance) [eni-0]"},
		{nil, []string{"- - -"}, "i-0(instance by instance) [eni-0]"},
		// one name, one service, whatever order
		{nil, []string{"web - -", "web - -"}, "web(instance by name) [eni-0 eni-1]"},
		{nil, []string{"web a -", "web - -"}, "web(mixed by name) [eni-0 eni-1]"},
		// a group gathers what names do not
		{nil, []string{"web-1 web -", "web-2 web -"}, "web(asg by asg) [eni-0 eni-1]"},
		// the tag comes first
		{nil, []string{"web - orders", "db - orders", "web - -"}, "orders(instance by tag:service) [eni-0 eni-1]; web(instance by name) [eni-2]"},
		// services of one name and different kinds stay apart
		{nil, []string{"web - -", "x web -"}, "asg:web(asg by asg) [eni-1]; instance:web(instance by instance) [eni-0]"},
		{nil, []string{"web - -", "x - web"}, "instance:web(instance by instance) [eni-0]; tag:service=web(instance by tag:service) [eni-1]"},
		// other orders
		{[]string{}, []string{"web - orders", "web - orders"}, "web(instance by instance) [eni-0 eni-1]"},
		{[]string{"name", "tag:service"}, []string{"web - orders", "web - -", "x - orders"}, "orders(instance by tag:service) [eni-2]; web(instance by name) [eni-0 eni-1]"},
	}
	for _, tt := range tests {
		s, err := IdentifyWith(shop(tt.rows...), Options{By: tt.by})
		if err != nil {
			t.Fatal(err)
		}
		if got := printed(s); got != tt.want {
			t.Errorf("%v by %q:\n got %s\nwant %s", tt.rows, tt.by, got, tt.want)
		}
	}
}

// ID-1 level 1: what the user says beats everything.
func TestDeclared(t *testing.T) {
	s, err := IdentifyWith(shop("web - orders", "x - -"), Options{Declared: map[string]string{"i-0": "mine", "eni-1": "mine"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := printed(s), "mine(instance by declared) [eni-0 eni-1]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOrderThatCannotBeRead(t *testing.T) {
	for _, word := range []string{"", "tag:", "Name", "asg"} {
		if _, err := IdentifyWith(&model.Network{}, Options{By: []string{word}}); err == nil {
			t.Errorf("%q was read", word)
		}
	}
}

// A tag that anybody can set does not put a forwarder and an endpoint into one service.
func TestForwardersStayApart(t *testing.T) {
	n := shop("web - orders")
	n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: "eni-n", Type: "nat_gateway", Tags: tags("service=orders Name=nat")})
	s := Identify(n)
	if got, want := printed(s), "nat(nat by nat) [eni-n]; orders(instance by tag:service) [eni-0]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if s.Endpoint("eni-n") || !s.Endpoint("eni-0") || s.Endpoint("eni-none") {
		t.Error("Endpoint")
	}
	if s.Of("eni-0").Name != "orders" || s.Of("eni-none") != nil || s.Identity("eni-none") != nil || len(s.Named("orders")) != 1 {
		t.Error("look-up")
	}
}

// Names are data from strangers: they are kept, whatever they hold.
func TestHostileNames(t *testing.T) {
	for _, name := range []string{"\x1b[31mred", "<script>", "a\nb", "\xff\xfe", strings.Repeat("x", 10000), "--help", `"`, "tag:service=web"} {
		n := &model.Network{NetworkInterfaces: []model.NetworkInterface{
			{ID: "eni-1", Description: "ELB " + name, Tags: model.Tags{{Key: "Name", Value: name}}, RequesterID: name, RequesterManaged: true},
		}}
		if d := Identify(n).Identity("eni-1"); d.Name == "" {
			t.Errorf("%q: no name", name)
		}
	}
}

func TestKinds(t *testing.T) {
	tests := []struct {
		text string
		want Kind
		ok   bool
	}{
		{"rds", RDS, true},
		{"AWS::RDS::DBCluster", RDS, true},
		{"AWS::EC2::Instance", Instance, true},
		{"ecs-task", ECSTask, true},
		{"RDS", "", false},
		{"", "", false},
	}
	for _, tt := range tests {
		if got, ok := ParseKind(tt.text); got != tt.want || ok != tt.ok {
			t.Errorf("%s: got %q %t", tt.text, got, ok)
		}
	}
	if !ASG.Is(Instance) || Instance.Is(ASG) || !RDS.Is(Plain) || !NLB.Is(LoadBalancer) || Kind("").Is(Instance) {
		t.Error("Is")
	}
}

func FuzzIdentify(f *testing.F) {
	f.Add("ELB app/x/1", "interface", "amazon-elb", "aws:ecs:serviceName", "cart")
	f.Add("arn:aws:ecs:::attachment/", "", "", "kubernetes.io/cluster/", "owned")
	f.Fuzz(func(t *testing.T, description, kind, requester, tagKey, value string) {
		e := model.NetworkInterface{
			ID: "eni-1", Description: description, Type: kind, RequesterID: requester, RequesterManaged: true,
			Tags: model.Tags{{Key: tagKey, Value: value}},
		}
		d := Identify(&model.Network{NetworkInterfaces: []model.NetworkInterface{e}}).Identity("eni-1")
		if d.Name == "" || d.Kind == "" || d.Confidence == ConfidenceUnset || len(d.Evidence) == 0 {
			t.Errorf("%+v", d)
		}
	})
}
