package reach

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-044d7529/segment/model/packet"
)

// Can answers a question: the connections from any of From to any of To,
// request delivered and reply returned (CONN-2). It fails when an end is not
// in the network, or when ctx ends.
func (c *Compiled) Can(ctx context.Context, q Question) (Answer, error) {
	asked := c.newTally(q)
	for _, from := range q.From {
		for _, to := range q.To {
			if err := ctx.Err(); err != nil {
				return Answer{}, err
			}
			if from == to && len(q.From)+len(q.To) > 2 { // members of one set: not each with itself
				continue
			}
			ps, err := c.pairs(from, to)
			if err != nil {
				return Answer{}, err
			}
			if len(ps) == 0 {
				return Answer{}, fmt.Errorf("%s and %s have no address family in common", from.name(), to.name())
			}
			asked.addPair(ps)
		}
	}
	if asked.count == 0 {
		return Answer{}, errors.New("there is nothing to ask: no end of FROM differs from those of TO")
	}
	return asked.answer(), nil
}

// tally adds the outcomes of the pairs of a question up.
type tally struct {
	c        *Compiled
	q        Question
	asked    packet.Set
	counted  packet.Set // of asked, what can begin a connection (CONN-5)
	all      packet.Set // connections in must of every pair
	any      packet.Pair
	oneWay   packet.Pair
	families packet.Set
	passing  int
	count    int
	blocks   []blockOutcome
	best     *outcome // a pair that passes
	worst    *outcome // a pair that does not, or not wholly
	notes    noteSet
	assumed  stringSet
	causes   causeSet
	used     []AddressUse
	connect  func(pair) outcome // how a pair is answered; nil: walked
}

// blockOutcome is the answer for one atom of an outside end.
type blockOutcome struct {
	set     packet.AddrSet
	allowed packet.Set
}

func (c *Compiled) newTally(q Question) *tally {
	t := &tally{c: c, q: q, asked: packet.All(), all: packet.All()}
	if q.On != nil {
		t.asked = *q.On
	}
	return t
}

// addPair adds the outcome of one pair of ends, which may be several pairs of
// addresses.
func (t *tally) addPair(ps []pair) {
	t.count++
	passes := false
	for _, p := range ps {
		o := t.connectPair(p)
		t.families = t.families.Union(familyTraffic(p.to.addr))
		allowed := o.connect.Must.Intersect(t.asked)
		passes = passes || !allowed.IsEmpty()
		t.all = t.all.Intersect(o.connect.Must.Union(packet.All().Subtract(familyTraffic(p.to.addr))))
		t.any, t.oneWay = t.any.Union(o.connect), t.oneWay.Union(o.oneWay)
		if set := p.outside(); !set.IsEmpty() && len(ps) > 1 {
			t.blocks = append(t.blocks, blockOutcome{set, allowed})
		}
		t.keep(&o)
	}
	if passes {
		t.passing++
	}
}

// outside returns the outside addresses of a pair.
func (p *pair) outside() packet.AddrSet {
	if p.from.iface == nil {
		return p.from.set
	}
	return p.to.set
}

// keep remembers the pair to explain, and what goes with the answer.
func (t *tally) keep(o *outcome) {
	counted := t.counting(familyTraffic(o.pair.to.addr))
	whole := !counted.IsEmpty() && counted.IsSubsetOf(o.connect.Must)
	if t.q.On == nil {
		whole = !o.connect.Must.IsEmpty()
	}
	switch {
	case whole && t.best == nil:
		t.best = o
	case !whole && (t.worst == nil || o.better(t.worst, t.asked)):
		t.worst = o
	}
	t.note(o)
}

// better prefers the pair that comes closer to passing: its explanation is the
// one that helps.
func (o *outcome) better(than *outcome, asked packet.Set) bool {
	return o.score(asked) > than.score(asked)
}

func (o *outcome) score(asked packet.Set) int {
	switch {
	case asked.Overlaps(o.connect.Must):
		return 4
	case asked.Overlaps(o.connect.May):
		return 3
	case asked.Overlaps(o.oneWay.May):
		return 2
	}
	for i := range o.trips {
		if o.trips[i].request.end.kind != dropped {
			return 1
		}
	}
	return 0
}

// counting returns what the question counts: the packets that can begin a
// connection in the families asked about (CONN-5, PKT-3).
func (t *tally) counting(family packet.Set) packet.Set {
	return t.asked.Intersect(startsTraffic).Intersect(family)
}

func (t *tally) connectPair(p pair) outcome {
	if t.connect != nil {
		return t.connect(p)
	}
	return t.c.connect(p, t.q.State)
}
