package policy

import (
	"reflect"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// checkVerbs reports rules that have no verb, or several.
func (d *decoder) checkVerbs(r *Rule) {
	verbs := r.verbs()
	id := r.ID
	if !id.Is() {
		id = Text{At: r.At, Width: 1}
	}
	switch len(verbs) {
	case 0:
		if !d.brokenWithin(r.At) {
			d.report("POL-105", id, "the rule says nothing: it has no verb", "add one of "+strings.Join(verbNames(), ", "))
		}
	case 1:
		r.Verb = verbs[0]
	default:
		d.report("POL-105", id, "the rule has several verbs: "+strings.Join(verbs, ", "), "make a rule of each")
	}
	if r.Skip && r.Verb != "layers" && r.Verb != "" {
		d.report("POL-103", id, "skip: goes with layers only", "remove it")
	}
	if n := r.NoInternet; n != nil && n.Ingress == nil && n.Egress == nil {
		d.report("POL-105", id, "no-internet names no direction", "add ingress: true, egress: true or both")
	}
}

// brokenWithin reports whether something fatal was said about the lines of a rule or contract: what
// could not be read is not missing.
func (d *decoder) brokenWithin(at model.Origin) bool {
	end := d.next(at)
	for _, p := range d.problems {
		if p.Fatal && p.Origin.Source == at.Source && p.Origin.Line >= at.Line && (p.Origin.Line < end || p.Origin.Line == at.Line) {
			return true
		}
	}
	return false
}

// next is the line on which the next rule, contract or waiver begins.
func (d *decoder) next(at model.Origin) int {
	end := at.Line + 20
	see := func(other model.Origin) {
		if other.Source == at.Source && other.Line > at.Line {
			end = min(end, other.Line)
		}
	}
	for _, r := range d.policy.Rules {
		see(r.At)
	}
	for _, c := range d.policy.Contracts {
		see(c.At)
	}
	for _, w := range d.policy.Waivers {
		see(w.At)
	}
	return end
}

func verbNames() []string {
	var names []string
	t := reflect.TypeFor[Rule]()
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("verb") != "" {
			names = append(names, t.Field(i).Tag.Get("yaml"))
		}
	}
	return names
}

func (d *decoder) checkLayers(r *Rule) {
	for _, layer := range r.Layers {
		for _, name := range layer {
			d.known(name)
		}
	}
	if len(r.Layers) == 1 && len(r.Layers[0]) == 1 {
		d.report("POL-105", r.Layers[0][0], "one layer alone says nothing", "name the next one down")
	}
}

// checkContract checks that a contract says once to whom and on which ports.
func (d *decoder) checkContract(c *Contract) {
	id := c.ID
	if !id.Is() {
		id = Text{At: c.At, Width: 1}
	}
	switch {
	case c.Uses.Is() && (c.To.Is() || c.Ports.Is()):
		d.report("POL-105", id, "the contract has uses: and also to: or ports:", "keep one of them")
	case c.Uses.Is():
		d.checkUses(c)
	case !c.To.Is() || !c.Ports.Is():
		if !d.brokenWithin(c.At) {
			d.report("POL-105", id, "the contract does not say to whom and on which ports", "add uses: context.port, or to: and ports:")
		}
	}
}

// checkUses resolves context.port to what the context publishes.
func (d *decoder) checkUses(c *Contract) {
	i := strings.LastIndexByte(c.Uses.Value, '.')
	if i < 0 {
		d.report("POL-107", c.Uses, "uses: names a published port", "write context.port, such as payments.api")
		return
	}
	name, port := c.Uses.Value[:i], c.Uses.Value[i+1:]
	context, ok := d.policy.Contexts.Get(name)
	if !ok {
		d.report("POL-106", c.Uses, "no context is called "+quote(name), d.contextLike(name))
		return
	}
	ports, ok := context.Publishes.Get(port)
	if !ok {
		next := "publish it: publishes: { " + port + ": tcp/443 }"
		if near := nearest(port, context.Publishes.Keys()); near != "" {
			next = "did you mean " + name + "." + near + "?"
		} else if len(context.Publishes) > 0 {
			next = name + " publishes " + strings.Join(context.Publishes.Keys(), ", ")
		}
		d.report("POL-107", c.Uses, name+" publishes no port "+quote(port), next)
		return
	}
	c.Ports = ports
	c.To = Selector{&Selection{At: c.Uses.At, Width: c.Uses.Width, Alternatives: []Alternative{{Short: Text{Value: name, At: c.Uses.At, Width: c.Uses.Width}, At: c.Uses.At}}}}
	d.policy.ends = append(d.policy.ends, c.To.Selection)
}

// checkWaiver checks that a waiver is about a rule, and about less than everything.
func (d *decoder) checkWaiver(w *Waiver) {
	known := []string{BetweenContexts, UnassignedEndpoints}
	for _, id := range d.policy.ids() {
		known = append(known, id.Value)
	}
	found := false
	for _, id := range known {
		found = found || id == w.Rule.Value
	}
	if !found && w.Rule.Is() {
		next := "rules: " + strings.Join(known, ", ")
		if near := nearest(w.Rule.Value, known); near != "" {
			next = "did you mean " + near + "?"
		}
		d.report("POL-106", w.Rule, "no rule is called "+quote(w.Rule.Value), next)
	}
	for _, s := range []Selector{w.From, w.To} {
		if s.everything() {
			d.problems = append(d.problems, d.policy.complain("POL-118", model.Warning, s.At, s.Width, "the waiver matches everything", "name what is excepted, and limit it with at-most:"))
		}
	}
	if !w.From.Is() && !w.To.Is() && w.Rule.Is() {
		d.problems = append(d.problems, d.policy.complain("POL-118", model.Warning, w.Rule.At, w.Rule.Width, "the waiver matches everything that the rule forbids", "add from: or to:"))
	}
}

// everything reports whether a selector is written so that nothing is left out.
func (s Selector) everything() bool {
	if !s.Is() {
		return false
	}
	for _, a := range s.Alternatives {
		if a.Short.Value == "*" || a.Short.Value == Anywhere || len(a.Name) == 1 && a.Name[0].Value == "*" || len(a.ID) == 1 && a.ID[0].Value == "*" {
			return true
		}
	}
	return false
}

var appliances = map[string]model.Appliance{
	"forward": model.ApplianceForward, "nat": model.ApplianceNAT, "opaque": model.ApplianceOpaque, "drop": model.ApplianceDrop,
}
