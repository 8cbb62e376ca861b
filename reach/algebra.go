package reach

import (
	"github.com/seed-044d7529/segment/model/packet"
)

// recordID is the interned answer for a pair of classes: its connections and
// what is delivered one way. 0 is nothing at all.
type recordID uint32

// record is the answer behind a recordID.
type record struct {
	connect, oneWay pairID
}

// algebra computes with interned pairs for one goroutine: every operation is
// made once, then remembered.
type algebra struct {
	pairs   *pairTable
	records *recordTable
	ands    memoTable
	ors     memoTable
	unary   memoTable
	joins   [2]memoTable // by family
	joints  map[string]recordID
	eph     packet.PortSet
	made    int // operations that were not remembered
	key     []byte
}

func newAlgebra(pairs *pairTable, records *recordTable, eph packet.PortSet) *algebra {
	return &algebra{pairs: pairs, records: records, eph: eph, joints: map[string]recordID{}}
}

// and returns the intersection of two pairs.
func (g *algebra) and(x, y pairID) pairID {
	switch {
	case x == impossibleID || y == certainID || x == y:
		return x
	case y == impossibleID || x == certainID:
		return y
	case x > y:
		x, y = y, x
	}
	key := uint64(x)<<32 | uint64(y)
	if id, ok := g.ands.get(key); ok {
		return pairID(id)
	}
	id := g.pairs.id(g.pairs.pair(x).Intersect(g.pairs.pair(y)))
	g.made++
	g.ands.put(key, uint32(id))
	return id
}

// or returns the union of two pairs.
func (g *algebra) or(x, y pairID) pairID {
	switch {
	case x == certainID || y == impossibleID || x == y:
		return x
	case y == certainID || x == impossibleID:
		return y
	case x > y:
		x, y = y, x
	}
	key := uint64(x)<<32 | uint64(y)
	if id, ok := g.ors.get(key); ok {
		return pairID(id)
	}
	id := g.pairs.id(g.pairs.pair(x).Union(g.pairs.pair(y)))
	g.made++
	g.ors.put(key, uint32(id))
	return id
}

const (
	opPossibly uint64 = iota + 1 // must becomes empty
	opWiden                      // may becomes everything
)

func (g *algebra) apply(op uint64, x pairID) pairID {
	key := op<<32 | uint64(x)
	if id, ok := g.unary.get(key); ok {
		return pairID(id)
	}
	p := g.pairs.pair(x)
	if op == opPossibly {
		p.Must = packet.None()
	} else {
		p.May = packet.All()
	}
	id := g.pairs.id(p)
	g.unary.put(key, uint32(id))
	return id
}

// possibly keeps what may be of x and nothing that must be.
func (g *algebra) possibly(x pairID) pairID { return g.apply(opPossibly, x) }

// widen makes everything possible beside x.
func (g *algebra) widen(x pairID) pairID { return g.apply(opWiden, x) }

// join returns the answer of a request and a reply with one way each and no
// translator (CONN-2, CONN-3).
func (g *algebra) join(forward, reply pairID, six bool) recordID {
	if forward == impossibleID {
		return 0
	}
	memo := &g.joins[0]
	if six {
		memo = &g.joins[1]
	}
	key := uint64(forward)<<32 | uint64(reply)
	if id, ok := memo.get(key); ok {
		return recordID(id)
	}
	f, r := g.pairs.pair(forward), g.pairs.pair(reply)
	id := g.record(
		packet.Product(f.Must, r.Must, allPorts).Project(g.eph), packet.Product(f.May, r.May, allPorts).Project(g.eph), f, six)
	g.made++
	memo.put(key, uint32(id))
	return id
}

// record interns an answer; the family limits it (PKT-3).
func (g *algebra) record(must, may packet.Set, oneWay packet.Pair, six bool) recordID {
	family := packet.Exactly(ipv4Traffic)
	if six {
		family = packet.Exactly(ipv6Traffic)
	}
	return g.records.id(record{
		connect: g.pairs.id(packet.Pair{Must: must, May: may}.Intersect(family)),
		oneWay:  g.pairs.id(oneWay.Intersect(family)),
	})
}
