package service

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// tags reads "k=v k=v".
func tags(text string) model.Tags {
	var all model.Tags
	for _, word := range strings.Fields(text) {
		k, v, _ := strings.Cut(word, "=")
		all = append(all, model.Tag{Key: k, Value: v})
	}
	return all
}

// one identifies the only interface of a network.
func one(t *testing.T, e model.NetworkInterface, n model.Network) *Identity {
	t.Helper()
	e.ID = "eni-1"
	n.NetworkInterfaces = append(n.NetworkInterfaces, e)
	return Identify(&n).Identity("eni-1")
}

// ID-3: each row of the table of descriptions.
func TestDescriptionPatterns(t *testing.T) {
	const uuid = "0a1b2c3d-1111-2222-3333-444455556666"
	tests := []struct {
		description string
		kind        Kind
		name, owner string
		confidence  Confidence
	}{
		{"", Plain, "eni-1", "", Low},
		{"Primary network interface", Plain, "eni-1", "", Low},
		{"ELB app/shop/50dc6c495c0c9188", ALB, "shop", "app/shop/50dc6c495c0c9188", Medium},
		{"ELB net/shop/50dc6c495c0c9188", NLB, "shop", "net/shop/50dc6c495c0c9188", Medium},
		{"ELB gwy/shop/50dc6c495c0c9188", GWLB, "shop", "gwy/shop/50dc6c495c0c9188", Medium},
		{"ELB shop", CLB, "shop", "", Medium},
		{"Interface for NAT Gateway nat-1", NAT, "nat-1", "nat-1", Medium},
		{"Network Interface for Transit Gateway Attachment tgw-attach-1", TGW, "tgw-attach-1", "tgw-attach-1", Medium},
		{"Network interface for transit gateway attachment tgw-attach-1", TGW, "tgw-attach-1", "tgw-attach-1", Medium},
		{"VPC Endpoint Interface vpce-1", VPCEndpoint, "vpce-1", "vpce-1", Medium},
		{"VPC Endpoint Interface: vpce-1", VPCEndpoint, "vpce-1", "vpce-1", Medium},
		{"Resource Gateway Interface rgw-1", ResourceGateway, "rgw-1", "rgw-1", Medium},
		{"RDSNetworkInterface", RDS, "eni-1", "", Medium},
		{"RedshiftNetworkInterface", Redshift, "eni-1", "", Medium},
		{"ElastiCache carts-001", ElastiCache, "carts-001", "", Medium},
		{"ElastiCache+carts-001", ElastiCache, "carts-001", "", Medium},
		{"AWS Lambda VPC ENI-resize-" + uuid, Lambda, "resize", "resize", Medium},
		{"AWS Lambda VPC ENI: " + uuid[:8], Lambda, uuid[:8], uuid[:8], Medium},
		{"EFS mount target for fs-1 (fsmt-2)", EFS, "fs-1", "fs-1", Medium},
		{"arn:aws:ecs:eu-west-1:111122223333:attachment/" + uuid, ECSTask, "arn:aws:ecs:eu-west-1:111122223333:attachment/" + uuid, "arn:aws:ecs:eu-west-1:111122223333:attachment/" + uuid, Medium},
		{"arn:aws-cn:ecs:cn-north-1:111122223333:attachment/" + uuid, ECSTask, "arn:aws-cn:ecs:cn-north-1:111122223333:attachment/" + uuid, "arn:aws-cn:ecs:cn-north-1:111122223333:attachment/" + uuid, Medium},
		{"Amazon EKS shop", EKSControlPlane, "shop", "", Medium},
		{"aws-K8S-i-1", EKSNode, "i-1", "i-1", Medium},
		{"aws-k8s-branch-eni", EKSPod, "eni-1", "", Medium},
		{"aws-k8s-trunk-eni", EKSNode, "eni-1", "", Medium},
		{"AWS created network interface for directory d-1", Directory, "d-1", "d-1", Medium},
		{"Created By Amazon Workspaces for AWS Account ID 111122223333", Workspaces, "eni-1", "", Medium},
		{"AWS ElasticMapReduce j-1", EMR, "eni-1", "", Medium},
		{"ES logs", OpenSearch, "logs", "", Medium},
		{"DMSNetworkInterface", DMS, "eni-1", "", Low},
		{"DAX sessions", DAX, "sessions", "", Low},
		{"CloudHSM Managed Interface", CloudHSM, "eni-1", "", Low},
		{"Attached to Glue using role: etl", Glue, "etl", "", Low},
		{"ClientVPN Endpoint resource", ClientVPN, "eni-1", "", Low},
		{"Route 53 Resolver: rslvr-in-1:rni-2", Resolver, "rslvr-in-1:rni-2", "rslvr-in-1:rni-2", Low},
		{"EC2 Instance Connect Endpoint - eice-1", ConnectEndpoint, "- eice-1", "", Low},
		{"[Do not delete] Network Interface for arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab", SageMaker, "lab", "", Low},
		// anchored, case-sensitive, and whole
		{"my ELB app/shop/1", Plain, "eni-1", "", Low},
		{"elb app/shop/1", Plain, "eni-1", "", Low},
		{"ELB app/shop", Plain, "eni-1", "", Low},
		{"Interface for NAT Gateway soon", Plain, "eni-1", "", Low},
		{"arn:aws:s3:::bucket", Plain, "eni-1", "", Low},
	}
	for _, tt := range tests {
		d := one(t, model.NetworkInterface{Description: tt.description}, model.Network{})
		if d.Kind != tt.kind || d.Name != tt.name || d.Owner != tt.owner || d.Confidence != tt.confidence {
			t.Errorf("%q: got %s %q of %q, %s; want %s %q of %q, %s",
				tt.description, d.Kind, d.Name, d.Owner, d.Confidence, tt.kind, tt.name, tt.owner, tt.confidence)
		}
		if !d.Endpoint {
			t.Errorf("%q: a description hides an interface", tt.description)
		}
	}
}

