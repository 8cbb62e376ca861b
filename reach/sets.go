package reach

import (
	"cmp"
	"maps"
	"slices"
)

// stringSet collects strings without duplicates.
type stringSet map[string]struct{}

func (s *stringSet) add(texts ...string) {
	if *s == nil && len(texts) > 0 {
		*s = stringSet{}
	}
	for _, t := range texts {
		(*s)[t] = struct{}{}
	}
}

func (s stringSet) sorted() []string { return slices.Sorted(maps.Keys(s)) }

// noteSet collects notes without duplicates.
type noteSet map[Note]struct{}

func (s *noteSet) add(notes ...Note) {
	if *s == nil && len(notes) > 0 {
		*s = noteSet{}
	}
	for _, n := range notes {
		(*s)[n] = struct{}{}
	}
}

func (s noteSet) sorted() []Note {
	return slices.SortedFunc(maps.Keys(s), func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Text, b.Text))
	})
}

// causeSet collects causes without duplicates.
type causeSet map[Cause]struct{}

func (s *causeSet) add(causes ...Cause) {
	if *s == nil && len(causes) > 0 {
		*s = causeSet{}
	}
	for _, c := range causes {
		(*s)[c] = struct{}{}
	}
}

func (s causeSet) sorted() []Cause {
	return slices.SortedFunc(maps.Keys(s), func(a, b Cause) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Text, b.Text))
	})
}
