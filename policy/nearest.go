package policy

import "strings"

// nearest returns the name that text most probably means, or "" if none is near.
func nearest(text string, names []string) string {
	best, least := "", max(2, len(text)/3)+1
	for _, name := range names {
		if n := edits(strings.ToLower(clip(text)), strings.ToLower(clip(name))); n < least && 2*n <= len(text)+1 {
			best, least = name, n
		}
	}
	return best
}

// clip bounds the work on names from strangers.
func clip(s string) string { return s[:min(len(s), 128)] }

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
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
