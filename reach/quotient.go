package reach

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// block is a set of pairs of classes whose answers follow a rule with few
// exceptions (engine.md 2.5): all pairs between regular VPCs, or all pairs
// between different subnets of one large VPC. What filters say of most
// addresses is their base; classes with equal bases share a key; a pair is
// regular when no filter of it says anything but its base.
type block struct {
	v        *evaluation
	vpc      int32 // of a block inside one VPC; -1: between VPCs
	classes  []*class
	before   []int64 // by atom: classes of the block in atoms before it
	bases    map[*vector][2]pairID
	from, to []*blockKey
	programs []*program // by domain of the sender, then of the receiver; nil: there is no such pair
	width    int
	count    int     // more than the id of any program
	domains  []int32 // the block's domains by their number outside, -1: not in the block
	reps     [][]*class
	fixed    []slot // filters of programs that compare something other than the two ends with each other
	seen     map[*program]bool
	looks    map[keyText]int32
	subnets  map[*subnet]int32
	places   postings
}

// blockKey is a set of classes that look alike to regular partners.
type blockKey struct {
	id      int32
	domain  int32
	rep     *class
	looks   int32  // keys that differ in nothing but their domain look alike
	plain   pairID // base of the groups
	there   pairID // base of the ACL for requests
	back    pairID // base of the ACL for replies
	members []*class
	weight  uint64
	count   int64
}

// keyText tells keys apart.
type keyText struct {
	domain             int32
	plain, there, back pairID
	marks              string
}

const between = -1

// inside reports whether a pair of classes belongs to the block.
func (k *block) inside(a, b *class) bool {
	if a.six != b.six {
		return false
	}
	if k.vpc == between {
		return k.v.domains.regular(a.site.vpc, b.site.vpc)
	}
	return a.site.vpc == k.vpc && b.site.vpc == k.vpc && a.subnet != b.subnet
}

// domain returns what decides how a class is routed in the block.
func (k *block) domain(c *class) int32 {
	if k.vpc == between {
		return k.domains[c.site.domain]
	}
	return k.domains[c.site.id]
}

// newBlock finds the keys of a block.
func (v *evaluation) newBlock(w *evaluator, vpc int32, classes []*class) *block {
	k := &block{v: v, vpc: vpc, classes: classes, bases: map[*vector][2]pairID{}, looks: map[keyText]int32{}}
	k.numberDomains()
	k.findPrograms()
	k.before = make([]int64, len(v.atoms.reps)+1)
	for _, c := range classes {
		k.before[c.atom+1]++
	}
	for i := 1; i < len(k.before); i++ {
		k.before[i] += k.before[i-1]
	}
	ids := [2]map[keyText]int32{{}, {}}
	for i, c := range classes {
		if i%stride == 0 && v.stopped() {
			return k
		}
		marks := k.marks(w, c)
		k.enter(&k.from, ids[0], c, true, marks)
		k.enter(&k.to, ids[1], c, false, marks)
	}
	k.places.fill(k)
	return k
}

// numberDomains numbers the domains of the block's classes.
func (k *block) numberDomains() {
	size := len(k.v.domains.reps)
	if k.vpc != between {
		size = len(k.v.sites.all)
	}
	k.domains = make([]int32, size)
	for i := range k.domains {
		k.domains[i] = -1
	}
	type part struct {
		domain, part int32
		host         string
	}
	seen := map[part]bool{}
	for _, c := range k.classes {
		outer, place := c.site.domain, c.site.vpc
		if k.vpc != between {
			outer, place = c.site.id, k.subnetPlace(c)
		}
		if k.domains[outer] < 0 {
			k.domains[outer] = int32(k.width)
			k.width++
			k.reps = append(k.reps, nil)
		}
		inner := k.domains[outer]
		if key := (part{inner, place, c.host}); !seen[key] {
			seen[key] = true
			k.reps[inner] = append(k.reps[inner], c)
		}
	}
}

// subnetPlace numbers the subnets of a VPC, to tell them apart.
func (k *block) subnetPlace(c *class) int32 {
	if k.subnets == nil {
		k.subnets = map[*subnet]int32{}
	}
	place, ok := k.subnets[c.subnet]
	if !ok {
		place = int32(len(k.subnets))
		k.subnets[c.subnet] = place
	}
	return place
}

// findPrograms finds the program of every pair of domains that has a pair of
// classes in the block. Domains of senders are shared between cores.
func (k *block) findPrograms() {
	k.programs = make([]*program, k.width*k.width)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), k.width) {
		group.Go(func() {
			w := k.v.evaluator()
			for i := int(next.Add(1)) - 1; i < k.width; i = int(next.Add(1)) - 1 {
				for j := range k.width {
					if k.v.stopped() {
						return
					}
					if a, b := k.example(i, j); a != nil {
						k.programs[i*k.width+j] = w.programFor(a, b)
					}
				}
			}
		})
	}
	group.Wait()
	for _, p := range k.programs {
		if p != nil {
			k.count = max(k.count, int(p.id)+1)
			k.note(p)
		}
	}
}

// example returns a pair of classes of two domains.
func (k *block) example(i, j int) (from, to *class) {
	for _, a := range k.reps[i] {
		for _, b := range k.reps[j] {
			if k.inside(a, b) && (a.host == "" || a.host != b.host) {
				return a, b
			}
		}
	}
	return nil, nil
}

