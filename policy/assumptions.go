package policy

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

// Apply returns the network with what the policy assumes; n itself stays as it is. Compile the
// result, not n.
func (p *Policy) Apply(n *model.Network) *model.Network {
	a := p.Assume
	if len(a.OnPrem)+len(a.Appliances)+len(a.Members) == 0 {
		return n
	}
	assumed := *n
	assumed.Assume = model.Assumptions{
		OnPrem:     append(append([]string(nil), n.Assume.OnPrem...), a.OnPrem.Values()...),
		Appliances: map[model.ENIID]model.Appliance{}, Members: map[model.SecurityGroupID][]string{},
	}
	for id, what := range n.Assume.Appliances {
		assumed.Assume.Appliances[id] = what
	}
	for id, cidrs := range n.Assume.Members {
		assumed.Assume.Members[id] = cidrs
	}
	for _, e := range a.Appliances {
		assumed.Assume.Appliances[model.ENIID(e.Key.Value)] = appliances[e.Value.Value]
	}
	for _, e := range a.Members {
		assumed.Assume.Members[model.SecurityGroupID(e.Key.Value)] = e.Value.Values()
	}
	return &assumed
}

// ServiceOptions says how the policy groups endpoints into services.
func (p *Policy) ServiceOptions() service.Options {
	return service.Options{By: p.Services.By.Values()}
}

// assumed lists in words what the policy assumes.
func (p *Policy) assumed() []string {
	var all []string
	if len(p.Assume.OnPrem) > 0 {
		all = append(all, "on-prem: "+strings.Join(p.Assume.OnPrem.Values(), ", "))
	}
	for _, e := range p.Assume.Appliances {
		all = append(all, "appliance "+e.Key.Value+": "+e.Value.Value)
	}
	for _, e := range p.Assume.Members {
		all = append(all, "members of "+e.Key.Value+": "+strings.Join(e.Value.Values(), ", "))
	}
	return all
}
