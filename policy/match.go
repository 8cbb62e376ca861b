package policy

import (
	"errors"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
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

// addresses is what a cidr or a prefix list alone selects: endpoints, and the addresses beyond the
// network where it holds none.
func (b *Bound) addresses(a *Alternative) (endSet, bool) {
	list := cidrs(a.CIDR)
	list = append(list, b.entries(a.PrefixList)...)
	bare := Alternative{CIDR: a.CIDR, PrefixList: a.PrefixList, At: a.At}
	if len(list) == 0 || len(a.CIDR) > 0 && len(a.PrefixList) > 0 || !a.equal(&bare) {
		return endSet{}, false
	}
	inside, beyond := b.within(list)
	for _, p := range beyond {
		n := b.place(p)
		inside.outside = inside.outside.union(single(n))
	}
	return inside, true
}

func single(n int) bitset {
	one := newBits(n + 1)
	one.add(n)
	return one
}

// terraform unites the endpoints at Terraform addresses.
func (b *Bound) terraform(addresses Texts) endSet {
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, t := range addresses {
		if strings.Contains(t.Value, "*") {
			set = set.union(b.having("address", Texts{t}, func(e *endpoint) []string { return e.origins() }))
			continue
		}
		found, err := b.resolver.Resolve(t.Value)
		if err == nil {
			set = set.union(b.picked(found))
		}
	}
	return set
}

// short is what a short form selects.
func (b *Bound) short(t Text) endSet {
	if set, ok := b.named(t.Value); ok {
		return set
	}
	found, err := b.resolver.Resolve(t.Value)
	if err == nil {
		return b.picked(found)
	}
	var missing *selector.NotFoundError
	var gateway *selector.GatewayError
	switch {
	case errors.As(err, &gateway):
		b.fatal("POL-121", t, quote(t.Value)+" is "+gateway.What+", which is no end of a connection", "name endpoints, or internet; what traffic passes through goes under via:")
	case !errors.As(err, &missing):
		b.fatal("POL-106", t, firstLine(printable(err.Error())), "")
	case !strings.ContainsAny(t.Value, ":*"):
		next := "contexts: " + strings.Join(append(b.policy.Contexts.Keys(), builtIn...), ", ")
		if near := nearest(t.Value, slices.Concat(b.policy.Contexts.Keys(), builtIn, missing.Nearest)); near != "" {
			next = "did you mean " + near + "?"
		}
		b.fatal("POL-106", t, "no context and nothing in the network is called "+quote(t.Value), next)
	}
	return endSet{inside: newBits(len(b.endpoints))}
}

// picked turns what the resolver found into a set.
func (b *Bound) picked(found selector.Set) endSet {
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, pick := range found.Interfaces {
		if i, ok := b.byENI[pick.ENI]; ok {
			set.inside.add(i)
		}
	}
	prefixes := found.Outside
	if found.Address.IsValid() {
		p, _ := found.Address.Prefix(found.Address.BitLen())
		prefixes = append(slices.Clone(prefixes), p)
	}
	for _, p := range prefixes {
		set.outside = set.outside.union(single(b.place(p)))
	}
	for place, in := range [placesBuiltIn]bool{placeInternet: found.Internet, placeAWS: found.AWS, placeOnPrem: found.OnPrem} {
		if in {
			set.outside = set.outside.union(single(place))
		}
	}
	return set
}

func cidrs(texts Texts) []cidr {
	var all []cidr
	for _, t := range texts {
		if p, _, err := packet.ParsePrefix(t.Value); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// entries are the entries of prefix lists by id or name.
func (b *Bound) entries(lists Texts) []cidr {
	var all []cidr
	for i := range b.network.PrefixLists {
		l := &b.network.PrefixLists[i]
		if slices.ContainsFunc(lists, func(t Text) bool { return t.Value == string(l.ID) || selector.Like(t.Value, l.Name) }) {
			for _, e := range l.Entries {
				all = append(all, e.CIDR)
			}
		}
	}
	return all
}

// within returns the endpoints inside of CIDRs, and the CIDRs that hold none and are of no VPC.
func (b *Bound) within(list []cidr) (endSet, []cidr) {
	set, beyond := endSet{inside: newBits(len(b.endpoints))}, []cidr(nil)
	for _, p := range list {
		found := false
		for i := range b.endpoints {
			if slices.ContainsFunc(b.endpoints[i].owns(), p.Contains) {
				set.inside.add(i)
				found = true
			}
		}
		ours := slices.ContainsFunc(b.network.VPCs, func(v model.VPC) bool {
			return slices.ContainsFunc(v.CIDRs, func(c model.VPCCIDR) bool { return c.Prefix.Overlaps(p) })
		})
		if !found && !ours {
			beyond = append(beyond, p)
		}
	}
	return set, beyond
}
