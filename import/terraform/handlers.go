package terraform

import "github.com/seed-044d7529/segment/import/terraform/plan"

// handler reads the resources of one type.
type handler struct {
	phase int
	read  func(item)
}

// Phases: an object before what is tied to it.
const (
	phaseNetwork = iota // VPCs and what they hold
	phaseObject         // gateways, tables, filters
	phasePart           // rules, routes, associations
	phaseHost           // interfaces, instances, workloads
	phaseTie            // what joins hosts with other things
)

// handlers is filled by the files of the areas.
var handlers = map[string]handler{}

// dataHandlers read data sources.
var dataHandlers = map[string]handler{}

func register(phase int, more map[string]func(item)) {
	for typ, read := range more {
		if _, twice := handlers[typ]; twice {
			panic("two handlers for " + typ)
		}
		handlers[typ] = handler{phase, read}
	}
}

func handlerOf(r *plan.Resource) (handler, bool) {
	if r.Mode == "data" {
		h, ok := dataHandlers[r.Type]
		return h, ok
	}
	h, ok := handlers[r.Type]
	return h, ok
}

func (b *builder) handled(r *plan.Resource) bool {
	_, ok := handlerOf(r)
	return ok
}

func phaseOf(r *plan.Resource) int {
	h, _ := handlerOf(r)
	return h.phase
}

// modelled reports whether a type has a place in the model.
func modelled(typ string) bool {
	_, managed := handlers[typ]
	_, data := dataHandlers[typ]
	return managed || data
}
