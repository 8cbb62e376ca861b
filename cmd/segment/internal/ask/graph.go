package ask

import (
	"context"
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// IsByContext reports whether a picture is of contexts: they were asked for, or nothing was and there is a
// policy that names some.
func (n *Network) IsByContext(level string) bool {
	return level == byContext || level == "" && n.bound != nil
}

// GraphLevels are the levels of which a picture can be drawn.
var GraphLevels = []string{byContext, "vpc", "subnet", "sg", "service"}

// GraphQuery asks for a picture.
type GraphQuery struct {
	Level    string // empty: the finest of subnet and vpc that can be read
	Ports    string
	MaxEdges int // 0: any number
	State    bool
}

// What people can still read on one page.
const (
	readableEdges = 40
	readableBoxes = 30
)

// Graph is a picture of who reaches whom.
func (n *Network) Graph(ctx context.Context, q GraphQuery) (report.Graph, error) {
	levels := []string{q.Level}
	if q.Level == "" {
		levels = []string{"subnet", "vpc"}
	}
	var g report.Graph
	for i, level := range levels {
		var err error
		if g, err = n.graphAt(ctx, level, q); err != nil {
			return g, err
		}
		if len(g.Edges) <= readableEdges && countBoxes(g.Clusters)+len(g.Boxes) <= readableBoxes || i == len(levels)-1 {
			break
		}
	}
	if q.MaxEdges > 0 && len(g.Edges) > q.MaxEdges {
		return g, Usage("use a coarser --by, --max-edges 0, or segment matrix, which stays readable",
			"a picture by %s has %d edges; more than %d cannot be read", g.Level, len(g.Edges), q.MaxEdges)
	}
	return g, nil
}

func (n *Network) graphAt(ctx context.Context, level string, q GraphQuery) (report.Graph, error) {
	m, err := n.Matrix(ctx, MatrixQuery{Level: level, Ports: q.Ports, State: q.State})
	if err != nil {
		return report.Graph{}, err
	}
	g := report.Graph{Level: level}
	internal := map[string]packet.Set{}
	for _, r := range m.Rows {
		a := r.Answer
		switch {
		case a.Verdict == reach.Blocked:
		case r.From.ID == r.To.ID:
			internal[r.From.ID] = a.Connections.Must
		default:
			g.Edges = append(g.Edges, report.Edge{
				From: r.From.ID, To: r.To.ID, Verdict: a.Verdict, Ports: a.Connections, Pairs: a.Pairs, Passing: a.Passing,
			})
		}
	}
	merged := len(g.Edges)
	g.Edges = bothWays(g.Edges)
	d := drawing{network: n, level: level, internal: internal, groups: n.inside(level)}
	g.Clusters, g.Boxes = d.clusters(), d.outside(g.Edges)
	members := 0
	for _, group := range d.groups {
		members += len(group.enis)
	}
	g.Folded = fmt.Sprintf("level %s: %d interfaces in %d boxes; %d directions drawn as %d edges; %d blocked pairs not drawn",
		level, members, len(d.groups), merged, len(g.Edges), m.Blocked)
	return g, nil
}

// bothWays draws two edges as one where the same passes in both directions.
func bothWays(edges []report.Edge) []report.Edge {
	at := map[[2]string]int{}
	for i, e := range edges {
		at[[2]string{e.From, e.To}] = i
	}
	drop := map[int]bool{}
	for i, e := range edges {
		j, ok := at[[2]string{e.To, e.From}]
		if ok && i < j && e.Ports.Equal(edges[j].Ports) && e.Verdict == edges[j].Verdict {
			edges[i].Both, drop[j] = true, true
		}
	}
	var out []report.Edge
	for i, e := range edges {
		if !drop[i] {
			out = append(out, e)
		}
	}
	return out
}

func countBoxes(clusters []report.Cluster) int {
	n := 0
	for _, c := range clusters {
		n += len(c.Boxes) + countBoxes(c.Clusters)
	}
	return n
}

// outside are the boxes beyond the network that some edge ends at.
func (d drawing) outside(edges []report.Edge) []report.Box {
	var out []report.Box
	for _, g := range d.network.outside() {
		id := g.place.ID
		if slices.ContainsFunc(edges, func(e report.Edge) bool { return e.From == id || e.To == id }) {
			out = append(out, report.Box{ID: id, Kind: id, Label: []string{id}})
		}
	}
	return out
}
