package packet

// A Pair is a set of traffic seen from two sides (CON-1): Must is what passes whatever the
// unknowns turn out to be, May what passes under some of them. Must is a subset of May.
// The zero value is Impossible. Where everything is known the two are equal.
//
// A Pair built by hand may break the subset rule; see Valid.
type Pair struct{ Must, May Set }

// Exactly returns the pair of a set that is fully known.
func Exactly(s Set) Pair { return Pair{Must: s, May: s} }

// Possibly returns the pair of a set of which each member may or may not pass.
func Possibly(s Set) Pair { return Pair{May: s} }

// Impossible returns the pair of nothing: no traffic may pass.
func Impossible() Pair { return Pair{} }

// Certain returns the pair of everything: all traffic passes.
func Certain() Pair { return Exactly(All()) }

// Union returns what passes by p or by q, side by side (CON-1).
func (p Pair) Union(q Pair) Pair { return Pair{Must: p.Must.Union(q.Must), May: p.May.Union(q.May)} }

// Intersect returns what passes both p and q, side by side (CON-1).
func (p Pair) Intersect(q Pair) Pair {
	return Pair{Must: p.Must.Intersect(q.Must), May: p.May.Intersect(q.May)}
}

// Complement returns what does not pass. It swaps the sides: what may pass is what surely
// does not fail (CON-1).
func (p Pair) Complement() Pair {
	return Pair{Must: p.May.Complement(), May: p.Must.Complement()}
}

// Subtract returns what passes p and not q: the intersection with q's complement.
func (p Pair) Subtract(q Pair) Pair {
	return Pair{Must: p.Must.Subtract(q.May), May: p.May.Subtract(q.Must)}
}

// Equal reports whether both sides are equal.
func (p Pair) Equal(q Pair) bool { return p.Must.Equal(q.Must) && p.May.Equal(q.May) }

// IsExact reports whether nothing is unknown: both sides are equal.
func (p Pair) IsExact() bool { return p.Must.Equal(p.May) }

// Unknown returns the traffic of which nobody knows whether it passes: May without Must (CON-2).
func (p Pair) Unknown() Set { return p.May.Subtract(p.Must) }

// Valid reports whether Must is a subset of May. Every operation of Pair keeps this.
func (p Pair) Valid() bool { return p.Must.IsSubsetOf(p.May) }

// String returns the set if p is exact, else both sides: "must tcp/443, may tcp".
func (p Pair) String() string {
	if p.IsExact() {
		return p.Must.String()
	}
	return "must " + p.Must.String() + ", may " + p.May.String()
}
