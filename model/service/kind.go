package service

import "slices"

// Kind is what runs on an interface, in one short word: what `type:` selects.
type Kind string

// The kinds. An interface whose kind nothing tells is Plain.
const (
	Plain           Kind = "eni"
	Instance        Kind = "instance"
	ASG             Kind = "asg" // an instance of an Auto Scaling group
	ALB             Kind = "alb"
	NLB             Kind = "nlb"
	CLB             Kind = "clb"
	GWLB            Kind = "gwlb"
	LoadBalancer    Kind = "lb" // any of the four
	NAT             Kind = "nat"
	TGW             Kind = "tgw"
	VPCEndpoint     Kind = "vpce"
	GWLBEndpoint    Kind = "gwlbe"
	Firewall        Kind = "firewall"
	ResourceGateway Kind = "resource-gateway"
	Lambda          Kind = "lambda"
	RDS             Kind = "rds"
	Redshift        Kind = "redshift"
	ElastiCache     Kind = "elasticache"
	OpenSearch      Kind = "opensearch"
	EFS             Kind = "efs"
	MSK             Kind = "msk"
	ECSTask         Kind = "ecs-task"
	EKSNode         Kind = "eks-node"
	EKSPod          Kind = "eks-pod"
	EKSControlPlane Kind = "eks-control-plane"
	Beanstalk       Kind = "beanstalk" // an instance of an Elastic Beanstalk environment
	Directory       Kind = "directory"
	Workspaces      Kind = "workspaces"
	EMR             Kind = "emr"
	DMS             Kind = "dms"
	DAX             Kind = "dax"
	CloudHSM        Kind = "cloudhsm"
	Glue            Kind = "glue"
	ClientVPN       Kind = "client-vpn"
	Resolver        Kind = "resolver"
	ConnectEndpoint Kind = "eice" // EC2 Instance Connect Endpoint
	SageMaker       Kind = "sagemaker"
	APIGateway      Kind = "api-gateway"
	Accelerator     Kind = "global-accelerator"
	QuickSight      Kind = "quicksight"
	IoTRules        Kind = "iot-rules"
	CodeConnections Kind = "code-connections"
	EVS             Kind = "evs"
	Managed         Kind = "managed" // AWS's, for a service that is not known
	Mixed           Kind = "mixed"   // of a Service whose interfaces differ in kind
)

var kinds = []Kind{
	Plain, Instance, ASG, ALB, NLB, CLB, GWLB, LoadBalancer, NAT, TGW, VPCEndpoint, GWLBEndpoint, Firewall, ResourceGateway,
	Lambda, RDS, Redshift, ElastiCache, OpenSearch, EFS, MSK, ECSTask, EKSNode, EKSPod, EKSControlPlane, Beanstalk, Directory,
	Workspaces, EMR, DMS, DAX, CloudHSM, Glue, ClientVPN, Resolver, ConnectEndpoint, SageMaker, APIGateway, Accelerator,
	QuickSight, IoTRules, CodeConnections, EVS, Managed, Mixed,
}

// Kinds returns every kind, sorted.
func Kinds() []Kind {
	sorted := slices.Clone(kinds)
	slices.Sort(sorted)
	return sorted
}

// wider maps a kind to the kind that includes it.
var wider = map[Kind]Kind{
	ASG: Instance, EKSNode: Instance, Beanstalk: Instance,
	ALB: LoadBalancer, NLB: LoadBalancer, CLB: LoadBalancer, GWLB: LoadBalancer,
	Firewall: GWLBEndpoint,
}

// Is reports whether k is other or a special case of it: an instance of an
// Auto Scaling group is an instance, and everything is an "eni".
func (k Kind) Is(other Kind) bool {
	return k == other || other == Plain || other != "" && wider[k] == other
}

// spellings are other words for kinds: CloudFormation's, and those of workloads.
var spellings = map[string]Kind{
	"AWS::EC2::NetworkInterface": Plain, "interface": Plain,
	"AWS::EC2::Instance": Instance, "ec2": Instance,
	"AWS::AutoScaling::AutoScalingGroup":        ASG,
	"AWS::ElasticLoadBalancingV2::LoadBalancer": LoadBalancer, "elb": LoadBalancer, "load-balancer": LoadBalancer,
	"AWS::ElasticLoadBalancing::LoadBalancer": CLB,
	"AWS::EC2::NatGateway":                    NAT, "nat-gateway": NAT,
	"AWS::EC2::TransitGatewayAttachment": TGW, "transit-gateway": TGW,
	"AWS::EC2::VPCEndpoint": VPCEndpoint, "vpc-endpoint": VPCEndpoint,
	"AWS::NetworkFirewall::Firewall": Firewall,
	"AWS::Lambda::Function":          Lambda,
	"AWS::RDS::DBInstance":           RDS, "AWS::RDS::DBCluster": RDS, "AWS::DocDB::DBCluster": RDS, "AWS::Neptune::DBCluster": RDS,
	"aurora": RDS, "docdb": RDS, "neptune": RDS, "rds-cluster": RDS, "memorydb": ElastiCache,
	"AWS::Redshift::Cluster":                 Redshift,
	"AWS::ElastiCache::CacheCluster":         ElastiCache,
	"AWS::ElastiCache::ReplicationGroup":     ElastiCache,
	"AWS::OpenSearchService::Domain":         OpenSearch,
	"AWS::Elasticsearch::Domain":             OpenSearch,
	"AWS::EFS::MountTarget":                  EFS,
	"AWS::MSK::Cluster":                      MSK,
	"AWS::ECS::Service":                      ECSTask,
	"AWS::ECS::TaskSet":                      ECSTask,
	"AWS::EKS::Nodegroup":                    EKSNode,
	"AWS::EKS::Cluster":                      EKSControlPlane,
	"AWS::Route53Resolver::ResolverEndpoint": Resolver,
	"AWS::EC2::InstanceConnectEndpoint":      ConnectEndpoint,
	"kafka":                                  MSK, "elasticsearch": OpenSearch, "ecs": ECSTask, "eks": EKSControlPlane,
}

// ParseKind reads a kind, a CloudFormation type name or another common word.
func ParseKind(text string) (Kind, bool) {
	if k := Kind(text); slices.Contains(kinds, k) {
		return k, true
	}
	k, ok := spellings[text]
	return k, ok
}
