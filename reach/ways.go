package reach

import (
	"math"

	shortest "gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
)

// Alternative is a way through the topology from one end to the other,
// whether or not routing picks it.
type Alternative struct {
	Elements []string // AWS ids in order
	Ways     []string // what leads from each element to the next
}

// Alternatives returns up to most loopless ways between two elements, the
// fewest elements first. Interfaces other than the ends are not passed through.
func (t *Topology) Alternatives(from, to string, most int) []Alternative {
	u, okU := t.byID[from]
	v, okV := t.byID[to]
	if !okU || !okV || most <= 0 {
		return nil
	}
	var found []Alternative
	for _, nodes := range shortest.YenKShortestPaths(t.core(u, v), most, math.Inf(1), t.node(u), t.node(v)) {
		if len(nodes) < 2 {
			continue
		}
		alternative := Alternative{Elements: []string{t.elements[nodes[0].ID()].ID}}
		for i := 1; i < len(nodes); i++ {
			line := t.between(nodes[i-1].ID(), nodes[i].ID())[0].(Way)
			alternative.Elements = append(alternative.Elements, t.elements[nodes[i].ID()].ID)
			alternative.Ways = append(alternative.Ways, line.Label)
		}
		found = append(found, alternative)
	}
	return found
}

// core is the part of the topology that can lie between two elements:
// hosts are left out, and the outside is no transit.
func (t *Topology) core(u, v int64) *simple.DirectedGraph {
	g := simple.NewDirectedGraph()
	passable := func(n int64) bool {
		e := &t.elements[n]
		return n == u || n == v || e.Kind != "interface" && e.Kind != "outside"
	}
	for i := range t.lines {
		from, to := int64(t.lines[i].from), int64(t.lines[i].to)
		if from != to && passable(from) && passable(to) {
			g.SetEdge(g.NewEdge(t.node(from), t.node(to)))
		}
	}
	return g
}
