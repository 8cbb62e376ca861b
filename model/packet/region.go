package packet

import (
	"cmp"
	"slices"
)

// A region is a set of (destination port, client port) points: a union of products.
// It is canonical: rows have disjoint destinations, distinct clients, no empty side, and
// ascend by their first destination port.
type region []row

// A row is the product of two port sets.
type row struct{ dst, client PortSet }

// rectangle returns the product of dst and client.
func rectangle(dst, client PortSet) region { return regionOf([]row{{dst, client}}) }

// regionOf returns the canonical region of rows with disjoint destinations.
func regionOf(rows []row) region {
	var out region
	for _, r := range rows {
		if !r.dst.IsEmpty() && !r.client.IsEmpty() {
			out = out.merge(r)
		}
	}
	slices.SortFunc(out, func(a, b row) int {
		return cmp.Compare(a.dst.ranges[0].First, b.dst.ranges[0].First)
	})
	return out
}

// merge adds r to the row with r's clients, if there is one.
func (g region) merge(r row) region {
	for i := range g {
		if g[i].client.Equal(r.client) {
			g[i].dst = g[i].dst.Union(r.dst)
			return g
		}
	}
	return append(g, r)
}

func (g region) union(h region) region {
	if len(g) == 0 {
		return h
	}
	if len(h) == 0 {
		return g
	}
	rows := slices.Concat(g.without(h.destinations()), h.without(g.destinations()))
	for _, a := range g {
		for _, b := range h {
			rows = append(rows, row{a.dst.Intersect(b.dst), a.client.Union(b.client)})
		}
	}
	return regionOf(rows)
}

func (g region) intersect(h region) region {
	var rows []row
	for _, a := range g {
		for _, b := range h {
			rows = append(rows, row{a.dst.Intersect(b.dst), a.client.Intersect(b.client)})
		}
	}
	return regionOf(rows)
}

// without returns the rows of g with the destinations of dst left out.
func (g region) without(dst PortSet) []row {
	out := make([]row, 0, len(g))
	for _, r := range g {
		out = append(out, row{r.dst.Subtract(dst), r.client})
	}
	return out
}

// destinations returns every destination port of g.
func (g region) destinations() PortSet {
	var out PortSet
	for _, r := range g {
		out = out.Union(r.dst)
	}
	return out
}

// clients returns the client ports of one destination port.
func (g region) clients(dst uint16) PortSet {
	for _, r := range g {
		if r.dst.Contains(dst) {
			return r.client
		}
	}
	return PortSet{}
}

func (g region) equal(h region) bool {
	return slices.EqualFunc(g, h, func(a, b row) bool {
		return a.dst.Equal(b.dst) && a.client.Equal(b.client)
	})
}

func (g region) appendKey(b []byte) []byte {
	b = append(b, byte(len(g)>>16), byte(len(g)>>8), byte(len(g)))
	for _, r := range g {
		b = r.client.appendKey(r.dst.appendKey(b))
	}
	return b
}
