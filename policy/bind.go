package policy

import (
	"fmt"
	"slices"
	"strings"

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
	if !slices.ContainsFunc(b.problems, func(q Problem) bool { return q.Origin == p.Origin && q.What == p.What }) {
		b.problems = append(b.problems, p)
	}
}

func (b *Bound) complain(p Problem) { b.problems = append(b.problems, p) }

// bindContexts finds what every context holds, its parts first.
func (b *Bound) bindContexts() {
	for i, e := range b.policy.Contexts {
		c := &boundContext{Context: e.Value, number: i}
		b.contexts[e.Key.Value] = c
		b.ordered = append(b.ordered, c)
	}
	for _, c := range b.ordered {
		b.fill(c)
	}
}

// fill computes the members of a context: what it selects and what its parts hold.
func (b *Bound) fill(c *boundContext) endSet {
	if c.done || c.busy {
		return c.members
	}
	c.busy = true
	c.direct = endSet{inside: newBits(len(b.endpoints))}
	if c.Is.Is() {
		c.direct = b.selection(c.Is.Selection)
	}
	c.members = c.direct
	for _, part := range b.ordered {
		if part.PartOf.Value == c.Name {
			c.members = c.members.union(b.fill(part))
		}
	}
	c.busy, c.done = false, true
	return c.members
}

// selection is what a selector selects: any of its alternatives.
func (b *Bound) selection(s *Selection) endSet {
	if set, ok := b.sets[s]; ok {
		return set
	}
	set := endSet{inside: newBits(len(b.endpoints))}
	for i := range s.Alternatives {
		set = set.union(b.alternative(&s.Alternatives[i]))
	}
	b.sets[s] = set
	return set
}

// named is what a context or a built-in word means.
func (b *Bound) named(word string) (endSet, bool) {
	if c := b.contexts[word]; c != nil {
		return b.fill(c), true
	}
	switch word {
	case Internet:
		return endSet{newBits(len(b.endpoints)), single(placeInternet)}, true
	case AWS:
		return endSet{newBits(len(b.endpoints)), single(placeAWS)}, true
	case OnPrem:
		return endSet{newBits(len(b.endpoints)), single(placeOnPrem)}, true
	case Anywhere:
		all := b.all()
		for i := range b.places {
			all.outside = all.outside.union(single(i))
		}
		return all, true
	case Unassigned:
		return b.unassigned(), true
	}
	return endSet{}, false
}

// unassigned are the endpoints in no context.
func (b *Bound) unassigned() endSet {
	rest := b.all()
	for _, c := range b.ordered {
		rest = rest.subtract(endSet{inside: c.members.inside})
	}
	return rest
}

// contextsNamed unites contexts by name or glob.
func (b *Bound) contextsNamed(names Texts) endSet {
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, t := range names {
		if one, ok := b.named(t.Value); ok {
			set = set.union(one)
			continue
		}
		for _, c := range b.ordered {
			if strings.Contains(t.Value, "*") && selector.Like(t.Value, c.Name) {
				set = set.union(b.fill(c))
			}
		}
	}
	return set
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

// checkEmpty reports contexts that hold nothing.
func (b *Bound) checkEmpty() {
	for _, c := range b.ordered {
		if !c.members.empty() || c.AllowEmpty || b.forwarders(c.Is) {
			continue
		}
		p := b.policy.complain("POL-109", model.Error, c.At, len(c.Name), "the context "+quote(c.Name)+" matches nothing", "correct its selectors, or say allow-empty: true")
		p.Counts = true
		b.complain(p)
	}
}

// checkOverlaps reports resources in two contexts that do not share them.
func (b *Bound) checkOverlaps() {
	type couple struct{ a, b int }
	count, example := map[couple]int{}, map[couple]int{}
	for i := range b.endpoints {
		in := b.cells[b.cellOf[i]].direct
		for x := range in {
			for _, y := range in[x+1:] {
				if one := (couple{in[x], y}); !b.mayOverlap(b.ordered[one.a], b.ordered[one.b]) {
					if count[one]++; count[one] == 1 {
						example[one] = i
					}
				}
			}
		}
	}
	for at := range count {
		a, other := b.ordered[at.a], b.ordered[at.b]
		e := &b.endpoints[example[at]]
		what := fmt.Sprintf("%s (%s) is in two contexts, %s and %s", e.identity.Name, e.id(), a.Name, other.Name)
		if count[at] > 1 {
			what = fmt.Sprintf("%s and %d more are in two contexts, %s and %s", e.identity.Name, count[at]-1, a.Name, other.Name)
		}
		p := b.policy.complain("POL-108", model.Error, other.Is.At, other.Is.Width, printable(what), "narrow one of them, or say shares: ["+other.Name+"] or part-of: "+a.Name)
		p.Related = []Place{b.policy.also(a.Is.At, a.Name+" selects it here")}
		p.Counts = true
		b.complain(p)
	}
}

// mayOverlap reports whether two contexts say that they have resources in common.
func (b *Bound) mayOverlap(a, other *boundContext) bool {
	shares := func(x, y *boundContext) bool { return slices.Contains(x.Shares.Values(), y.Name) }
	return shares(a, other) || shares(other, a) || b.partOf(a, other) || b.partOf(other, a)
}

// partOf reports whether a is other, or a part of it.
func (b *Bound) partOf(a, other *boundContext) bool {
	for range len(b.ordered) + 1 {
		if a == other {
			return true
		}
		if a = b.contexts[a.PartOf.Value]; a == nil {
			return false
		}
	}
	return false
}

// checkTagCase reports tag keys that the network spells with other capitals only.
func (b *Bound) checkTagCase() {
	spelled := map[string][]string{}
	for i := range b.endpoints {
		e := &b.endpoints[i]
		tags := slices.Clone(e.eni.Tags)
		if e.instance != nil {
			tags = append(tags, e.instance.Tags...)
		}
		for _, t := range tags {
			low := strings.ToLower(t.Key)
			if !slices.Contains(spelled[low], t.Key) {
				spelled[low] = append(spelled[low], t.Key)
			}
		}
	}
	for _, s := range b.policy.ends {
		for _, a := range s.Alternatives {
			for _, e := range a.Tag {
				have := spelled[strings.ToLower(e.Key.Value)]
				if len(have) > 0 && !slices.Contains(have, e.Key.Value) {
					b.complain(b.policy.complain("POL-122", model.Warning, e.Key.At, e.Key.Width,
						"no endpoint has a tag "+quote(e.Key.Value)+", but some have "+quote(have[0]), "write "+have[0]))
				}
			}
		}
	}
}
