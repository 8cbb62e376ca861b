package selector

import (
	"cmp"
	"slices"
	"strings"
)

// nearest returns at most three of the names that are nearly text, nearest first.
func nearest(text string, among []string) []string {
	type near struct {
		name  string
		edits int
	}
	text = strings.ToLower(clip(text))
	limit := min(max(2, len(text)/3), 6)
	var found []near
	for _, name := range among {
		if name == "" || max(len(name)-len(text), len(text)-len(name)) > limit {
			continue
		}
		if n := edits(text, strings.ToLower(clip(name)), limit); n <= limit && 2*n <= len(text) {
			found = append(found, near{name, n})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.name, b.name))
	})
	found = slices.Compact(found)
	var names []string
	for _, one := range found[:min(3, len(found))] {
		names = append(names, one.name)
	}
	return names
}

// clip bounds the work on names from strangers.
func clip(s string) string { return s[:min(len(s), 128)] }

// edits is the Levenshtein distance in bytes, or anything above limit.
func edits(a, b string, limit int) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, best := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			best = min(best, row[j+1])
		}
		if best > limit {
			return best
		}
	}
	return row[len(b)]
}
