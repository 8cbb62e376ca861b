package terraform_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/import/terraform"
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// What pull requests change is seen between the network before and after.
func TestPullRequests(t *testing.T) {
	drop := readFile(t, filepath.Join(corpus, "changes/own-pr-drop-nacl-deny.plan.json"))
	if before, after := denies(drop.Before), denies(drop.After); before != after+1 {
		t.Errorf("a dropped deny: %d before, %d after", before, after)
	}
	peer := readFile(t, filepath.Join(corpus, "changes/own-pr-peering.plan.json"))
	if len(peer.Before.Peerings) != 0 || len(peer.After.Peerings) != 1 {
		t.Fatalf("a new peering: %d before, %d after", len(peer.Before.Peerings), len(peer.After.Peerings))
	}
	pcx, routes := string(peer.After.Peerings[0].ID), 0
	for _, table := range peer.After.RouteTables {
		for _, r := range table.Routes {
			if r.Target.Kind == model.TargetPeering && r.Target.ID == pcx {
				routes++
				if !strings.HasSuffix(r.Origin.Source, ".tf") || r.Origin.Line == 0 {
					t.Errorf("the route is at %v", r.Origin)
				}
			}
		}
	}
	if routes != 2 {
		t.Errorf("%d routes to the peering", routes)
	}
	open := readFile(t, filepath.Join(corpus, "estates/shop-pr-ledger-open/plan.json"))
	if before, after := count(open.Before), count(open.After); after != before+1 {
		t.Errorf("an opened port: %d rules before, %d after", before, after)
	}
}

func denies(n *model.Network) (found int) {
	for _, a := range n.NetworkACLs {
		for _, e := range a.Entries {
			if e.Action == model.Deny {
				found++
			}
		}
	}
	return found
}

func count(n *model.Network) (rules int) {
	for _, g := range n.SecurityGroups {
		rules += len(g.Rules)
	}
	return rules
}

// A binary plan beside its JSON gives the configuration; alone it is an error.
func TestBinaryPlanBesideItsJSON(t *testing.T) {
	dir := filepath.Join(corpus, "estates/hub-spoke")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpus is not here")
	}
	options := source.Options{Importers: []source.Importer{terraform.Importer{}}}
	n, diags, err := source.Load(context.Background(), []string{filepath.Join(dir, "plan.json"), filepath.Join(dir, "plan.tfplan")}, options)
	if err != nil || len(diags) > 0 || len(n.VPCs) != 5 {
		t.Errorf("%d VPCs, %v, %v", len(n.VPCs), diags, err)
	}
	for _, v := range n.VPCs {
		if !strings.HasSuffix(v.Origin.Source, "main.tf") {
			t.Errorf("%s is at %v", v.ID, v.Origin)
		}
	}
	_, diags, _ = source.Load(context.Background(), []string{filepath.Join(dir, "plan.tfplan")}, options)
	if len(diags) != 1 || diags[0].Code != "SEG-206" {
		t.Errorf("a binary plan alone: %v", diags)
	}
}

// The folder of the root module does as well as the binary plan.
func TestRootFolder(t *testing.T) {
	dir := filepath.Join(corpus, "estates/hub-spoke")
	in, err := os.Open(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Skip("the corpus is not here")
	}
	defer in.Close()
	p, err := terraform.Read(in, terraform.Options{Source: "plan.json", Root: filepath.Join(dir, "src")})
	if err != nil || len(p.Diagnostics) > 0 {
		t.Fatalf("%v %v", p.Diagnostics, err)
	}
	for _, l := range p.Links.Links {
		if !l.How.Exact() || l.Place == nil {
			t.Errorf("%s.%s is %v at %v", l.Address, l.Path, l.How, l.Place)
		}
	}
}

// Sources that the plan was not made of are noticed, and not evaluated.
func TestSourcesThatDoNotFit(t *testing.T) {
	tf, err := os.ReadFile(filepath.Join(corpus, "changes/own-base.tf"))
	if err != nil {
		t.Skip("the corpus is not here")
	}
	other := strings.ReplaceAll(string(tf), "10.", "10.1")
	in, err := os.Open(filepath.Join(corpus, "changes/own-base.plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	p, err := terraform.Read(in, terraform.Options{Source: "plan.json", Sources: &plan.Sources{Modules: map[string]*plan.ModuleFiles{
		"": {Dir: ".", Files: map[string][]byte{"main.tf": []byte(other)}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Links.Misfit) != 1 || p.Diagnostics[0].Code != "SEG-201" {
		t.Errorf("misfit %v, %v", p.Links.Misfit, p.Diagnostics)
	}
	for _, l := range p.Links.Links {
		if l.How.String() == "symbolic" {
			t.Errorf("%s.%s was evaluated", l.Address, l.Path)
		}
	}
}

// Partial plans are named, whatever Terraform says of them.
func TestPartialPlans(t *testing.T) {
	const vpc = `{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","name":"a","change":{"actions":["create"],"after":{"cidr_block":"10.0.0.0/16"},"after_unknown":{"id":true}}}`
	const config = `"configuration":{"root_module":{"resources":[{"mode":"managed","type":"aws_vpc","name":"a","expressions":{}},{"mode":"managed","type":"aws_vpc","name":"b","expressions":{}}]}}`
	for name, text := range map[string]string{
		"complete":          `{"format_version":"1.2","complete":false,"resource_changes":[` + vpc + `]}`,
		"errored":           `{"format_version":"1.2","complete":true,"errored":true,"resource_changes":[` + vpc + `]}`,
		"-target, not told": `{"format_version":"1.1","resource_changes":[` + vpc + `],` + config + `}`,
	} {
		p, err := terraform.Read(strings.NewReader(text), terraform.Options{Source: "plan.json"})
		if err != nil || len(p.Partial) != 1 || p.After.Presence(model.KindVPCs, "", "") != model.Partial {
			t.Errorf("%s: %v %v", name, p.Partial, err)
		}
	}
	for _, text := range []string{`{"format_version":"2.0","resource_changes":[]}`, `{"format_version":"1.2","resource_changes":[{"address"`, `{"version":3,"modules":[]}`} {
		if _, err := terraform.Read(strings.NewReader(text), terraform.Options{Source: "plan.json"}); err == nil {
			t.Errorf("%s is read", text)
		}
	}
}
