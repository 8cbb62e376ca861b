package selector

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

func tags(text string) model.Tags {
	var all model.Tags
	for _, word := range strings.Fields(text) {
		k, v, _ := strings.Cut(word, "=")
		all = append(all, model.Tag{Key: k, Value: v})
	}
	return all
}

// eni reads "id vpc subnet group type addr[,addr] instance"; "-" is nothing.
func eni(row string) model.NetworkInterface {
	f := strings.Fields(strings.ReplaceAll(row, " -", " "+none))
	e := model.NetworkInterface{ID: model.ENIID(f[0]), VPC: model.VPCID(f[1]), Subnet: model.SubnetID(f[2]), Type: f[4], Account: "111122223333", Region: "eu-west-1"}
	if f[3] != none {
		e.Groups = []model.SecurityGroupID{model.SecurityGroupID(f[3])}
	}
	for i, text := range strings.Split(f[5], ",") {
		if addr := netip.MustParseAddr(text); addr.Is6() {
			e.IPv6 = append(e.IPv6, addr)
		} else {
			e.Private = append(e.Private, model.PrivateAddress{Addr: addr, Primary: i == 0})
		}
	}
	if f[6] != none {
		e.Attachment.Instance = model.InstanceID(f[6])
	}
	return e
}

const none = "\x00"

// estate has something of everything that can be selected.
func estate() *model.Network {
	n := &model.Network{
		VPCs: []model.VPC{
			{ID: "vpc-1", Tags: tags("Name=shop-prod"), Origin: model.Origin{Address: "aws_vpc.shop"}, CIDRs: []model.VPCCIDR{{Prefix: netip.MustParsePrefix("10.20.0.0/16")}}},
			{ID: "vpc-2", Tags: tags("Name=copy")},
		},
		Subnets: []model.Subnet{
			{ID: "subnet-1", Tags: tags("Name=orders"), Zone: "eu-west-1a", ZoneID: "euw1-az1"},
			{ID: "subnet-2", Tags: tags("Name=data"), Zone: "eu-west-1b", ZoneID: "euw1-az2"},
			{ID: "subnet-3", Tags: tags("Name=empty")},
		},
		SecurityGroups: []model.SecurityGroup{{ID: "sg-1", Name: "web"}, {ID: "sg-2", Name: "data", Tags: tags("Name=data-tier")}, {ID: "sg-9", Name: "unused"}},
		NetworkInterfaces: []model.NetworkInterface{
			eni("eni-alb vpc-1 subnet-1 sg-1 interface 10.20.1.5 -"),
			eni("eni-db vpc-1 subnet-2 sg-2 interface 10.20.2.9 -"),
			eni("eni-nat vpc-1 subnet-1 - nat_gateway 10.20.1.250 -"),
			eni("eni-one vpc-1 subnet-1 sg-1 interface 10.20.1.11,10.20.1.12,2001:db8::11 i-one"),
			eni("eni-pods vpc-1 subnet-2 sg-2 interface 10.20.2.20 i-pods"),
			eni("eni-sqs vpc-1 subnet-2 sg-2 vpc_endpoint 10.20.2.30 -"),
			eni("eni-twin vpc-2 subnet-9 - interface 10.20.1.11 i-twin"),
			eni("eni-two vpc-1 subnet-1 sg-1 interface 10.20.1.13 i-two"),
			eni("eni-two-b vpc-1 subnet-2 sg-2 interface 10.20.2.13 i-two"),
		},
		Instances: []model.Instance{
			{ID: "i-one", Account: "111122223333", Tags: tags("Name=web service=orders env=prod"), Interfaces: []model.ENIID{"eni-one"}, Origin: model.Origin{Address: `aws_instance.web[0]`}},
			{ID: "i-pods", Tags: tags("Name=orders")},
			{ID: "i-twin", Tags: tags("Name=twin-1"), ASG: "shop"},
			{ID: "i-two", Tags: tags("Name=web service=orders env=prod"), PrimaryENI: "eni-two-b", Interfaces: []model.ENIID{"eni-two-b", "eni-two"}, Origin: model.Origin{Address: `aws_instance.web[1]`}},
		},
		LoadBalancers:    []model.LoadBalancer{{ARN: alb, Name: "shop", Type: "application", Interfaces: []model.ENIID{"eni-alb"}}},
		Workloads:        []model.Workload{{Kind: "rds", ID: "ledger-main", Name: "ledger-main", ARN: "arn:aws:rds:eu-west-1:111122223333:db:ledger-main", Interfaces: []model.ENIID{"eni-db"}, Origin: model.Origin{Address: "module.data.aws_db_instance.ledger"}}},
		VPCEndpoints:     []model.VPCEndpoint{{ID: "vpce-sqs", Type: "Interface", Interfaces: []model.ENIID{"eni-sqs"}}, {ID: "vpce-s3", Type: "Gateway"}},
		InternetGateways: []model.InternetGateway{{ID: "igw-1", Tags: tags("Name=door")}},
		NatGateways:      []model.NatGateway{{ID: "nat-1", Tags: tags("Name=out"), Addresses: []model.NatGatewayAddress{{ENI: "eni-nat"}}}},
		TransitGateways:  []model.TransitGateway{{ID: "tgw-1"}},
		TGWAttachments:   []model.TGWAttachment{{ID: "tgw-attach-1"}},
		VPNGateways:      []model.VPNGateway{{ID: "vgw-1"}},
		RouteTables:      []model.RouteTable{{ID: "rtb-1"}},
		PrefixLists: []model.PrefixList{
			{ID: "pl-1", Name: "partners", Entries: []model.PrefixListEntry{{CIDR: netip.MustParsePrefix("203.0.113.0/24")}, {CIDR: netip.MustParsePrefix("10.20.2.0/24")}}},
			{ID: "pl-2", Name: "dark", UnknownEntries: &model.Unknown{Cause: "not imported"}},
			{ID: "pl-3", Name: "void"},
		},
	}
	n.NetworkInterfaces[3].Private[0].Public = netip.MustParseAddr("198.51.100.11")
	n.NetworkInterfaces[4].IPv4Prefixes = []netip.Prefix{netip.MustParsePrefix("10.20.2.64/28")}
	n.Normalize()
	return n
}

const alb = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188"

var contexts = map[string][]string{
	"edge": {"alb:shop"}, "data": {"type:rds", "edge"}, "a": {"b", "eni-db"}, "b": {"a", "no such thing"}, "void": {"nobody"}, "broken": {"shop"},
	"outside": {"203.0.113.9", "outside:198.51.100.0/24", "internet"},
}

func resolver() *Resolver {
	n := estate()
	return NewResolver(n, service.Identify(n), Options{Contexts: contexts})
}

// printed is a set in one line: "service: eni-one eni-two@10.0.0.1 | …".
func printed(s Set, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var b strings.Builder
	b.WriteString(s.Kind + ":")
	for _, p := range s.Interfaces {
		b.WriteString(" " + string(p.ENI))
		if p.Addr.IsValid() {
			b.WriteString("@" + p.Addr.String())
		}
	}
	if s.Address.IsValid() {
		b.WriteString(" address " + s.Address.String())
	}
	for _, p := range s.Outside {
		b.WriteString(" outside " + p.String())
	}
	for _, one := range []struct {
		is   bool
		word string
	}{{s.Internet, "internet"}, {s.OnPrem, "on-prem"}, {s.AWS, "aws"}} {
		if one.is {
			b.WriteString(" " + one.word)
		}
	}
	if s.Door != "" {
		fmt.Fprintf(&b, " by %s", s.Door)
	}
	return b.String()
}
