package policy

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Ids of results that no rule stands for.
const (
	BetweenContexts     = "between-contexts"
	UnassignedEndpoints = "unassigned"
)

// Summary counts results.
type Summary struct {
	Kept, Broken, Waived, Vacuous, Unknown int
	New                                    int // findings that are not in the baseline
	Errors                                 int // problems of severity error
}

// Count returns how many results have a word.
func (s Summary) Count(w Word) int {
	switch w {
	case Kept:
		return s.Kept
	case Broken:
		return s.Broken
	case Waived:
		return s.Waived
	case Vacuous:
		return s.Vacuous
	case Unknown:
		return s.Unknown
	case WordUnset:
	}
	return 0
}

// String returns "1 kept, 1 broken, 1 waived, 1 vacuous, 1 unknown"; what there is none of is left out.
func (s Summary) String() string {
	var parts []string
	for _, w := range Words() {
		if n := s.Count(w); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(w.String())))
		}
	}
	if len(parts) == 0 {
		return "nothing to check"
	}
	return strings.Join(parts, ", ")
}

// FailOn is the least severity that makes a run fail.
type FailOn uint8

// Thresholds. The zero value is FailOnError.
const (
	FailOnError FailOn = iota
	FailOnWarning
	FailOnNote
	FailNever
)

// ParseFailOn reads "error", "warning", "note" or "never".
func ParseFailOn(text string) (FailOn, error) {
	for i, word := range [...]string{"error", "warning", "note", "never"} {
		if text == word {
			return FailOn(i), nil
		}
	}
	return 0, fmt.Errorf("fail on %.20q: write error, warning, note or never", text)
}

// reaches reports whether a severity is at or above the threshold.
func (f FailOn) reaches(s model.Severity) bool {
	switch f {
	case FailOnError:
		return s >= model.Error
	case FailOnWarning:
		return s >= model.Warning
	case FailOnNote:
		return s >= model.Note
	case FailNever:
	}
	return false
}

// ExitCode is 1 when something is broken or vacuous, else 3 when something that fails is unknown,
// else 0 (cli.md, section 5). What the baseline holds does not count. Problems that were reported
// with the results count as findings of their severity.
func (r *Results) ExitCode(on FailOn) int {
	unknown := false
	for i := range r.Rows {
		row := &r.Rows[i]
		if !row.Fails || !on.reaches(row.Severity) {
			continue
		}
		if row.Word != Unknown {
			return 1
		}
		unknown = true
	}
	for i := range r.Problems {
		if r.Problems[i].Counts && on.reaches(r.Problems[i].Severity) {
			return 1
		}
	}
	if unknown {
		return 3
	}
	return 0
}
