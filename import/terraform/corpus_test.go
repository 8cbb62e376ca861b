package terraform_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/terraform"
	"github.com/seed-044d7529/segment/import/terraform/plan"
)

const corpus = "../../../shared/corpus/terraform"

// corpusFiles are the plans and states that are here.
func corpusFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"/*/*.plan.json", "/*/*/plan.json", "/*/*.tfstate", "/*/*/*.tfstate", "/*/*state-show.json", "/*/*/*state-show.json", "/*/*.tfstate.json"} {
		found, err := filepath.Glob(corpus + pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("the corpus is not here")
	}
	return files
}

// readFile reads a plan or state, with the binary plan beside it.
func readFile(t *testing.T, file string) *terraform.Plan {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("%s is not here", filepath.Base(file))
	}
	o := terraform.Options{Source: strings.TrimPrefix(file, corpus+"/")}
	for _, name := range []string{strings.TrimSuffix(file, ".plan.json") + ".tfplan", filepath.Join(filepath.Dir(file), "plan.tfplan")} {
		if in, err := os.ReadFile(name); err == nil && strings.HasSuffix(file, "plan.json") {
			if o.Sources, err = terraform.BinarySources(bytes.NewReader(in), int64(len(in))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if tf, err := os.ReadFile(strings.TrimSuffix(file, ".plan.json") + ".tf"); err == nil {
		o.Sources = &plan.Sources{Modules: map[string]*plan.ModuleFiles{"": {Dir: ".", Files: map[string][]byte{"main.tf": tf}}}}
	}
	p, err := terraform.Read(bytes.NewReader(text), o)
	if err != nil {
		t.Fatalf("%s: %v", o.Source, err)
	}
	return p
}

// Every plan and state of the corpus is read, and every resource accounted for.
func TestCorpusLosesNothing(t *testing.T) {
	for _, file := range corpusFiles(t) {
		if strings.Contains(file, "version_3") {
			continue
		}
		p := readFile(t, file)
		left := map[string]bool{}
		for _, u := range append(p.After.Unmodelled, p.Before.Unmodelled...) {
			left[u.What] = true
		}
		for _, c := range p.Changes {
			if !c.Modelled && !left[c.Type] && !c.Does("read") {
				t.Errorf("%s: %s is neither modelled nor listed", p.Source, c.Address)
			}
		}
		n := p.After
		t.Logf("%-50s vpc %d subnet %d rtb %d sg %d acl %d eni %d lb %d workloads %d, links %v, %d diagnostics", p.Source, len(n.VPCs), len(n.Subnets), len(n.RouteTables),
			len(n.SecurityGroups), len(n.NetworkACLs), len(n.NetworkInterfaces), len(n.LoadBalancers), len(n.Workloads), p.Links.Totals(), len(p.Diagnostics))
		for _, d := range p.Diagnostics {
			t.Logf("    %s", d)
		}
	}
}

func TestOldStateIsRefused(t *testing.T) {
	text, err := os.ReadFile(corpus + "/public/inframap-version_3_state.tfstate.json")
	if err != nil {
		t.Skip("the corpus is not here")
	}
	if _, err := plan.Read(bytes.NewReader(text), "old", 200); err == nil || !strings.Contains(err.Error(), "terraform 0.12") {
		t.Errorf("got %v", err)
	}
}
