package symbolic

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// names evaluates what an expression refers to, and nothing else.
func (s *scope) names(traversals []hcl.Traversal, r repetition) map[string]cty.Value {
	out := map[string]cty.Value{}
	groups := map[string]map[string]cty.Value{}
	data := map[string]map[string]cty.Value{}
	put := func(into map[string]map[string]cty.Value, group, name string, value func() cty.Value) {
		if into[group] == nil {
			into[group] = map[string]cty.Value{}
		}
		if _, done := into[group][name]; !done {
			into[group][name] = value()
		}
	}
	for _, t := range traversals {
		root := t.RootName()
		if v, bound := r.iterators[root]; bound {
			out[root] = v
			continue
		}
		name, second := attribute(t, 1), attribute(t, 2)
		switch root {
		case "each", "count":
			out[root] = s.repeated(root, r)
		case "local":
			put(groups, root, name, func() cty.Value { return s.local(name) })
		case "var":
			put(groups, root, name, func() cty.Value { return s.variable(name) })
		case "module":
			put(groups, root, name, func() cty.Value { return s.module(name) })
		case "data":
			put(data, name, second, func() cty.Value { return s.resource("data." + name + "." + second) })
		case "path":
			out[root] = cty.ObjectVal(map[string]cty.Value{"module": cty.StringVal("."), "root": cty.StringVal("."), "cwd": cty.DynamicVal})
		case "terraform", "self", "tofu":
			out[root] = cty.DynamicVal
		default:
			put(groups, root, name, func() cty.Value { return s.resource(root + "." + name) })
		}
	}
	for group, members := range groups {
		out[group] = cty.ObjectVal(members)
	}
	if len(data) > 0 {
		types := map[string]cty.Value{}
		for typ, members := range data {
			types[typ] = cty.ObjectVal(members)
		}
		out["data"] = cty.ObjectVal(types)
	}
	return out
}

// attribute is the name at a position of a traversal, or "".
func attribute(t hcl.Traversal, at int) string {
	if at >= len(t) {
		return ""
	}
	switch step := t[at].(type) {
	case hcl.TraverseAttr:
		return step.Name
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String {
			return step.Key.AsString()
		}
	}
	return ""
}
