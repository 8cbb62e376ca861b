package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/settings"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

// findPolicy reads the policy of -p, else the segment.yaml that holds here; nil when there is none.
func (a *app) findPolicy() (*ask.Policy, error) {
	file := a.policy
	if file == "" {
		if file = settings.Find(a.Dir); file == "" {
			return nil, nil
		}
	}
	return ask.ReadPolicy(a.Dir, file)
}

// needPolicy is findPolicy for commands that do nothing without one.
func (a *app) needPolicy() (*ask.Policy, error) {
	p, err := a.findPolicy()
	if err == nil && p == nil {
		return nil, noPolicy()
	}
	return p, err
}

func noPolicy() error {
	return ask.Usage("write one (segment suggest policy -n INPUT begins it) or name it with -p FILE",
		"no policy was found: there is no segment.yaml here or above, up to the root of the repository")
}

// useContexts binds the policy that holds here, if it has any use for a question. A policy that was not
// named and cannot be read does not stop the question.
func (a *app) useContexts(n *ask.Network) error {
	p, err := a.findPolicy()
	switch {
	case err != nil && a.policy != "":
		return err
	case err != nil || p == nil || n.Bound() != nil || len(p.Contexts) == 0:
		return nil
	}
	problems := slices.Clone(p.Problems)
	if policy.CanEvaluate(problems) {
		problems = append(problems, n.Bind(p.Policy)...)
	}
	if policy.CanEvaluate(problems) {
		return nil
	}
	if a.policy != "" {
		a.complainPolicy(problems)
		return exit(exitFailed)
	}
	a.notice("%s is not used: it has errors, which segment policy lint shows", filepath.Base(p.Path))
	return nil
}

// complainPolicy shows problems of a policy on standard error, each once, by place; notes only when they are
// wanted.
func (a *app) complainPolicy(problems []policy.Problem) {
	sorted := slices.SortedStableFunc(slices.Values(problems), func(x, y policy.Problem) int {
		return cmp.Or(cmp.Compare(x.Origin.Source, y.Origin.Source), cmp.Compare(x.Origin.Line, y.Origin.Line), cmp.Compare(x.Origin.Column, y.Origin.Column))
	})
	said := map[string]bool{}
	for i := range sorted {
		p := &sorted[i]
		if said[p.String()] {
			continue
		}
		said[p.String()] = true
		if p.Severity == model.Error || !a.quiet && (p.Severity == model.Warning || a.verbose) {
			fmt.Fprint(a.Err, p.String())
		}
	}
}

// today is --today, else SOURCE_DATE_EPOCH, else the day it is in UTC.
func (a *app) today(flag string) (time.Time, error) {
	if flag != "" {
		day, err := time.Parse(time.DateOnly, flag)
		if err != nil {
			return day, ask.Usage("write --today YYYY-MM-DD", "%q is no date", flag)
		}
		return day, nil
	}
	if epoch := a.variable("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, ask.Usage("give seconds since 1970, or --today", "SOURCE_DATE_EPOCH is %q", epoch)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return a.Clock().UTC(), nil
}

// readFile reads a file relative to the current folder.
func (a *app) readFile(name string) ([]byte, error) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(a.Dir, name)
	}
	return os.ReadFile(name)
}
