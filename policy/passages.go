package policy

import (
	"maps"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// passages judges questions of paths. What still passes when everything that via means is down has
// a path around it; what no longer passes had a path through it. Inside the network the paths of
// today are looked at too, because routing may fall back to another way, or choose one at random.
func (e *evaluator) passages(one *item) ([]crossing, error) {
	var all []crossing
	for i := range one.via {
		p := &one.via[i]
		down, err := e.without(p.ids)
		if err != nil {
			return nil, err
		}
		for _, from := range e.bound.cellsOf(p.fromSet) {
			for _, to := range e.bound.cellsOf(p.toSet) {
				found, err := e.passage(p, down, from, to, one.oneWay)
				if err != nil {
					return nil, err
				}
				all = append(all, found...)
			}
		}
	}
	return all, nil
}

// passage judges one couple of cells, by service.
func (e *evaluator) passage(p *passage, down *reach.Compiled, from, to *cell, oneWay bool) ([]crossing, error) {
	if from.place >= 0 && to.place >= 0 {
		return nil, nil
	}
	today, err := e.ask.flows([]*block{&from.block}, []*block{&to.block}, func(int) []int { return []int{0} })
	if err != nil || len(today) == 0 {
		return nil, err
	}
	pairs, err := e.pairs(from, to, today[couple{0, 0}])
	if err != nil {
		return nil, err
	}
	var all []crossing
	for _, c := range pairs {
		c.oneWay = oneWay
		found, err := e.around(p, down, &c)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// around judges the pairs of ends of one couple of services.
func (e *evaluator) around(p *passage, down *reach.Compiled, c *crossing) ([]crossing, error) {
	fs, ts := e.bound.singles(c.from), e.bound.singles(c.to)
	every := func(int) []int { return upTo(len(ts)) }
	now, err := e.ask.flows(fs, ts, every)
	if err != nil {
		return nil, err
	}
	other := asker{ctx: e.ctx, bound: e.bound, compiled: down, work: e.ask.work}
	left, err := other.flows(fs, ts, every)
	if err != nil {
		return nil, err
	}
	var all []crossing
	for _, at := range slices.SortedFunc(maps.Keys(now), func(x, y couple) int { return (x.from-y.from)*len(ts) + x.to - y.to }) {
		rest := left[at]
		if rest == nil {
			rest = &flow{}
		}
		on := packet.Exactly(p.ports)
		with, without := now[at].counted(c.oneWay).Intersect(on), rest.counted(c.oneWay).Intersect(on)
		one := *c
		one.from, one.to, one.flow = fs[at.from], ts[at.to], now[at]
		if one.passes, err = e.offending(p, &one, with, without); err != nil {
			return nil, err
		}
		if !one.passes.May.IsEmpty() {
			all = append(all, one)
		}
	}
	return all, nil
}

// offending is what of a pair of ends takes the wrong way.
func (e *evaluator) offending(p *passage, c *crossing, with, without packet.Pair) (packet.Pair, error) {
	wrong := with.Intersect(without) // it passes with and without via
	if p.avoid {
		wrong = with.Subtract(without)
	}
	if c.from.place >= 0 || c.to.place >= 0 || with.May.IsEmpty() {
		return wrong, nil
	}
	through, past, err := e.ways(c, with, p.ids)
	switch {
	case err != nil:
		return wrong, err
	case p.avoid && through && wrong.May.IsEmpty():
		return packet.Possibly(with.May), nil // AWS may choose the way through
	case !p.avoid && !past:
		return packet.Impossible(), nil // routing would fall back; today all paths pass
	}
	return wrong, nil
}

// ways reports whether some path of today passes one of the ids, and whether some passes none.
func (e *evaluator) ways(c *crossing, on packet.Pair, ids map[string]bool) (through, past bool, err error) {
	for _, q := range e.bound.questions(c.from, c.to) {
		q.On, q.Explain, q.AllPaths = &on.May, true, 20
		e.results.Work.Explains++
		a, err := e.ask.compiled.Can(e.ctx, q)
		if e.ctx.Err() != nil {
			return false, false, e.ctx.Err()
		}
		if err != nil || counted(&a, c.oneWay).May.IsEmpty() {
			continue
		}
		for i := range a.Paths {
			if a.Paths[i].Direction != reach.Forward || !a.Paths[i].Delivered {
				continue
			}
			if slices.ContainsFunc(a.Paths[i].Hops, func(s reach.Step) bool { return ids[s.At] }) {
				through = true
			} else {
				past = true
			}
		}
	}
	return through, past, nil
}

// without compiles the network with everything that via means down.
func (e *evaluator) without(ids map[string]bool) (*reach.Compiled, error) {
	n := e.bound.network
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		for _, one := range e.bound.parts(id) {
			edits, err := change.Parse(`down "` + one + `"`)
			if err != nil {
				continue // no id: an ARN of a firewall, whose endpoints are among the ids
			}
			if after, _, err := change.Apply(n, edits, change.Options{Force: true}); err == nil {
				n = after
			}
		}
	}
	return e.compile(n, e.options.Engine)
}

// parts are what has to go down for a resource to be down: a transit gateway is its attachments.
func (b *Bound) parts(id string) []string {
	if b.known.TransitGateway[model.TransitGatewayID(id)] == nil {
		return []string{id}
	}
	var all []string
	for i := range b.network.TGWAttachments {
		if a := &b.network.TGWAttachments[i]; string(a.TransitGateway) == id {
			all = append(all, string(a.ID))
		}
	}
	return all
}
