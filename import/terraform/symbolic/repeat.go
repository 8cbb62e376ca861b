package symbolic

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// repeated is each or count of an instance of a repeated block of this module.
func (s *scope) repeated(root string, r repetition) cty.Value {
	switch {
	case root == "count" && r.key.Kind == plan.IntKey:
		return cty.ObjectVal(map[string]cty.Value{"index": cty.NumberIntVal(int64(r.key.Int))})
	case root == "each" && r.key.Kind == plan.TextKey:
		return cty.ObjectVal(map[string]cty.Value{"key": cty.StringVal(r.key.Text), "value": s.eachValue(r)})
	}
	return cty.DynamicVal
}

// eachValue is the element of for_each that an instance stands for.
func (s *scope) eachValue(r repetition) cty.Value {
	if r.from == nil || r.from.Body.Attributes["for_each"] == nil {
		return cty.DynamicVal
	}
	all := s.forEach(r)
	if !all.IsKnown() || all.IsNull() {
		return cty.DynamicVal
	}
	switch t := all.Type(); {
	case t.IsSetType():
		return cty.StringVal(r.key.Text)
	case t.IsObjectType() && t.HasAttribute(r.key.Text):
		return all.GetAttr(r.key.Text)
	case t.IsMapType() && all.HasIndex(cty.StringVal(r.key.Text)).True():
		return all.Index(cty.StringVal(r.key.Text))
	}
	return cty.DynamicVal
}

// forEach evaluates the for_each of a block, one time a block.
func (s *scope) forEach(r repetition) cty.Value {
	name := "for_each"
	for _, l := range r.from.Labels {
		name += "." + l
	}
	return s.once(r.from.Type+"."+name, func() cty.Value {
		return s.eval(r.from.Body.Attributes["for_each"].Expr, repetition{})
	})
}

// module is what module.NAME means: the outputs of all its instances.
func (s *scope) module(name string) cty.Value {
	call := s.mod.calls[name]
	if call == nil {
		return cty.DynamicVal
	}
	one := func(k plan.Key) cty.Value { return s.outputs(plan.Step{Name: name, Key: k}) }
	if call.Body.Attributes["count"] == nil && call.Body.Attributes["for_each"] == nil {
		return one(plan.Key{})
	}
	return collect(s.ev.index.ModuleKeys(s.address, name), s.callKeys(call, name), one, call.Body.Attributes["for_each"] != nil)
}

// outputs is an instance of a module as its caller sees it.
func (s *scope) outputs(step plan.Step) cty.Value {
	child := s.ev.scope(plan.Child(s.address, step))
	if child == nil {
		return cty.DynamicVal
	}
	out := map[string]cty.Value{}
	for _, name := range sortedKeys(child.mod.outputs) {
		out[name] = child.output(name)
	}
	return cty.ObjectVal(out)
}

// callKeys are the keys of the instances of a call as the configuration tells
// them; nil if it cannot be evaluated.
func (s *scope) callKeys(call *hclsyntax.Block, name string) []plan.Key {
	if a := call.Body.Attributes["count"]; a != nil {
		n := s.once("count.module."+name, func() cty.Value { return s.eval(a.Expr, repetition{}) })
		return countKeys(n)
	}
	all := s.forEach(repetition{from: call})
	if !all.IsKnown() || all.IsNull() || !all.CanIterateElements() || hasTokenKeys(all) {
		return nil
	}
	keys := []plan.Key{}
	for it := all.ElementIterator(); it.Next(); {
		k, v := it.Element()
		if all.Type().IsSetType() {
			k = v
		}
		if !k.IsKnown() || k.Type() != cty.String {
			return nil
		}
		keys = append(keys, plan.Key{Kind: plan.TextKey, Text: k.AsString()})
	}
	return keys
}

func countKeys(n cty.Value) []plan.Key {
	n, err := convert.Convert(n, cty.Number)
	if err != nil || !n.IsKnown() || n.IsNull() {
		return nil
	}
	count, _ := n.AsBigFloat().Int64()
	keys := []plan.Key{}
	for i := range min(count, 1<<16) {
		keys = append(keys, plan.Key{Kind: plan.IntKey, Int: int(i)})
	}
	return keys
}

// collect makes a tuple or an object of instances. Keys that the
// configuration tells come first: a module may have no resources.
func collect(planned, told []plan.Key, one func(plan.Key) cty.Value, byName bool) cty.Value {
	keys := planned
	if told != nil {
		keys = told
	}
	if byName {
		out := map[string]cty.Value{}
		for _, k := range keys {
			out[k.Text] = one(k)
		}
		return cty.ObjectVal(out)
	}
	out := make([]cty.Value, 0, len(keys))
	for _, k := range keys {
		out = append(out, one(k))
	}
	return cty.TupleVal(out)
}
