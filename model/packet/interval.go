package packet

import "slices"

// An interval is a closed, non-empty run of members of an ordered domain.
// The functions of this file work on canonical lists of them: ascending, disjoint, and never
// adjacent. A set has exactly one such list. The functions never change their arguments.
type interval[R any] interface {
	comparable
	// precedes reports whether every member of the receiver lies below every member of other.
	precedes(other R) bool
	startsBefore(other R) bool
	endsBefore(other R) bool
	// overlap returns the members in both. Neither may precede the other.
	overlap(other R) R
	// join returns one interval with the members of both, if there is one.
	// The receiver must not start after other.
	join(other R) (joined R, ok bool)
	// cut returns what lies below and above other. Neither may precede the other.
	cut(other R) (below, above R, hasBelow, hasAbove bool)
}

// canonical returns the canonical list of the members of rs, which may come in any order.
func canonical[R interval[R]](rs []R) []R {
	sorted := slices.Clone(rs)
	slices.SortFunc(sorted, func(a, b R) int {
		switch {
		case a.startsBefore(b):
			return -1
		case b.startsBefore(a):
			return 1
		default:
			return 0
		}
	})
	out := sorted[:0]
	for _, r := range sorted {
		out = extend(out, r)
	}
	return out
}

// extend adds r, which starts no earlier than the last interval of out.
func extend[R interval[R]](out []R, r R) []R {
	if n := len(out); n > 0 {
		if joined, ok := out[n-1].join(r); ok {
			out[n-1] = joined
			return out
		}
	}
	return append(out, r)
}

func union[R interval[R]](a, b []R) []R {
	out := make([]R, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].startsBefore(b[0]) {
			out, a = extend(out, a[0]), a[1:]
		} else {
			out, b = extend(out, b[0]), b[1:]
		}
	}
	return out
}

func intersect[R interval[R]](a, b []R) []R {
	var out []R
	for len(a) > 0 && len(b) > 0 {
		if !a[0].precedes(b[0]) && !b[0].precedes(a[0]) {
			out = append(out, a[0].overlap(b[0]))
		}
		a, b = dropLower(a, b)
	}
	return out
}

// meets reports whether a and b have a member in common.
func meets[R interval[R]](a, b []R) bool {
	for len(a) > 0 && len(b) > 0 {
		if !a[0].precedes(b[0]) && !b[0].precedes(a[0]) {
			return true
		}
		a, b = dropLower(a, b)
	}
	return false
}

// dropLower drops the head that ends first: nothing further can meet it.
func dropLower[R interval[R]](a, b []R) (restA, restB []R) {
	if a[0].endsBefore(b[0]) {
		return a[1:], b
	}
	return a, b[1:]
}

func subtract[R interval[R]](a, b []R) []R {
	var out []R
	for _, r := range a {
		out, b = carve(out, r, b)
	}
	return out
}

// carve appends to out what b leaves of r. It returns the part of b that can matter beyond r.
func carve[R interval[R]](out []R, r R, b []R) (extended, rest []R) {
	for len(b) > 0 && !r.precedes(b[0]) {
		if b[0].precedes(r) {
			b = b[1:]
			continue
		}
		below, above, hasBelow, hasAbove := r.cut(b[0])
		if hasBelow {
			out = append(out, below)
		}
		if !hasAbove {
			return out, b
		}
		r, b = above, b[1:]
	}
	return append(out, r), b
}
