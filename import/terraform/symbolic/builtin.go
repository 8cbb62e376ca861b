package symbolic

import (
	"errors"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// anything is a parameter that takes every value.
func anything(name string) function.Parameter {
	return function.Parameter{
		Name: name, Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	}
}

// dynamic makes a function of any values whose type is that of its result.
func dynamic(parameters int, impl func(args []cty.Value) (cty.Value, error)) function.Function {
	spec := &function.Spec{}
	if parameters < 0 {
		rest := anything("args")
		spec.VarParam = &rest
	}
	for range max(parameters, 0) {
		spec.Params = append(spec.Params, anything("arg"))
	}
	spec.Type = func(args []cty.Value) (cty.Type, error) {
		v, err := impl(args)
		if err != nil {
			return cty.DynamicPseudoType, err
		}
		return v.Type(), nil
	}
	spec.Impl = func(args []cty.Value, _ cty.Type) (cty.Value, error) { return impl(args) }
	return function.New(spec)
}

var errArgument = errors.New("unsuitable argument")

var sameFunc = dynamic(1, func(args []cty.Value) (cty.Value, error) { return args[0], nil })

// coalesceFunc returns the first argument that is neither null nor "".
var coalesceFunc = dynamic(-1, func(args []cty.Value) (cty.Value, error) {
	for _, a := range args {
		if !a.IsKnown() {
			return cty.DynamicVal, nil
		}
		if a.IsNull() || a.Type() == cty.String && a.AsString() == "" {
			continue
		}
		return a, nil
	}
	return cty.DynamicVal, errArgument
})

// lengthFunc counts the elements of anything, and the characters of text that is no token.
var lengthFunc = dynamic(1, func(args []cty.Value) (cty.Value, error) {
	v := args[0]
	switch {
	case v.Type().IsTupleType() || v.Type().IsObjectType():
		return cty.NumberIntVal(int64(v.Type().Length())), nil
	case !v.IsKnown():
		return cty.UnknownVal(cty.Number), nil
	case v.IsNull():
		return cty.DynamicVal, errArgument
	case v.Type() == cty.String && Tainted(v.AsString()):
		return cty.UnknownVal(cty.Number), nil
	case v.Type() == cty.String:
		return stdlib.Strlen(v)
	case v.CanIterateElements():
		return v.Length(), nil
	}
	return cty.DynamicVal, errArgument
})

// elements are the elements of a list, set or tuple; ok is false when they are not known.
func elements(v cty.Value) (out []cty.Value, ok bool) {
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return nil, false
	}
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		out = append(out, e)
	}
	return out, true
}

var oneFunc = dynamic(1, func(args []cty.Value) (cty.Value, error) {
	all, ok := elements(args[0])
	switch {
	case !ok:
		return cty.DynamicVal, nil
	case len(all) == 0:
		return cty.NullVal(cty.DynamicPseudoType), nil
	case len(all) == 1:
		return all[0], nil
	}
	return cty.DynamicVal, errArgument
})

var sumFunc = dynamic(1, func(args []cty.Value) (cty.Value, error) {
	all, ok := elements(args[0])
	total := cty.NumberIntVal(0)
	for _, e := range all {
		n, err := convert.Convert(e, cty.Number)
		if err != nil || !n.IsKnown() || n.IsNull() {
			return cty.UnknownVal(cty.Number), nil
		}
		total = total.Add(n)
	}
	if !ok {
		return cty.UnknownVal(cty.Number), nil
	}
	return total, nil
})

