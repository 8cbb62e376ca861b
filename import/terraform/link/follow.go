package link

import (
	"slices"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// variable follows an input of a module to what its caller gives.
func (r *resolver) variable(module, name, attribute string, depth int) *found {
	if module == "" {
		return &found{} // the plan knows the inputs of the root
	}
	steps := plan.ModuleSteps(module)
	last := steps[len(steps)-1]
	parent := ""
	for _, s := range steps[:len(steps)-1] {
		parent = plan.Child(parent, s)
	}
	call := r.options.Config.Call(plan.ModuleKey(module))
	if call == nil {
		return &found{cut: "the call of module " + last.Name + " is not in the plan"}
	}
	given := call.Expressions.Get(name)
	if given == nil {
		return &found{} // the default of a variable names no planned object
	}
	if !isLeaf(given) {
		return &found{cut: "the input " + name + " of module " + last.Name + " cannot be read"}
	}
	return r.expression(where{module: parent, key: last.Key, forEach: call.ForEach}, headsIn(given), attribute, depth)
}

// local follows a local value, which only the sources tell.
func (r *resolver) local(module, name, attribute string, depth int) *found {
	if r.eval != nil {
		if expr := r.eval.Local(module, name); expr != nil {
			return r.expression(where{module: module}, headsOf(expr), attribute, depth)
		}
	}
	return &found{cut: "local." + name + " is not in the plan in JSON; give the binary plan, or --tf-root"}
}

// output follows an output of a module, or all of them if the reference does
// not tell which.
func (r *resolver) output(module string, steps []plan.Step, attribute string, depth int) *found {
	if len(steps) < 2 {
		return &found{cut: "a module is not named"}
	}
	call, wanted := steps[1], ""
	if len(steps) > 2 {
		wanted = steps[2].Name
	}
	keys := r.index.ModuleKeys(module, call.Name)
	if call.Key.Kind != plan.NoKey {
		keys = []plan.Key{call.Key}
	}
	out := &found{}
	for _, k := range keys {
		child := plan.Child(module, plan.Step{Name: call.Name, Key: k})
		c := r.options.Config.Module(plan.ModuleKey(child))
		if c == nil {
			return &found{cut: "module " + call.Name + " is not in the plan"}
		}
		for _, name := range sortedKeys(c.Outputs) {
			if wanted == "" || name == wanted {
				out.join(r.expression(where{module: child}, headsIn(c.Outputs[name]), attribute, depth))
			}
		}
	}
	if wanted == "" { // the outputs that do not matter may be beyond us
		out.cut = keepIf(len(out.set) == 0, out.cut)
	}
	return out
}

func keepIf(keep bool, s string) string {
	if keep {
		return s
	}
	return ""
}

// object finds the instances of a block, or follows an attribute of them that
// names another object.
func (r *resolver) object(module string, steps []plan.Step, attribute string, depth int) *found {
	if len(steps) < 2 {
		return &found{cut: "a reference names no object"}
	}
	typ, member := steps[0].Name, ""
	if len(steps) > 2 {
		member = steps[2].Name
	}
	out := &found{}
	for _, res := range r.index.Instances(module, typ+"."+steps[1].Name) {
		if k := steps[1].Key; k.Kind != plan.NoKey && k != res.Key {
			continue
		}
		switch {
		case slices.Contains(TargetTypes(attribute), typ) && (member == "" || identities(typ, member)):
			if member == "" {
				member = usual(typ, attribute)
			}
			out.add(target{res.Address, own(typ, member)})
		case member != "":
			out.join(r.through(res, member, attribute, depth))
		default:
			out.join(r.throughAny(res, attribute, depth))
		}
	}
	return out
}

// own spells the ids of one object alike.
func own(typ, member string) string {
	switch {
	case typ == "aws_eip" && member == "allocation_id":
		return "id"
	case member == "main_route_table_id":
		return "default_route_table_id"
	case member == "firewall_status":
		return "id"
	}
	return member
}

// through follows an attribute of an instance to what it is configured with.
func (r *resolver) through(res *plan.Resource, member, attribute string, depth int) *found {
	if v := res.Values().Get(member); v.Told() && !v.HasUnknown() && TargetTypes(member) != nil {
		if at := r.addressOf(v.Str()); at != "" {
			return &found{set: map[target]bool{{at, "id"}: true}}
		}
	}
	b := r.block(res)
	if b == nil {
		return &found{cut: res.Block() + " is not in the configuration of the plan"}
	}
	said := b.Expressions.Get(member)
	if said == nil || !isLeaf(said) {
		return &found{cut: keepIf(TargetTypes(member) != nil, res.Block()+"."+member+" is computed")}
	}
	return r.expression(where{module: res.Module, key: res.Key, forEach: b.ForEach}, headsIn(said), attribute, depth)
}

// throughAny follows all attributes of an instance that can name what is
// wanted, when the reference does not tell which one is used.
func (r *resolver) throughAny(res *plan.Resource, attribute string, depth int) *found {
	b := r.block(res)
	if b == nil || b.Expressions.KindOf() != plan.Object {
		return &found{cut: res.Block() + " is not in the configuration of the plan"}
	}
	out := &found{}
	for _, e := range b.Expressions.Children {
		if overlap(TargetTypes(e.Key), TargetTypes(attribute)) && isLeaf(e) {
			out.join(r.through(res, e.Key, attribute, depth))
		}
	}
	return out
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
