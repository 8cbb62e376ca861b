package model

import "fmt"

// Severity ranks diagnostics and findings.
type Severity uint8

// Severities, from harmless to fatal for the element concerned.
const (
	SeverityUnset Severity = iota
	Note
	Warning
	Error
)

// String returns "note", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	case SeverityUnset:
	}
	return "unset"
}

// Diagnostic is one complaint about input: what is wrong, where, what it does
// to the answers, and what to do next. Importers go on after one.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, e.g. "SEG-104"
	What     string // the fact, in the user's words
	Origin   Origin
	Effect   string // on verdicts, e.g. "paths through this rule are unknown"
	Next     string // what the user can do
}

// String is the one-line form: "error[SEG-104] file:1:2: what".
func (d Diagnostic) String() string {
	at := d.Origin.String()
	if at != "" {
		at = " " + at + ":"
	}
	return fmt.Sprintf("%s[%s]%s %s", d.Severity, d.Code, at, d.What)
}
