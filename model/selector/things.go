package selector

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// A thing is a resource that people can name other than an interface: what it
// is, and the interfaces it stands for.
type thing struct {
	kind    string // "instance", "load balancer", …
	id      string
	gateway string // "an internet gateway": forwards for others; empty for things with interfaces
	members []model.ENIID
}

// things finds resources by id, ARN and Terraform address. Interfaces, VPCs,
// subnets and groups are in the model's own index.
type things struct {
	byID        map[string][]thing
	byTerraform map[string][]thing
	instances   map[model.InstanceID]int // how many instances claim an id
	attached    map[model.InstanceID][]model.ENIID
	owned       map[string][]model.ENIID // by the owner that package service found
}

func (r *Resolver) newThings() *things {
	t := &things{
		byID: map[string][]thing{}, byTerraform: map[string][]thing{}, owned: map[string][]model.ENIID{},
		instances: map[model.InstanceID]int{}, attached: map[model.InstanceID][]model.ENIID{},
	}
	n := r.network
	for i := range r.services.Identities {
		if d := &r.services.Identities[i]; d.Owner != "" {
			t.owned[d.Owner] = append(t.owned[d.Owner], d.ENI)
		}
	}
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		if at := e.Attachment.Instance; at != "" {
			t.attached[at] = append(t.attached[at], e.ID)
		}
		t.terraform(e.Origin, thing{kind: "interface", id: string(e.ID), members: []model.ENIID{e.ID}})
	}
	t.addInstances(n)
	t.addServices(n)
	t.addPlaces(r)
	t.addGateways(n)
	t.addTables(n)
	return t
}

func (t *things) add(o model.Origin, one thing) {
	t.byID[one.id] = append(t.byID[one.id], one)
	t.terraform(o, one)
}

// terraform files a thing under its address, and under its block: the address
// without the key of the instance.
func (t *things) terraform(o model.Origin, one thing) {
	if o.Address == "" {
		return
	}
	t.byTerraform[o.Address] = append(t.byTerraform[o.Address], one)
	if block := blockOf(o.Address); block != o.Address {
		t.byTerraform[block] = append(t.byTerraform[block], one)
	}
}

// blockOf cuts the key off an address: aws_instance.web["a"] and
// aws_instance.web[0] are of the block aws_instance.web. A key may hold
// brackets itself, but the last segment of an address without key has none.
func blockOf(address string) string {
	if !strings.HasSuffix(address, "]") {
		return address
	}
	if i := strings.Index(address, `["`); i >= 0 && strings.HasSuffix(address, `"]`) {
		if j := strings.LastIndex(address, `"].`); j < 0 {
			return address[:i]
		}
	}
	return address[:strings.LastIndexByte(address, '[')]
}

func (t *things) addInstances(n *model.Network) {
	for i := range n.Instances {
		one := &n.Instances[i]
		t.instances[one.ID]++
		members := t.attached[one.ID]
		if len(members) == 0 {
			members = one.Interfaces
		}
		if t.instances[one.ID] == 1 {
			t.add(one.Origin, thing{kind: "instance", id: string(one.ID), members: members})
		}
	}
	for id, members := range t.attached {
		if t.instances[id] == 0 {
			t.add(model.Origin{}, thing{kind: "instance", id: string(id), members: members})
		}
	}
}

func (t *things) addServices(n *model.Network) {
	for i := range n.LoadBalancers {
		b := &n.LoadBalancers[i]
		one := thing{kind: "load balancer", id: string(b.ARN), members: t.membersOf(string(b.ARN), b.Interfaces)}
		if b.Type == model.LBGateway {
			one.gateway = "a gateway load balancer"
		}
		if b.Type == model.LBClassic {
			t.terraform(b.Origin, one) // its name is no id
		} else {
			t.add(b.Origin, one)
		}
	}
	for i := range n.VPCEndpoints {
		p := &n.VPCEndpoints[i]
		one := thing{kind: "VPC endpoint", id: string(p.ID), members: t.membersOf(string(p.ID), p.Interfaces)}
		switch p.Type {
		case model.EndpointGateway:
			one.gateway = "a gateway endpoint"
		case model.EndpointGWLB:
			one.gateway = "a Gateway Load Balancer endpoint"
		}
		t.add(p.Origin, one)
	}
	for i := range n.Workloads {
		w := &n.Workloads[i]
		one := thing{kind: "workload", id: string(w.ARN), members: t.membersOf(w.ID, w.Interfaces)}
		if w.ARN != "" {
			t.byID[one.id] = append(t.byID[one.id], one)
		}
		t.terraform(w.Origin, one)
	}
}

// membersOf returns the interfaces listed by the resource itself, else those
// that package service found to be its own.
func (t *things) membersOf(owner string, listed []model.ENIID) []model.ENIID {
	if len(listed) > 0 {
		return listed
	}
	return t.owned[owner]
}
