package reach

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// answer closes the tally.
func (t *tally) answer() Answer {
	t.counted = t.counting(t.families)
	a := Answer{
		Asked: t.asked, Which: t.q.On == nil, Passing: t.passing, Pairs: t.count,
		Connections: t.any.Intersect(packet.Exactly(t.asked)),
		OneWay:      t.oneWay.Intersect(packet.Exactly(t.asked)),
		Assumptions: t.assumed.sorted(), Notes: t.notes.sorted(), Unknown: t.causes.sorted(), Used: t.used,
	}
	a.Verdict = t.verdict()
	if a.Verdict != Reachable || a.Which {
		a.Blocks = mergeBlocks(t.blocks)
	}
	t.explain(&a)
	return a
}

// verdict applies section 4 of cli.md.
func (t *tally) verdict() Verdict {
	if t.q.On == nil {
		switch {
		case !t.any.Must.IsEmpty():
			return Reachable
		case !t.any.May.IsEmpty():
			return Undetermined
		}
		return Blocked
	}
	switch counted := t.counted; {
	case counted.IsEmpty(), !counted.Overlaps(t.any.May):
		return Blocked
	case counted.IsSubsetOf(t.all):
		return Reachable
	case counted.Overlaps(t.any.Must):
		return PartlyReachable
	}
	return Undetermined
}

// mergeBlocks joins the address blocks with the same answer. Blocks that pass
// nothing are left out; the result is empty when all pass alike.
func mergeBlocks(rows []blockOutcome) []Block {
	byKey := map[string]*blockOutcome{}
	for _, r := range rows {
		key := r.allowed.Key()
		if b := byKey[key]; b != nil {
			b.set = b.set.Union(r.set)
			continue
		}
		byKey[key] = &blockOutcome{r.set, r.allowed}
	}
	if len(byKey) < 2 {
		return nil
	}
	var blocks []Block
	for _, b := range byKey {
		if !b.allowed.IsEmpty() {
			blocks = append(blocks, Block{Prefixes: b.set.Prefixes(), Allowed: b.allowed})
		}
	}
	slices.SortFunc(blocks, func(a, b Block) int { return cmp.Compare(a.Allowed.String(), b.Allowed.String()) })
	return blocks
}
