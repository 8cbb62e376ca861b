package link

import (
	"maps"
	"slices"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// target is an attribute of an object that a link may hold.
type target struct{ address, attribute string }

// found is what a search found.
type found struct {
	set     map[target]bool
	cut     string // why the search was cut short: the set is then not all
	sameKey bool   // narrowed by equal keys
}

func (g *found) add(t target) {
	if g.set == nil {
		g.set = map[target]bool{}
	}
	g.set[t] = true
}

func (g *found) join(other *found) {
	for t := range other.set {
		g.add(t)
	}
	g.sameKey = g.sameKey || other.sameKey
	if g.cut == "" {
		g.cut = other.cut
	}
}

func (g *found) sorted() []target {
	return slices.SortedFunc(maps.Keys(g.set), func(a, b target) int {
		if a.address != b.address {
			return compare(a.address, b.address)
		}
		return compare(a.attribute, b.attribute)
	})
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (g *found) addresses() []string {
	var out []string
	for _, t := range g.sorted() {
		out = append(out, t.address)
	}
	return slices.Compact(out)
}

func (g *found) tokens() []string {
	var out []string
	for _, t := range g.sorted() {
		out = append(out, symbolic.Token(t.address, t.attribute))
	}
	return out
}

// where is where an expression stands: in which module instance, and in which
// instance of a repeated block.
type where struct {
	module  string
	key     plan.Key
	forEach *plan.Value // the expression of for_each
}

// deepest is how far references are followed.
const deepest = 60

// search follows the references of an attribute of the instance.
func (f *filler) search(s settling) *found {
	if s.lost != "" {
		return &found{cut: s.lost}
	}
	if f.options.Config == nil {
		return &found{cut: "the configuration is not known"}
	}
	w := where{module: f.res.Module, key: f.res.Key}
	if b := f.block(f.res); b != nil {
		w.forEach = b.ForEach
	}
	return f.expression(w, s.heads, s.attribute, 0)
}

// expression follows all references of one expression. Where the expression
// uses the key of its instance and several objects of one block are left, the
// one with the same key is meant.
func (r *resolver) expression(w where, heads []string, attribute string, depth int) *found {
	out := &found{}
	keyed := false
	if depth > deepest {
		out.cut = "its references are too long a chain"
		return out
	}
	for _, head := range heads {
		steps, ok := plan.SplitAddress(head)
		if !ok {
			out.cut = "a reference cannot be read: " + head
			continue
		}
		keyed = keyed || steps[0].Name == "each" || steps[0].Name == "count"
		out.join(r.follow(w, head, steps, attribute, depth+1))
	}
	if keyed && len(out.set) > 1 && w.key.Kind != plan.NoKey {
		return r.narrowed(out, w.key)
	}
	return out
}

// narrowed keeps the only target with a key, if all targets are instances of
// one block.
func (r *resolver) narrowed(all *found, key plan.Key) *found {
	var first *plan.Resource
	attribute := ""
	var same []target
	for t := range all.set {
		res := r.index.ByAddress[t.address]
		if res == nil {
			return all
		}
		if first == nil {
			first, attribute = res, t.attribute
		}
		if t.attribute != attribute || res.Type != first.Type || res.Name != first.Name || r.moduleKey(res.Module) != r.moduleKey(first.Module) {
			return all
		}
		if res.Key == key || r.hasModuleKey(res.Module, key) {
			same = append(same, t)
		}
	}
	if len(same) != 1 {
		return all
	}
	return &found{set: map[target]bool{same[0]: true}, cut: all.cut, sameKey: true}
}

// hasModuleKey reports whether an instance of a module on the way to an
// address has a key.
func (r *resolver) hasModuleKey(module string, key plan.Key) bool {
	if module == "" {
		return false
	}
	for _, s := range plan.ModuleSteps(module) {
		if s.Key == key {
			return true
		}
	}
	return false
}

// moduleKey is plan.ModuleKey, remembered.
func (r *resolver) moduleKey(module string) string {
	if module == "" {
		return ""
	}
	key, known := r.keys[module]
	if !known {
		key = plan.ModuleKey(module)
		r.keys[module] = key
	}
	return key
}

// follow finds what one reference leads to.
func (r *resolver) follow(w where, head string, steps []plan.Step, attribute string, depth int) *found {
	if root := steps[0].Name; root == "each" || root == "count" {
		return r.repeated(w, steps, attribute, depth)
	}
	memo := w.module + "|" + head + "|" + attribute
	if known := r.memo[memo]; known != nil {
		return known
	}
	if r.busy[memo] {
		return &found{}
	}
	r.busy[memo] = true
	got := r.reference(w.module, steps, attribute, depth)
	delete(r.busy, memo)
	r.memo[memo] = got
	return got
}

// repeated follows each.value to the expression of for_each.
func (r *resolver) repeated(w where, steps []plan.Step, attribute string, depth int) *found {
	if steps[0].Name == "count" || len(steps) > 1 && steps[1].Name == "key" {
		return &found{}
	}
	if w.forEach == nil {
		return &found{cut: "each.value is not known"}
	}
	return r.expression(where{module: w.module, key: w.key}, headsIn(w.forEach), attribute, depth)
}

// reference follows a reference that does not depend on the instance.
func (r *resolver) reference(module string, steps []plan.Step, attribute string, depth int) *found {
	name := ""
	if len(steps) > 1 {
		name = steps[1].Name
	}
	switch steps[0].Name {
	case "var":
		return r.variable(module, name, attribute, depth)
	case "local":
		return r.local(module, name, attribute, depth)
	case "module":
		return r.output(module, steps, attribute, depth)
	case "data":
		return r.data(module, steps)
	case "path", "terraform", "tofu", "self":
		return &found{}
	}
	return r.object(module, steps, attribute, depth)
}

// data finds nothing: what a data source tells is known, unless it is read on apply.
func (r *resolver) data(module string, steps []plan.Step) *found {
	if len(steps) < 3 {
		return &found{cut: "a data source is not known"}
	}
	for _, res := range r.index.Instances(module, "data."+steps[1].Name+"."+steps[2].Name) {
		if res.Values().Get("id").KindOf() == plan.Unknown {
			return &found{cut: "data." + steps[1].Name + "." + steps[2].Name + " is read on apply"}
		}
	}
	return &found{}
}
