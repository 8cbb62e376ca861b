package awsjson

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// push adds a row to a list that may become very long: it doubles, where
// append would copy it time and again.
func push[T any](rows *[]T, row T) {
	if len(*rows) == cap(*rows) {
		*rows = slices.Grow(*rows, max(8, len(*rows)))
	}
	*rows = append(*rows, row)
}

// lists are the short lists that there are most of.
type lists struct {
	tags      slab[model.Tag]
	groups    slab[model.SecurityGroupID]
	addresses slab[model.PrivateAddress]
}

// slab is memory that short lists are cut out of, to have fewer of them.
type slab[T any] struct{ free []T }

// slabSize is how many values are made at a time.
const slabSize = 128

// list returns an empty list with room for n values and no more.
func (s *slab[T]) list(n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		if n >= slabSize/4 {
			return make([]T, 0, n)
		}
		s.free = make([]T, slabSize)
	}
	out := s.free[:0:n]
	s.free = s.free[n:]
	return out
}

// orNil makes an empty list nil, and others end where their memory is shared.
func orNil[L ~[]T, T any](list L) L {
	if len(list) == 0 {
		return nil
	}
	return list[:len(list):len(list)]
}
