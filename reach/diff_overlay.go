package reach

import (
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// overlap is what two divisions of the outside addresses have in common: a
// piece of each by its index, and the addresses. -1: not in that network.
type overlap struct {
	before, after int
	set           packet.AddrSet
}

// overlayKey identifies an overlay: the pieces depend on the outside end and
// on the family alone, not on the inside end.
type overlayKey struct {
	outside       End
	six           bool
	before, after bool
}

// overlay lays the pieces of one network over those of the other.
func (d *differ) overlay(f, t bothEnd, six bool, before, after []*pair) []overlap {
	key := overlayKey{f.end, six, len(before) > 0, len(after) > 0}
	if f.end.Kind == EndInterface {
		key.outside = t.end
	}
	if found, ok := d.overlaid[key]; ok {
		return found
	}
	found := overlay(before, after)
	d.overlaid[key] = found
	return found
}

// piece is a span of addresses with the index of the pair that it belongs to.
type piece struct {
	packet.AddrSpan
	index int
}

func pieces(ps []*pair) []piece {
	var found []piece
	for i, p := range ps {
		for _, span := range p.outside().Ranges() {
			found = append(found, piece{span, i})
		}
	}
	slices.SortFunc(found, func(a, b piece) int { return a.First.Compare(b.First) })
	return found
}

// overlay sweeps over both divisions at once. What only one of them holds is
// found by subtraction.
func overlay(before, after []*pair) []overlap {
	sets := map[[2]int]packet.AddrSet{}
	add := func(i, j int, set packet.AddrSet) {
		if !set.IsEmpty() {
			sets[[2]int{i, j}] = sets[[2]int{i, j}].Union(set)
		}
	}
	b, a := pieces(before), pieces(after)
	for i, j := 0, 0; i < len(b) && j < len(a); {
		first, last := b[i].First, b[i].Last
		if a[j].First.Compare(first) > 0 {
			first = a[j].First
		}
		if a[j].Last.Compare(last) < 0 {
			last = a[j].Last
		}
		if first.Compare(last) <= 0 {
			add(b[i].index, a[j].index, packet.AddrRange(first, last))
		}
		if b[i].Last.Compare(a[j].Last) < 0 {
			i++
		} else {
			j++
		}
	}
	inBefore, inAfter := everyOutside(before), everyOutside(after)
	for i, p := range before {
		add(i, -1, p.outside().Subtract(inAfter))
	}
	for j, p := range after {
		add(-1, j, p.outside().Subtract(inBefore))
	}
	return sortedOverlaps(sets)
}

func everyOutside(ps []*pair) packet.AddrSet {
	var all packet.AddrSet
	for _, p := range ps {
		all = all.Union(p.outside())
	}
	return all
}

func sortedOverlaps(sets map[[2]int]packet.AddrSet) []overlap {
	found := make([]overlap, 0, len(sets))
	for k, set := range sets {
		found = append(found, overlap{k[0], k[1], set})
	}
	slices.SortFunc(found, func(a, b overlap) int {
		if a.before != b.before {
			return a.before - b.before
		}
		return a.after - b.after
	})
	return found
}
