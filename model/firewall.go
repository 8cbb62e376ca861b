package model

// Firewall is an AWS Network Firewall (NFW-1).
type Firewall struct {
	ARN       ARN
	Name      string
	VPC       VPCID
	Account   AccountID
	Region    RegionID
	Policy    ARN
	Endpoints []FirewallEndpoint
	Tags      Tags
	Origin    Origin
}

// FirewallEndpoint is the endpoint of a firewall in one subnet.
type FirewallEndpoint struct {
	Zone     string
	Endpoint VPCEndpointID
	Subnet   SubnetID
	Status   string // "READY" forwards
	Origin   Origin
}

// FirewallPolicy orders rule groups (NFW-2 to NFW-4). Rules are kept as AWS
// prints them; the engine reads the forms of NFW-5 and treats others as unknown.
type FirewallPolicy struct {
	ARN                      ARN
	Name                     string
	StatelessDefaultActions  []string
	StatelessFragmentActions []string
	StatelessGroups          []FirewallGroupReference
	StatefulGroups           []FirewallGroupReference
	StrictOrder              bool
	StatefulDefaultActions   []string
	Variables                map[string][]string
	Origin                   Origin
}

// FirewallGroupReference is a rule group in a policy.
type FirewallGroupReference struct {
	Group    ARN
	Priority int
}

// FirewallRuleGroup is a stateless or stateful rule group.
type FirewallRuleGroup struct {
	ARN       ARN
	Name      string
	Stateful  bool
	Stateless []StatelessRule
	Rules     []StatefulRule
	Suricata  string   // RulesString
	Domains   []string // RulesSourceList
	DomainsDo string   // "ALLOWLIST" or "DENYLIST"
	Variables map[string][]string
	Origin    Origin
}

// StatelessRule is a 5-tuple rule of the stateless engine (NFW-2). Empty lists
// match anything.
type StatelessRule struct {
	Priority                      int
	Sources, Destinations         []string
	SourcePorts, DestinationPorts []string // "80" or "8000-8080"
	Protocols                     []int
	Flags, FlagMask               []string
	Actions                       []string
	Origin                        Origin
}

// StatefulRule is a 5-tuple rule of the stateful engine (NFW-5).
type StatefulRule struct {
	Action                       string
	Protocol, Source, SourcePort string
	Direction                    string // FORWARD or ANY
	Destination, DestinationPort string
	Options                      []string
	Origin                       Origin
}
