package policy

import (
	"strings"

	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/model/service"
)

// all is every endpoint.
func (b *Bound) all() endSet {
	s := endSet{inside: newBits(len(b.endpoints))}
	for i := range b.endpoints {
		s.inside.add(i)
	}
	return s
}

// indexed finds endpoints by the values that a condition compares, for each key once.
func (b *Bound) indexed(key string, values func(*endpoint) []string) map[string]bitset {
	if found, ok := b.index[key]; ok {
		return found
	}
	found := map[string]bitset{}
	for i := range b.endpoints {
		for _, v := range values(&b.endpoints[i]) {
			if v == "" {
				continue
			}
			if found[v] == nil {
				found[v] = newBits(len(b.endpoints))
			}
			found[v].add(i)
		}
	}
	b.index[key] = found
	return found
}

// having unites the endpoints that have one of the wanted values, which may be globs.
func (b *Bound) having(key string, wanted Texts, values func(*endpoint) []string) endSet {
	index := b.indexed(key, values)
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, w := range wanted {
		if !strings.Contains(w.Value, "*") {
			set.inside = set.inside.union(index[w.Value])
			continue
		}
		for value, members := range index {
			if selector.Like(w.Value, value) {
				set.inside = set.inside.union(members)
			}
		}
	}
	return set
}

// alternative is what one alternative selects: a short form, or all conditions together.
func (b *Bound) alternative(a *Alternative) endSet {
	if a.Short.Is() {
		return b.short(a.Short)
	}
	if set, ok := b.addresses(a); ok {
		return set
	}
	set := b.all()
	for _, c := range a.conditions() {
		if len(c.wanted) > 0 {
			set = set.intersect(b.having(c.key, c.wanted, c.values(b)))
		}
	}
	for _, e := range a.Tag {
		key := e.Key.Value
		set = set.intersect(b.having("tag:"+key, e.Value, func(one *endpoint) []string {
			value, _ := one.identity.Tag(key)
			return []string{value}
		}))
	}
	set = b.special(a, set)
	if a.Not.Is() {
		set = set.subtract(b.selection(a.Not.Selection))
	}
	return set
}

// special applies the conditions that are no comparison of values.
func (b *Bound) special(a *Alternative, set endSet) endSet {
	if len(a.Context) > 0 {
		set = set.intersect(b.contextsNamed(a.Context))
	}
	if len(a.Type) > 0 {
		set = set.intersect(b.typed(a.Type))
	}
	if a.Public != nil {
		public := b.having("public", Texts{{Value: "true"}}, func(e *endpoint) []string {
			if e.isPublic(b.network) {
				return []string{"true"}
			}
			return nil
		})
		if !*a.Public {
			public = b.all().subtract(public)
		}
		set = set.intersect(public)
	}
	if len(a.CIDR) > 0 {
		inside, _ := b.within(cidrs(a.CIDR))
		set = set.intersect(inside)
	}
	if len(a.PrefixList) > 0 {
		inside, _ := b.within(b.entries(a.PrefixList))
		set = set.intersect(inside)
	}
	if len(a.Address) > 0 {
		set = set.intersect(b.terraform(a.Address))
	}
	return set
}

// typed unites the endpoints of some kinds. An instance of an Auto Scaling group is an instance.
func (b *Bound) typed(words Texts) endSet {
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, w := range words {
		kind, ok := service.ParseKind(w.Value)
		if !ok {
			b.unknownType(w)
			continue
		}
		for i := range b.endpoints {
			if b.endpoints[i].identity.Kind.Is(kind) {
				set.inside.add(i)
			}
		}
	}
	return set
}

func (b *Bound) unknownType(w Text) {
	var all []string
	for _, k := range service.Kinds() {
		all = append(all, string(k))
	}
	next := "types: " + strings.Join(all, ", ")
	if near := nearest(w.Value, all); near != "" {
		next = "did you mean " + near + "?"
	}
	b.fatal("POL-106", w, "no type is called "+quote(w.Value), next)
}
