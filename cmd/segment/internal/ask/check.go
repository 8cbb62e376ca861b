package ask

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

// Bind makes the contexts, services and assumptions of a policy those of the
// network. It must be called before anything is asked. The problems are those of binding.
func (n *Network) Bind(p *policy.Policy) []policy.Problem {
	n.Model = p.Apply(n.Model)
	bound, problems := policy.Bind(p, n.Model, nil)
	n.bound, n.services = bound, bound.Services()
	n.resolver, n.compiled, n.digest, n.byENI, n.called = nil, nil, "", nil, nil
	return problems
}

// Bound is the policy that was bound, or nil.
func (n *Network) Bound() *policy.Bound { return n.bound }

// CheckQuery asks what a policy comes to.
type CheckQuery struct {
	Today    time.Time
	Baseline *policy.Baseline // nil: none
}

// Check judges the network by the policy that was bound.
func (n *Network) Check(ctx context.Context, q CheckQuery) (*policy.Results, error) {
	engine, err := n.Engine(ctx)
	if err != nil {
		return nil, err
	}
	begun := n.now()
	r, err := policy.Evaluate(ctx, n.bound, engine, policy.Options{
		Today: q.Today, Strict: n.options.Engine.Strict, Baseline: q.Baseline, Engine: n.options.Engine,
	})
	if err != nil {
		return nil, err
	}
	n.solved(begun, r.Work.Rows)
	return r, nil
}

// contexts are what the names of contexts select: the interfaces of each, with those of its parts.
func (n *Network) contexts() map[string][]string {
	if n.bound == nil {
		return nil
	}
	out := map[string][]string{}
	for id := range n.contextOf() {
		for _, name := range n.lineage(n.bound.ContextOf(id)) {
			out[name] = append(out[name], string(id))
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// contextOf is the context of every endpoint.
func (n *Network) contextOf() map[model.ENIID]string {
	out := map[model.ENIID]string{}
	for i := range n.Model.NetworkInterfaces {
		id := n.Model.NetworkInterfaces[i].ID
		if name := n.bound.ContextOf(id); name != "" {
			out[id] = name
		}
	}
	return out
}

// lineage is a context with those that it is a part of.
func (n *Network) lineage(name string) []string {
	seen := map[string]bool{}
	for name != "" && name != policy.Unassigned && !seen[name] {
		seen[name] = true
		c, ok := n.bound.Policy().Contexts.Get(name)
		if !ok {
			break
		}
		name = c.PartOf.Value
	}
	return slices.Sorted(maps.Keys(seen))
}

// noContexts is the problem of a question about contexts that nobody named.
func noContexts() error {
	return Usage("name a policy with -p FILE, or write a segment.yaml; segment suggest policy begins one", "--by context needs a policy that names contexts")
}

// SuggestPolicy begins a policy from what passes today.
func (n *Network) SuggestPolicy(ctx context.Context) ([]byte, error) {
	engine, err := n.Engine(ctx)
	if err != nil {
		return nil, err
	}
	begun := n.now()
	out, err := policy.Suggest(ctx, n.Model, engine, n.Services())
	n.solved(begun, 0)
	return out, err
}
