package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/model/service"
)

// Bound is a policy whose contexts and selectors are sets of ends of one network.
type Bound struct {
	policy    *Policy
	network   *model.Network
	known     *model.Index
	services  *service.Services
	resolver  *selector.Resolver
	endpoints []endpoint
	byENI     map[model.ENIID]int
	hosts     map[string]int // endpoints of each host
	places    []outsidePlace
	index     map[string]map[string]bitset

	contexts map[string]*boundContext
	ordered  []*boundContext
	sets     map[*Selection]endSet
	words    map[string]endSet // what short forms mean, once
	problems []Problem
	cells    []*cell
	cellOf   []int // by endpoint
	outCell  []int // by place
}

// boundContext is a context with what it holds.
type boundContext struct {
	*Context
	number  int
	direct  endSet // what its own selectors select
	members endSet // with its parts
	busy    bool
	done    bool
}

// Bind finds what the contexts and selectors of a policy mean in a network. The network should be
// one that Apply returned. services may be nil: they are then identified as the policy says. The
// problems are all there are; the policy can be evaluated unless one is Fatal.
func Bind(p *Policy, n *model.Network, services *service.Services) (*Bound, []Problem) {
	b := &Bound{
		policy: p, network: n, known: model.NewIndex(n), services: services, byENI: map[model.ENIID]int{}, hosts: map[string]int{},
		places: builtInPlaces(), index: map[string]map[string]bitset{},
		contexts: map[string]*boundContext{}, sets: map[*Selection]endSet{}, words: map[string]endSet{},
	}
	b.identify()
	b.resolver = selector.NewResolver(n, b.services, selector.Options{})
	b.endpoints = newEndpoints(n, b.services)
	for i := range b.endpoints {
		b.byENI[b.endpoints[i].eni.ID] = i
		b.hosts[b.endpoints[i].host]++
	}
	b.bindContexts()
	b.bindSelections()
	b.carveOut()
	b.divide()
	b.checkOverlaps()
	b.checkEmpty()
	b.checkTagCase()
	sortProblems(b.problems)
	return b, b.problems
}

// identify groups endpoints into services as the policy says.
func (b *Bound) identify() {
	if b.services != nil {
		return
	}
	services, err := service.IdentifyWith(b.network, b.policy.ServiceOptions())
	if err != nil {
		by := b.policy.Services.By
		b.fatal("POL-104", by[0], firstLine(err.Error()), "write services: {by: [tag:service, name]}")
		services = service.Identify(b.network)
	}
	b.services = services
}

// Services are the services that the policy groups endpoints into.
func (b *Bound) Services() *service.Services { return b.services }

// Policy is the policy that was bound.
func (b *Bound) Policy() *Policy { return b.policy }

func (b *Bound) fatal(code string, t Text, what, next string) {
	p := b.policy.complain(code, model.Error, t.At, t.Width, what, next)
	p.Fatal = true
	b.complain(p)
}

// complain reports a problem once, however often a policy is evaluated.
func (b *Bound) complain(p Problem) {
	if !slices.ContainsFunc(b.problems, func(q Problem) bool { return q.Origin == p.Origin && q.What == p.What }) {
		b.problems = append(b.problems, p)
	}
}

// bindSelections finds what the ends of contracts, rules and waivers mean.
func (b *Bound) bindSelections() {
	via := map[*Selection]bool{}
	for _, s := range b.viaSelections() {
		via[s] = true
	}
	for range 2 { // anywhere means every place, and a place may be named by a later selector
		b.sets = map[*Selection]endSet{}
		for _, s := range b.policy.ends {
			if !via[s] {
				b.selection(s)
			}
		}
	}
}
