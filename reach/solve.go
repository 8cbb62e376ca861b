package reach

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// solver divides all pairs of classes into blocks and single pairs, and
// answers for them.
type solver struct {
	*evaluation
	blocks []*block
	byVPC  [][]*class
	bySub  map[*subnet][]*class
	large  []bool              // by VPC: its own pairs are a block
	unlike [][]int32           // by VPC: those that are no regular partners
	self   map[uint64]selfPair // pairs of classes that have an interface in common
	fills  []fill
}

// selfPair counts the pairs of endpoints of one interface: they are not asked.
type selfPair struct {
	count  int64
	weight uint64
}

// fill is a task: the rows of some senders of one key of a block.
type fill struct {
	block *block
	key   *blockKey
	rows  []*class
}

// entry is a receiver with the answer of its own.
type entry struct {
	to     *class
	record recordID
}

// consumer takes answers. Every worker has its own.
type consumer interface {
	// start announces the answers of a sender's key by key of the receiver,
	// for pairs inside the block.
	start(t *fill, answers []recordID)
	// row gives the answers of a sender that do not follow: inside are pairs
	// of the block, outside are all pairs of the sender that are in no block
	// (only in the block between VPCs).
	row(t *fill, a *class, inside, outside []entry)
	// finish ends the task.
	finish(t *fill)
}

// rowsAtOnce bounds the rows of a task, so that workers share a large key.
const rowsAtOnce = 512

// largeVPC is how many classes make the pairs of one VPC a block of its own.
const largeVPC = 2500

// newSolver prepares the blocks.
func newSolver(v *evaluation, w *evaluator, limit int) *solver {
	s := &solver{evaluation: v, byVPC: make([][]*class, len(v.c.byVPC)), bySub: map[*subnet][]*class{}, self: map[uint64]selfPair{}}
	for _, c := range v.classes {
		s.byVPC[c.site.vpc] = append(s.byVPC[c.site.vpc], c)
		s.bySub[c.subnet] = append(s.bySub[c.subnet], c)
	}
	s.large = make([]bool, len(s.byVPC))
	s.findUnlike()
	s.findSelf()
	s.addBlock(v.newBlock(w, between, v.classes))
	for i, cs := range s.byVPC {
		if len(cs) > limit && !v.stopped() {
			s.large[i] = true
			s.addBlock(v.newBlock(w, int32(i), cs))
		}
	}
	return s
}

func (s *solver) findUnlike() {
	s.unlike = make([][]int32, len(s.byVPC))
	for key := range s.domains.unlike {
		if a, b := int32(key>>32), int32(uint32(key)); a != b {
			s.unlike[a] = append(s.unlike[a], b)
		}
	}
	for a := range s.unlike {
		for wild := range s.sites.wild {
			if int32(a) != wild {
				s.unlike[a] = append(s.unlike[a], wild)
			}
		}
		if s.sites.wild[int32(a)] {
			s.unlike[a] = s.unlike[a][:0]
			for b := range s.unlike {
				if a != b {
					s.unlike[a] = append(s.unlike[a], int32(b))
				}
			}
		}
		slices.Sort(s.unlike[a])
		s.unlike[a] = slices.Compact(s.unlike[a])
	}
}

// findSelf counts the pairs of endpoints that are one interface.
func (s *solver) findSelf() {
	for i := range s.ends {
		p := &s.ends[i]
		from, _ := p.weights()
		for j := i; j >= 0 && s.ends[j].iface == p.iface; j-- {
			s.addSelf(p, &s.ends[j], from)
		}
		for j := i + 1; j < len(s.ends) && s.ends[j].iface == p.iface; j++ {
			s.addSelf(p, &s.ends[j], from)
		}
	}
}

func (s *solver) addSelf(p, q *endpoint, from uint64) {
	if p.addr.Is4() != q.addr.Is4() {
		return
	}
	key := pairKey(p.class, q.class)
	pair := s.self[key]
	_, to := q.weights()
	pair.count, pair.weight = pair.count+1, pair.weight+from*to
	s.self[key] = pair
}

