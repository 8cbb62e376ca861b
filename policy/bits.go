package policy

import "math/bits"

// bitset is a set of small numbers. The zero value is empty.
type bitset []uint64

func newBits(size int) bitset { return make(bitset, (size+63)/64) }

func (b bitset) has(i int) bool { return i>>6 < len(b) && b[i>>6]>>(i&63)&1 == 1 }

// add puts i into a set that is large enough.
func (b bitset) add(i int) { b[i>>6] |= 1 << (i & 63) }

func (b bitset) union(c bitset) bitset {
	if len(b) < len(c) {
		b, c = c, b
	}
	out := append(bitset(nil), b...)
	for i := range c {
		out[i] |= c[i]
	}
	return out
}

func (b bitset) intersect(c bitset) bitset {
	out := append(bitset(nil), b[:min(len(b), len(c))]...)
	for i := range out {
		out[i] &= c[i]
	}
	return out
}

func (b bitset) subtract(c bitset) bitset {
	out := append(bitset(nil), b...)
	for i := range out {
		if i < len(c) {
			out[i] &^= c[i]
		}
	}
	return out
}

func (b bitset) empty() bool {
	for _, word := range b {
		if word != 0 {
			return false
		}
	}
	return true
}

func (b bitset) count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// list returns the members in ascending order.
func (b bitset) list() []int {
	var all []int
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			all = append(all, 64*i+bits.TrailingZeros64(word))
		}
	}
	return all
}

// endSet is a set of endpoints of the network and of places outside, by their numbers.
type endSet struct{ inside, outside bitset }

func (s endSet) union(t endSet) endSet {
	return endSet{s.inside.union(t.inside), s.outside.union(t.outside)}
}

func (s endSet) intersect(t endSet) endSet {
	return endSet{s.inside.intersect(t.inside), s.outside.intersect(t.outside)}
}

func (s endSet) subtract(t endSet) endSet {
	return endSet{s.inside.subtract(t.inside), s.outside.subtract(t.outside)}
}

func (s endSet) empty() bool { return s.inside.empty() && s.outside.empty() }

func (s endSet) count() int { return s.inside.count() + s.outside.count() }
