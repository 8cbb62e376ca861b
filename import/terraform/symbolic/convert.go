package symbolic

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// fromPlan makes a value for expressions. Types are not told by a plan, so
// lists are tuples and maps are objects; functions take either.
func fromPlan(v *plan.Value) cty.Value {
	switch v.KindOf() {
	case plan.Absent, plan.Null:
		return cty.NullVal(cty.DynamicPseudoType)
	case plan.Bool:
		return cty.BoolVal(v.Text == "true")
	case plan.Number:
		if n, err := cty.ParseNumberVal(v.Text); err == nil {
			return n
		}
		return cty.DynamicVal
	case plan.String:
		if Tainted(v.Text) {
			return cty.DynamicVal
		}
		return cty.StringVal(v.Text)
	case plan.List:
		out := make([]cty.Value, 0, len(v.Children))
		for _, c := range v.Children {
			out = append(out, fromPlan(c))
		}
		return cty.TupleVal(out)
	case plan.Object:
		out := make(map[string]cty.Value, len(v.Children))
		for _, c := range v.Children {
			out[c.Key] = fromPlan(c)
		}
		return cty.ObjectVal(out)
	case plan.Unknown:
	}
	return cty.DynamicVal
}

// ToPlan makes a value of a plan; tokens stay as they are. What is not known,
// and text that holds a token among other things, is unknown.
func ToPlan(v cty.Value) *plan.Value {
	if v == cty.NilVal || !v.IsKnown() {
		return unknown()
	}
	if v.IsNull() {
		return &plan.Value{Kind: plan.Null}
	}
	switch t := v.Type(); {
	case t == cty.String:
		text := v.AsString()
		if _, _, ok := ParseToken(text); !ok && Tainted(text) {
			return unknown()
		}
		return plan.Text(text)
	case t == cty.Bool:
		if v.True() {
			return &plan.Value{Kind: plan.Bool, Text: "true"}
		}
		return &plan.Value{Kind: plan.Bool, Text: "false"}
	case t == cty.Number:
		return &plan.Value{Kind: plan.Number, Text: v.AsBigFloat().Text('f', -1)}
	case v.CanIterateElements():
		return container(v)
	}
	return unknown()
}

// container converts a list, set, tuple, map or object.
func container(v cty.Value) *plan.Value {
	keyed := v.Type().IsMapType() || v.Type().IsObjectType()
	out := &plan.Value{Kind: plan.List}
	if keyed {
		out.Kind = plan.Object
	}
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		c := ToPlan(e)
		if keyed {
			c.Key = k.AsString()
		}
		out.Children = append(out.Children, c)
	}
	return out
}

func unknown() *plan.Value {
	return &plan.Value{Kind: plan.Unknown, Doubt: &plan.Doubt{Why: plan.AfterApply}}
}
