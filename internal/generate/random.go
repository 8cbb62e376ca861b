package generate

import (
	"hash/fnv"
	"math/bits"
)

// random is SplitMix64: the same numbers on every machine and in every version of Go.
type random struct{ state uint64 }

// newRandom starts the draws of a purpose: the name of a shape, or of a part of one.
func newRandom(seed uint64, purpose string) *random {
	h := fnv.New64a()
	_, _ = h.Write([]byte(purpose)) // never fails
	return &random{state: seed ^ h.Sum64()}
}

// next returns the next 64 bits.
func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	return mix(r.state)
}

// mix is the output function of SplitMix64; it also makes addresses and names that look random.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// draw returns a number from 0 to n-1.
func (r *random) draw(n int) int {
	high, _ := bits.Mul64(r.next(), uint64(n))
	return int(high)
}

// percent is true with a probability of p in a hundred.
func (r *random) percent(p int) bool { return r.draw(100) < p }

// share is true with a probability of f, in steps of a millionth. It takes a draw even if f is 0.
func (r *random) share(f float64) bool { return r.draw(1_000_000) < int(f*1_000_000+0.5) }

// lowest is the least of several draws from 0 to n-1: low numbers are frequent.
func (r *random) lowest(of, n int) int {
	least := r.draw(n)
	for range of - 1 {
		least = min(least, r.draw(n))
	}
	return least
}
