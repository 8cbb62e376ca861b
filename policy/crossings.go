package policy

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// crossing is what a rule forbids and passes between two services; of a requirement what is missing.
type crossing struct {
	fromCell, toCell *cell
	from, to         *block
	flow             *flow
	passes           packet.Pair // of what is forbidden
	oneWay           bool
	waiver           *boundWaiver
	given            *explanation // already known
}

// crossings finds the pairs of services between which something passes that a ban forbids.
func (e *evaluator) crossings(b *ban, oneWay bool) ([]crossing, error) {
	var all []crossing
	for _, from := range b.from {
		for _, to := range b.to {
			f := e.flows[couple{from.number, to.number}]
			if f == nil {
				continue
			}
			forbidden := packet.Exactly(b.of(from, to))
			if f.counted(oneWay).Intersect(forbidden).May.IsEmpty() {
				continue
			}
			pairs, err := e.pairs(from, to, f)
			if err != nil {
				return nil, err
			}
			for _, c := range pairs {
				c.passes, c.oneWay = c.flow.counted(oneWay).Intersect(forbidden), oneWay
				if !c.passes.May.IsEmpty() {
					all = append(all, c)
				}
			}
		}
	}
	return all, nil
}

// pairs divides a couple of cells by service.
func (e *evaluator) pairs(from, to *cell, f *flow) ([]crossing, error) {
	at := couple{from.number, to.number}
	if known, ok := e.services[at]; ok {
		return slices.Clone(known), nil
	}
	fs, ts := e.bound.blocks(from), e.bound.blocks(to)
	var all []crossing
	if len(fs) == 1 && len(ts) == 1 {
		all = []crossing{{fromCell: from, toCell: to, from: fs[0], to: ts[0], flow: f}}
	} else {
		flows, err := e.ask.flows(fs, ts, func(int) []int { return upTo(len(ts)) })
		if err != nil {
			return nil, err
		}
		for at, one := range flows {
			all = append(all, crossing{fromCell: from, toCell: to, from: fs[at.from], to: ts[at.to], flow: one})
		}
	}
	slices.SortFunc(all, func(x, y crossing) int {
		return cmp.Or(cmp.Compare(x.from.name, y.from.name), cmp.Compare(x.to.name, y.to.name))
	})
	e.services[at] = all
	return slices.Clone(all), nil
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// merged joins crossings of the same blocks, which several bans of a rule may give.
func merged(all []crossing) []crossing {
	type key struct{ from, to *block }
	at := map[key]int{}
	var out []crossing
	for _, c := range all {
		k := key{c.from, c.to}
		if i, twice := at[k]; twice {
			out[i].passes = out[i].passes.Union(c.passes)
			continue
		}
		at[k] = len(out)
		out = append(out, c)
	}
	return out
}
