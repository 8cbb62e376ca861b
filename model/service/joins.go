package service

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// joins finds what other collections say of interfaces (ID-1 level 2).
type joins struct {
	index     *model.Index
	instance  map[model.ENIID]*model.Instance
	balancer  map[model.ENIID]*model.LoadBalancer
	byEnding  map[string]*model.LoadBalancer // "app/<name>/<hex>": what descriptions repeat of the ARN
	classic   map[string]*model.LoadBalancer
	endpoint  map[model.ENIID]*model.VPCEndpoint
	firewall  map[model.VPCEndpointID]*model.Firewall
	nat       map[model.ENIID]*model.NatGateway
	transit   map[model.SubnetID][]*model.TGWAttachment
	workloads workloads
}

func newJoins(n *model.Network) *joins {
	j := &joins{
		index:    model.NewIndex(n),
		instance: map[model.ENIID]*model.Instance{},
		balancer: map[model.ENIID]*model.LoadBalancer{},
		byEnding: map[string]*model.LoadBalancer{},
		classic:  map[string]*model.LoadBalancer{},
		endpoint: map[model.ENIID]*model.VPCEndpoint{},
		firewall: map[model.VPCEndpointID]*model.Firewall{},
		nat:      map[model.ENIID]*model.NatGateway{},
		transit:  map[model.SubnetID][]*model.TGWAttachment{},
	}
	for i := range n.Instances {
		for _, e := range n.Instances[i].Interfaces {
			put(j.instance, e, &n.Instances[i])
		}
	}
	j.addBalancers(n)
	j.addEndpoints(n)
	j.workloads = newWorkloads(n)
	return j
}

// put keeps what is there: where two claim an interface, the first in order of id has it.
func put[K comparable, V any](m map[K]V, key K, value V) {
	if _, taken := m[key]; !taken {
		m[key] = value
	}
}

func (j *joins) addBalancers(n *model.Network) {
	for i := range n.LoadBalancers {
		b := &n.LoadBalancers[i]
		for _, e := range b.Interfaces {
			put(j.balancer, e, b)
		}
		if _, ending, ok := strings.Cut(string(b.ARN), ":loadbalancer/"); ok && b.Type != model.LBClassic {
			put(j.byEnding, ending, b)
		} else {
			put(j.classic, classicKey(b.VPC, b.Name), b)
		}
	}
}

func classicKey(vpc model.VPCID, name string) string { return string(vpc) + "/" + name }

func (j *joins) addEndpoints(n *model.Network) {
	for i := range n.VPCEndpoints {
		for _, e := range n.VPCEndpoints[i].Interfaces {
			put(j.endpoint, e, &n.VPCEndpoints[i])
		}
	}
	for i := range n.Firewalls {
		for _, at := range n.Firewalls[i].Endpoints {
			put(j.firewall, at.Endpoint, &n.Firewalls[i])
		}
	}
	for i := range n.NatGateways {
		for _, a := range n.NatGateways[i].Addresses {
			if a.ENI != "" {
				put(j.nat, a.ENI, &n.NatGateways[i])
			}
		}
	}
	for i := range n.TGWAttachments {
		for _, s := range n.TGWAttachments[i].Subnets {
			j.transit[s] = append(j.transit[s], &n.TGWAttachments[i])
		}
	}
}

// of returns what is known of an interface from elsewhere. An instance comes
// first: an attachment is AWS's word, a description may be anybody's.
func (j *joins) of(e *model.NetworkInterface, described finding) []finding {
	var found []finding
	for _, join := range []func(*model.NetworkInterface, finding) (finding, bool){
		j.ofInstance, j.ofBalancer, j.ofEndpoint, j.ofNAT, j.ofTransit, j.workloads.of,
	} {
		if f, ok := join(e, described); ok {
			found = append(found, f)
		}
	}
	return found
}

func (j *joins) ofInstance(e *model.NetworkInterface, _ finding) (finding, bool) {
	i := j.index.Instance[e.Attachment.Instance]
	if i == nil {
		i = j.instance[e.ID]
	}
	if i != nil {
		return instanceFinding(i), true
	}
	id := string(e.Attachment.Instance)
	return finding{level: byJoin, kind: Instance, owner: id, why: "attached to instance " + id}, id != ""
}

func (j *joins) ofBalancer(e *model.NetworkInterface, described finding) (finding, bool) {
	if b := j.balancer[e.ID]; b != nil {
		return balancerFinding(b, byJoin, "node of load balancer "+b.Name), true
	}
	b := j.byEnding[described.owner]
	if b == nil && described.kind == CLB {
		b = j.classic[classicKey(e.VPC, described.name)]
	}
	if b == nil || !described.kind.Is(LoadBalancer) {
		return finding{}, false
	}
	at := byDescription
	if who, _ := ofRequester(e); who.kind == LoadBalancer || typeKinds[e.Type].Is(LoadBalancer) && typeKinds[e.Type] != "" {
		at = byJoin
	}
	return balancerFinding(b, at, "Description names load balancer "+b.Name), true
}

var balancerKinds = map[string]Kind{
	model.LBApplication: ALB, model.LBNetwork: NLB, model.LBGateway: GWLB, model.LBClassic: CLB,
}

func balancerFinding(b *model.LoadBalancer, at level, why string) finding {
	kind, known := balancerKinds[b.Type]
	if !known {
		kind = LoadBalancer
	}
	return finding{level: at, kind: kind, name: b.Name, owner: string(b.ARN), tags: b.Tags, why: why}
}

func (j *joins) ofEndpoint(e *model.NetworkInterface, described finding) (finding, bool) {
	p := j.endpoint[e.ID]
	if p == nil && described.kind == VPCEndpoint && e.Type != "" && e.Type != model.InterfacePlain {
		p = j.index.VPCEndpoint[model.VPCEndpointID(described.owner)]
	}
	if p == nil {
		return finding{}, false
	}
	id := string(p.ID)
	if f := j.firewall[p.ID]; f != nil {
		why := "endpoint " + id + " of firewall " + f.Name
		return finding{level: byJoin, kind: Firewall, name: f.Name, owner: string(f.ARN), tags: f.Tags, others: []string{id}, why: why}, true
	}
	kind := VPCEndpoint
	if p.Type == model.EndpointGWLB {
		kind = GWLBEndpoint
	}
	return finding{level: byJoin, kind: kind, owner: id, tags: p.Tags, why: "endpoint " + id + " for " + p.Service}, true
}

func (j *joins) ofNAT(e *model.NetworkInterface, described finding) (finding, bool) {
	g := j.nat[e.ID]
	if g == nil && typeKinds[e.Type] == NAT {
		g = j.index.NatGateway[model.NatGatewayID(described.owner)]
	}
	if g == nil {
		return finding{}, false
	}
	return finding{level: byJoin, kind: NAT, owner: string(g.ID), tags: g.Tags, why: "address of NAT gateway " + string(g.ID)}, true
}

// ofTransit needs the attachment's id in the description, or a subnet with one attachment.
func (j *joins) ofTransit(e *model.NetworkInterface, described finding) (finding, bool) {
	if typeKinds[e.Type] != TGW {
		return finding{}, false
	}
	a := j.index.TGWAttachment[model.TGWAttachmentID(described.owner)]
	if in := j.transit[e.Subnet]; a == nil && len(in) == 1 {
		a = in[0]
	}
	if a == nil {
		return finding{}, false
	}
	id := string(a.ID)
	return finding{level: byJoin, kind: TGW, owner: id, tags: a.Tags, why: "in a subnet of attachment " + id}, true
}
