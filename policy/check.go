package policy

import (
	"reflect"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// The built-in contexts.
const (
	Internet   = "internet"
	AWS        = "aws"
	OnPrem     = "on-prem"
	Unassigned = "unassigned"
	Anywhere   = "anywhere"
)

var builtIn = []string{Anywhere, AWS, Internet, OnPrem, Unassigned}

// check reports what can be said of a policy without a network.
func (d *decoder) check() {
	if d.policy.Version == 0 && !slices.ContainsFunc(d.problems, func(p Problem) bool { return p.Fatal }) {
		d.syntax(1, 1, "the version is missing", "begin with version: 1")
	}
	d.checkIDs()
	d.checkContexts()
	for _, s := range d.policy.ends {
		d.checkSelection(s)
	}
	for _, c := range d.policy.Contracts {
		d.checkContract(c)
	}
	for _, r := range d.policy.Rules {
		d.checkVerbs(r)
		d.checkLayers(r)
	}
	for _, w := range d.policy.Waivers {
		d.checkWaiver(w)
	}
	d.checkAssumptions()
	d.checkTagKeys()
}

// checkIDs reports ids that stand twice, or belong to the defaults.
func (d *decoder) checkIDs() {
	seen := map[string]Text{}
	for _, id := range d.policy.ids() {
		first, twice := seen[id.Value]
		switch {
		case !id.Is():
		case id.Value == BetweenContexts || id.Value == UnassignedEndpoints:
			d.report("POL-123", id, "the id "+id.Value+" belongs to a default", "choose another id")
		case twice:
			d.report("POL-123", id, "the id "+quote(id.Value)+" stands twice", "give one of them another id")
			d.problems[len(d.problems)-1].Related = []Place{d.policy.also(first.At, "first here")}
		default:
			seen[id.Value] = id
		}
	}
}

// ids lists the ids of contracts and rules.
func (p *Policy) ids() []Text {
	var all []Text
	for _, c := range p.Contracts {
		all = append(all, c.ID)
	}
	for _, r := range p.Rules {
		all = append(all, r.ID)
	}
	return all
}

// checkContexts checks names, and what contexts say of one another.
func (d *decoder) checkContexts() {
	for _, e := range d.policy.Contexts {
		if slices.Contains(builtIn, e.Key.Value) {
			d.report("POL-123", e.Key, "the context "+e.Key.Value+" is built in", "choose another name")
		}
		if !e.Value.Is.Is() && !e.Value.AllowEmpty && !slices.ContainsFunc(d.policy.Contexts, func(o Entry[*Context]) bool { return o.Value.PartOf.Value == e.Key.Value }) {
			d.report("POL-105", e.Key, "nothing says what belongs to "+quote(e.Key.Value), "add is: with at least one alternative, or allow-empty: true")
		}
		for _, other := range e.Value.Shares {
			d.known(other)
		}
		if e.Value.PartOf.Is() && d.known(e.Value.PartOf) {
			d.checkParents(e)
		}
	}
}

// checkParents reports contexts that are parts of themselves.
func (d *decoder) checkParents(e Entry[*Context]) {
	way := []string{e.Key.Value}
	for c := e.Value; c != nil && c.PartOf.Is(); {
		way = append(way, c.PartOf.Value)
		if c.PartOf.Value == e.Key.Value {
			d.report("POL-117", e.Value.PartOf, "contexts are parts of each other: "+strings.Join(way, " → "), "remove one part-of")
			return
		}
		if len(way) > len(d.policy.Contexts)+1 {
			return // the cycle does not pass here: its members report it
		}
		c, _ = d.policy.Contexts.Get(c.PartOf.Value)
	}
}

// known reports a name that no context has.
func (d *decoder) known(name Text) bool {
	if _, ok := d.policy.Contexts.Get(name.Value); ok || slices.Contains(builtIn, name.Value) {
		return true
	}
	d.report("POL-106", name, "no context is called "+quote(name.Value), d.contextLike(name.Value))
	return false
}

func (d *decoder) contextLike(name string) string {
	if near := nearest(name, append(d.policy.Contexts.Keys(), builtIn...)); near != "" {
		return "did you mean " + near + "?"
	}
	return "contexts: " + strings.Join(append(d.policy.Contexts.Keys(), builtIn...), ", ")
}

// checkSelection checks what stands in a selector.
func (d *decoder) checkSelection(s *Selection) {
	for _, a := range s.Alternatives {
		for _, name := range a.Context {
			if !strings.Contains(name.Value, "*") {
				d.known(name)
			}
		}
		for _, t := range a.CIDR {
			d.checkCIDR(t)
		}
		d.checkShort(a.Short)
	}
}

// checkShort reports short forms that lack a value, and words that are nearly a context.
func (d *decoder) checkShort(t Text) {
	if rest, ok := strings.CutPrefix(t.Value, "cidr:"); ok {
		d.checkCIDR(Text{Value: rest, At: t.At, Width: t.Width})
	}
	if name, ok := strings.CutPrefix(t.Value, "context:"); ok {
		d.known(Text{Value: name, At: t.At, Width: t.Width})
	}
	if _, isContext := d.policy.Contexts.Get(t.Value); isContext || !t.Is() || slices.Contains(builtIn, t.Value) || strings.ContainsAny(t.Value, ":*/.@") {
		return
	}
	if near := nearest(t.Value, append(d.policy.Contexts.Keys(), builtIn...)); near != "" {
		p := d.policy.complain("POL-106", model.Warning, t.At, t.Width, "no context is called "+quote(t.Value)+"; it is taken for a name of the network", "did you mean "+near+"?")
		d.problems = append(d.problems, p)
	}
}

func (d *decoder) checkCIDR(t Text) {
	p, hostBits, err := packet.ParsePrefix(t.Value)
	switch {
	case err != nil:
		what, next, _ := strings.Cut(err.Error(), "; write ")
		d.report("POL-113", t, what, "write "+next)
	case hostBits:
		d.problems = append(d.problems, d.policy.complain("POL-113", model.Warning, t.At, t.Width, quote(t.Value)+" has host bits set", "write "+p.String()))
	}
}

// checkAssumptions checks what is declared.
func (d *decoder) checkAssumptions() {
	for _, t := range d.policy.Assume.OnPrem {
		d.checkCIDR(t)
	}
	for _, e := range d.policy.Assume.Members {
		for _, t := range e.Value {
			d.checkCIDR(t)
		}
	}
	for _, e := range d.policy.Assume.Appliances {
		if _, ok := appliances[e.Value.Value]; !ok && e.Value.Is() {
			d.report("POL-104", e.Value, quote(e.Value.Value)+" is nothing that an appliance does", "write forward, nat, opaque or drop")
		}
	}
}

// checkTagKeys reports tag keys that differ by case alone: AWS tells them apart.
func (d *decoder) checkTagKeys() {
	seen := map[string]Text{}
	for _, s := range d.policy.ends {
		for _, a := range s.Alternatives {
			for _, e := range a.Tag {
				first, ok := seen[strings.ToLower(e.Key.Value)]
				if ok && first.Value != e.Key.Value {
					p := d.policy.complain("POL-122", model.Warning, e.Key.At, e.Key.Width, "the tag keys "+quote(first.Value)+" and "+quote(e.Key.Value)+" differ by case only", "AWS tells them apart: write both alike")
					p.Related = []Place{d.policy.also(first.At, "first here")}
					d.problems = append(d.problems, p)
				} else if !ok {
					seen[strings.ToLower(e.Key.Value)] = e.Key
				}
			}
		}
	}
}

// verbs lists the verbs that a rule sets.
func (r *Rule) verbs() []string {
	var found []string
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("verb") != "" && !v.Field(i).IsZero() {
			found = append(found, v.Type().Field(i).Tag.Get("yaml"))
		}
	}
	return found
}
