package symbolic

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// Evaluator evaluates expressions of a configuration for the instances of a plan.
type Evaluator struct {
	modules   map[string]*module
	index     *plan.Index
	variables map[string]*plan.Value
	scopes    map[string]*scope
	spoiled   map[string]bool // keys of modules whose sources do not fit the plan
	functions map[string]function.Function
}

// New makes an evaluator of the sources for the instances in index. The
// variables are those of the root module, as the plan tells them.
func New(sources *plan.Sources, index *plan.Index, variables map[string]*plan.Value) *Evaluator {
	e := &Evaluator{
		modules: map[string]*module{}, index: index, variables: variables, spoiled: map[string]bool{},
		scopes: map[string]*scope{}, functions: functions(),
	}
	for key, files := range sources.Modules {
		e.modules[key] = parseModule(key, files)
	}
	return e
}

// Without returns an evaluator that takes everything in the modules named for
// unknown: their sources do not fit the plan.
func (e *Evaluator) Without(modules []string) *Evaluator {
	other := *e
	other.scopes, other.spoiled = map[string]*scope{}, maps.Clone(e.spoiled)
	for _, key := range modules {
		other.spoiled[key] = true
	}
	return &other
}

// scope returns the module instance at an address, or nil if its sources are
// not there.
func (e *Evaluator) scope(address string) *scope {
	if s, known := e.scopes[address]; known {
		return s
	}
	e.scopes[address] = nil
	m := e.modules[plan.ModuleKey(address)]
	if m == nil || e.spoiled[m.key] {
		return nil
	}
	s := &scope{ev: e, address: address, mod: m, values: map[string]cty.Value{}, busy: map[string]bool{}}
	if steps := plan.ModuleSteps(address); len(steps) > 0 {
		last := steps[len(steps)-1]
		parent := ""
		for _, step := range steps[:len(steps)-1] {
			parent = plan.Child(parent, step)
		}
		s.parent = e.scope(parent)
		if s.parent != nil {
			s.call = s.parent.mod.calls[last.Name]
			s.repeat = repetition{key: last.Key, from: s.call}
		}
	}
	e.scopes[address] = s
	return s
}

// oneLine folds white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Local is the expression of a local value of a module, or nil.
func (e *Evaluator) Local(module, name string) hclsyntax.Expression {
	m := e.modules[plan.ModuleKey(module)]
	if m == nil || m.locals[name] == nil {
		return nil
	}
	return m.locals[name].Expr
}
