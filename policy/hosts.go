package policy

import (
	"slices"

	"github.com/seed-044d7529/segment/reach"
)

// doubles are the hosts that stand on both sides of a couple by different ends, sorted.
func (b *Bound) doubles(from, to *block) []string {
	seen := map[string]int{} // the one endpoint of a host among the sources; -1: several
	for _, i := range from.members {
		host := b.endpoints[i].host
		if _, several := seen[host]; several {
			seen[host] = -1
		} else {
			seen[host] = i
		}
	}
	var found []string
	for _, j := range to.members {
		i, both := seen[b.endpoints[j].host]
		if both && (i != j || b.endpoints[j].hasSeveral()) {
			found = append(found, b.endpoints[j].host)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// hasSeveral reports whether an endpoint has several addresses of one family.
func (e *endpoint) hasSeveral() bool {
	var count [2]int
	for _, end := range e.near {
		count[family(end)]++
	}
	for _, end := range e.public {
		if !slices.Contains(e.near, end) {
			count[family(end)]++
		}
	}
	return count[0] > 1 || count[1] > 1
}

// apart asks about a couple with hosts on both sides: once about all but these as destinations,
// then about each of them with all other hosts as sources.
func (a *asker) apart(i, j int, from, to *block) []reach.MatrixQuery {
	double := a.bound.doubles(from, to)
	isDouble := func(e int) bool {
		_, found := slices.BinarySearch(double, a.bound.endpoints[e].host)
		return found
	}
	plain := a.bound.newBlock("", slices.DeleteFunc(slices.Clone(to.members), isDouble), -1)
	all := nearQueries(i, j, from, &plain)
	for _, host := range double {
		mine := func(e int) bool { return a.bound.endpoints[e].host == host }
		others := a.bound.newBlock("", slices.DeleteFunc(slices.Clone(from.members), mine), -1)
		one := a.bound.newBlock("", slices.DeleteFunc(slices.Clone(to.members), func(e int) bool { return !mine(e) }), -1)
		all = append(all, nearQueries(i, j, &others, &one)...)
	}
	return all
}

// nearQueries ask about one couple inside the network, by family.
func nearQueries(i, j int, from, to *block) []reach.MatrixQuery {
	var all []reach.MatrixQuery
	for v := range 2 {
		if len(from.near[v]) > 0 && len(to.dest[v]) > 0 {
			all = append(all, reach.MatrixQuery{From: []reach.Group{group(i, from.near[v])}, To: []reach.Group{group(j, to.dest[v])}})
		}
	}
	return all
}
