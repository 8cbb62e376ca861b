package change

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Error says what is wrong with one edit.
type Error struct {
	Origin     model.Origin // of the word concerned
	Edit       string       // the edit as written
	What       string       // the fact
	Why        string
	Next       string   // what the user can do
	Candidates []string // names that fit, or that are near; at most ten
}

// Error is the one-line form: "edits.txt:3:7: allow sg:wbe …: no … is named …: why; next".
func (e *Error) Error() string {
	var b strings.Builder
	if at := e.Origin.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if e.Edit != "" {
		b.WriteString(e.Edit + ": ")
	}
	b.WriteString(e.What)
	if e.Why != "" {
		b.WriteString(": " + e.Why)
	}
	if len(e.Candidates) > 0 {
		b.WriteString(" (" + strings.Join(e.Candidates, ", ") + ")")
	}
	if e.Next != "" {
		b.WriteString("; " + e.Next)
	}
	return b.String()
}
