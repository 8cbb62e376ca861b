package model

// Load balancer types.
const (
	LBApplication = "application"
	LBNetwork     = "network"
	LBGateway     = "gateway"
	LBClassic     = "classic"
)

// LoadBalancer is a load balancer of any type (ELB-1).
type LoadBalancer struct {
	ARN        ARN // for a classic one: its name
	Name       string
	Type       string // one of the LB constants
	Scheme     string // "internet-facing" or "internal"
	VPC        VPCID
	Account    AccountID
	Region     RegionID
	State      string
	Groups     []SecurityGroupID
	Subnets    []SubnetID // one a zone (ELB-2)
	Interfaces []ENIID    // the nodes that were recognised
	Attributes map[string]string
	Instances  []InstanceID // classic only
	DNSName    string
	Tags       Tags
	Origin     Origin
}

// Listener accepts connections on one port of a load balancer (ELB-3).
type Listener struct {
	ARN          ARN // empty for a classic one
	LoadBalancer ARN
	Port         uint16
	Protocol     string // HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP, QUIC, TCP_QUIC, GENEVE
	Forwards     []Forward
	Terminates   bool   // some action is redirect or fixed-response (ELB-4)
	InstancePort uint16 // classic only
	Origin       Origin
}

// Forward is one target group that a listener forwards to.
type Forward struct {
	TargetGroup ARN
	Weight      int
	Conditional bool // layer-7 conditions apply
	Origin      Origin
}

// TargetGroup is a set of targets (ELB-7, ELB-15).
type TargetGroup struct {
	ARN        ARN
	Name       string
	Account    AccountID
	Region     RegionID
	VPC        VPCID
	Protocol   string
	Port       uint16
	TargetType string // "instance", "ip", "lambda" or "alb"
	HealthPort string // "traffic-port" or a number
	Attributes map[string]string
	Targets    []LBTarget
	Tags       Tags
	Origin     Origin

	TargetsPresent Presence // whether DescribeTargetHealth was imported for it
}

// LBTarget is one target of a target group.
type LBTarget struct {
	ID     string // i-*, an address, an ARN, or the interface of a workload that has no address yet (TF-9)
	Port   uint16 // 0: the group's
	Zone   string // "all" for addresses outside the VPC
	Health string
	Origin Origin
}
