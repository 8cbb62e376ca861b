package policy_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/reach/oracle"
)

// Ten lines find the paths between the VPCs of a real network, and nothing that brute force does
// not find.
func TestTenLinesFindCrossVPCPaths(t *testing.T) {
	const dir = "../../shared/corpus/batfish/transit-gateway"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpus of real networks is not beside the project")
	}
	ctx := context.Background()
	n, _, err := source.Load(ctx, []string{dir}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	text := "version: 1\ncontexts:\n"
	for i := range n.VPCs {
		text += "  " + string(n.VPCs[i].ID) + ": {is: [{vpc: " + string(n.VPCs[i].ID) + "}], allow-empty: true}\n"
	}
	p, problems := policy.Parse("p.yaml", []byte(text))
	b, more := policy.Bind(p, n, nil)
	if !policy.CanEvaluate(append(problems, more...)) {
		t.Fatal(problems, more)
	}
	c, err := reach.Compile(ctx, n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := policy.Evaluate(ctx, b, c, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Rows[slices.IndexFunc(r.Rows, func(r policy.Result) bool { return r.Rule == policy.BetweenContexts })].Findings {
		if f.Word == policy.Broken && !outside(f.FromContext) && !outside(f.ToContext) && !slices.Contains(got, f.FromContext+" "+f.ToContext) {
			got = append(got, f.FromContext+" "+f.ToContext)
		}
	}
	slices.Sort(got)
	want := crossings(n)
	if !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("found %v, brute force %v", got, want)
	}
}

// crossings are the pairs of VPCs between which the oracle lets something pass.
func crossings(n *model.Network) []string {
	var found []string
	vpc := map[model.ENIID]string{}
	svc := service.Identify(n)
	for i := range n.NetworkInterfaces {
		if svc.Endpoint(n.NetworkInterfaces[i].ID) {
			vpc[n.NetworkInterfaces[i].ID] = string(n.NetworkInterfaces[i].VPC)
		}
	}
	all := askEverything(n)
	for pair, said := range all.said {
		from, to := vpc[pair[0]], vpc[pair[1]]
		if name := from + " " + to; from != to && slices.Contains(said, oracle.Allow) && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}
