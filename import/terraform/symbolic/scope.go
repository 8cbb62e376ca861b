package symbolic

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// scope is one module instance: what names mean in it.
type scope struct {
	ev      *Evaluator
	address string
	mod     *module
	parent  *scope           // nil for the root
	call    *hclsyntax.Block // the block of the parent that calls this module
	repeat  repetition       // which instance of the call this is
	values  map[string]cty.Value
	busy    map[string]bool
}

// repetition is the instance of a repeated block that an expression is
// evaluated for; it tells each.key, each.value and count.index.
type repetition struct {
	key       plan.Key
	from      *hclsyntax.Block
	iterators map[string]cty.Value // of dynamic blocks
}

// once evaluates what has a name, one time. Something that needs itself is unknown.
func (s *scope) once(name string, evaluate func() cty.Value) cty.Value {
	if v, known := s.values[name]; known {
		return v
	}
	if s.busy[name] {
		return cty.DynamicVal
	}
	s.busy[name] = true
	v := evaluate()
	delete(s.busy, name)
	s.values[name] = v
	return v
}

// eval evaluates an expression of the module; errors give unknown.
func (s *scope) eval(expr hclsyntax.Expression, r repetition) cty.Value {
	ctx := &hcl.EvalContext{Variables: s.names(expr.Variables(), r), Functions: s.ev.functions}
	v, diags := expr.Value(ctx)
	if diags.HasErrors() {
		return cty.DynamicVal
	}
	v, _ = v.UnmarkDeep()
	return v
}

func (s *scope) local(name string) cty.Value {
	a := s.mod.locals[name]
	if a == nil {
		return cty.DynamicVal
	}
	return s.once("local."+name, func() cty.Value { return s.eval(a.Expr, repetition{}) })
}

func (s *scope) output(name string) cty.Value {
	a := s.mod.outputs[name]
	if a == nil {
		return cty.DynamicVal
	}
	return s.once("output."+name, func() cty.Value { return s.eval(a.Expr, repetition{}) })
}

// variable evaluates an input: the plan tells those of the root, the call the others.
func (s *scope) variable(name string) cty.Value {
	return s.once("var."+name, func() cty.Value {
		declared := s.mod.variables[name]
		if declared == nil {
			return cty.DynamicVal
		}
		return declared.take(s, s.given(name))
	})
}

// given is what the caller gives for an input; NilVal when it gives nothing.
func (s *scope) given(name string) cty.Value {
	if s.address == "" {
		if v := s.ev.variables[name]; v != nil {
			return fromPlan(v)
		}
		return cty.NilVal
	}
	if s.parent == nil || s.call == nil {
		return cty.DynamicVal
	}
	if a := s.call.Body.Attributes[name]; a != nil {
		return s.parent.eval(a.Expr, s.repeat)
	}
	return cty.NilVal
}

// take converts a given value to the type of the variable; without one it is
// the default.
func (d *variable) take(s *scope, given cty.Value) cty.Value {
	if given == cty.NilVal || given.IsNull() && !d.nullable {
		if d.init == nil {
			return cty.DynamicVal
		}
		given = s.eval(d.init, repetition{})
	}
	if !given.IsKnown() {
		return given
	}
	if d.defaults != nil && !given.IsNull() {
		given = d.defaults.Apply(given)
	}
	v, err := convert.Convert(given, d.typ)
	if err != nil {
		return cty.DynamicVal
	}
	return v
}
