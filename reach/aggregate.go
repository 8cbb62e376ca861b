package reach

import (
	"context"
	"sync"

	"github.com/seed-044d7529/segment/model/packet"
)

// Cell is the sum of the answers from the endpoints of one group to those of
// another.
type Cell struct {
	Connections packet.Pair // union over the pairs
	OneWay      packet.Pair
	Pairs       int64 // ordered pairs of endpoints of different interfaces, families apart
	Connected   int64 // of these: with a connection in must
	Possible    int64 // with a connection in may
}

// Totals are the sums of n groups by n groups.
type Totals struct {
	cells []Cell
	n     int
}

// At returns the sum from one group to another.
func (t *Totals) At(from, to int) Cell { return t.cells[from*t.n+to] }

// Aggregate adds all pairs up by a grouping of interfaces: group returns a
// number from 0 to n-1 for the place of an interface in
// Network.NetworkInterfaces, or a negative one to leave it out. It does not
// touch pairs of interfaces one by one; it needs memory for n times n cells
// per core.
func (p *Pairs) Aggregate(ctx context.Context, group func(iface int) int, n int) (*Totals, error) {
	g := newGrouping(p.s, group, n)
	var parts []*aggregate
	err := p.visit(ctx, func(w *evaluator) consumer {
		part := &aggregate{grouping: g, w: w, cells: make([]sumCell, n*n), groups: make([]groupSum, n)}
		parts = append(parts, part)
		return part
	})
	if err != nil {
		return nil, err
	}
	t := &Totals{cells: make([]Cell, n*n), n: n}
	w := p.s.evaluator()
	for i := range t.cells {
		var sum sumCell
		for _, part := range parts {
			sum.join(w.g, &part.cells[i])
		}
		t.cells[i] = Cell{p.s.pairs.pair(sum.connect), p.s.pairs.pair(sum.oneWay), sum.pairs, sum.connected, sum.possible}
	}
	return t, nil
}

// sumCell is a Cell with interned sets.
type sumCell struct {
	connect, oneWay pairID
	total
}

func (c *sumCell) join(g *algebra, o *sumCell) {
	c.connect, c.oneWay = g.or(c.connect, o.connect), g.or(c.oneWay, o.oneWay)
	c.pairs, c.connected, c.possible = c.pairs+o.pairs, c.connected+o.connected, c.possible+o.possible
}

// share is how many members of a class are in a group.
type share struct {
	group int32
	count int64
}

// grouping knows the groups of classes and of keys.
type grouping struct {
	s      *solver
	n      int
	shares [][]share          // by class
	same   map[uint64][]share // by pair of classes: pairs of endpoints of one interface
	mu     sync.Mutex
	byKey  map[*blockKey][]share
}

func newGrouping(s *solver, group func(iface int) int, n int) *grouping {
	g := &grouping{s: s, n: n, shares: make([][]share, len(s.classes)), same: map[uint64][]share{}, byKey: map[*blockKey][]share{}}
	byIface := make([]int32, len(s.c.ifaces))
	for i := range byIface {
		byIface[i] = int32(group(i))
	}
	for _, c := range s.classes {
		for _, m := range c.members {
			g.shares[c.id] = addShare(g.shares[c.id], byIface[s.ends[m].iface])
		}
	}
	for i := range s.ends {
		for j := i; j >= 0 && s.ends[j].iface == s.ends[i].iface; j-- {
			g.addSelf(i, j, byIface)
			if i != j {
				g.addSelf(j, i, byIface)
			}
		}
	}
	return g
}

func addShare(shares []share, group int32) []share {
	if group < 0 {
		return shares
	}
	for i := range shares {
		if shares[i].group == group {
			shares[i].count++
			return shares
		}
	}
	return append(shares, share{group, 1})
}

func (g *grouping) addSelf(i, j int, byIface []int32) {
	p, q := &g.s.ends[i], &g.s.ends[j]
	if group := byIface[p.iface]; group >= 0 && p.addr.Is4() == q.addr.Is4() {
		key := pairKey(p.class, q.class)
		for k := range g.same[key] {
			if g.same[key][k].group == group {
				g.same[key][k].count++
				return
			}
		}
		g.same[key] = append(g.same[key], share{group, 1})
	}
}

// self returns how many pairs of two classes within a group are no pairs.
func (g *grouping) self(a, b *class, group int32) int64 {
	if a.site.vpc != b.site.vpc {
		return 0
	}
	for _, s := range g.same[pairKey(a.id, b.id)] {
		if s.group == group {
			return s.count
		}
	}
	return 0
}
