package report

import (
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// Graph is a picture of who reaches whom: boxes in clusters, and edges.
type Graph struct {
	Level    string // what a box stands for
	Clusters []Cluster
	Boxes    []Box // outside of every cluster
	Edges    []Edge
	Folded   string // what was put together or left out, in words
}

// Cluster is a frame around boxes and smaller frames.
type Cluster struct {
	ID       string
	Kind     string // "account", "vpc" or "subnet"
	Label    []string
	Clusters []Cluster
	Boxes    []Box
}

// Box is one end of edges.
type Box struct {
	ID       string
	Kind     string // "subnet", "vpc", "service", "internet", "on-prem" …
	Label    []string
	Internal packet.Set // what the members of the box can say to each other
}

// Edge is what passes from one box to another, over all pairs of members.
type Edge struct {
	From, To string // ids of boxes
	Verdict  reach.Verdict
	Ports    packet.Pair
	Both     bool // the same ports pass in the other direction
	Pairs    int
	Passing  int
}
