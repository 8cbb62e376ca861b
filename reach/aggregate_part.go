package reach

// aggregate adds up the rows of one worker.
type aggregate struct {
	*grouping
	w      *evaluator
	part   *sumPart // facts of answers
	cells  []sumCell
	groups []groupSum

	answers []recordID
	taken   map[takenKey]int64 // pairs of the task that have answers of their own
	senders map[int32]int64    // by group: members of the task's rows
}

// groupSum is what a sender's key says to a group as a whole.
type groupSum struct {
	connect, oneWay            pairID
	pairs, connected, possible int64
	keys                       []share // receivers' keys with how many members of the group
}

// takenKey counts pairs with answers of their own, from a group to a group's
// members under one key.
type takenKey struct {
	from, to, key int32
}

func (p *aggregate) start(t *fill, answers []recordID) {
	if p.part == nil {
		p.part = &sumPart{sum: &sum{s: p.s}, w: p.w}
	}
	p.answers, p.taken, p.senders = answers, map[takenKey]int64{}, map[int32]int64{}
	for i := range p.groups {
		p.groups[i] = groupSum{keys: p.groups[i].keys[:0]}
	}
	for i, key := range t.block.to {
		if key.rep.six != t.key.rep.six || !t.block.possible(t.key, key) {
			continue
		}
		r, f := p.s.records.record(answers[i]), p.part.fact(answers[i])
		for _, s := range p.keyShares(key) {
			g := &p.groups[s.group]
			g.connect, g.oneWay = p.w.g.or(g.connect, r.connect), p.w.g.or(g.oneWay, r.oneWay)
			g.pairs, g.connected, g.possible = g.pairs+s.count, g.connected+f.connected*s.count, g.possible+f.possible*s.count
			g.keys = append(g.keys, share{int32(i), s.count})
		}
	}
}

// possible reports whether any pair of two keys lies in the block.
func (k *block) possible(from, to *blockKey) bool {
	return k.programs[int(from.domain)*k.width+int(to.domain)] != nil
}

// keyShares returns the groups of a receivers' key.
func (g *grouping) keyShares(key *blockKey) []share {
	g.mu.Lock()
	defer g.mu.Unlock()
	shares, ok := g.byKey[key]
	if !ok {
		places := map[int32]int{}
		for _, c := range key.members {
			for _, s := range g.shares[c.id] {
				place, seen := places[s.group]
				if !seen {
					place = len(shares)
					places[s.group] = place
					shares = append(shares, share{group: s.group})
				}
				shares[place].count += s.count
			}
		}
		g.byKey[key] = shares
	}
	return shares
}

func (p *aggregate) row(t *fill, a *class, inside, outside []entry) {
	for _, s := range p.shares[a.id] {
		if t.block.to != nil {
			p.senders[s.group] += s.count
			p.takeOut(t, a, s)
			for _, e := range inside {
				p.take(t, s, e.to)
				p.add(a, s, e)
			}
		}
		for _, e := range outside {
			p.add(a, s, e)
		}
	}
}

// takeOut takes out the pairs that are not in the block.
func (p *aggregate) takeOut(t *fill, a *class, s share) {
	own := a.site.vpc
	near := p.s.byVPC[own]
	if t.block.vpc != between {
		near = p.s.bySub[a.subnet]
	}
	for _, b := range near {
		if a.six == b.six && b.site.vpc == own {
			p.take(t, s, b)
		}
	}
	if t.block.vpc != between {
		return
	}
	for _, other := range p.s.unlike[own] {
		for _, b := range p.s.byVPC[other] {
			if a.six == b.six {
				p.take(t, s, b)
			}
		}
	}
}

func (p *aggregate) take(t *fill, s share, b *class) {
	for _, to := range p.shares[b.id] {
		p.taken[takenKey{s.group, to.group, t.block.keyOf(b)}] += s.count * to.count
	}
}

// add adds an answer of its own.
func (p *aggregate) add(a *class, s share, e entry) {
	r, f := p.s.records.record(e.record), p.fact(e.record)
	for _, to := range p.shares[e.to.id] {
		count := s.count * to.count
		if to.group == s.group {
			count -= p.self(a, e.to, s.group)
		}
		if count == 0 {
			continue
		}
		c := &p.cells[int(s.group)*p.n+int(to.group)]
		c.connect, c.oneWay = p.w.g.or(c.connect, r.connect), p.w.g.or(c.oneWay, r.oneWay)
		c.add(f, count, 0)
	}
}

func (p *aggregate) fact(id recordID) *recordFacts {
	if p.part == nil {
		p.part = &sumPart{sum: &sum{s: p.s}, w: p.w}
	}
	return p.part.fact(id)
}

// finish adds what follows from keys: to whole groups at once where no pair
// has an answer of its own, else key by key.
func (p *aggregate) finish(t *fill) {
	touched := map[uint64]bool{}
	for key := range p.taken {
		touched[pairKey(key.from, key.to)] = true
	}
	for from, members := range p.senders {
		for to := range p.groups {
			g, c := &p.groups[to], &p.cells[int(from)*p.n+to]
			if !touched[pairKey(from, int32(to))] {
				c.connect, c.oneWay = p.w.g.or(c.connect, g.connect), p.w.g.or(c.oneWay, g.oneWay)
				c.pairs, c.connected, c.possible = c.pairs+g.pairs*members, c.connected+g.connected*members, c.possible+g.possible*members
				continue
			}
			for _, k := range g.keys {
				count := members*k.count - p.taken[takenKey{from, int32(to), k.group}]
				if count <= 0 {
					continue
				}
				r := p.s.records.record(p.answers[k.group])
				c.connect, c.oneWay = p.w.g.or(c.connect, r.connect), p.w.g.or(c.oneWay, r.oneWay)
				c.add(p.fact(p.answers[k.group]), count, 0)
			}
		}
	}
}
