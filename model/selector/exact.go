package selector

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// exact resolves a whole id, an ARN or a Terraform address.
func (r *Resolver) exact(text string) (Set, bool, error) {
	if r.index().Interface[model.ENIID(text)] != nil {
		return Set{Interfaces: []Pick{{ENI: model.ENIID(text)}}, Label: text, Kind: "interface"}, true, nil
	}
	t := r.things()
	found := t.byID[text]
	if t.instances[model.InstanceID(text)] > 1 {
		return Set{}, true, r.claimed(model.InstanceID(text))
	}
	if candidates := kindsOf(text, found); len(candidates) > 1 {
		return Set{}, true, ambiguous(text, candidates)
	}
	if len(found) == 0 {
		found = t.byTerraform[text]
	}
	if len(found) == 0 && strings.HasPrefix(text, "arn:") {
		if id, ok := r.arn(text); ok {
			return r.exact(id)
		}
	}
	if len(found) == 0 && isAccount(text) && r.hasAccount(model.AccountID(text)) {
		set, err := r.account(Selector{Text: text, Value: text})
		return set, true, err
	}
	if len(found) == 0 {
		return Set{}, false, nil
	}
	set, err := r.united(text, found)
	return set, true, err
}

// keysOfKinds are the short forms that say which kind of thing an id means.
var keysOfKinds = map[string]string{
	"instance": "instance", "load balancer": "lb", "VPC endpoint": "vpce", "VPC": "vpc", "subnet": "subnet", "security group": "sg", "prefix list": "pl",
}

// kindsOf lists the kinds of things with endpoints that an id means. AWS's own
// ids mean one; invented ids may mean several.
func kindsOf(id string, found []thing) []string {
	var candidates []string
	for _, one := range found {
		if key := keysOfKinds[one.kind]; key != "" && one.gateway == "" {
			candidates = append(candidates, key+":"+id)
		}
	}
	slices.Sort(candidates)
	return slices.Compact(candidates)
}

// united is what all things of one id or address stand for together.
func (r *Resolver) united(text string, found []thing) (Set, error) {
	set := Set{Label: text, Kind: found[0].kind}
	for _, one := range found {
		if one.kind == "prefix list" {
			return r.prefixList(Selector{Text: text, Value: one.id})
		}
		if one.gateway == "" {
			set.Interfaces = append(set.Interfaces, r.endpoints(one.members)...)
		}
	}
	if len(set.Interfaces) > 0 {
		return set, nil
	}
	if found[0].gateway != "" {
		return Set{}, &GatewayError{Text: text, What: found[0].gateway}
	}
	return Set{}, &NotFoundError{Text: text, What: found[0].kind + " " + quote(text) + " has no interface in the network"}
}

// claimed is the error for an id that several instances have: they are never
// taken for one (cli.md, section 6).
func (r *Resolver) claimed(id model.InstanceID) error {
	var candidates []string
	for i := range r.network.Instances {
		if one := &r.network.Instances[i]; one.ID == id {
			for _, e := range one.Interfaces[:min(1, len(one.Interfaces))] {
				candidates = append(candidates, string(e))
			}
		}
	}
	slices.Sort(candidates)
	return ambiguous(string(id), slices.Compact(candidates))
}

// arn returns the id at the end of an ARN, if a resource of that id exists and
// account and region do not contradict it.
func (r *Resolver) arn(text string) (id string, ok bool) {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 {
		return "", false
	}
	id = parts[5][strings.LastIndexByte(parts[5], '/')+1:]
	region, account := model.RegionID(parts[3]), model.AccountID(parts[4])
	if strings.HasPrefix(id, "arn:") || !r.lives(id, region, account) {
		return "", false
	}
	return id, true
}

// lives reports whether an interface, instance, VPC, subnet, group or endpoint
// of that id may be in a region and account; others are found by their whole ARN only.
func (r *Resolver) lives(id string, region model.RegionID, account model.AccountID) bool {
	x := r.index()
	var at model.RegionID
	var of model.AccountID
	if e := x.Interface[model.ENIID(id)]; e != nil {
		at, of = e.Region, e.Account
	} else if i := x.Instance[model.InstanceID(id)]; i != nil {
		at, of = i.Region, i.Account
	} else if v := x.VPC[model.VPCID(id)]; v != nil {
		at, of = v.Region, v.Account
	} else if s := x.Subnet[model.SubnetID(id)]; s != nil {
		at, of = s.Region, s.Account
	} else if g := x.SecurityGroup[model.SecurityGroupID(id)]; g != nil {
		at, of = g.Region, g.Account
	} else if p := x.VPCEndpoint[model.VPCEndpointID(id)]; p != nil {
		at, of = p.Region, p.Account
	} else if len(r.things().byID[id]) == 0 {
		return false
	}
	return (at == "" || region == "" || at == region) && (of == "" || account == "" || of == account)
}

func isAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

func (r *Resolver) hasAccount(id model.AccountID) bool {
	for i := range r.network.NetworkInterfaces {
		if r.network.NetworkInterfaces[i].Account == id {
			return true
		}
	}
	return false
}