// ID-3, last row.
func TestManagedInterface(t *testing.T) {
	d := one(t, model.NetworkInterface{Description: "something new", RequesterManaged: true, RequesterID: "amazon-new"}, model.Network{})
	if d.Kind != Managed || d.Name != "managed:amazon-new" || d.Confidence != Low {
		t.Errorf("got %s %q %s", d.Kind, d.Name, d.Confidence)
	}
}

// IF-1: the types, and who is never an end.
func TestInterfaceTypes(t *testing.T) {
	tests := []struct {
		text              string
		kind              Kind
		endpoint, unknown bool
	}{
		{"interface", Plain, true, false},
		{"efa", Plain, true, false},
		{"efa-only", Plain, false, false},
		{"trunk", Plain, true, false},
		{"branch", Plain, true, false},
		{"nat_gateway", NAT, false, false},
		{"natGateway", NAT, false, false},
		{"transit_gateway", TGW, false, false},
		{"vpc_endpoint", VPCEndpoint, true, false},
		{"gateway_load_balancer_endpoint", GWLBEndpoint, false, false},
		{"gateway_load_balancer", GWLB, false, false},
		{"network_load_balancer", NLB, true, false},
		{"load_balancer", LoadBalancer, true, false},
		{"lambda", Lambda, true, false},
		{"quicksight", QuickSight, true, false},
		{"iot_rules_managed", IoTRules, true, false},
		{"aws_codestar_connections_managed", CodeConnections, true, false},
		{"api_gateway_managed", APIGateway, true, false},
		{"global_accelerator_managed", Accelerator, true, false},
		{"evs", EVS, true, false},
		{"ec2_instance_connect_endpoint", ConnectEndpoint, true, false},
		{"foo_bar", Plain, true, true},
	}
	for _, tt := range tests {
		d := one(t, model.NetworkInterface{Type: tt.text}, model.Network{})
		if d.Kind != tt.kind || d.Endpoint != tt.endpoint || d.UnknownType != tt.unknown {
			t.Errorf("%s: got %s, endpoint %t, unknown %t", tt.text, d.Kind, d.Endpoint, d.UnknownType)
		}
	}
}

