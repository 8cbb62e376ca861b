package policy

import (
	"strings"

	"github.com/seed-044d7529/segment/model/selector"
)

// bindContexts finds what every context holds, its parts first.
func (b *Bound) bindContexts() {
	for i, e := range b.policy.Contexts {
		c := &boundContext{Context: e.Value, number: i}
		b.contexts[e.Key.Value] = c
		b.ordered = append(b.ordered, c)
	}
	for _, c := range b.ordered {
		b.fill(c)
	}
}

// fill computes the members of a context: what it selects and what its parts hold.
func (b *Bound) fill(c *boundContext) endSet {
	if c.done || c.busy {
		return c.members
	}
	c.busy = true
	c.direct = endSet{inside: newBits(len(b.endpoints))}
	if c.Is.Is() {
		c.direct = b.selection(c.Is.Selection)
	}
	c.members = c.direct
	for _, part := range b.ordered {
		if part.PartOf.Value == c.Name {
			c.members = c.members.union(b.fill(part))
		}
	}
	c.busy, c.done = false, true
	return c.members
}

// selection is what a selector selects: any of its alternatives.
func (b *Bound) selection(s *Selection) endSet {
	if set, ok := b.sets[s]; ok {
		return set
	}
	set := endSet{inside: newBits(len(b.endpoints))}
	for i := range s.Alternatives {
		set = set.union(b.alternative(&s.Alternatives[i]))
	}
	b.sets[s] = set
	return set
}

// named is what a context or a built-in word means.
func (b *Bound) named(word string) (endSet, bool) {
	if c := b.contexts[word]; c != nil {
		return b.fill(c), true
	}
	switch word {
	case Internet:
		return endSet{newBits(len(b.endpoints)), single(placeInternet)}, true
	case AWS:
		return endSet{newBits(len(b.endpoints)), single(placeAWS)}, true
	case OnPrem:
		return endSet{newBits(len(b.endpoints)), single(placeOnPrem)}, true
	case Anywhere:
		all := b.all()
		for i := range b.places {
			all.outside = all.outside.union(single(i))
		}
		return all, true
	case Unassigned:
		return b.unassigned(), true
	}
	return endSet{}, false
}

// unassigned are the endpoints in no context.
func (b *Bound) unassigned() endSet {
	rest := b.all()
	for _, c := range b.ordered {
		rest = rest.subtract(endSet{inside: c.members.inside})
	}
	return rest
}

// contextsNamed unites contexts by name or glob.
func (b *Bound) contextsNamed(names Texts) endSet {
	set := endSet{inside: newBits(len(b.endpoints))}
	for _, t := range names {
		if one, ok := b.named(t.Value); ok {
			set = set.union(one)
			continue
		}
		for _, c := range b.ordered {
			if strings.Contains(t.Value, "*") && selector.Like(t.Value, c.Name) {
				set = set.union(b.fill(c))
			}
		}
	}
	return set
}
