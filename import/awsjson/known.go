package awsjson

import (
	"strings"
	"sync"
)

// known tells which members of an object do not matter for reachability, and
// the same of the objects in it.
type known struct {
	all     bool   // nothing in it matters
	hashes  uint64 // of names
	names   []string
	members map[string]*known
	item    *known // of the elements, when it is a list
}

// unheard is an object of which nothing is known beforehand.
var unheard = &known{}

// has reports whether a member is known not to matter.
func (k *known) has(name string, hash uint8) bool {
	if k.hashes&bit(hash) == 0 {
		return false
	}
	for _, n := range k.names {
		if n == name {
			return true
		}
	}
	return false
}

// member is what is known of the value of a member.
func (k *known) member(name string) *known {
	if m := k.members[name]; m != nil {
		return m
	}
	return unheard
}

// element is what is known of the elements of a list.
func (k *known) element() *known {
	if k.item != nil {
		return k.item
	}
	return unheard
}

// knownOf is what is known of a path such as "Subnets[]".
func knownOf(path string) *known {
	k := knownFields()
	for _, step := range steps(path) {
		if step == "[]" {
			k = k.element()
		} else {
			k = k.member(step)
		}
	}
	return k
}

// knownFields is ignoredFields as a tree. It is made when a document is read,
// not when the program starts.
var knownFields = sync.OnceValue(func() *known {
	root := &known{}
	for path, names := range ignoredFields {
		k := root
		for _, step := range steps(path) {
			k = k.grow(step)
		}
		for name := range strings.FieldsSeq(names) {
			k.all = k.all || name == "*"
			k.hashes |= bit(hashOf(name))
			k.names = append(k.names, name)
		}
	}
	return root
})

// grow is the member of that name, which is made if need be.
func (k *known) grow(step string) *known {
	if step == "[]" {
		if k.item == nil {
			k.item = &known{}
		}
		return k.item
	}
	if k.members[step] == nil {
		if k.members == nil {
			k.members = map[string]*known{}
		}
		k.members[step] = &known{}
	}
	return k.members[step]
}

// steps takes a path apart: "Subnets[].Tags[]" is Subnets, [], Tags, [].
func steps(path string) []string {
	var out []string
	for name := range strings.SplitSeq(path, ".") {
		plain := strings.TrimRight(name, "[]")
		out = append(out, plain)
		for range strings.Count(name[len(plain):], "[]") {
			out = append(out, "[]")
		}
	}
	return out
}
