package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/settings"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
)

// repositoryFiles are the sources of results that are files of the repository, with the way there from
// its root.
func (a *app) repositoryFiles(p *ask.Policy, r *policy.Results) map[string]string {
	root, out := settings.Root(a.Dir), map[string]string{}
	for source := range sourcesOf(r) {
		path := ""
		if ext := filepath.Ext(source); source == r.File || ext == ".yaml" || ext == ".yml" {
			path = p.Source(source) // the policy, and what it includes
		}
		for _, input := range a.networks {
			if path == "" {
				path = a.fileOf(input, source)
			}
		}
		if path == "" && strings.HasSuffix(source, ".tf") {
			path = regular(filepath.Join(a.Dir, filepath.FromSlash(source)))
		}
		if below, err := filepath.Rel(root, path); path != "" && err == nil && filepath.IsLocal(below) {
			out[source] = filepath.ToSlash(below)
		}
	}
	return out
}

// regular is the path of a file that is there, else "".
func regular(path string) string {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return path
}

// sourcesOf are all sources that results point into.
func sourcesOf(r *policy.Results) map[string]bool {
	out := map[string]bool{r.File: true}
	add := func(o model.Origin) {
		if o.Source != "" {
			out[o.Source] = true
		}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		add(row.Origin)
		add(row.At)
		for _, c := range row.Unknown {
			add(c.Origin)
		}
		for j := range row.Findings {
			f := &row.Findings[j]
			for _, o := range f.Openers {
				add(o.Origin)
			}
			for _, c := range f.Unknown {
				add(c.Origin)
			}
			for _, list := range [][]reach.Step{f.Path, f.Reply} {
				for k := range list {
					add(list[k].Origin)
				}
			}
			if f.WaivedBy != nil {
				add(f.WaivedBy.Origin)
			}
		}
	}
	for i := range r.Problems {
		add(r.Problems[i].Origin)
	}
	return out
}
