package generate

import (
	"fmt"
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

// balancer is what a load balancer is made of.
type balancer struct {
	vpc      int
	name     string
	public   bool // an application load balancer of the internet; otherwise an internal network one
	subnets  []int
	groups   []int
	protocol string // of the listener
	port     int    // of the listener
	target   string // protocol of the targets
	backend  int    // port of the targets
	targets  []int  // interfaces
}

func elbARN(account model.AccountID, what string) model.ARN {
	return model.ARN(fmt.Sprintf("arn:aws:elasticloadbalancing:%s:%s:%s", region, account, what))
}

// addBalancer adds a load balancer with a node per subnet, its listener and its target group. It
// returns its ARN and its nodes.
func (p *plan) addBalancer(b balancer) (model.ARN, []int) {
	v := &p.net.VPCs[b.vpc]
	number := fmt.Sprintf("%016x", len(p.net.LoadBalancers)+1)
	kind, scheme, short, node := model.LBNetwork, "internal", "net", faceNLB
	if b.public {
		kind, scheme, short, node = model.LBApplication, "internet-facing", "app", faceALB
	}
	path := short + "/" + b.name + "/" + number
	row := model.LoadBalancer{
		ARN: elbARN(v.Account, "loadbalancer/"+path), Name: b.name, Type: kind, Scheme: scheme, VPC: v.ID, Account: v.Account, Region: region,
		State: "active", DNSName: fmt.Sprintf("%s-%s.%s.elb.amazonaws.com", b.name, number, region),
	}
	f := face{kind: node, about: path}
	for _, g := range b.groups {
		row.Groups = append(row.Groups, groupID(g))
		f.groups = append(f.groups, int32(g))
	}
	var nodes []int
	for _, s := range b.subnets {
		row.Subnets = append(row.Subnets, p.net.Subnets[s].ID)
		f.subnet = s
		if b.public {
			f.public = p.nextPublic()
		}
		nodes = append(nodes, p.addFace(f))
		row.Interfaces = append(row.Interfaces, interfaceID(nodes[len(nodes)-1]))
	}
	p.net.LoadBalancers = append(p.net.LoadBalancers, row)
	p.addTargets(b, row, path, number)
	return row.ARN, nodes
}

// addTargets adds the listener of a load balancer and the group of targets behind it.
func (p *plan) addTargets(b balancer, lb model.LoadBalancer, path, number string) {
	group := model.TargetGroup{
		ARN: elbARN(lb.Account, "targetgroup/"+b.name+"/"+number), Name: b.name, Account: lb.Account, Region: region, VPC: lb.VPC,
		Protocol: b.target, Port: uint16(b.backend), TargetType: "ip", HealthPort: "traffic-port", TargetsPresent: model.Complete,
	}
	for _, i := range b.targets {
		s := &p.net.Subnets[p.interfaces[i].subnet]
		zone := s.Zone
		if s.VPC != lb.VPC {
			zone = "all"
		}
		group.Targets = append(group.Targets, model.LBTarget{ID: p.addr(i).String(), Port: uint16(b.backend), Zone: zone, Health: "healthy"})
	}
	p.net.TargetGroups = append(p.net.TargetGroups, group)
	p.net.Listeners = append(p.net.Listeners, model.Listener{
		ARN: elbARN(lb.Account, "listener/"+path+"/"+number), LoadBalancer: lb.ARN, Port: uint16(b.port), Protocol: b.protocol,
		Forwards: []model.Forward{{TargetGroup: group.ARN, Weight: 1}},
	})
}

// ingressBalancers is how many load balancers the ingress VPC has.
const ingressBalancers = 2

// addBalancers puts load balancers into the ingress VPC, each before the first two endpoints of an
// ordinary VPC.
func (h *hub) addBalancers() {
	w := &h.vpcs[hubIngress]
	g := h.addGroup(hubIngress, "ingress-balancers")
	h.allowIn(g, tcp(443, 443), blockPeer(anywhere))
	h.allowOut(g, everything, blockPeer(anywhere))
	for b := range ingressBalancers {
		targets := h.vpcs[hubOrdinary+b].tasks
		h.addBalancer(balancer{
			vpc: hubIngress, name: "ingress-" + strconv.Itoa(b), public: true, subnets: w.subnets[0:2], groups: []int{g},
			protocol: "HTTPS", port: 443, target: "HTTP", backend: 8080, targets: targets[:min(2, len(targets))],
		})
	}
}
