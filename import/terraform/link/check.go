package link

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// checkSources evaluates what the plan knows, too: a module whose values come
// out differently has other sources than the plan was made of, and is not
// evaluated.
func (r *resolver) checkSources() {
	spoiled := map[string]bool{}
	for _, res := range r.options.Resources {
		key := plan.ModuleKey(res.Module)
		if spoiled[key] || res.Mode == "data" || !r.options.Wanted(res.Type) || !res.Values().HasUnknown() {
			continue
		}
		if m := r.misfit(res); m != nil {
			spoiled[key] = true
			r.report.Misfit = append(r.report.Misfit, *m)
		}
	}
	if len(spoiled) > 0 {
		r.eval = r.eval.Without(slices.Sorted(maps.Keys(spoiled)))
	}
}

// misfit finds an attribute that the sources and the plan tell differently.
func (r *resolver) misfit(res *plan.Resource) *Misfit {
	n := r.eval.Instance(res)
	if n == nil {
		return nil
	}
	if life := n.Blocks["lifecycle"]; life != nil {
		for _, l := range life.Nodes {
			if _, ignores := l.Attrs["ignore_changes"]; ignores {
				return nil
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(n.Attrs)) {
		a := n.Attrs[name]
		said, known := symbolic.ToPlan(a.Value), res.Values().Get(name)
		if rewritten(name) || said.HasUnknown() || holdsToken(said) || !scalar(said) || !scalar(known) {
			continue
		}
		if !alike(name, known, said) {
			return &Misfit{Module: plan.ModuleKey(res.Module), Address: res.Address, Attribute: name, Place: a.Place}
		}
	}
	return nil
}

func scalar(v *plan.Value) bool {
	k := v.KindOf()
	return k == plan.String || k == plan.Number || k == plan.Bool
}

// rewritten reports whether the provider writes an attribute in a form of its own.
func rewritten(name string) bool {
	return strings.Contains(name, "policy") || strings.Contains(name, "user_data") || strings.HasSuffix(name, "_time") ||
		name == "description" || name == "container_definitions" || name == "count" || name == "for_each" || name == "provider"
}
