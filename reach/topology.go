package reach

import (
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/multi"

	"github.com/seed-044d7529/segment/model"
)

// Topology is the network as a directed multigraph: elements, and the ways
// that packets take between them before any filter. It implements
// graph.DirectedMultigraph of gonum over flat arrays, so that gonum's
// algorithms run on it without a copy.
//
// A way says that some packets go from one element to the next: the routes of
// a subnet's table, the delivery of a VPC's router, an attachment, a door. Whether a given
// packet takes it is for Can to say.
type Topology struct {
	elements []Element
	lines    []Way
	out, in  [][]int32 // line numbers by element
	byID     map[string]int64
}

// Element is a node of the topology.
type Element struct {
	node int64
	Kind string // "interface", "subnet", "vpc", "internet-gateway", "nat-gateway", "tgw-table", "outside", …
	ID   string // AWS id; "internet", "on-prem" and "aws" for the outside
	Name string // Name tag
	VPC  string // id of the VPC it lies in, if it lies in one
}

// Node is an Element as gonum sees it.
type Node struct{ *Element }

// ID returns the number of the element, as graph.Node wants it.
func (n Node) ID() int64 { return n.node }

// DOTID returns the AWS id, for gonum's DOT encoder.
func (n Node) DOTID() string { return n.Element.ID }

// Way is a line of the topology.
type Way struct {
	line     int64
	from, to int32
	t        *Topology
	Kind     string // "route", "local", "attachment", "association", "door"
	Label    string // "0.0.0.0/0 → igw-1"
	Origin   model.Origin
}

// From returns the element that the way begins at.
func (w Way) From() graph.Node { return w.t.node(int64(w.from)) }

// To returns the element that the way leads to.
func (w Way) To() graph.Node { return w.t.node(int64(w.to)) }

// ID returns the number of the way.
func (w Way) ID() int64 { return w.line }

// ReversedLine returns the way itself: ways have a direction.
func (w Way) ReversedLine() graph.Line { return w }

func (t *Topology) node(id int64) Node { return Node{&t.elements[id]} }

// Elements returns all elements; the caller must not change them.
func (t *Topology) Elements() []Element { return t.elements }

// Ways returns all ways; the caller must not change them.
func (t *Topology) Ways() []Way { return t.lines }

// Find returns the element with an AWS id.
func (t *Topology) Find(id string) (Node, bool) {
	n, ok := t.byID[id]
	if !ok {
		return Node{}, false
	}
	return t.node(n), true
}

// Node returns the element with a number, nil if there is none.
func (t *Topology) Node(id int64) graph.Node {
	if id < 0 || id >= int64(len(t.elements)) {
		return nil
	}
	return t.node(id)
}

// Nodes returns all elements.
func (t *Topology) Nodes() graph.Nodes {
	nodes := make([]graph.Node, len(t.elements))
	for i := range nodes {
		nodes[i] = t.node(int64(i))
	}
	return iterator.NewOrderedNodes(nodes)
}

// From returns the elements that ways lead to from an element.
func (t *Topology) From(id int64) graph.Nodes {
	return t.neighbours(t.out, id, func(w *Way) int32 { return w.to })
}

// To returns the elements from which ways lead to an element.
func (t *Topology) To(id int64) graph.Nodes {
	return t.neighbours(t.in, id, func(w *Way) int32 { return w.from })
}

func (t *Topology) neighbours(by [][]int32, id int64, end func(*Way) int32) graph.Nodes {
	if t.Node(id) == nil {
		return graph.Empty
	}
	seen := map[int32]bool{}
	var nodes []graph.Node
	for _, line := range by[id] {
		if n := end(&t.lines[line]); !seen[n] {
			seen[n] = true
			nodes = append(nodes, t.node(int64(n)))
		}
	}
	if len(nodes) == 0 {
		return graph.Empty
	}
	return iterator.NewOrderedNodes(nodes)
}

// HasEdgeBetween reports whether a way joins two elements in either direction.
func (t *Topology) HasEdgeBetween(x, y int64) bool {
	return t.HasEdgeFromTo(x, y) || t.HasEdgeFromTo(y, x)
}

// HasEdgeFromTo reports whether a way leads from one element to another.
func (t *Topology) HasEdgeFromTo(u, v int64) bool { return len(t.between(u, v)) > 0 }

// Lines returns the ways from one element to another.
func (t *Topology) Lines(u, v int64) graph.Lines {
	lines := t.between(u, v)
	if len(lines) == 0 {
		return graph.Empty
	}
	return iterator.NewOrderedLines(lines)
}

func (t *Topology) between(u, v int64) []graph.Line {
	if t.Node(u) == nil {
		return nil
	}
	var lines []graph.Line
	for _, n := range t.out[u] {
		if int64(t.lines[n].to) == v {
			lines = append(lines, t.lines[n])
		}
	}
	return lines
}

// Edge returns all ways from one element to another as one edge, nil if there
// is none: algorithms for simple graphs run too.
func (t *Topology) Edge(u, v int64) graph.Edge {
	lines := t.between(u, v)
	if len(lines) == 0 {
		return nil
	}
	return multi.Edge{F: t.node(u), T: t.node(v), Lines: iterator.NewOrderedLines(lines)}
}

var (
	_ graph.DirectedMultigraph = (*Topology)(nil)
	_ graph.Directed           = (*Topology)(nil)
)
