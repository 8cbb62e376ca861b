package ask

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

// Policy is a policy as a run reads it: what it says, and every complaint about it.
type Policy struct {
	*policy.Policy
	Path     string // of the file
	Root     string // the folder that its sources are relative to
	Problems []policy.Problem
}

// ReadPolicy reads a policy and what it includes. Sources are called as the user would call them: relative
// to dir for files below it, else relative to the policy's folder.
func ReadPolicy(dir, file string) (*Policy, error) {
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	p := &Policy{Path: path, Root: filepath.Dir(path)}
	name := filepath.Base(path)
	if below, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(below) {
		p.Root, name = dir, filepath.ToSlash(below)
	}
	read, problems, err := policy.Load(os.DirFS(p.Root), name)
	if err != nil {
		return nil, &Problem{Cause: err, Diagnostics: []model.Diagnostic{{
			Severity: model.Error, What: fmt.Sprintf("the policy %s cannot be read: %v", file, plainCause(err)), Next: "check its name, or leave out -p for the segment.yaml of this repository",
		}}}
	}
	p.Policy, p.Problems = read, problems
	return p, nil
}

// plainCause is the cause of a file error without the path, which the message has.
func plainCause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// Lint completes the problems with those of dates, in the order of places.
func (p *Policy) Lint(today time.Time) []policy.Problem {
	return append(slices.Clone(p.Problems), p.CheckDates(today)...)
}

// Source is the file of a source of the policy, "" if there is none.
func (p *Policy) Source(source string) string {
	path := filepath.Join(p.Root, filepath.FromSlash(source))
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return path
}