// note keeps the filters whose values have to be part of keys.
func (k *block) note(p *program) {
	if p.noted(k) {
		return
	}
	for _, slots := range p.lists() {
		for i := range slots {
			if s := &slots[i]; s.kind != setFilter && !s.acrossEnds() {
				k.fixed = append(k.fixed, *s)
			}
		}
	}
}

// acrossEnds reports whether a filter of one end compares the other end.
func (s *slot) acrossEnds() bool {
	return s.owner == roleSource && s.remote == roleTarget || s.owner == roleTarget && s.remote == roleSource
}

// marks is what the filters that do not compare one end with the other say of
// a class: part of its key.
func (k *block) marks(w *evaluator, c *class) string {
	if len(k.fixed) == 0 {
		return ""
	}
	var b []byte
	for i := range k.fixed {
		s := &k.fixed[i]
		value := certainID
		switch {
		case s.kind == groupFilter && s.owner == roleSource, s.kind == groupFilter && s.owner == roleTarget:
			if atom, known := w.remote(s, c, c); known {
				value = c.guard.side(s.egress).plain.at(atom)
			} else {
				value = w.slowPass(slowKey{owner: c.guard.rep, egress: s.egress, remote: s.addr})
			}
		case s.kind == naclFilter:
			value = w.barrierSlot(s, c, c)
		}
		b = append(b, byte(value), byte(value>>8), byte(value>>16), byte(value>>24))
	}
	return string(b)
}

// enter puts a class under its key as sender or receiver.
func (k *block) enter(keys *[]*blockKey, ids map[keyText]int32, c *class, sender bool, marks string) {
	text := keyText{domain: k.domain(c), marks: marks}
	text.plain = k.base(c.guard.side(sender).plain, c.six)
	text.there, text.back = k.base(c.barrier.side(sender), c.six), k.base(c.barrier.side(!sender), c.six)
	id, ok := ids[text]
	if !ok {
		id = int32(len(*keys))
		ids[text] = id
		*keys = append(*keys, &blockKey{id: id, domain: text.domain, rep: c, looks: k.look(text, sender, c.six), plain: text.plain, there: text.there, back: text.back})
	}
	key := (*keys)[id]
	key.members = append(key.members, c)
	key.count += int64(len(c.members))
	slot := &c.keys[0]
	if k.vpc != between {
		slot = &c.keys[1]
	}
	if sender {
		slot[0] = id
		key.weight += c.from
	} else {
		slot[1] = id
		key.weight += c.to
	}
}

// look numbers what receivers' keys have beside their domain.
func (k *block) look(text keyText, sender, six bool) int32 {
	if sender {
		return 0
	}
	text.domain = 0
	if six {
		text.domain = 1
	}
	id, ok := k.looks[text]
	if !ok {
		id = int32(len(k.looks))
		k.looks[text] = id
	}
	return id
}

// keyOf returns a class's key as a receiver.
func (k *block) keyOf(c *class) int32 {
	if k.vpc == between {
		return c.keys[0][1]
	}
	return c.keys[1][1]
}

// base is the value that a vector has for most classes of a family.
func (k *block) base(v *vector, six bool) pairID {
	family := 0
	if six {
		family = 1
	}
	if len(v.from) == 1 {
		return v.value[0]
	}
	bases, ok := k.bases[v]
	if !ok {
		for f := range bases {
			bases[f] = k.most(v, f == 1)
		}
		k.bases[v] = bases
	}
	return bases[family]
}

func (k *block) most(v *vector, six bool) pairID {
	votes := map[pairID]int64{}
	var best pairID
	found := int64(-1)
	k.runs(v, six, func(first, last int32, value pairID) {
		votes[value] += k.before[last] - k.before[first]
		if votes[value] > found {
			best, found = value, votes[value]
		}
	})
	return best
}

// runs visits the runs of a vector within a family.
func (k *block) runs(v *vector, six bool, visit func(first, last int32, value pairID)) {
	low, high := int32(0), k.v.atoms.six
	if six {
		low, high = k.v.atoms.six, k.v.atoms.any
	}
	for i, from := range v.from {
		end := high
		if i+1 < len(v.from) {
			end = min(end, v.from[i+1])
		}
		if from = max(from, low); from < end {
			visit(from, end, v.value[i])
		}
	}
}

// exceptional visits the atoms of which the filters of a class as sender or
// receiver say anything but their base.
func (k *block) exceptional(c *class, sender bool, visit func(atom int32)) {
	vs := [3]*vector{c.guard.side(sender).plain, c.barrier.in, c.barrier.out}
	for i, v := range vs {
		if len(v.from) == 1 {
			continue
		}
		base := k.base(v, c.six)
		k.runs(v, c.six, func(first, last int32, value pairID) {
			if value == base {
				return
			}
			for atom := first; atom < last; atom++ {
				if k.before[atom] < k.before[atom+1] && !k.odd(vs[:i], c.six, atom) {
					visit(atom)
				}
			}
		})
	}
}

// odd reports whether one of the vectors has anything but its base for an atom.
func (k *block) odd(vs []*vector, six bool, atom int32) bool {
	for _, v := range vs {
		if v.at(atom) != k.base(v, six) {
			return true
		}
	}
	return false
}
