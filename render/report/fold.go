package report

import (
	"fmt"
	"slices"
	"strings"
)

// DifferenceLine is rows that say the same of several places: every place of
// From with every place of To.
type DifferenceLine struct {
	From, To []Place
	DifferenceRow
}

// Fold puts rows together that differ in their places alone: first the rows of
// one From, then those of equal To. The order is that of the first row of
// each. Nothing is lost but the openers that edits explain: there all those of
// the rows are listed.
func Fold(rows []DifferenceRow) []DifferenceLine {
	var lines []DifferenceLine
	for _, r := range rows {
		lines = append(lines, DifferenceLine{[]Place{r.From}, []Place{r.To}, r})
	}
	lines = merged(lines, func(l DifferenceLine) string { return l.From[0].ID }, func(into, l *DifferenceLine) { into.To = append(into.To, l.To...) })
	return merged(lines, func(l DifferenceLine) string { return JoinPlaces(l.To) }, func(into, l *DifferenceLine) { into.From = append(into.From, l.From...) })
}

func merged(lines []DifferenceLine, key func(DifferenceLine) string, join func(into, l *DifferenceLine)) []DifferenceLine {
	var out []DifferenceLine
	at := map[string]int{}
	for _, l := range lines {
		k := key(l) + "\x00" + l.sayings()
		i, seen := at[k]
		if !seen {
			at[k] = len(out)
			out = append(out, l)
			continue
		}
		join(&out[i], &l)
		out[i].OpenedBy, out[i].ClosedBy = union(out[i].OpenedBy, l.OpenedBy), union(out[i].ClosedBy, l.ClosedBy)
	}
	return out
}

func union(a, b []Opener) []Opener {
	out := slices.Clone(a)
	for _, o := range b {
		if !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// sayings is everything that a line says besides its places.
func (l DifferenceLine) sayings() string {
	a := l.Answer
	return strings.Join([]string{
		a.Kind.String(), a.Added.Key(), a.Removed.Key(), a.Undecided.Key(), a.WasUnknown.Key(), a.Outside.Key(), l.Share(),
		blame(l.OpenedBy), blame(l.ClosedBy), fmt.Sprint(a.Unknown),
	}, "\x00")
}

// blame is the edits behind a list of openers, or the openers themselves where
// no edit is.
func blame(list []Opener) string {
	var b strings.Builder
	for _, o := range list {
		if o.Edit == 0 {
			return fmt.Sprint(list)
		}
		if text := fmt.Sprint(o.Edit, " "); !strings.Contains(b.String(), text) {
			b.WriteString(text)
		}
	}
	return b.String()
}

// Share says how many pairs of ends a row is about, when not all of them:
// "2 of 6 pairs".
func (r DifferenceRow) Share() string {
	a := r.Answer
	if pairs := max(a.Before.Pairs, a.After.Pairs); a.Added.IsEmpty() != a.Removed.IsEmpty() && max(a.AddedPairs, a.RemovedPairs) < pairs {
		return fmt.Sprintf("%d of %d pairs", max(a.AddedPairs, a.RemovedPairs), pairs)
	}
	return ""
}