// size returns how many pairs of endpoints two classes make, and their weight.
func (s *solver) size(a, b *class) (count int64, weight uint64) {
	count, weight = int64(len(a.members))*int64(len(b.members)), a.from*b.to
	if a.site.vpc == b.site.vpc {
		self := s.self[pairKey(a.id, b.id)]
		count, weight = count-self.count, weight-self.weight
	}
	return count, weight
}

func (s *solver) addBlock(k *block) {
	s.blocks = append(s.blocks, k)
	for _, key := range k.from {
		for rows := range slices.Chunk(key.members, rowsAtOnce) {
			s.fills = append(s.fills, fill{k, key, rows})
		}
	}
}

// solve answers for all pairs on all cores. make makes the consumer of one
// worker; each of them has ended when solve returns.
func (s *solver) solve(ctx context.Context, workers int, start func(w *evaluator) consumer) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		w := s.evaluator()
		c := start(w)
		group.Go(func() {
			f := filler{solver: s, w: w, stamp: make([]int32, len(s.classes))}
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(s.fills) {
					return
				}
				f.fill(ctx, &s.fills[i], c)
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// filler fills rows, for one goroutine.
type filler struct {
	*solver
	w       *evaluator
	stamp   []int32 // by receiver: the last row that met it
	mark    int32   // the row
	answers []recordID
	known   []keyAnswer // by program, then by looks of the receiver
	task    int32
	inside  []entry
	outside []entry
}

// keyAnswer is what a task's key was answered by one program.
type keyAnswer struct {
	task   int32
	record recordID
}

func (f *filler) fill(ctx context.Context, t *fill, c consumer) {
	f.base(t)
	c.start(t, f.answers)
	for _, a := range t.rows {
		if ctx.Err() != nil {
			return
		}
		f.row(t, a)
		c.row(t, a, f.inside, f.outside)
	}
	c.finish(t)
}

// base answers for a key with every key of the block.
func (f *filler) base(t *fill) {
	k := t.block
	f.answers = append(f.answers[:0], make([]recordID, len(k.to))...)
	if size := k.count * len(k.looks); len(f.known) < size {
		f.known = append(f.known, make([]keyAnswer, size-len(f.known))...)
	}
	f.task++
	programs := k.programs[int(t.key.domain)*k.width:]
	for i, to := range k.to {
		p := programs[to.domain]
		if p == nil || p.dead || p.rigid {
			continue
		}
		known := &f.known[int(p.id)*len(k.looks)+int(to.looks)]
		if known.task != f.task {
			f.w.count++
			*known = keyAnswer{f.task, f.w.runBase(p, t.key, to)}
		}
		f.answers[i] = known.record
	}
}

// row answers for a sender with everybody whose answer does not follow.
func (f *filler) row(t *fill, a *class) {
	k := t.block
	f.inside, f.outside = f.inside[:0], f.outside[:0]
	f.mark++
	k.places.candidates(k, a, func(b *class) {
		if f.stamp[b.id] != f.mark && k.inside(a, b) {
			f.stamp[b.id] = f.mark
			f.inside = append(f.inside, entry{b, f.w.pair(a, b)})
		}
	})
	own := a.site.vpc
	if k.vpc == between {
		if !f.large[own] {
			f.whole(a, f.byVPC[own])
		}
		for _, other := range f.unlike[own] {
			f.whole(a, f.byVPC[other])
		}
		return
	}
	for _, b := range f.bySub[a.subnet] {
		if b.site.vpc == own && a.six == b.six {
			f.outside = append(f.outside, entry{b, f.w.pair(a, b)})
		}
	}
}

// whole answers for a sender with each of some receivers.
func (f *filler) whole(a *class, bs []*class) {
	for _, b := range bs {
		if a.six == b.six {
			f.outside = append(f.outside, entry{b, f.w.pair(a, b)})
		}
	}
}
