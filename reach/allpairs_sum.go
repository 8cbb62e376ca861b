package reach

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"sync"
)

// sum adds all pairs up: how many there are, how many pass, and their hash.
type sum struct {
	s      *solver
	groups []map[int32]uint64 // by VPC: weight of its receivers by key between VPCs
	counts []map[int32]int64
	mu     sync.Mutex
	parts  []*sumPart
}

// sumPart is what one worker adds up.
type sumPart struct {
	*sum
	w                          *evaluator
	pairs, connected, possible int64
	hash                       uint64
	facts                      []recordFacts
	answers                    []recordID
	base                       total
}

// recordFacts are the facts of an answer that are summed.
type recordFacts struct {
	hash      uint64
	connected int64 // 1 or 0
	possible  int64
	known     bool
}

// total is a sum over the receivers of one sender.
type total struct {
	pairs, connected, possible int64
	hash                       uint64
}

func (t *total) add(f *recordFacts, count int64, weight uint64) {
	t.pairs += count
	t.connected += f.connected * count
	t.possible += f.possible * count
	t.hash += f.hash * weight
}

func newSum(s *solver) *sum {
	m := &sum{s: s, groups: make([]map[int32]uint64, len(s.byVPC)), counts: make([]map[int32]int64, len(s.byVPC))}
	for i, cs := range s.byVPC {
		m.groups[i], m.counts[i] = map[int32]uint64{}, map[int32]int64{}
		for _, c := range cs {
			key := c.keys[0][1]
			m.groups[i][key] += c.to
			m.counts[i][key] += int64(len(c.members))
		}
	}
	return m
}

// part returns the consumer of one worker.
func (m *sum) part(w *evaluator) *sumPart {
	m.mu.Lock()
	defer m.mu.Unlock()
	part := &sumPart{sum: m, w: w}
	m.parts = append(m.parts, part)
	return part
}

// fact returns the facts of an answer.
func (p *sumPart) fact(id recordID) *recordFacts {
	for int(id) >= len(p.facts) {
		p.facts = append(p.facts, recordFacts{})
	}
	f := &p.facts[id]
	if !f.known {
		r := p.s.records.record(id)
		pair := p.s.pairs.pair(r.connect)
		*f = recordFacts{hash: p.s.records.hash(id), known: true}
		if !pair.Must.IsEmpty() {
			f.connected = 1
		}
		if !pair.May.IsEmpty() {
			f.possible = 1
		}
	}
	return f
}

func (p *sumPart) start(t *fill, answers []recordID) {
	p.answers = answers
	p.base = total{}
	for i, key := range t.block.to {
		if key.rep.six == t.key.rep.six {
			p.base.add(p.fact(answers[i]), key.count, key.weight)
		}
	}
}

func (p *sumPart) row(t *fill, a *class, inside, outside []entry) {
	row := p.base
	if t.block.to != nil {
		p.without(t, a, &row)
	}
	for _, e := range inside {
		row.add(p.fact(p.answers[t.block.keyOf(e.to)]), -int64(len(e.to.members)), -e.to.to)
		row.add(p.fact(e.record), int64(len(e.to.members)), e.to.to)
	}
	n := int64(len(a.members))
	all := total{pairs: row.pairs * n, connected: row.connected * n, possible: row.possible * n, hash: row.hash * a.from}
	for _, e := range outside {
		count, weight := p.s.size(a, e.to)
		all.add(p.fact(e.record), count, weight)
	}
	p.pairs += all.pairs
	p.connected += all.connected
	p.possible += all.possible
	p.hash += all.hash
}

// without takes out what the bases of the block do not hold for: between VPCs
// the own VPC and irregular partners, inside one the own subnet.
func (p *sumPart) without(t *fill, a *class, row *total) {
	if t.block.vpc != between {
		for _, b := range p.s.bySub[a.subnet] {
			if b.site.vpc == a.site.vpc && b.six == a.six {
				row.add(p.fact(p.answers[t.block.keyOf(b)]), -int64(len(b.members)), -b.to)
			}
		}
		return
	}
	p.withoutVPC(t, a, a.site.vpc, row)
	for _, other := range p.s.unlike[a.site.vpc] {
		p.withoutVPC(t, a, other, row)
	}
}

func (p *sumPart) withoutVPC(t *fill, a *class, vpc int32, row *total) {
	for key, weight := range p.groups[vpc] {
		if t.block.to[key].rep.six == a.six {
			row.add(p.fact(p.answers[key]), -p.counts[vpc][key], -weight)
		}
	}
}

func (p *sumPart) finish(*fill) {}

// solvePlain answers for every pair of classes by itself.
func (s *solver) solvePlain(ctx context.Context, start func(w *evaluator) consumer) error {
	w := s.evaluator()
	c := start(w)
	f := filler{solver: s, w: w}
	none := &fill{block: &block{vpc: between}, key: &blockKey{}}
	for _, a := range s.classes {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.outside = f.outside[:0]
		f.whole(a, s.classes)
		c.row(none, a, nil, f.outside)
	}
	return nil
}

// classAt returns the class of an own address of an interface.
func (v *evaluation) classAt(e *iface, addr netip.Addr) *class {
	v.findPlaces()
	i, ok := slices.BinarySearchFunc(v.ends, v.places[e], func(p endpoint, place int32) int { return cmp.Compare(p.iface, place) })
	for ; ok && i < len(v.ends) && v.ends[i].e == e; i++ {
		if v.ends[i].addr == addr {
			return v.classes[v.ends[i].class]
		}
	}
	return nil
}

// findPlaces numbers the interfaces, when somebody asks for one.
func (v *evaluation) findPlaces() {
	v.placed.Do(func() {
		v.places = make(map[*iface]int32, len(v.c.ifaces))
		for i, e := range v.c.ifaces {
			v.places[e] = int32(i)
		}
	})
}
