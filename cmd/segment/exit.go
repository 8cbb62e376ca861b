package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/reach"
)

// Exit codes (cli.md section 5): the same code for the same fact everywhere.
const (
	exitDone        = 0
	exitNo          = 1
	exitFailed      = 2
	exitUnknown     = 3
	exitInterrupted = 130
)

// exit is an error that ends the program with a code and says nothing more:
// the report has said it.
type exit int

// Error names the code, for tests.
func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// verdictExit is the exit of an answer; nil for reachable.
func verdictExit(v reach.Verdict) error {
	switch v {
	case reach.Reachable:
		return nil
	case reach.PartlyReachable, reach.Blocked:
		return exit(exitNo)
	case reach.Undetermined:
		return exit(exitUnknown)
	case reach.VerdictUnset:
	}
	return exit(exitFailed)
}

// finish shows what went wrong and returns the exit code of the program.
func (a *app) finish(ctx context.Context, err error) int {
	var code exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		fmt.Fprintln(a.Err, "interrupted; no file was changed")
		return exitInterrupted
	}
	var problem *ask.Problem
	if !errors.As(err, &problem) {
		problem = &ask.Problem{Diagnostics: []model.Diagnostic{{Severity: model.Error, What: err.Error(), Next: "see " + a.helpFor()}}}
	}
	a.complain(problem.Diagnostics)
	return exitFailed
}

// helpFor is the help of the command that was running.
func (a *app) helpFor() string {
	if a.running == "" {
		return "segment help"
	}
	return a.running + " --help"
}
