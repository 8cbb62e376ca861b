package symbolic

import (
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// functions are the functions of the language that are evaluated. Those that
// move values around pass tokens on; those that look inside text do not.
func functions() map[string]function.Function {
	out := map[string]function.Function{
		"can": tryfunc.CanFunc, "try": tryfunc.TryFunc,
		"chunklist": stdlib.ChunklistFunc, "coalesce": coalesceFunc, "coalescelist": stdlib.CoalesceListFunc,
		"compact": stdlib.CompactFunc, "concat": stdlib.ConcatFunc, "contains": stdlib.ContainsFunc, "distinct": stdlib.DistinctFunc,
		"element": stdlib.ElementFunc, "flatten": stdlib.FlattenFunc, "format": stdlib.FormatFunc, "formatlist": stdlib.FormatListFunc,
		"join": stdlib.JoinFunc, "lookup": stdlib.LookupFunc, "merge": stdlib.MergeFunc, "range": stdlib.RangeFunc,
		"reverse": stdlib.ReverseListFunc, "setintersection": stdlib.SetIntersectionFunc, "setproduct": stdlib.SetProductFunc,
		"setsubtract": stdlib.SetSubtractFunc, "setunion": stdlib.SetUnionFunc, "slice": stdlib.SliceFunc, "zipmap": stdlib.ZipmapFunc,
		"index": indexFunc, "length": lengthFunc, "matchkeys": matchkeysFunc, "one": oneFunc, "sum": sumFunc,
		"alltrue": everyFunc(true), "anytrue": everyFunc(false), "nonsensitive": sameFunc, "sensitive": sameFunc, "ephemeralasnull": sameFunc,
		"toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), "tomap": stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
		"tostring": stdlib.MakeToFunc(cty.String), "tobool": stdlib.MakeToFunc(cty.Bool),
		"tolist": ordered(stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)), func(v cty.Value) bool { return v.Type().IsSetType() }),
		"keys":   ordered(stdlib.KeysFunc, hasTokenKeys), "values": ordered(stdlib.ValuesFunc, hasTokenKeys),
		"sort": ordered(stdlib.SortFunc, func(cty.Value) bool { return true }),
	}
	for name, f := range textFunctions {
		out[name] = opaque(f)
	}
	for name, f := range cidrFunctions {
		out[name] = opaque(f)
	}
	return out
}

// textFunctions look inside their arguments.
var textFunctions = map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "log": stdlib.LogFunc, "max": stdlib.MaxFunc,
	"min": stdlib.MinFunc, "parseint": stdlib.ParseIntFunc, "pow": stdlib.PowFunc, "signum": stdlib.SignumFunc,
	"tonumber": stdlib.MakeToFunc(cty.Number), "lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc, "title": stdlib.TitleFunc,
	"trim": stdlib.TrimFunc, "trimspace": stdlib.TrimSpaceFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc,
	"chomp": stdlib.ChompFunc, "indent": stdlib.IndentFunc, "split": stdlib.SplitFunc, "strrev": stdlib.ReverseFunc,
	"substr": stdlib.SubstrFunc, "regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc, "replace": replaceFunc,
	"startswith": affixFunc(hasPrefix), "endswith": affixFunc(hasSuffix), "strcontains": affixFunc(hasPart),
	"jsonencode": stdlib.JSONEncodeFunc, "jsondecode": stdlib.JSONDecodeFunc, "csvdecode": stdlib.CSVDecodeFunc,
	"transpose": transposeFunc,
}

// opaque makes a function give unknown when a token is among its arguments.
func opaque(f function.Function) function.Function { return guarded(f, holdsToken) }

// ordered makes a function give unknown when its result would depend on the
// order of tokens: when the argument keeps no order and holds several.
func ordered(f function.Function, unordered func(cty.Value) bool) function.Function {
	return guarded(f, func(v cty.Value) bool {
		return v.IsKnown() && !v.IsNull() && unordered(v) && v.CanIterateElements() && v.LengthInt() > 1 && holdsToken(v)
	})
}

// guarded wraps f: an argument that is refused makes the result unknown.
func guarded(f function.Function, refuse func(cty.Value) bool) function.Function {
	rest := &function.Parameter{
		Name: "args", Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	}
	refused := func(args []cty.Value) bool {
		for _, a := range args {
			a, _ = a.UnmarkDeep()
			if refuse(a) {
				return true
			}
		}
		return false
	}
	return function.New(&function.Spec{
		VarParam: rest,
		Type: func(args []cty.Value) (cty.Type, error) {
			if refused(args) {
				return cty.DynamicPseudoType, nil
			}
			return f.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, typ cty.Type) (cty.Value, error) {
			if refused(args) {
				return cty.UnknownVal(typ), nil
			}
			return f.Call(args)
		},
	})
}
