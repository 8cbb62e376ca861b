package policy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// Passage is the answer to a question between two selectors.
type Passage struct {
	packet.Pair
	All bool // everything that was asked for passes between some pair
}

// Ask answers what connects two ends that are called as in a policy: contexts, built-in words, names
// and short forms. Ports is a port text or a name of the policy; empty asks for anything.
func (b *Bound) Ask(ctx context.Context, compiled *reach.Compiled, from, to, ports string) (Passage, error) {
	on, err := b.portsOf(ports)
	if err != nil {
		return Passage{}, err
	}
	fs, err := b.blocksCalled(from)
	if err != nil {
		return Passage{}, err
	}
	ts, err := b.blocksCalled(to)
	if err != nil {
		return Passage{}, err
	}
	a := asker{ctx: ctx, bound: b, compiled: compiled, work: &Work{}}
	flows, err := a.flows(fs, ts, func(int) []int { return upTo(len(ts)) })
	if err != nil {
		return Passage{}, err
	}
	var p Passage
	for _, f := range flows {
		p.Pair = p.Pair.Union(f.connections)
	}
	p.Pair = p.Pair.Intersect(packet.Exactly(on))
	asked := on.Intersect(packet.RequestTraffic())
	p.All = !p.Must.IsEmpty() && (ports == "" || asked.IsSubsetOf(p.Must))
	return p, nil
}

// portsOf reads ports as a policy does.
func (b *Bound) portsOf(text string) (packet.Set, error) {
	if text == "" {
		return packet.All(), nil
	}
	var set packet.Set
	for word := range strings.SplitSeq(text, ",") {
		if named, ok := b.policy.Ports.Get(strings.TrimSpace(word)); ok {
			set = set.Union(named.Set())
			continue
		}
		one, err := packet.Parse(word)
		if err != nil {
			return set, fmt.Errorf("read ports: %w", err)
		}
		set = set.Union(one)
	}
	return set, nil
}

// blocksCalled is what a word selects, as blocks: one of the endpoints, one for each place outside.
func (b *Bound) blocksCalled(text string) ([]*block, error) {
	before := len(b.problems)
	set := b.short(Text{Value: text})
	found := slices.Clone(b.problems[before:])
	b.problems = b.problems[:before]
	if len(found) > 0 {
		return nil, fmt.Errorf("%s", found[0].What)
	}
	if set.empty() {
		return nil, fmt.Errorf("nothing in the network is called %s", quote(text))
	}
	var blocks []*block
	if members := set.inside.list(); len(members) > 0 {
		one := b.newBlock(text, members, -1)
		blocks = append(blocks, &one)
	}
	for _, p := range set.outside.list() {
		one := b.newBlock(b.places[p].name, nil, p)
		blocks = append(blocks, &one)
	}
	return blocks, nil
}

// ContextsOf returns the contexts of the endpoints that have a name, sorted.
func (b *Bound) ContextsOf(name string) []string {
	var all []string
	for i := range b.endpoints {
		e := &b.endpoints[i]
		if e.service == name || e.id() == name || slices.Contains(e.identity.Names(), name) || e.identity.Owner == name {
			all = append(all, b.cells[b.cellOf[i]].context)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
