package demo

// A Question is one worth asking about the sample network.
type Question struct {
	From, To string // selectors
	On       string // ports; empty asks which
	Want     string // the verdict: reachable, partial, blocked or unknown
	Why      string // what makes it interesting, in one sentence
}

// Questions show every verdict and most of what leads to one.
var Questions = []Question{
	{
		From: "internet", To: "shop-edge", On: "tcp/443", Want: "reachable",
		Why: "Shoppers reach the nodes of the load balancer by their public addresses, and nothing else of the shop.",
	},
	{
		From: "shop-edge", To: "orders-web", On: "tcp/8080", Want: "reachable",
		Why: "The load balancer's own connection to its targets: each security group refers to the other.",
	},
	{
		From: "internet", To: "orders-web", On: "tcp/8080", Want: "blocked",
		Why: "The web servers have no public IPv4 address, and the egress-only gateway lets IPv6 out but never in.",
	},
	{
		From: "orders-web", To: "internet", On: "tcp/443", Want: "reachable",
		Why: "IPv4 leaves by the NAT gateway, IPv6 by the egress-only internet gateway.",
	},
	{
		From: "orders-web", To: "payments-api", On: "tcp/8443", Want: "reachable",
		Why: "Two VPCs, one transit gateway: routes on both sides, and a CIDR in the group because references do not cross it.",
	},
	{
		From: "orders-report", To: "ledger-main", On: "tcp/5432", Want: "blocked",
		Why: "Two things stand in the way, and both are named: the database's security group and the network ACL of its subnets.",
	},
	{
		From: "payments-api", To: "ledger-main", On: "tcp/5432", Want: "reachable",
		Why: "Inside one VPC: the group refers to the callers, and the ACL has the database port in and the ephemeral ports out.",
	},
	{
		From: "orders-worker", To: "shipping-api", On: "tcp/8090", Want: "blocked",
		Why: "One way only: every request arrives, but no rule of the ACL lets the replies out to the ephemeral ports.",
	},
	{
		From: "orders-web", To: "orders-worker", On: "tcp/9000-9100", Want: "partial",
		Why: "Eleven of the hundred and one ports are open: 9000-9010.",
	},
	{
		From: "internet", To: "bastion", On: "tcp/22", Want: "partial",
		Why: "Only the sixteen addresses of the office, from a prefix list.",
	},
	{
		From: "internet", To: "shop-edge", On: "tcp/8443", Want: "unknown",
		Why: "Partners may call webhooks, but the entries of their prefix list were not imported: nobody can say who they are.",
	},
	{
		From: "orders-worker", To: "172.16.40.7", On: "tcp/22", Want: "unknown",
		Why: "The warehouse announces its routes by BGP, and nothing that was imported shows them.",
	},
	{
		From: "orders-worker", To: "shop-sqs", On: "tcp/443", Want: "reachable",
		Why: "The queue service, by an interface endpoint in the application subnets.",
	},
	{
		From: "orders-web", To: "aws", On: "tcp/443", Want: "reachable",
		Why: "S3 by its gateway endpoint, a more specific route than the one to the NAT gateway.",
	},
	{
		From: "ledger-batch", To: "internet", On: "tcp/443", Want: "blocked",
		Why: "The security group would allow it; payments-prod has no route out.",
	},
	{
		From: "orders-worker", To: "shipping-labels", On: "tcp/443", Want: "blocked",
		Why: "A function in a VPC opens connections and never accepts one.",
	},
}
