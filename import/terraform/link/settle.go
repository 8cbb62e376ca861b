package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// settling is what is known of an attribute when its value is not.
type settling struct {
	heads     []string // what its expression refers to
	lost      string   // why that is not known
	link      bool
	attribute string
	path      string
	source    string
	place     *plan.Place
}

// settle decides what an attribute is that was unknown: filled in already, to
// be found by its references, or left in doubt.
func (f *filler) settle(v *plan.Value, s settling) {
	if !s.link {
		f.inside(v, s)
		return
	}
	if names, ok := f.exact(v); ok {
		if len(names) > 0 {
			f.note(Link{Path: s.path, How: Symbolic, Targets: names, Expression: s.source, Place: s.place})
		}
		return
	}
	f.apply(v, s, f.search(s))
}

// inside settles what an attribute that is no link holds: members of objects
// may be links. The rest keeps its doubt, with the expression and its place.
func (f *filler) inside(v *plan.Value, s settling) {
	switch v.KindOf() {
	case plan.Object:
		for _, c := range v.Children {
			inner := s
			inner.link, inner.attribute, inner.path = nestedLink(f.res.Type, s.attribute, c.Key), c.Key, join(s.path, c.Key)
			if inner.link && (c.HasUnknown() || holdsToken(c)) || !inner.link {
				f.settle(c, inner)
			}
		}
	case plan.List:
		for i, c := range v.Children {
			inner := s
			inner.path = s.path + "." + strconv.Itoa(i)
			f.inside(c, inner)
		}
	case plan.Unknown:
		if !secret(v) {
			v.Doubt = &plan.Doubt{Why: plan.AfterApply, Expression: s.source, Place: s.place}
		}
	case plan.String:
		if symbolic.Tainted(v.Text) {
			v.Set(&plan.Value{Kind: plan.Unknown, Doubt: &plan.Doubt{Why: plan.AfterApply, Expression: s.source, Place: s.place}})
		}
	case plan.Absent, plan.Null, plan.Bool, plan.Number:
	}
}

// exact returns the objects that a value names, if it is known whole.
func (f *filler) exact(v *plan.Value) (names []string, ok bool) {
	switch v.KindOf() {
	case plan.Null, plan.Absent:
		return nil, true
	case plan.String:
		if v.Text == "" {
			return nil, true
		}
		name, ok := f.named(v.Text)
		return []string{name}, ok
	case plan.List:
		for _, c := range v.Children {
			more, ok := f.exact(c)
			if !ok {
				return nil, false
			}
			names = append(names, more...)
		}
		slices.Sort(names)
		return slices.Compact(names), true
	case plan.Object, plan.Bool, plan.Number, plan.Unknown:
	}
	return nil, false
}

// named is the address of the object that a token or an id names.
func (r *resolver) named(text string) (string, bool) {
	address, attribute, isToken := symbolic.ParseToken(text)
	if !isToken {
		if at := r.addressOf(text); at != "" {
			return at, true
		}
		return text, !symbolic.Tainted(text)
	}
	res := r.index.ByAddress[address]
	if res == nil {
		return address, false
	}
	return address, identities(res.Type, attribute) || attribute == "name" || strings.HasPrefix(attribute, symbolic.EndpointAttribute(""))
}

// addressOf finds the instance that has a known id.
func (r *resolver) addressOf(id string) string {
	if r.byID == nil {
		r.byID = map[string]string{}
		for _, res := range r.options.Resources {
			for _, name := range []string{"id", "arn"} {
				if v := res.Values().Get(name); v.Told() && r.options.Wanted(res.Type) {
					r.byID[v.Str()] = res.Address
				}
			}
		}
	}
	return r.byID[id]
}

// apply writes the result of a search into a value.
func (f *filler) apply(v *plan.Value, s settling, got *found) {
	l := Link{Path: s.path, Expression: s.source, Place: s.place, Targets: got.addresses()}
	switch {
	case got.cut != "" || len(got.set) == 0:
		l.How, l.Why = Unresolved, got.cut
		if l.Why == "" {
			l.Why = "its references lead to nothing that it can name"
		}
		l.Targets = f.everything(s.attribute)
	case len(got.set) == 1:
		l.How = Closure
		if got.sameKey {
			l.How = SameKey
		}
	default:
		l.How, l.Why = Candidates, "one of several"
		if several(s.attribute) {
			l.Why = "some of these"
		}
	}
	f.note(l)
	if l.How.Exact() {
		name := plan.Text(got.tokens()[0])
		if several(s.attribute) {
			name = &plan.Value{Kind: plan.List, Children: []*plan.Value{name}}
		}
		v.Set(name)
		return
	}
	d := &plan.Doubt{Why: plan.AfterApply, Expression: s.source, Place: s.place}
	if d.Expression == "" {
		d.Expression = strings.Join(s.heads, ", ")
	}
	if l.How == Candidates {
		d.Candidates = got.tokens()
	}
	v.Set(&plan.Value{Kind: plan.Unknown, Doubt: d})
}

// everything is all objects of the plan that an attribute can name. Links
// share the list.
func (r *resolver) everything(attribute string) []string {
	if known, done := r.possible[attribute]; done {
		return known
	}
	var out []string
	for _, typ := range TargetTypes(attribute) {
		for _, res := range r.ofType(typ) {
			out = append(out, res.Address)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	r.possible[attribute] = out
	return out
}

func (r *resolver) ofType(typ string) []*plan.Resource {
	if r.types == nil {
		r.types = map[string][]*plan.Resource{}
		for _, res := range r.options.Resources {
			r.types[res.Type] = append(r.types[res.Type], res)
		}
	}
	return r.types[typ]
}

// note keeps a link of this instance.
func (f *filler) note(l Link) {
	l.Address = f.res.Address
	f.report.Links = append(f.report.Links, l)
}
