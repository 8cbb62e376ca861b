package reach

import (
	"context"
	"errors"
)

// errStop ends a visit that has seen enough.
var errStop = errors.New("stop")

// Each visits every ordered pair of classes with an answer that is not
// nothing at all, by class id, with the number of pairs of endpoints that it
// stands for. It stops when visit returns false. A large network has very
// many pairs of classes: Aggregate is for that.
func (p *Pairs) Each(ctx context.Context, visit func(from, to int, pairs int64, r Record) bool) error {
	w := p.s.evaluator()
	for _, a := range p.s.classes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.eachOf(w, a, visit); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
	return nil
}

func (p *Pairs) eachOf(w *evaluator, a *class, visit func(from, to int, pairs int64, r Record) bool) error {
	for _, b := range p.s.classes {
		if a.six != b.six {
			continue
		}
		count, _ := p.s.size(a, b)
		if count == 0 {
			continue
		}
		if id := w.pair(a, b); id != 0 && !visit(int(a.id), int(b.id), count, p.record(id)) {
			return errStop
		}
	}
	return nil
}

// Biclique is an answer that all pairs of two sets of classes share, unless
// one of the exceptions that follow names the pair.
type Biclique struct {
	From, To  []int // class ids
	Exception bool  // it wins over what came before
	Record    Record
}

// Bicliques visits the whole result in compressed form, on one goroutine:
// bicliques first, then the exceptions of each sender. It stops when visit
// returns an error, and returns it.
func (p *Pairs) Bicliques(ctx context.Context, visit func(Biclique) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s := p.s
	err := s.solve(ctx, 1, func(*evaluator) consumer {
		return &bicliques{p: p, visit: visit, cancel: cancel, done: map[*blockKey]bool{}}
	})
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// bicliques turns rows into bicliques and exceptions.
type bicliques struct {
	p      *Pairs
	visit  func(Biclique) error
	cancel context.CancelCauseFunc
	done   map[*blockKey]bool
}

func (c *bicliques) say(b Biclique) {
	if err := c.visit(b); err != nil {
		c.cancel(err)
	}
}

func (c *bicliques) start(t *fill, answers []recordID) {
	if c.done[t.key] {
		return
	}
	c.done[t.key] = true
	for i, to := range t.block.to {
		if answers[i] != 0 {
			c.say(Biclique{From: idsOf(t.key.members), To: idsOf(to.members), Exception: t.block.vpc != between, Record: c.p.record(answers[i])})
		}
	}
}

func (c *bicliques) row(_ *fill, a *class, inside, outside []entry) {
	for _, es := range [][]entry{inside, outside} {
		for _, e := range es {
			c.say(Biclique{From: []int{int(a.id)}, To: []int{int(e.to.id)}, Exception: true, Record: c.p.record(e.record)})
		}
	}
}

func (c *bicliques) finish(*fill) {}

func idsOf(cs []*class) []int {
	ids := make([]int, len(cs))
	for i, c := range cs {
		ids[i] = int(c.id)
	}
	return ids
}
