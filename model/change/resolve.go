package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// A resource is what a name turned out to mean.
type resource struct {
	kind *kind
	id   string
	name string
	vpc  model.VPCID
}

// String returns "sg-1 (web)".
func (r resource) String() string {
	if r.name == "" || r.name == r.id {
		return r.id
	}
	return r.id + " (" + r.name + ")"
}

// resolve finds the one resource of the kinds that m names: by id, else by name. Where several
// bear the name, those of the VPC win, if one is given.
func (d *draft) resolve(m Name, vpc model.VPCID, kinds ...*kind) (resource, error) {
	if k := kindOf(m.Kind); k != nil {
		if !slices.Contains(kinds, k) {
			return resource{}, d.failAt(m, fmt.Sprintf("%s names a %s", m, k.what), "this place takes a "+whats(kinds), "name one of those")
		}
		kinds = []*kind{k}
	}
	found, near := d.named(m.Text, kinds)
	found = preferVPC(preferInstance(found), vpc)
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return resource{}, d.unknownName(m, kinds, near)
	}
	candidates := make([]string, 0, 10)
	for _, r := range found[:min(10, len(found))] {
		candidates = append(candidates, r.kind.word+":"+r.id)
	}
	return resource{}, d.failAt(m, fmt.Sprintf("%s is ambiguous", m), fmt.Sprintf("%d resources bear the name", len(found)), "write one of the ids", candidates...)
}

// named returns the resources with the id, or else with the name; and every name, for suggestions.
func (d *draft) named(text string, kinds []*kind) (found []resource, all []string) {
	var byName []resource
	for _, k := range kinds {
		k.list(d.n, func(id, name string, vpc model.VPCID) {
			r := resource{k, id, name, vpc}
			switch {
			case id == text:
				if !slices.ContainsFunc(found, func(f resource) bool { return f.kind == k && f.id == id }) {
					found = append(found, r)
				}
			case name == text && name != "" || qualified(r, text):
				byName = append(byName, r)
			default:
				all = append(all, id, name)
			}
		})
	}
	if len(found) == 0 {
		found = byName
	}
	return found, all
}

// qualified reports whether text is VPC/NAME, which tells default groups apart.
func qualified(r resource, text string) bool {
	vpc, name, ok := strings.Cut(text, "/")
	return ok && name == r.name && name != "" && vpc == string(r.vpc)
}

// preferInstance takes an instance for itself and its interfaces, which often share its name.
func preferInstance(found []resource) []resource {
	var instances []resource
	for _, r := range found {
		switch r.kind {
		case kindInstance:
			instances = append(instances, r)
		case kindENI:
		default:
			return found
		}
	}
	if len(instances) != 1 {
		return found
	}
	return instances
}

func preferVPC(found []resource, vpc model.VPCID) []resource {
	if vpc == "" || len(found) < 2 {
		return found
	}
	var here []resource
	for _, r := range found {
		if r.vpc == vpc {
			here = append(here, r)
		}
	}
	if len(here) == 0 {
		return found
	}
	return here
}

func (d *draft) unknownName(m Name, kinds []*kind, names []string) error {
	near := nearest(m.Text, names)
	next := "name one that exists, or create it by an earlier edit"
	if len(near) > 0 {
		next = "did you mean " + near[0] + "?"
	}
	return d.failAt(m, fmt.Sprintf("no %s is named %s", whats(kinds), quote(m.Text)), "the network has none with this name or id", next, near...)
}

// whats lists kinds for people: "route table or network ACL".
func whats(kinds []*kind) string {
	words := make([]string, 0, len(kinds))
	for _, k := range kinds {
		words = append(words, k.what)
	}
	if len(words) > 4 {
		return "resource of a fitting kind"
	}
	return strings.Join(words, " or ")
}
