package policytest

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/policy"
)

// Mutation says which rules some mutant broke.
type Mutation struct {
	Mutants int
	Rules   []MutatedRule // in the order of results; rules that are not kept to begin with are left out
}

// MutatedRule is one rule with the first mutant that broke it.
type MutatedRule struct {
	Rule     string
	BrokenBy string // empty: it guards nothing here
}

// Mutate opens and closes each rule of a security group, each route and each entry of a network ACL
// once, and lists for every rule that is kept the first mutant that breaks it.
func (r *Runner) Mutate(ctx context.Context) (*Mutation, error) {
	start, err := r.evaluate(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	m := &Mutation{}
	open := map[string]int{}
	for i := range start.results.Rows {
		row := &start.results.Rows[i]
		if row.Word == policy.Kept && (row.Kind != "contract" || r.required(row.Rule)) {
			open[row.Rule] = len(m.Rules)
			m.Rules = append(m.Rules, MutatedRule{Rule: row.Rule})
		}
	}
	for _, one := range mutants(r.Network) {
		if len(open) == 0 {
			break
		}
		m.Mutants++
		e, err := r.evaluate(ctx, one.network())
		if err != nil {
			return nil, fmt.Errorf("mutant %q: %w", one.what, err)
		}
		for i := range e.results.Rows {
			row := &e.results.Rows[i]
			if at, ok := open[row.Rule]; ok && row.Word == policy.Broken {
				m.Rules[at].BrokenBy = one.what
				delete(open, row.Rule)
			}
		}
	}
	return m, nil
}

// required reports whether a contract can be broken at all.
func (r *Runner) required(id string) bool {
	for _, c := range r.Policy.Contracts {
		if c.ID.Value == id {
			return c.Required || c.Via.Is()
		}
	}
	return false
}

// mutant is a network with one change, made when it is needed.
type mutant struct {
	what    string
	network func() *model.Network
}

// mutants are all networks that differ from n by one rule, route or entry.
func mutants(n *model.Network) []mutant {
	var all []mutant
	for i := range n.SecurityGroups {
		for j := range n.SecurityGroups[i].Rules {
			all = append(all, groupMutants(n, i, j)...)
		}
	}
	for i := range n.NetworkACLs {
		for j := range n.NetworkACLs[i].Entries {
			all = append(all, entryMutants(n, i, j)...)
		}
	}
	for i := range n.RouteTables {
		for j := range n.RouteTables[i].Routes {
			all = append(all, routeMutants(n, i, j)...)
		}
	}
	return all
}

// replaced copies the list of a network that a mutant changes; the rest is shared.
func replaced[T any](rows []T, at int, changed func(T) T) []T {
	out := append([]T(nil), rows...)
	out[at] = changed(out[at])
	return out
}

// without copies a list with one element left out.
func without[T any](rows []T, at int) []T {
	return append(append([]T(nil), rows[:at]...), rows[at+1:]...)
}

var everywhere = netip.MustParsePrefix("0.0.0.0/0")

func groupMutants(n *model.Network, i, j int) []mutant {
	g := &n.SecurityGroups[i]
	with := func(rules func() []model.SecurityGroupRule) func() *model.Network {
		return func() *model.Network {
			changed := *n
			changed.SecurityGroups = replaced(n.SecurityGroups, i, func(g model.SecurityGroup) model.SecurityGroup { g.Rules = rules(); return g })
			return &changed
		}
	}
	name := fmt.Sprintf("rule %d of %s (%s)", j+1, g.ID, g.Name)
	return []mutant{
		{"close " + name, with(func() []model.SecurityGroupRule { return without(g.Rules, j) })},
		{"open " + name, with(func() []model.SecurityGroupRule {
			return replaced(g.Rules, j, func(r model.SecurityGroupRule) model.SecurityGroupRule {
				r.Traffic, r.UnknownTraffic, r.Peer = packet.All(), nil, model.Peer{Kind: model.PeerCIDR, CIDR: everywhere}
				return r
			})
		})},
	}
}

func entryMutants(n *model.Network, i, j int) []mutant {
	a := &n.NetworkACLs[i]
	if a.Entries[j].Number > 32766 {
		return nil // the last row is not an entry
	}
	action, verb := model.Allow, "open"
	if a.Entries[j].Action == model.Allow {
		action, verb = model.Deny, "close"
	}
	return []mutant{{fmt.Sprintf("%s entry %d of %s", verb, a.Entries[j].Number, a.ID), func() *model.Network {
		changed := *n
		changed.NetworkACLs = replaced(n.NetworkACLs, i, func(a model.NetworkACL) model.NetworkACL {
			a.Entries = replaced(a.Entries, j, func(e model.NACLEntry) model.NACLEntry { e.Action = action; return e })
			return a
		})
		return &changed
	}}}
}

func routeMutants(n *model.Network, i, j int) []mutant {
	t := &n.RouteTables[i]
	r := t.Routes[j]
	if r.Target.Kind == model.TargetLocal {
		return nil // it cannot be removed
	}
	mutate := func(verb string, change func([]model.Route) []model.Route) mutant {
		destination := r.Destination.String()
		if r.PrefixList != "" {
			destination = string(r.PrefixList)
		}
		what := fmt.Sprintf("%s route %s of %s", verb, destination, t.ID)
		return mutant{what, func() *model.Network {
			changed := *n
			changed.RouteTables = replaced(n.RouteTables, i, func(t model.RouteTable) model.RouteTable { t.Routes = change(t.Routes); return t })
			return &changed
		}}
	}
	all := []mutant{mutate("close", func(rows []model.Route) []model.Route { return without(rows, j) })}
	if r.State == model.RouteBlackhole {
		all = append(all, mutate("open", func(rows []model.Route) []model.Route {
			return replaced(rows, j, func(r model.Route) model.Route { r.State = model.RouteActive; return r })
		}))
	}
	return all
}