// everyFunc is alltrue (all) or anytrue.
func everyFunc(all bool) function.Function {
	return dynamic(1, func(args []cty.Value) (cty.Value, error) {
		list, ok := elements(args[0])
		unknown := !ok
		for _, e := range list {
			b, err := convert.Convert(e, cty.Bool)
			switch {
			case err != nil:
				return cty.DynamicVal, err
			case !b.IsKnown():
				unknown = true
			case (!b.IsNull() && b.True()) != all:
				return cty.BoolVal(!all), nil
			}
		}
		if unknown {
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.BoolVal(all), nil
	})
}

// indexFunc finds the position of a value in a list.
var indexFunc = dynamic(2, func(args []cty.Value) (cty.Value, error) {
	list, ok := elements(args[0])
	if !ok || !args[1].IsWhollyKnown() || args[0].Type().IsSetType() {
		return cty.UnknownVal(cty.Number), nil
	}
	for i, e := range list {
		if !e.IsWhollyKnown() {
			return cty.UnknownVal(cty.Number), nil
		}
		if same, err := stdlib.Equal(e, args[1]); err == nil && same.IsKnown() && same.True() {
			return cty.NumberIntVal(int64(i)), nil
		}
	}
	return cty.DynamicVal, errArgument
})

// matchkeysFunc keeps the values whose key is searched for.
var matchkeysFunc = dynamic(3, func(args []cty.Value) (cty.Value, error) {
	values, ok1 := elements(args[0])
	keys, ok2 := elements(args[1])
	wanted, ok3 := elements(args[2])
	if !ok1 || !ok2 || !ok3 || len(values) != len(keys) {
		return cty.DynamicVal, nil
	}
	out := []cty.Value{}
	for i, k := range keys {
		for _, w := range wanted {
			if !k.IsWhollyKnown() || !w.IsWhollyKnown() {
				return cty.DynamicVal, nil
			}
			if k.RawEquals(w) {
				out = append(out, values[i])
				break
			}
		}
	}
	return cty.TupleVal(out), nil
})

// transposeFunc swaps keys and values of a map of lists of text.
var transposeFunc = dynamic(1, func(args []cty.Value) (cty.Value, error) {
	if !args[0].IsWhollyKnown() || args[0].IsNull() || !args[0].CanIterateElements() {
		return cty.DynamicVal, nil
	}
	out := map[string][]cty.Value{}
	for it := args[0].ElementIterator(); it.Next(); {
		k, list := it.Element()
		all, _ := elements(list)
		for _, e := range all {
			if e.Type() == cty.String && !e.IsNull() {
				out[e.AsString()] = append(out[e.AsString()], k)
			}
		}
	}
	object := map[string]cty.Value{}
	for k, list := range out {
		object[k] = cty.ListVal(list)
	}
	return cty.ObjectVal(object), nil
})

// texts takes known strings out of arguments.
func texts(args []cty.Value) (out []string, ok bool) {
	for _, a := range args {
		s, err := convert.Convert(a, cty.String)
		if err != nil || !s.IsKnown() || s.IsNull() {
			return nil, false
		}
		out = append(out, s.AsString())
	}
	return out, true
}

// replaceFunc replaces text, or matches of a pattern between slashes.
var replaceFunc = dynamic(3, func(args []cty.Value) (cty.Value, error) {
	t, ok := texts(args)
	if !ok {
		return cty.UnknownVal(cty.String), nil
	}
	if len(t[1]) > 1 && strings.HasPrefix(t[1], "/") && strings.HasSuffix(t[1], "/") {
		pattern, err := regexp.Compile(t[1][1 : len(t[1])-1])
		if err != nil {
			return cty.DynamicVal, err
		}
		return cty.StringVal(pattern.ReplaceAllString(t[0], t[2])), nil
	}
	return cty.StringVal(strings.ReplaceAll(t[0], t[1], t[2])), nil
})

func hasPrefix(s, part string) bool { return strings.HasPrefix(s, part) }
func hasSuffix(s, part string) bool { return strings.HasSuffix(s, part) }
func hasPart(s, part string) bool   { return strings.Contains(s, part) }

func affixFunc(test func(s, part string) bool) function.Function {
	return dynamic(2, func(args []cty.Value) (cty.Value, error) {
		t, ok := texts(args)
		if !ok {
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.BoolVal(test(t[0], t[1])), nil
	})
}
