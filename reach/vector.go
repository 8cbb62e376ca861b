package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// atoms numbers the classes of addresses that filters tell apart, as far as an
// endpoint or a NAT gateway has one: by place in the prefix tree, IPv4 first.
// The last two numbers stand for addresses that are not known.
type atoms struct {
	tree   *prefixTree
	before []int32      // by place in the tree: how many numbers lie before it
	reps   []netip.Addr // by number: an address of the atom
	six    int32        // the first number of IPv6
	any    int32        // the number of the unknown IPv4 address; that of IPv6 follows
}

// newAtoms numbers the atoms of addrs.
func newAtoms(mentioned []netip.Prefix, addrs []netip.Addr) *atoms {
	a := &atoms{tree: newPrefixTree(mentioned)}
	reps := make([]netip.Addr, len(a.tree.nodes))
	for _, addr := range addrs {
		reps[a.tree.node(addr)] = addr
	}
	a.before = make([]int32, len(reps)+1)
	for i, rep := range reps {
		a.before[i] = int32(len(a.reps))
		if rep.IsValid() {
			a.reps = append(a.reps, rep)
			if rep.Is4() {
				a.six = int32(len(a.reps))
			}
		}
	}
	a.before[len(reps)] = int32(len(a.reps))
	a.any = int32(len(a.reps))
	a.reps = append(a.reps, anyIPv4, anyIPv6)
	return a
}

// number returns the number of an address; known is false if nobody asked for
// its atom.
func (a *atoms) number(addr netip.Addr) (number int32, known bool) {
	switch addr {
	case anyIPv4:
		return a.any, true
	case anyIPv6:
		return a.any + 1, true
	}
	node := a.tree.node(addr)
	return a.before[node], a.before[node] < a.before[node+1]
}

// run returns the numbers inside a prefix: from first to before last.
func (a *atoms) run(p netip.Prefix) (first, last int32) {
	place, ok := a.tree.find(p)
	if !ok {
		return 0, 0
	}
	return a.before[place], a.before[a.tree.end[place]]
}

// cuts returns where the answer of rules about ps can change, from 0 on.
func (a *atoms) cuts(ps []netip.Prefix) []int32 {
	cuts := append(make([]int32, 0, 2*len(ps)+4), 0, a.six, a.any, a.any+1)
	for _, p := range ps {
		if first, last := a.run(p); first < last {
			cuts = append(cuts, first, last)
		}
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// vector is what a filter passes, by the number of the remote address's atom:
// value[i] from number from[i] on. from[0] is 0.
type vector struct {
	from  []int32
	value []pairID
}

// at returns the value for an atom.
func (v *vector) at(atom int32) pairID {
	i := len(v.from) - 1
	if i > 8 {
		place, here := slices.BinarySearch(v.from, atom)
		if here {
			return v.value[place]
		}
		return v.value[place-1]
	}
	for v.from[i] > atom {
		i--
	}
	return v.value[i]
}

// add appends a value; one that equals the last needs no entry.
func (v *vector) add(from int32, value pairID) {
	if n := len(v.value); n == 0 || v.value[n-1] != value {
		v.from, v.value = append(v.from, from), append(v.value, value)
	}
}

// merge returns the vector of change(x or y or …) over several vectors.
func (g *algebra) merge(vs []*vector, change func(pairID) pairID) *vector {
	var merged vector
	places := make([]int, len(vs))
	for from := int32(0); from >= 0; {
		value, next := impossibleID, int32(-1)
		for i, v := range vs {
			for places[i]+1 < len(v.from) && v.from[places[i]+1] <= from {
				places[i]++
			}
			value = g.or(value, v.value[places[i]])
			if p := places[i] + 1; p < len(v.from) && (next < 0 || v.from[p] < next) {
				next = v.from[p]
			}
		}
		merged.add(from, change(value))
		from = next
	}
	return &merged
}

// mentionedByFilters collects every prefix that a security group or a network
// ACL can tell apart.
func (c *Compiled) mentionedByFilters() []netip.Prefix {
	seen := make(map[netip.Prefix]struct{}, 1024)
	note := func(ps ...netip.Prefix) {
		for _, p := range ps {
			seen[p] = struct{}{}
		}
	}
	for i := range c.net.SecurityGroups {
		for j := range c.net.SecurityGroups[i].Rules {
			note(c.net.SecurityGroups[i].Rules[j].Peer.CIDR)
		}
	}
	for _, l := range c.lists {
		note(l.set.Prefixes()...)
	}
	for _, ps := range c.members() {
		note(ps...)
	}
	for i := range c.net.NetworkACLs {
		for j := range c.net.NetworkACLs[i].Entries {
			note(c.net.NetworkACLs[i].Entries[j].CIDR)
		}
	}
	note(unroutable.Prefixes()...)
	all := make([]netip.Prefix, 0, len(seen))
	for p := range seen {
		all = append(all, p)
	}
	return all
}

// members returns the declared addresses of foreign groups (SG-16).
func (c *Compiled) members() map[model.SecurityGroupID][]netip.Prefix {
	found := map[model.SecurityGroupID][]netip.Prefix{}
	for group, cidrs := range c.net.Assume.Members {
		found[group] = parsed(cidrs)
	}
	return found
}
