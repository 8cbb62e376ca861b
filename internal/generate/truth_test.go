package generate_test

import (
	"testing"

	"github.com/seed-044d7529/segment/internal/generate"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// Each planted violation lets each of its sources reach each of its endpoints.
func TestPlantedViolationsAreReachable(t *testing.T) {
	kinds := map[string]int{}
	for seed := range uint64(12) {
		o := generate.Options{Endpoints: 400, Seed: seed}
		_, e := write(t, generate.Mesh, o)
		n, err := generate.Network(t.Context(), generate.Mesh, o)
		if err != nil {
			t.Fatal(err)
		}
		c, err := reach.Compile(t.Context(), n, reach.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range e.Violations {
			kinds[v.Kind]++
			checkViolation(t, c, v)
		}
	}
	if kinds["open"] == 0 || kinds["foreign-host"] == 0 {
		t.Errorf("violations by kind: %v; both are wanted", kinds)
	}
}

func checkViolation(t *testing.T, c *reach.Compiled, v generate.Violation) {
	t.Helper()
	ports, err := packet.Parse(v.Port)
	if err != nil {
		t.Fatal(err)
	}
	at := model.NewIndex(c.Network()).Interface
	for _, from := range v.From {
		for _, to := range v.To {
			source, target := reach.End{ENI: model.ENIID(from)}, reach.End{ENI: model.ENIID(to)}
			if from == "internet" {
				source, target.Addr = reach.End{Kind: reach.EndInternet}, at[target.ENI].Private[0].Public
			}
			a, err := c.Can(t.Context(), reach.Question{From: []reach.End{source}, To: []reach.End{target}, On: &ports})
			if err != nil || a.Verdict != reach.Reachable {
				t.Errorf("%s %s of %s: %s to %s is %s: %v %v", v.Kind, v.Port, v.Service, from, to, a.Verdict, a.Unknown, a.Reasons)
			}
		}
	}
}
