package text

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Diagnostic writes a complaint as lines: what, where, effect, next step.
func (s Style) Diagnostic(d model.Diagnostic) []string { return s.DiagnosticWith(d, nil) }

// DiagnosticWith is Diagnostic with an excerpt of the source between the place
// and the effect.
func (s Style) DiagnosticWith(d model.Diagnostic, excerpt []string) []string {
	head := d.Severity.String()
	if d.Code != "" {
		head += "[" + name(d.Code) + "]"
	}
	lines := []string{s.paint(severityColour(d.Severity), head) + ": " + name(d.What)}
	if at := d.Origin.String(); at != "" {
		if d.Origin.Pointer != "" {
			at += "  " + clip(d.Origin.Pointer, longestPointer)
		}
		lines = append(lines, "  --> "+name(at))
	}
	lines = append(lines, excerpt...)
	if d.Effect != "" {
		lines = append(lines, "  = effect: "+name(d.Effect))
	}
	if d.Next != "" {
		lines = append(lines, "  = help: "+name(d.Next))
	}
	return lines
}

// longestPointer is how much of a JSON pointer is shown; JSON has all of it.
const longestPointer = 120

// clip leaves out the middle of a text that is too long, visibly.
func clip(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most/2]) + "…" + string(runes[len(runes)-most/2:])
}

// Excerpt shows one line of a source with a caret under a column, both from 1.
// Long lines are cut around the column.
func Excerpt(line string, number, column int) []string {
	const before, after = 40, 36
	column = max(1, min(column, len(line)+1))
	from := max(0, column-1-before)
	to := min(len(line), column-1+after)
	text, lead := name(line[from:to]), name(line[from:column-1])
	if from > 0 {
		text, lead = "…"+text, "…"+lead
	}
	if to < len(line) {
		text += "…"
	}
	gutter := fmt.Sprintf("%5d | ", number)
	blank := strings.Repeat(" ", len(gutter)-2) + "| "
	return []string{gutter + text, blank + strings.Repeat(" ", len([]rune(lead))) + "^"}
}

func severityColour(s model.Severity) string {
	switch s {
	case model.Error:
		return red
	case model.Warning:
		return yellow
	case model.Note, model.SeverityUnset:
	}
	return dim
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
