package reach

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// AllPairsOptions say how to answer for all pairs of interfaces.
type AllPairsOptions struct {
	State   bool // honour instance states (VPC-7)
	Workers int  // how many goroutines at most; 0: one a core

	// Plain answers for every pair of classes by itself, without the
	// quotient. The result is the same; it is for comparing.
	Plain bool
}

// Member is an endpoint: an interface with one of its own addresses.
type Member struct {
	Interface int // its place in Network.NetworkInterfaces
	Addr      netip.Addr
}

// Class is a set of endpoints that no filter and no route tells apart.
type Class struct {
	ID      int
	Members []Member
}

// Record is the answer for a pair of endpoints.
type Record struct {
	Connections packet.Pair // request delivered and reply returned (CONN-2), by destination
	OneWay      packet.Pair // delivered, whether or not a reply returns
}

// Stats say how the pairs were answered. Apart from Made and Sets, which
// depend on how the work was shared, they depend on the network alone.
type Stats struct {
	Endpoints   int
	Classes     int
	Sites       int // classes of endpoints that are routed alike
	Domains     int // classes of sites that are routed alike between VPCs
	Programs    int // distinct ways of combining filters
	Walks       int // pairs of sites or domains that were walked
	Evaluations int // pairs of classes or keys that were evaluated
	Keys        int // pairs of keys, each of which answers for many pairs of classes
	Sets        int // distinct pairs of packet sets
	Records     int // distinct answers
	Made        int // set operations that were not remembered

	Pairs     int64 // ordered pairs of endpoints of one family and different interfaces
	Connected int64 // of these: with a connection in must
	Possible  int64 // with a connection in may
}

// Pairs is the answer for every ordered pair of endpoints of different
// interfaces, families apart. It holds classes, filters and keys rather than
// pairs, and is safe for concurrent use.
type Pairs struct {
	s     *solver
	o     AllPairsOptions
	stats Stats
	hash  uint64
}

// AllPairs answers for every ordered pair of interface addresses. Each answer
// is what Can says of the pair. Delegated prefixes have no endpoints of their
// own. The only error is that of ctx.
func (c *Compiled) AllPairs(ctx context.Context, o AllPairsOptions) (*Pairs, error) {
	v, err := c.evaluate(ctx, o.State)
	if err != nil {
		return nil, err
	}
	w := v.evaluator()
	limit := largeVPC
	if o.Plain {
		limit = len(v.classes)
	}
	p := &Pairs{s: newSolver(v, w, limit), o: o}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sum := newSum(p.s)
	if err := p.visit(ctx, func(w *evaluator) consumer { return sum.part(w) }); err != nil {
		return nil, err
	}
	p.total(sum, w)
	return p, nil
}

// visit runs consumers over all pairs.
func (p *Pairs) visit(ctx context.Context, start func(w *evaluator) consumer) error {
	if p.o.Plain {
		return p.s.solvePlain(ctx, start)
	}
	return p.s.solve(ctx, p.o.Workers, start)
}

// total closes the statistics.
func (p *Pairs) total(sum *sum, w *evaluator) {
	v := p.s.evaluation
	p.stats = Stats{
		Endpoints: len(v.ends), Classes: len(v.classes), Sites: len(v.sites.all), Domains: len(v.domains.reps),
		Programs: len(v.programs), Walks: v.walks, Sets: v.pairs.len(), Records: len(v.records.all()),
	}
	for _, k := range p.s.blocks {
		p.stats.Keys += len(k.from) * len(k.to)
	}
	sum.parts = append(sum.parts, &sumPart{w: w})
	for _, part := range sum.parts {
		p.stats.Evaluations += part.w.count
		p.stats.Made += part.w.g.made
		p.stats.Pairs += part.pairs
		p.stats.Connected += part.connected
		p.stats.Possible += part.possible
		p.hash += part.hash
	}
}

// Stats returns how the pairs were answered.
func (p *Pairs) Stats() Stats { return p.stats }

// Hash returns a number that depends on the answer for every pair and on the
// addresses of its ends, and on nothing else: neither on order, nor on ids.
func (p *Pairs) Hash() uint64 { return p.hash }

// Classes returns the classes of endpoints, by id.
func (p *Pairs) Classes() []Class {
	found := make([]Class, len(p.s.classes))
	for i, c := range p.s.classes {
		found[i] = Class{ID: i, Members: make([]Member, len(c.members))}
		for j, m := range c.members {
			found[i].Members[j] = Member{int(p.s.ends[m].iface), p.s.ends[m].addr}
		}
	}
	return found
}

// Lookup answers for one pair of EndInterface ends. An end without an address
// stands for the interface's primary address of the other's family.
func (p *Pairs) Lookup(from, to End) (Record, error) {
	ps, err := p.s.c.pairs(from, to)
	if err != nil {
		return Record{}, err
	}
	if len(ps) != 1 || from.Kind != EndInterface || to.Kind != EndInterface {
		return Record{}, fmt.Errorf("%s to %s is no pair of interfaces", from.name(), to.name())
	}
	a, b := p.s.classAt(ps[0].from.iface, ps[0].from.addr), p.s.classAt(ps[0].to.iface, ps[0].to.addr)
	if a == nil || b == nil || ps[0].from.iface == ps[0].to.iface || a.six != b.six {
		o := p.s.c.connect(ps[0], p.o.State)
		return Record{o.connect, o.oneWay}, nil
	}
	return p.record(p.s.evaluator().pair(a, b)), nil
}

func (p *Pairs) record(id recordID) Record {
	r := p.s.records.record(id)
	return Record{p.s.pairs.pair(r.connect), p.s.pairs.pair(r.oneWay)}
}
