package change

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// A draft is a Network in the making: a shallow copy whose lists are cloned before their first
// change. Inner slices are always cloned when they change (see with and without).
type draft struct {
	n       *model.Network
	o       Options
	number  int
	edit    Edit
	effects []Effect
	cloned  map[any]bool // by address of the list in n
}

func newDraft(n *model.Network, o Options) *draft {
	c := *n
	return &draft{n: &c, o: o, cloned: map[any]bool{}}
}

func (d *draft) begin(number int, e Edit) { d.number, d.edit = number, e }

// own returns a list of n that may be changed.
func own[T any](d *draft, rows *[]T) []T {
	if !d.cloned[rows] {
		*rows = slices.Clone(*rows)
		d.cloned[rows] = true
	}
	return *rows
}

// row returns the row that fits, in a list that may be changed; nil if there is none.
func row[T any](d *draft, rows *[]T, fits func(*T) bool) *T {
	for i := range *rows {
		if fits(&(*rows)[i]) {
			return &own(d, rows)[i]
		}
	}
	return nil
}

// insert adds a row to a list where Normalize would put it.
func insert[T any](d *draft, rows *[]T, r T, key func(*T) string) {
	list := own(d, rows)
	at, _ := slices.BinarySearchFunc(list, key(&r), func(x T, k string) int { return cmp.Compare(key(&x), k) })
	*rows = slices.Insert(list, at, r)
}

// drop removes the rows that fit and returns how many.
func drop[T any](d *draft, rows *[]T, fits func(*T) bool) int {
	before := len(*rows)
	if slices.ContainsFunc(*rows, func(r T) bool { return fits(&r) }) {
		*rows = slices.DeleteFunc(own(d, rows), func(r T) bool { return fits(&r) })
	}
	return before - len(*rows)
}

// with returns a new slice with more at its end.
func with[T any](rows []T, more ...T) []T { return append(slices.Clip(slices.Clone(rows)), more...) }

// without returns a new slice that lacks what fits; nil if nothing is left.
func without[T any](rows []T, fits func(T) bool) []T {
	var out []T
	for _, r := range rows {
		if !fits(r) {
			out = append(out, r)
		}
	}
	return out
}

// origin is the Origin of what the current edit makes.
func (d *draft) origin() model.Origin {
	return model.Origin{Source: fmt.Sprintf("edit %d: %s", d.number, d.edit)}
}

// note records an effect.
func (d *draft) note(k EffectKind, id, format string, args ...any) {
	d.effects = append(d.effects, Effect{Number: d.number, Edit: d.edit, Kind: k, ID: id, What: fmt.Sprintf(format, args...)})
}

// fail returns an error about the current edit.
func (d *draft) fail(what, why, next string, candidates ...string) error {
	return &Error{Origin: d.edit.Origin, Edit: d.edit.String(), What: what, Why: why, Next: next, Candidates: candidates}
}

// failAt returns an error about one name of the current edit.
func (d *draft) failAt(m Name, what, why, next string, candidates ...string) error {
	at := d.edit.Origin
	if m.column > 0 && at.Column > 0 {
		at.Column = m.column
	}
	return &Error{Origin: at, Edit: d.edit.String(), What: what, Why: why, Next: next, Candidates: candidates}
}

// refuse is for what AWS would refuse: an error, or under Force an effect.
func (d *draft) refuse(id, what, why, next string) error {
	if d.o.Force {
		d.note(Forced, id, "%s, although AWS would refuse: %s", what, why)
		return nil
	}
	return d.fail(what, "AWS would refuse it: "+why, next+", or force it")
}
