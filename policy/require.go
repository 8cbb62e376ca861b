package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// require judges a requirement: today, and with any one zone down when it has to survive that.
func (e *evaluator) require(one *item) error {
	q := &requirement{Require: one.require, from: e.bound.sources(one.require.From), to: e.bound.end(one.require.To)}
	zones := []string{""}
	if q.Survive.Value == "az" {
		zones = append(zones, e.bound.zones()...)
	}
	for _, zone := range zones {
		v, err := e.variant(zone)
		if err != nil {
			return err
		}
		missing, err := e.missing(q, v)
		if err != nil {
			return err
		}
		for i := range missing {
			if err := e.report(one, q, v, &missing[i]); err != nil {
				return err
			}
		}
		if zone == "" && len(missing) > 0 {
			break // it does not hold today: what is missing with a zone down says no more
		}
	}
	return nil
}

// requirement is a requirement with its ends.
type requirement struct {
	*Require
	from, to endSet
}

// lack is what is missing between two blocks.
type lack struct {
	from, to *block // nil: none in particular
	certain  bool
	ports    packet.Set
	unknown  []reach.Cause
}

// missing lists what a requirement misses in one variant of the network: for each source when every
// one must connect, for each destination when every one must be reached, else once.
func (e *evaluator) missing(q *requirement, v *variant) ([]lack, error) {
	fs, ts := e.bound.units(q.from, q.FromEach.Value == "all" || len(v.compiled) > 1, v), e.bound.units(q.to, q.ToEach.Value == "all" || len(v.compiled) > 1, v)
	if len(fs) == 0 {
		return nil, nil // nobody is left who could miss it
	}
	flows, err := e.joint(fs, ts, v)
	if err != nil {
		return nil, err
	}
	var all []lack
	for _, g := range q.quantified(len(fs), len(ts)) {
		var union flow
		asked := false
		for _, at := range g {
			if e.bound.oneHost(fs[at.from], ts[at.to]) {
				continue
			}
			asked = true
			if f := flows[at]; f != nil {
				union.connections = union.connections.Union(f.connections)
				union.unknown = append(union.unknown, f.unknown...)
			}
		}
		if one, lacks := q.lacks(&union, fs, ts); lacks && (asked || len(ts) == 0) {
			if len(g) > 0 {
				one.from, one.to = fs[g[0].from], ts[g[0].to]
			}
			all = append(all, one)
		}
	}
	return all, nil
}

// quantified lists the couples of which any must connect, once for each thing that is required.
func (q *requirement) quantified(from, to int) [][]couple {
	var all [][]couple
	eachFrom, eachTo := q.FromEach.Value == "all", q.ToEach.Value == "all"
	index := map[couple]int{}
	for i := range from {
		for j := range to {
			key := couple{-1, -1}
			if eachFrom {
				key.from = i
			}
			if eachTo {
				key.to = j
			}
			at, ok := index[key]
			if !ok {
				at = len(all)
				index[key] = at
				all = append(all, nil)
			}
			all[at] = append(all[at], couple{i, j})
		}
	}
	if to == 0 {
		all = [][]couple{nil}
	}
	return all
}

// lacks compares what connects with what must: every packet of the ports, or anything at all when
// none are named.
func (q *requirement) lacks(f *flow, fs, ts []*block) (lack, bool) {
	if !q.Ports.Is() {
		return lack{certain: f.connections.May.IsEmpty(), ports: packet.All(), unknown: f.unknown}, f.connections.Must.IsEmpty()
	}
	wanted := q.Ports.Set().Intersect(packet.RequestTraffic()).Subtract(foreignFamily(fs, ts))
	rest := wanted.Subtract(f.connections.Must)
	never := wanted.Subtract(f.connections.May)
	if never.IsEmpty() {
		return lack{ports: rest, unknown: f.unknown}, !rest.IsEmpty()
	}
	return lack{certain: true, ports: never}, true
}

// foreignFamily is the ICMP of a family that the two sides do not have in common.
func foreignFamily(fs, ts []*block) packet.Set {
	var out packet.Set
	for v, p := range [2]packet.Protocol{packet.ICMP, packet.ICMPv6} {
		has := func(b *block) bool { return len(b.near[v]) > 0 || len(b.dest[v]) > 0 || len(b.public) > 0 }
		if !slices.ContainsFunc(fs, has) || !slices.ContainsFunc(ts, has) {
			out = out.Union(packet.OfProtocol(p))
		}
	}
	return out
}

// joint asks about blocks in every part of the client ports that replies must reach: a connection
// counts when it passes in all of them.
func (e *evaluator) joint(fs, ts []*block, v *variant) (map[couple]*flow, error) {
	var all map[couple]*flow
	for i, compiled := range v.compiled {
		a := asker{ctx: e.ctx, bound: e.bound, compiled: compiled, work: e.ask.work}
		flows, err := a.flows(fs, ts, func(int) []int { return upTo(len(ts)) })
		if err != nil {
			return nil, err
		}
		if i == 0 {
			all = flows
			continue
		}
		for at, f := range all {
			other := flows[at]
			if other == nil {
				other = &flow{}
			}
			f.connections = f.connections.Intersect(other.connections)
			f.unknown = append(f.unknown, other.unknown...)
		}
	}
	return all, nil
}

// units are the blocks that a side is asked about: cells, or single endpoints. What lies in a zone
// that is down is left out.
func (b *Bound) units(s endSet, single bool, v *variant) []*block {
	var all []*block
	for _, c := range b.cellsOf(s) {
		if c.place >= 0 {
			all = append(all, &c.block)
			continue
		}
		alive := slices.DeleteFunc(slices.Clone(c.members), func(i int) bool { return v.zone != "" && b.zoneOf(i) == v.zone })
		if len(alive) == 0 {
			continue
		}
		one := b.newBlock(c.context, alive, -1)
		if single {
			all = append(all, b.singles(&one)...)
		} else {
			all = append(all, &one)
		}
	}
	return all
}