// ID-1: earlier levels win, what contradicts them is kept.
func TestLevels(t *testing.T) {
	web := model.Instance{ID: "i-1", Tags: tags("Name=web")}
	member := model.Instance{ID: "i-1", ASG: "web-asg", Tags: tags("Name=web")}
	node := model.Instance{ID: "i-1", ASG: "eks-asg", Tags: tags("Name=node eks:cluster-name=shop eks:nodegroup-name=general")}
	edge := model.LoadBalancer{ARN: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/edge/1a", Name: "edge", Type: "application"}
	classic := model.LoadBalancer{ARN: "old", Name: "old", Type: "classic"}
	db := model.Workload{Kind: "rds", ID: "ledger-main", Name: "ledger-main", Subnets: []model.SubnetID{"subnet-1"}, Groups: []model.SecurityGroupID{"sg-1"}}
	other := model.Workload{Kind: "rds", ID: "ledger-copy", Name: "ledger-copy", Subnets: []model.SubnetID{"subnet-1"}, Groups: []model.SecurityGroupID{"sg-1"}}
	cluster := model.Workload{Kind: "rds-cluster", ID: "ledger", Name: "ledger", Subnets: []model.SubnetID{"subnet-1"}, Groups: []model.SecurityGroupID{"sg-1"}}
	found := model.Workload{Kind: "elasticache", ID: "carts", Addresses: []netip.Addr{netip.MustParseAddr("10.0.0.9")}}
	f1 := model.Workload{Kind: "lambda", ID: "f1", Name: "f1", Subnets: []model.SubnetID{"subnet-1"}, Groups: []model.SecurityGroupID{"sg-1"}}
	f2 := model.Workload{Kind: "lambda", ID: "f2", Name: "f2", Subnets: []model.SubnetID{"subnet-1"}, Groups: []model.SecurityGroupID{"sg-1"}}
	attached := model.InterfaceAttachment{Instance: "i-1"}
	in := model.NetworkInterface{Subnet: "subnet-1", Groups: []model.SecurityGroupID{"sg-1"}}
	rds, lambda := in, in
	rds.Description, lambda.Type = "RDSNetworkInterface", "lambda"
	tests := []struct {
		name string
		e    model.NetworkInterface
		n    model.Network
		want string // kind name owner group confidence
	}{
		{"instance", model.NetworkInterface{Attachment: attached}, model.Network{Instances: []model.Instance{web}}, "instance web i-1 i-1 high"},
		{"not imported", model.NetworkInterface{Attachment: attached}, model.Network{}, "instance i-1 i-1 i-1 high"},
		{"join beats description", model.NetworkInterface{Attachment: attached, Description: "ELB app/x/1"}, model.Network{Instances: []model.Instance{web}}, "instance web i-1 i-1 high conflict"},
		{"group", model.NetworkInterface{Attachment: attached}, model.Network{Instances: []model.Instance{member}}, "asg web i-1 web-asg high"},
		{"EKS node (ID-5)", model.NetworkInterface{Attachment: attached}, model.Network{Instances: []model.Instance{node}}, "eks-node node i-1 shop/general high"},
		{"listed by the instance", model.NetworkInterface{}, model.Network{Instances: []model.Instance{{ID: "i-1", Interfaces: []model.ENIID{"eni-1"}}}}, "instance i-1 i-1 i-1 high"},
		{"node of a balancer", model.NetworkInterface{RequesterID: "amazon-elb", Description: "ELB app/edge/1a"}, model.Network{LoadBalancers: []model.LoadBalancer{edge}}, "alb edge " + string(edge.ARN) + " " + string(edge.ARN) + " high"},
		{"a description alone", model.NetworkInterface{Description: "ELB app/edge/1a"}, model.Network{LoadBalancers: []model.LoadBalancer{edge}}, "alb edge " + string(edge.ARN) + " " + string(edge.ARN) + " medium"},
		{"classic", model.NetworkInterface{RequesterID: "amazon-elb", Description: "ELB old"}, model.Network{LoadBalancers: []model.LoadBalancer{classic}}, "clb old old old high"},
		{"requester", model.NetworkInterface{RequesterID: "amazon-rds"}, model.Network{}, "rds eni-1   medium"},
		{"requester, then description", model.NetworkInterface{RequesterID: "amazon-elb", Description: "ELB app/edge/1a"}, model.Network{}, "alb edge app/edge/1a app/edge/1a medium"},
		{"address", model.NetworkInterface{Private: []model.PrivateAddress{{Addr: netip.MustParseAddr("10.0.0.9")}}}, model.Network{Workloads: []model.Workload{found}}, "elasticache carts carts carts high"},
		{"subnet and groups", rds, model.Network{Workloads: []model.Workload{db}}, "rds ledger-main ledger-main ledger-main medium"},
		{"two candidates", rds, model.Network{Workloads: []model.Workload{db, other}}, "rds eni-1   medium"},
		{"the cluster of several (ID-4)", rds, model.Network{Workloads: []model.Workload{db, other, cluster}}, "rds ledger ledger ledger medium"},
		{"functions share (IF-4)", lambda, model.Network{Workloads: []model.Workload{f1, f2}}, "lambda f1 + f2  f1 + f2 high"},
		{"subnet alone tells nothing", in, model.Network{Workloads: []model.Workload{db}}, "eni eni-1   low"},
		{"ECS tag (ID-2)", model.NetworkInterface{Tags: tags("aws:ecs:serviceName=cart aws:ecs:clusterName=shop")}, model.Network{}, "ecs-task cart  cart medium"},
		{"pod tag (ID-2)", model.NetworkInterface{Tags: tags("vpcresources.k8s.aws/vlan-id=1")}, model.Network{}, "eks-pod eni-1   medium"},
		{"Name tag", model.NetworkInterface{Tags: tags("Name=appliance")}, model.Network{}, "eni appliance   low"},
		{"endpoint", model.NetworkInterface{Type: "vpc_endpoint"}, model.Network{VPCEndpoints: []model.VPCEndpoint{{ID: "vpce-1", Interfaces: []model.ENIID{"eni-1"}, Tags: tags("Name=sqs")}}}, "vpce sqs vpce-1 vpce-1 high"},
		{"firewall", model.NetworkInterface{Type: "gateway_load_balancer_endpoint"}, model.Network{VPCEndpoints: []model.VPCEndpoint{{ID: "vpce-1", Type: "GatewayLoadBalancer", Interfaces: []model.ENIID{"eni-1"}}}, Firewalls: []model.Firewall{{ARN: "arn-f", Name: "border", Endpoints: []model.FirewallEndpoint{{Endpoint: "vpce-1"}}}}}, "firewall border arn-f arn-f high"},
		{"NAT", model.NetworkInterface{Type: "nat_gateway"}, model.Network{NatGateways: []model.NatGateway{{ID: "nat-1", Addresses: []model.NatGatewayAddress{{ENI: "eni-1"}}, Tags: tags("Name=out")}}}, "nat out nat-1 nat-1 high"},
		{"TGW", model.NetworkInterface{Type: "transit_gateway", Subnet: "subnet-1"}, model.Network{TGWAttachments: []model.TGWAttachment{{ID: "tgw-attach-1", Subnets: []model.SubnetID{"subnet-1"}}}}, "tgw tgw-attach-1 tgw-attach-1 tgw-attach-1 high"},
	}
	for _, tt := range tests {
		d := one(t, tt.e, tt.n)
		got := strings.Join([]string{string(d.Kind), d.Name, d.Owner, d.Group, d.Confidence.String()}, " ")
		for _, why := range d.Evidence {
			if strings.HasPrefix(why, "conflict:") {
				got += " conflict"
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q (%q)", tt.name, got, tt.want, d.Evidence)
		}
	}
}
