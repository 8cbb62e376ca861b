package link_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/seed-044d7529/segment/import/terraform/link"
	"github.com/seed-044d7529/segment/import/terraform/plan"
)

const corpus = "../../../../shared/corpus/terraform"

// truth maps an address and an attribute path to the true targets.
type truth map[string]map[string][]string

func readTruth(t *testing.T, file string) truth {
	t.Helper()
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("%s is not here", file)
	}
	var out truth
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func readPlan(t *testing.T, file string) *plan.Document {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := plan.Read(bytes.NewReader(text), filepath.Base(file), 200)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sourcesOf finds the sources beside a plan; nil if there are none.
func sourcesOf(t *testing.T, file string) *plan.Sources {
	t.Helper()
	for _, name := range []string{strings.TrimSuffix(file, ".json") + ".tfplan", filepath.Join(filepath.Dir(file), "plan.tfplan")} {
		in, err := os.Open(name)
		if err != nil {
			continue
		}
		defer in.Close()
		info, err := in.Stat()
		if err != nil {
			t.Fatal(err)
		}
		s, err := plan.BinarySources(in, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if text, err := os.ReadFile(strings.TrimSuffix(file, ".plan.json") + ".tf"); err == nil {
		return &plan.Sources{Modules: map[string]*plan.ModuleFiles{"": {Dir: ".", Files: map[string][]byte{"main.tf": text}}}}
	}
	return nil
}

// score counts how the links of the truth were resolved.
type score struct {
	all, exact, wrong int
	how               [link.Unresolved + 1]int
}

func grade(t *testing.T, name string, want truth, got *link.Report) score {
	t.Helper()
	var s score
	byAddress := map[string][]link.Link{}
	for _, l := range got.Links {
		byAddress[l.Address] = append(byAddress[l.Address], l)
	}
	for address, attributes := range want {
		for path, targets := range attributes {
			s.all++
			l := closest(byAddress[address], path, targets)
			if l == nil {
				if !skipped(address) {
					t.Errorf("%s: %s.%s is no link", name, address, path)
				}
				s.all--
				continue
			}
			s.how[l.How]++
			for _, one := range targets {
				if !slices.Contains(l.Targets, one) && l.How != link.Known {
					t.Errorf("%s: %s.%s is %v %v, the truth is %v", name, address, path, l.How, l.Targets, targets)
					s.wrong++
					break
				}
			}
			if l.How.Exact() {
				s.exact++
			}
		}
	}
	return s
}

// skipped are types that have no place in the model.
func skipped(address string) bool {
	return strings.Contains(address, "aws_flow_log.")
}

// closest is the link at a path; positions inside sets mean nothing.
func closest(all []link.Link, path string, targets []string) *link.Link {
	var best *link.Link
	for i := range all {
		if shape(all[i].Path) != shape(path) {
			continue
		}
		if best == nil || slices.Equal(all[i].Targets, targets) {
			best = &all[i]
		}
	}
	return best
}

func shape(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return 'N'
		}
		return r
	}, path)
}

// The shares that are exact. They may only rise.
const (
	exactAlone = 0.57 // JSON alone: locals and dynamic blocks are not in it
	exactWith  = 1.00 // with the binary plan, or the sources
)

// Every configured link that the plan does not know, against what an apply
// showed: the truth is among the candidates, and how many are exact.
func TestLinksOfTheCorpus(t *testing.T) {
	files, _ := filepath.Glob(corpus + "/*/*.links.json")
	more, _ := filepath.Glob(corpus + "/estates/*/links.json")
	files = append(files, more...)
	if len(files) == 0 {
		t.Skip("the corpus is not here")
	}
	var alone, with score
	t.Logf("%-44s %5s | %-10s %s", "plan", "links", "sources", "exact symbolic closure same-key candidates unresolved")
	for _, file := range files {
		want := readTruth(t, file)
		if len(want) == 0 {
			continue // everything is known
		}
		planFile := strings.TrimSuffix(file, "links.json") + "plan.json"
		name := strings.TrimPrefix(planFile, corpus+"/")
		s := grade(t, name, want, link.Resolve(options(readPlan(t, planFile), nil)))
		alone = sum(alone, s)
		t.Log(s.row(name, "JSON alone"))
		sources := sourcesOf(t, planFile)
		if sources == nil {
			continue
		}
		report := link.Resolve(options(readPlan(t, planFile), sources))
		if len(report.Misfit) > 0 {
			t.Errorf("%s: its own sources do not fit: %+v", name, report.Misfit)
		}
		s = grade(t, name, want, report)
		with = sum(with, s)
		t.Log(s.row(name, "with"))
	}
	t.Log(alone.row("all", "JSON alone"))
	t.Log(with.row("all", "with"))
	if alone.share() < exactAlone || with.share() < exactWith {
		t.Errorf("exact are %.3f with JSON alone and %.3f with sources, not %.2f and %.2f", alone.share(), with.share(), exactAlone, exactWith)
	}
}

func (s score) share() float64 { return float64(s.exact) / float64(max(s.all, 1)) }

func (s score) row(name, sources string) string {
	return fmt.Sprintf("%-44s %5d | %-10s %4.0f%% %8d %7d %8d %10d %10d", name, s.all, sources, 100*s.share(),
		s.how[link.Symbolic], s.how[link.Closure], s.how[link.SameKey], s.how[link.Candidates], s.how[link.Unresolved])
}

func options(d *plan.Document, s *plan.Sources) link.Options {
	return link.Options{
		Resources: d.After(), Config: d.Config, Sources: s, Variables: d.Variables,
		Wanted: func(typ string) bool { return strings.HasPrefix(typ, "aws_") },
	}
}

func sum(a, b score) score {
	out := score{all: a.all + b.all, exact: a.exact + b.exact, wrong: a.wrong + b.wrong}
	for i := range out.how {
		out.how[i] = a.how[i] + b.how[i]
	}
	return out
}
