package examples_test

import (
	"slices"
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/policy"
)

// Rules about paths: what passes a gateway, what goes around it.
func TestPaths(t *testing.T) {
	p, problems := policy.Parse("p.yaml", []byte(`version: 1
contexts:
  prod: { is: [{ vpc: prod, tag: { context: billing } }] }
  shared: { is: [{ vpc: shared }] }
  egress: { is: [{ type: nat }] }
default: { between-contexts: allow, unassigned: ignore }
rules:
  - { id: out-through-nat, through: { from: prod, to: internet, via: egress } }
  - { id: out-through-one, through: { from: prod, to: internet, via: nat:inspection-a } }
  - { id: out-past-hub, avoid: { from: prod, to: internet, via: tgw:hub } }
  - { id: names-through-nat, through: { from: prod, to: shared, via: egress } }
  - { id: names-through-hub, through: { from: prod, to: shared, via: tgw:hub } }
  - { id: names-past-hub, avoid: { from: prod, to: shared, via: tgw:hub } }
  - { id: names-past-nat, avoid: { from: prod, to: shared, via: egress } }
  - { id: confined-to-nat, confine-egress: { from: prod, to: [aws, "nat:inspection-*"] } }
  - { id: confined-to-aws, confine-egress: { from: prod, to: aws } }
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r := evaluate(t, p, network(t, "organisation"), policy.Options{Today: today})
	for rule, word := range map[string]policy.Word{
		"out-through-nat": policy.Kept, "out-through-one": policy.Broken, "out-past-hub": policy.Broken,
		"names-through-nat": policy.Broken, "names-through-hub": policy.Kept, "names-past-hub": policy.Broken, "names-past-nat": policy.Kept,
		"confined-to-nat": policy.Kept, "confined-to-aws": policy.Broken,
	} {
		if got := row(t, r, rule); got.Word != word {
			t.Errorf("%s is %v, want %v: %+v", rule, got.Word, word, got.Findings)
		}
	}
}

// An availability contract says which zone it does not survive.
func TestRequirementNamesTheZone(t *testing.T) {
	edits, err := change.Parse("remove dns-b")
	if err != nil {
		t.Fatal(err)
	}
	n := network(t, "organisation")
	for i := range n.Instances { // two hosts have the name dns: the one in zone b gets its own
		if tags := n.Instances[i].Tags; tags.Name() == "dns" && n.Instances[i].Subnet == subnet(n, "shared-dns-b") {
			tags[slices.Index(tags, model.Tag{Key: "Name", Value: "dns"})].Value = "dns-b"
		}
	}
	n, _, err = change.Apply(n, edits, change.Options{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	f := row(t, evaluate(t, read(t, "organisation"), n, policy.Options{Today: today}), "names").Findings
	if len(f) == 0 || f[0].Zone != "eu-west-1a" || !f[0].Missing {
		t.Errorf("%+v", f)
	}
}

func subnet(n *model.Network, name string) model.SubnetID {
	for i := range n.Subnets {
		if n.Subnets[i].Tags.Name() == name {
			return n.Subnets[i].ID
		}
	}
	return ""
}
