package policy

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/reach"
)

// block is a set of endpoints, or a place, as the engine is asked about it.
type block struct {
	name    string
	members []int
	place   int
	near    [2][]reach.End // IPv4, then IPv6: by the addresses that hosts of the network use
	dest    [2][]reach.End // likewise as a destination: public addresses too
	public  []reach.End    // as the internet knows it
	several bool           // some host in it has several ends
}

func (b *Bound) newBlock(name string, members []int, place int) block {
	one := block{name: name, members: members, place: place}
	if place >= 0 {
		ends := b.places[place].ends
		one.near, one.dest, one.public = [2][]reach.End{ends, ends}, [2][]reach.End{ends, ends}, nil
		return one
	}
	for _, i := range members {
		e := &b.endpoints[i]
		one.several = one.several || e.hasSeveral() || b.hosts[e.host] > 1
		for _, end := range e.near {
			f := family(end)
			one.near[f], one.dest[f] = append(one.near[f], end), append(one.dest[f], end)
		}
		for _, end := range e.public {
			if f := family(end); !slices.Contains(e.near, end) {
				one.dest[f] = append(one.dest[f], end)
			}
			one.public = append(one.public, end)
		}
	}
	return one
}

// family is 1 for IPv6.
func family(e reach.End) int {
	if e.Addr.Is6() {
		return 1
	}
	return 0
}

// blocks divides a cell by service.
func (b *Bound) blocks(c *cell) []*block {
	if c.parts != nil {
		return c.parts
	}
	if c.place >= 0 {
		c.parts = []*block{&c.block}
		return c.parts
	}
	by := map[string][]int{}
	for _, i := range c.members {
		by[b.endpoints[i].service] = append(by[b.endpoints[i].service], i)
	}
	if len(by) == 1 {
		c.block.name = b.endpoints[c.members[0]].service
		c.parts = []*block{&c.block}
		return c.parts
	}
	for name, members := range by {
		one := b.newBlock(name, members, -1)
		c.parts = append(c.parts, &one)
	}
	slices.SortFunc(c.parts, func(x, y *block) int { return cmp.Compare(x.name, y.name) })
	return c.parts
}
