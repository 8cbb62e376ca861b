package link

import (
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// Options say what a resolver works with.
type Options struct {
	Resources []*plan.Resource // all instances of one network
	Config    *plan.Config     // nil for a state
	Sources   *plan.Sources    // nil: JSON alone
	Variables map[string]*plan.Value
	Wanted    func(typ string) bool // which types are resolved
}

// Resolve fills in what the values of the resources do not know: a link that
// is resolved becomes the token of its target (see package symbolic), one that
// is not keeps its doubt, with candidates, expression and place. Values that
// the provider computes become null. With sources, every value learns where
// it is configured.
func Resolve(o Options) *Report {
	r := &resolver{
		options: o, index: plan.NewIndex(o.Resources), report: &Report{},
		memo: map[string]*found{}, busy: map[string]bool{}, possible: map[string][]string{}, keys: map[string]string{},
	}
	if o.Sources != nil {
		r.eval = symbolic.New(o.Sources, r.index, o.Variables)
		r.checkSources()
	}
	for _, res := range o.Resources {
		if o.Wanted(res.Type) && res.Values().KindOf() == plan.Object && !res.Deposed {
			r.resource(res)
		}
	}
	return r.report
}

// resolver is the state of one Resolve.
type resolver struct {
	options  Options
	index    *plan.Index
	eval     *symbolic.Evaluator // nil without sources
	report   *Report
	memo     map[string]*found
	busy     map[string]bool
	keys     map[string]string // module address → module key
	byID     map[string]string
	types    map[string][]*plan.Resource
	possible map[string][]string // attribute → what it can name
}

// resource resolves one instance.
func (r *resolver) resource(res *plan.Resource) {
	v := res.Values()
	var node *symbolic.Node
	if r.eval != nil {
		node = r.eval.Instance(res)
		v.Place = r.eval.Place(res)
	}
	f := &filler{resolver: r, res: res}
	if b := r.block(res); b != nil {
		f.configured = true
		f.object(v, node, b.Expressions, "", "")
		return
	}
	f.configured = node != nil
	f.object(v, node, nil, "", "")
}

// block is the configuration of an instance, or nil.
func (r *resolver) block(res *plan.Resource) *plan.Block {
	if r.options.Config == nil {
		return nil
	}
	if m := r.options.Config.Module(r.moduleKey(res.Module)); m != nil {
		return m.Blocks[res.Block()]
	}
	return nil
}
