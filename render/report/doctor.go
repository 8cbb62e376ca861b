package report

import "github.com/seed-044d7529/segment/model"

// Doctor is what was read, how completely, and with which settings.
type Doctor struct {
	Collections []model.Collection
	Missing     []Incomplete // collections that make answers unknown
	Assumptions []Assumption
	Diagnostics []model.Diagnostic
	Unmodelled  []model.Unmodelled
	Denied      []model.DeniedCall
	Settings    []Setting
}

// Assumption is what answers will take for granted, because no import told
// (CON-5).
type Assumption struct {
	ID      string // "bpa-off"
	Text    string
	Missing model.Kind // the collection whose absence causes it
}

// Setting is one choice of the user, and where it was made.
type Setting struct {
	Name, Value, From string
}

// Errors counts the diagnostics of severity error.
func (d Doctor) Errors() int {
	n := 0
	for _, x := range d.Diagnostics {
		if x.Severity == model.Error {
			n++
		}
	}
	return n
}
