package policy

import (
	"encoding/binary"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// cell is a set of endpoints that no context, rule, contract or waiver tells apart, or one place
// outside.
type cell struct {
	number  int
	members []int // endpoints, ascending
	place   int   // of a place outside, else -1
	direct  []int // the contexts that select it themselves
	within  []int // the contexts that hold it, with those that they are part of
	context string
	block   block
	parts   []*block // by service, made when asked for
}

// divide makes the cells: endpoints that are in the same sets.
func (b *Bound) divide() {
	keys := make([][]byte, len(b.endpoints))
	mark := func(s endSet, number int) {
		for _, i := range s.inside.list() {
			keys[i] = binary.AppendUvarint(keys[i], uint64(number))
		}
	}
	number := 0
	for _, s := range b.distinct() {
		mark(s, number)
		number++
	}
	byKey := map[string]*cell{}
	b.cellOf = make([]int, len(b.endpoints))
	for i := range b.endpoints {
		c := byKey[string(keys[i])]
		if c == nil {
			c = &cell{number: len(b.cells), place: -1}
			byKey[string(keys[i])] = c
			b.cells = append(b.cells, c)
			b.settle(c, i)
		}
		c.members = append(c.members, i)
		b.cellOf[i] = c.number
	}
	b.placeCells()
	for _, c := range b.cells {
		c.block = b.newBlock(c.context, c.members, c.place)
	}
}

// distinct lists the sets that divide the endpoints, each once.
func (b *Bound) distinct() []endSet {
	var sets []endSet
	seen := map[string]bool{}
	add := func(s endSet) {
		if key := s.inside.key(); !seen[key] {
			seen[key] = true
			sets = append(sets, s)
		}
	}
	for _, c := range b.ordered {
		sets = append(sets, c.direct, c.members)
	}
	for _, s := range b.policy.ends {
		if set, ok := b.sets[s]; ok {
			add(set)
		}
	}
	return sets
}

func (b bitset) key() string {
	var out []byte
	for _, word := range b {
		out = binary.BigEndian.AppendUint64(out, word)
	}
	return string(out)
}

// settle says in which contexts a cell is, by one of its endpoints. What is in several belongs to
// the smallest part; of contexts that share it, to the one written first.
func (b *Bound) settle(c *cell, endpoint int) {
	for _, x := range b.ordered {
		if x.direct.inside.has(endpoint) {
			c.direct = append(c.direct, x.number)
		}
		if x.members.inside.has(endpoint) {
			c.within = append(c.within, x.number)
		}
	}
	c.context = Unassigned
	var home *boundContext
	for _, x := range c.within {
		if one := b.ordered[x]; home == nil || one != home && b.partOf(one, home) {
			home = one
		}
	}
	if home != nil {
		c.context = home.Name
	}
}

// placeCells makes a cell of each place outside.
func (b *Bound) placeCells() {
	b.outCell = make([]int, len(b.places))
	for i := range b.places {
		c := &cell{number: len(b.cells), place: i, context: b.places[i].name}
		for _, x := range b.ordered {
			if x.members.outside.has(i) {
				c.within = append(c.within, x.number)
				c.direct = append(c.direct, x.number)
				c.context = x.Name
			}
		}
		b.outCell[i] = c.number
		b.cells = append(b.cells, c)
	}
}

// cellsOf lists the cells of a set, ascending: a set that was bound is a union of cells.
func (b *Bound) cellsOf(s endSet) []*cell {
	var all []*cell
	for _, c := range b.cells {
		if c.place >= 0 && s.outside.has(c.place) || c.place < 0 && s.inside.has(c.members[0]) {
			all = append(all, c)
		}
	}
	return all
}

// inside reports whether two cells are in one context, or in a context and a part of it: what
// passes there is its own affair. Two parts of one context are two contexts.
func (c *cell) inside(other *cell) bool {
	return meet(c.direct, other.within) || meet(other.direct, c.within)
}

// meet reports whether two ascending lists have a number in common.
func meet(a, b []int) bool {
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); found {
			return true
		}
	}
	return false
}

// Coverage says how much of the network is in a context.
func (b *Bound) Coverage() Coverage {
	cover := Coverage{Endpoints: len(b.endpoints)}
	for _, i := range b.unassigned().inside.list() {
		cover.Unassigned = append(cover.Unassigned, model.ENIID(b.endpoints[i].id()))
	}
	slices.Sort(cover.Unassigned)
	cover.Assigned = cover.Endpoints - len(cover.Unassigned)
	for _, c := range b.ordered {
		cover.Contexts = append(cover.Contexts, ContextSize{c.Name, c.members.count()})
	}
	return cover
}

// ContextOf returns the context of an interface, or "unassigned"; "" for one that is no endpoint.
func (b *Bound) ContextOf(e model.ENIID) string {
	if i, ok := b.byENI[e]; ok {
		return b.cells[b.cellOf[i]].context
	}
	return ""
}
