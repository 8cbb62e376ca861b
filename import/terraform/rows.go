package terraform

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// rows are the rows of one kind while a network is built: found by id, in the
// order in which they were added.
type rows[K ~string, T any] struct {
	at    map[K]*T
	order []K
}

// add files a row; a second row of an id is the first one.
func (r *rows[K, T]) add(id K, row T) *T {
	if r.at == nil {
		r.at = map[K]*T{}
	}
	if old := r.at[id]; old != nil {
		return old
	}
	p := &row
	r.at[id] = p
	r.order = append(r.order, id)
	return p
}

func (r *rows[K, T]) get(id K) *T { return r.at[id] }

// each calls f for all rows in order.
func (r *rows[K, T]) each(f func(id K, row *T)) {
	for _, id := range r.order {
		f(id, r.at[id])
	}
}

func (r *rows[K, T]) list() []T {
	if len(r.order) == 0 {
		return nil
	}
	out := make([]T, len(r.order))
	for i, id := range r.order {
		out[i] = *r.at[id]
	}
	return out
}

func sortTags(tags model.Tags) model.Tags {
	slices.SortFunc(tags, func(a, b model.Tag) int { return cmp.Compare(a.Key, b.Key) })
	return tags
}
