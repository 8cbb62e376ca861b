package policy

import (
	"cmp"
	"reflect"

	"github.com/seed-044d7529/segment/model"
)

// byPlace orders places by file, line and column.
func byPlace(a, b model.Origin) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// merge adds what one file defines. Lists and maps add up; of settings the first one counts.
func (r *reader) merge(part *Policy, from *Text) {
	p := r.policy
	if from == nil {
		p.Version, p.Name, p.Network = part.Version, part.Name, part.Network
	}
	r.addNames(part)
	p.Include = append(p.Include, part.Include...)
	p.Contracts = append(p.Contracts, part.Contracts...)
	p.Rules = append(p.Rules, part.Rules...)
	p.Waivers = append(p.Waivers, part.Waivers...)
	p.Assume.OnPrem = append(p.Assume.OnPrem, part.Assume.OnPrem...)
	p.Assume.Appliances = append(p.Assume.Appliances, part.Assume.Appliances...)
	p.Assume.Members = append(p.Assume.Members, part.Assume.Members...)
	if len(p.Services.By) == 0 {
		p.Services = part.Services
	}
	r.settings(reflect.ValueOf(&p.Default).Elem(), reflect.ValueOf(&part.Default).Elem())
}

// settings takes over the defaults that are not set yet, and reports those set otherwise.
func (r *reader) settings(all, part reflect.Value) {
	for i := range all.NumField() {
		was, is := all.Field(i).Interface().(Choice), part.Field(i).Interface().(Choice)
		switch {
		case !is.Is():
		case !was.Is():
			all.Field(i).Set(part.Field(i))
		case was.Value != is.Value:
			r.d.report("POL-123", is.Text, "the default is set otherwise elsewhere", "remove one of them")
			r.d.problems[len(r.d.problems)-1].Related = []Place{r.policy.also(was.At, "set to "+was.Value+" here")}
		}
	}
}

// addNames adds ports and contexts, whose names must be new.
func (r *reader) addNames(part *Policy) {
	for _, e := range part.Ports {
		if e.Value.expr == nil {
			continue
		}
		if first := place(r.policy.Ports, e.Key.Value); first != nil {
			r.twice("ports", e.Key, *first)
			continue
		}
		r.policy.Ports = append(r.policy.Ports, e)
	}
	for _, e := range part.Contexts {
		if e.Value == nil {
			continue
		}
		e.Value.Name = e.Key.Value
		e.Value.At = e.Key.At
		if first := place(r.policy.Contexts, e.Key.Value); first != nil {
			r.twice("context", e.Key, *first)
			continue
		}
		r.policy.Contexts = append(r.policy.Contexts, e)
	}
	r.policy.ports = append(r.policy.ports, part.ports...)
	r.policy.ends = append(r.policy.ends, part.ends...)
}

func place[T any](es Entries[T], key string) *Text {
	for i := range es {
		if es[i].Key.Value == key {
			return &es[i].Key
		}
	}
	return nil
}

func (r *reader) twice(what string, name, first Text) {
	r.d.report("POL-123", name, "the "+what+" "+quote(name.Value)+" stands twice", "give one of them another name")
	r.d.problems[len(r.d.problems)-1].Related = []Place{r.policy.also(first.At, "first here")}
}
