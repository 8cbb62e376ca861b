package policy

import (
	"errors"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/selector"
)

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
