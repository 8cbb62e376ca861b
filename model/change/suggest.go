package change

import (
	"cmp"
	"slices"
	"strings"
)

// nearest returns at most three of the names that are near to text by edit distance, nearest first.
func nearest(text string, names []string) []string {
	type near struct {
		name     string
		distance int
	}
	text = strings.ToLower(clip(text))
	limit := max(2, len(text)/3)
	var found []near
	for _, name := range names {
		if abs(len(name)-len(text)) > limit {
			continue
		}
		if n := distance(text, strings.ToLower(clip(name))); n <= limit {
			found = append(found, near{name, n})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	var out []string
	for _, f := range found {
		if len(out) < 3 && !slices.Contains(out, f.name) {
			out = append(out, f.name)
		}
	}
	return out
}

// clip bounds the work on names from strangers.
func clip(s string) string { return s[:min(len(s), 128)] }

func abs(n int) int { return max(n, -n) }

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
