package reach

import (
	"cmp"
	"net/netip"
	"slices"
	"sort"
)

// prefixTree holds prefixes in order: one that holds others comes right
// before them, so that what lies inside a prefix is a run of places. An
// address belongs to the longest prefix that holds it: its atom (engine.md,
// finding 2).
type prefixTree struct {
	nodes  []netip.Prefix
	parent []int32 // -1: none
	end    []int32 // the first place that is not inside the node
}

// newPrefixTree makes the tree of ps and of both families' whole spaces.
func newPrefixTree(ps []netip.Prefix) *prefixTree {
	all := append(slices.Clone(ps), everything(netip.IPv4Unspecified()), everything(netip.IPv6Unspecified()))
	all = slices.DeleteFunc(all, func(p netip.Prefix) bool { return !p.IsValid() })
	for i := range all {
		all[i] = all[i].Masked()
	}
	slices.SortFunc(all, comparePrefixes)
	all = slices.Compact(all)
	t := &prefixTree{nodes: all, parent: make([]int32, len(all)), end: make([]int32, len(all))}
	var open []int32
	for i, p := range all {
		for len(open) > 0 && !all[open[len(open)-1]].Contains(p.Addr()) {
			t.end[open[len(open)-1]] = int32(i)
			open = open[:len(open)-1]
		}
		t.parent[i] = -1
		if len(open) > 0 {
			t.parent[i] = open[len(open)-1]
		}
		open = append(open, int32(i))
	}
	for _, i := range open {
		t.end[i] = int32(len(all))
	}
	return t
}

func comparePrefixes(a, b netip.Prefix) int {
	return cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(a.Bits(), b.Bits()))
}

// node returns the place of the longest prefix that holds addr.
func (t *prefixTree) node(addr netip.Addr) int32 {
	i := int32(sort.Search(len(t.nodes), func(i int) bool { return addr.Less(t.nodes[i].Addr()) })) - 1
	for !t.nodes[i].Contains(addr) {
		i = t.parent[i]
	}
	return i
}

// find returns the place of a prefix; ok is false if it is not there.
func (t *prefixTree) find(p netip.Prefix) (place int32, ok bool) {
	i, ok := slices.BinarySearchFunc(t.nodes, p.Masked(), comparePrefixes)
	return int32(i), ok
}
