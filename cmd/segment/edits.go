package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/model/change"
)

// edits reads the edits of a file, then those of the command line: what a
// scenario says, and what somebody tries on top of it.
func (a *app) edits(args []string, file string) ([]change.Edit, error) {
	a.written = map[string]string{}
	var edits []change.Edit
	if file != "" {
		text, err := a.textOf(file)
		if err != nil {
			return nil, err
		}
		a.written[file] = text
		if edits, err = ask.ParseEdits(file, []byte(text)); err != nil {
			return nil, err
		}
	}
	for i, arg := range args {
		source := fmt.Sprintf("argument %d", i+1)
		a.written[source] = arg
		more, err := ask.ParseEdits(source, []byte(arg))
		if err != nil {
			return nil, err
		}
		edits = append(edits, more...)
	}
	if len(edits) == 0 {
		return nil, ask.Usage("write one edit a line; # begins a comment", "there is no edit in %s", strings.TrimSpace(file+" "+strings.Join(args, " ")))
	}
	return edits, nil
}

// textOf reads a file whole, "-" being standard input.
func (a *app) textOf(file string) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(a.In)
		return string(text), err
	}
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(a.Dir, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", ask.Usage("check the path given with --edits", "%s cannot be opened: %v", file, reason(err))
	}
	return string(text), nil
}
