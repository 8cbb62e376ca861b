package reach

import "github.com/seed-044d7529/segment/model/packet"

// summary adds up the cells of two groups.
type summary struct {
	Difference
	added, removed, undecided witnesses
}

// mostWitnesses bounds how many pairs of a difference are explained.
const mostWitnesses = 8

// witness is a pair of addresses that shows a difference, with what of it.
type witness struct {
	cell
	some packet.Set
}

// witnesses are pairs that differ, one of each pair of classes.
type witnesses struct {
	list []witness
	seen map[classPair]bool
}

// add compares the answers of one cell, and says whether anything was added
// or removed.
func (d *differ) add(sum *summary, c cell, b, a packet.Pair) (more, less bool) {
	added, removed, undecided := a.Must.Subtract(b.Must), b.May.Subtract(a.May), a.Unknown().Subtract(b.Unknown())
	sum.Added, sum.Removed, sum.Undecided = sum.Added.Union(added), sum.Removed.Union(removed), sum.Undecided.Union(undecided)
	sum.WasUnknown = sum.WasUnknown.Union(added.Union(removed).Intersect(b.Unknown()))
	sum.Outside = sum.Outside.Union(c.outside)
	d.after.remember(&sum.added, c, c.after, added)
	d.before.remember(&sum.removed, c, c.before, removed)
	d.after.remember(&sum.undecided, c, c.after, undecided)
	return !added.IsEmpty(), !removed.IsEmpty()
}

// remember keeps a witness; p is its pair in the network of this side.
func (s *differSide) remember(w *witnesses, c cell, p *pair, some packet.Set) {
	if some.IsEmpty() || p == nil || len(w.list) == mostWitnesses {
		return
	}
	key := s.classOf(p)
	if w.seen[key] {
		return
	}
	if w.seen == nil {
		w.seen = map[classPair]bool{}
	}
	w.seen[key] = true
	w.list = append(w.list, witness{c, some})
}

// compared are the outside addresses that were compared between two groups.
func (d *differ) compared(f, t bothGroup) packet.AddrSet {
	var all packet.AddrSet
	for key, found := range d.overlaid {
		if !f.has(key.outside) && !t.has(key.outside) {
			continue
		}
		for _, o := range found {
			all = all.Union(o.set)
		}
	}
	return all
}

// described is a set of outside addresses as people would say it: nothing for
// all that were compared, a prefix that some rule or route names, or all but
// such a prefix. The addresses of the network itself, which are never outside,
// make no difference.
func (d *differ) described(set packet.AddrSet, f, t bothGroup) packet.AddrSet {
	if set.IsEmpty() {
		return set
	}
	all, wholly := d.compared(f, t), true
	for _, family := range []packet.AddrSet{packet.AllIPv4(), packet.AllIPv6()} {
		here := set.Intersect(family)
		wholly = wholly && (here.IsEmpty() || here.Equal(all.Intersect(family)))
	}
	if wholly {
		return packet.AddrSet{}
	}
	for _, p := range append(d.before.c.mentioned(), d.after.c.mentioned()...) {
		if !p.IsValid() {
			continue
		}
		family := packet.AllIPv4()
		if p.Addr().Is6() {
			family = packet.AllIPv6()
		}
		whole, inside := all.Intersect(family), packet.Addrs(p)
		switch {
		case whole.Intersect(inside).Equal(set):
			return inside
		case whole.Subtract(inside).Equal(set):
			return family.Subtract(inside)
		}
	}
	return set
}

func (g bothGroup) has(e End) bool {
	for _, x := range g.ends {
		if x.end == e {
			return true
		}
	}
	return false
}
