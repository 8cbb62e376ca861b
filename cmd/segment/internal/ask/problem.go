package ask

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
)

// Problem is why something could not be done, ready to be shown: what, where,
// effect and next step of each complaint.
type Problem struct {
	Diagnostics []model.Diagnostic
	Cause       error
}

// Error is the first complaint on one line.
func (p *Problem) Error() string {
	if len(p.Diagnostics) == 0 {
		return "the input could not be read"
	}
	text := p.Diagnostics[0].String()
	if more := len(p.Diagnostics) - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return text
}

// Unwrap returns what caused the problem, if another error did.
func (p *Problem) Unwrap() error { return p.Cause }

// Usage is a problem of the command line: what is wrong, and what to write.
func Usage(next, format string, args ...any) error {
	return &Problem{Diagnostics: []model.Diagnostic{{Severity: model.Error, What: fmt.Sprintf(format, args...), Next: next}}}
}

func noNetwork() error {
	return &Problem{Diagnostics: []model.Diagnostic{{
		Severity: model.Error, What: "no network was given",
		Effect: "nothing can be asked",
		Next:   "add -n INPUT (a directory of aws … describe-* JSON), or -n demo: for the sample, or set SEGMENT_NETWORK",
	}}}
}

// unreadable keeps the errors of an import: they say why it failed.
func unreadable(diags []model.Diagnostic) error {
	p := &Problem{}
	for _, d := range diags {
		if d.Severity == model.Error {
			p.Diagnostics = append(p.Diagnostics, d)
		}
	}
	return p
}

// nothingRead is the problem of inputs that hold JSON, but no network.
func nothingRead(inputs []string, diags []model.Diagnostic) error {
	return &Problem{Diagnostics: append(slices.Clone(diags), model.Diagnostic{
		Severity: model.Error, What: "nothing that describes a network was found in " + strings.Join(inputs, ", "),
		Effect: "nothing can be asked", Next: "give what aws … describe-* prints; see segment help inputs",
	})}
}

// selecting makes an error of a selector a problem with a next step.
func selecting(side string, err error) error {
	d := model.Diagnostic{Severity: model.Error, What: side + ": " + err.Error(), Next: "see segment help selectors"}
	var missing *selector.NotFoundError
	if errors.As(err, &missing) {
		d.Effect = "the question was not asked"
	}
	return &Problem{Diagnostics: []model.Diagnostic{d}, Cause: err}
}
