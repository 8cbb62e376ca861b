package service

import (
	"regexp"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// A pattern recognises one form of interface description (ID-3).
type pattern struct {
	prefix string // what the description begins with; compared without case when folded
	folded bool
	kind   Kind
	weak   bool                                            // the last rows of ID-3: medium to low
	rest   func(rest string) (name, owner string, ok bool) // reads what follows the prefix; nil takes anything
}

// patterns are the rows of ID-3. The first that fits wins, so longer prefixes
// stand before shorter ones.
var patterns = []pattern{
	{prefix: "ELB app/", kind: ALB, rest: balancer("app/")},
	{prefix: "ELB net/", kind: NLB, rest: balancer("net/")},
	{prefix: "ELB gwy/", kind: GWLB, rest: balancer("gwy/")},
	{prefix: "ELB ", kind: CLB, rest: word},
	{prefix: "Interface for NAT Gateway ", kind: NAT, rest: id("nat-")},
	{prefix: "Network Interface for Transit Gateway Attachment ", folded: true, kind: TGW, rest: id("tgw-attach-")},
	{prefix: "VPC Endpoint Interface", kind: VPCEndpoint, rest: endpointID},
	{prefix: "Resource Gateway Interface ", kind: ResourceGateway, rest: id("rgw-")},
	{prefix: "RDSNetworkInterface", kind: RDS},
	{prefix: "RedshiftNetworkInterface", kind: Redshift},
	{prefix: "ElastiCache ", kind: ElastiCache, rest: word},
	{prefix: "ElastiCache+", kind: ElastiCache, rest: word},
	{prefix: "AWS Lambda VPC ENI-", kind: Lambda, rest: function},
	{prefix: "AWS Lambda VPC ENI: ", kind: Lambda, rest: function},
	{prefix: "AWS Lambda VPC ENI", kind: Lambda},
	{prefix: "EFS mount target for ", kind: EFS, rest: id("fs-")},
	{prefix: "arn:aws", kind: ECSTask, rest: taskAttachment},
	{prefix: "Amazon EKS ", kind: EKSControlPlane, rest: word},
	{prefix: "aws-K8S-", kind: EKSNode, rest: id("i-")},
	{prefix: "aws-k8s-branch-eni", kind: EKSPod},
	{prefix: "aws-k8s-trunk-eni", kind: EKSNode},
	{prefix: "AWS created network interface for directory ", kind: Directory, rest: id("d-")},
	{prefix: "Created By Amazon Workspaces", folded: true, kind: Workspaces},
	{prefix: "AWS ElasticMapReduce", kind: EMR},
	{prefix: "ES ", kind: OpenSearch, rest: word},
	{prefix: "DMSNetworkInterface", kind: DMS, weak: true},
	{prefix: "DAX ", kind: DAX, weak: true, rest: word},
	{prefix: "CloudHSM Managed Interface", kind: CloudHSM, weak: true},
	{prefix: "Attached to Glue using role: ", kind: Glue, weak: true, rest: word},
	{prefix: "ClientVPN Endpoint resource", kind: ClientVPN, weak: true},
	{prefix: "Route 53 Resolver: ", kind: Resolver, weak: true, rest: id("rslvr-")},
	{prefix: "EC2 Instance Connect Endpoint ", kind: ConnectEndpoint, weak: true, rest: word},
}

// notebook is the one pattern that is not anchored.
var notebook = regexp.MustCompile(`arn:aws[a-z-]*:sagemaker:[^ ]*notebook-instance/([^ \]]+)`)

// describe reads a description (level 5).
func describe(e *model.NetworkInterface) (finding, bool) {
	for i := range patterns {
		if f, ok := patterns[i].match(e.Description); ok {
			if f.kind == VPCEndpoint && e.Type == model.InterfaceGWLBEndpoint {
				f.kind = GWLBEndpoint
			}
			return f, true
		}
	}
	if m := notebook.FindStringSubmatch(e.Description); m != nil {
		return finding{level: byDescription, kind: SageMaker, weak: true, name: m[1], why: "Description names a notebook instance"}, true
	}
	return finding{}, false
}

func (p *pattern) match(text string) (finding, bool) {
	if len(text) < len(p.prefix) {
		return finding{}, false
	}
	head := text[:len(p.prefix)]
	if head != p.prefix && (!p.folded || !strings.EqualFold(head, p.prefix)) {
		return finding{}, false
	}
	f := finding{level: byDescription, kind: p.kind, weak: p.weak, why: "Description begins with " + strings.TrimRight(p.prefix, " :-+/")}
	if p.rest != nil {
		var ok bool
		if f.name, f.owner, ok = p.rest(text[len(p.prefix):]); !ok {
			return finding{}, false
		}
	}
	return f, true
}

// The readers of what follows a prefix.

// balancer reads "<name>/<hex>"; the owner is the end of the balancer's ARN.
func balancer(family string) func(string) (string, string, bool) {
	return func(rest string) (string, string, bool) {
		name, number, ok := strings.Cut(rest, "/")
		return name, family + rest, ok && name != "" && number != ""
	}
}

// word takes everything as a name.
func word(rest string) (name, owner string, ok bool) {
	rest = strings.TrimSpace(rest)
	return rest, "", rest != "" && !strings.Contains(rest, "/")
}

// id reads the id with the given beginning that comes first; the name is left open.
func id(prefix string) func(string) (string, string, bool) {
	return func(rest string) (string, string, bool) {
		owner, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		return "", owner, strings.HasPrefix(owner, prefix)
	}
}

func endpointID(rest string) (name, owner string, ok bool) {
	return id("vpce-")(strings.TrimPrefix(rest, ":"))
}

var uuidAtEnd = regexp.MustCompile(`-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// function reads "<function>-<uuid>".
func function(rest string) (name, owner string, ok bool) {
	name = strings.TrimSpace(uuidAtEnd.ReplaceAllString(rest, ""))
	return name, name, name != ""
}

// taskAttachment reads the rest of "arn:aws:ecs:<region>:<account>:attachment/<uuid>".
func taskAttachment(rest string) (name, owner string, ok bool) {
	parts := strings.SplitN(rest, ":", 5)
	ok = len(parts) == 5 && parts[1] == "ecs" && strings.HasPrefix(parts[4], "attachment/")
	return "", "arn:aws" + rest, ok
}
