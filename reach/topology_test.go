package reach_test

import (
	"context"
	"testing"

	"gonum.org/v1/gonum/graph/topo"

	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/reach"
)

func f0Topology(t *testing.T) *reach.Topology {
	t.Helper()
	c, err := reach.Compile(context.Background(), vectors.F0(), reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Topology()
}

// The view runs gonum's own algorithms.
func TestTopologyIsAGonumGraph(t *testing.T) {
	g := f0Topology(t)
	from, ok := g.Find("eni-w")
	if !ok {
		t.Fatal("eni-w is not in the topology")
	}
	to, _ := g.Find("internet")
	if !topo.PathExistsIn(g, from, to) {
		t.Error("no way from eni-w to the internet")
	}
	nat, _ := g.Find("nat-a")
	if !topo.PathExistsIn(g, from, nat) || g.HasEdgeFromTo(to.ID(), nat.ID()) {
		t.Error("nat-a must be reached from inside and not straight from the internet")
	}
}

func TestAlternativesAreLooplessAndEndWhereAsked(t *testing.T) {
	g := f0Topology(t)
	ways := g.Alternatives("eni-d", "internet", 5)
	if len(ways) == 0 {
		t.Fatal("no way from eni-d to the internet")
	}
	for _, w := range ways {
		seen := map[string]bool{}
		for _, e := range w.Elements {
			if seen[e] {
				t.Errorf("%v passes %s twice", w.Elements, e)
			}
			seen[e] = true
		}
		if w.Elements[len(w.Elements)-1] != "internet" || len(w.Ways) != len(w.Elements)-1 {
			t.Errorf("%v with %d ways", w.Elements, len(w.Ways))
		}
	}
}
