package policy

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Ports is a set of packets as people write it: a term, a name, a list of them, or {not: …}.
// The zero value is what was not written.
type Ports struct{ expr *portExpr }

// portExpr is what was written, and what it comes to once all names are known.
type portExpr struct {
	At    model.Origin
	terms Texts
	not   *portExpr
	set   packet.Set
	done  bool
	busy  bool // being resolved: a name that needs itself is a cycle
}

// Is reports whether ports were written.
func (p Ports) Is() bool { return p.expr != nil }

// Set returns the packets; all when none were written.
func (p Ports) Set() packet.Set {
	if p.expr == nil {
		return packet.All()
	}
	return p.expr.set
}

func (p *Ports) decode(d *decoder, n ast.Node) {
	p.expr = d.portExpr(n)
	if p.expr != nil {
		d.policy.ports = append(d.policy.ports, p.expr)
	}
}

// portExpr reads a term, a list of terms, or {not: …}.
func (d *decoder) portExpr(n ast.Node) *portExpr {
	e := &portExpr{At: d.at(n)}
	if all, ok := pairs(n); ok {
		if len(all) != 1 || keyText(all[0]) != "not" {
			d.fatal("POL-104", n, "here stands a map where ports are wanted", "write {not: tcp/443} for the complement, or a list of terms")
			return nil
		}
		if e.not = d.portExpr(all[0].Value); e.not == nil {
			return nil
		}
		return e
	}
	elements := []ast.Node{n}
	if list, ok := n.(*ast.SequenceNode); ok {
		elements = list.Values
	}
	for _, element := range elements {
		if t, ok := d.portTerm(element); ok {
			e.terms = append(e.terms, t)
		}
	}
	if len(e.terms) == 0 {
		return nil
	}
	return e
}

// portTerm reads one term. A number is a port that lacks its protocol.
func (d *decoder) portTerm(n ast.Node) (Text, bool) {
	if d.refuse(n) {
		return Text{}, false
	}
	if _, ok := n.(*ast.IntegerNode); ok {
		text := strings.TrimSpace(n.GetToken().Value)
		d.fatal("POL-104", n, "the port "+text+" lacks its protocol", "did you mean tcp/"+text+"?")
		return Text{}, false
	}
	var t Text
	t.decode(d, n)
	return t, t.Is()
}

// resolvePorts gives every port expression its set.
func (d *decoder) resolvePorts() {
	for _, e := range d.policy.ports {
		d.resolve(e)
	}
}

func (d *decoder) resolve(e *portExpr) packet.Set {
	if e.done || e.busy {
		return e.set
	}
	e.busy = true
	if e.not != nil {
		e.set = d.resolve(e.not).Complement()
	}
	for _, t := range e.terms {
		for word := range strings.SplitSeq(t.Value, ",") {
			e.set = e.set.Union(d.term(strings.TrimSpace(word), t))
		}
	}
	e.busy, e.done = false, true
	return e.set
}

// term is what one word means: a name of the policy, else a term of the port language.
func (d *decoder) term(word string, t Text) packet.Set {
	if named, ok := d.policy.Ports.Get(word); ok && named.expr != nil {
		if named.expr.busy {
			d.report("POL-117", t, "the ports "+quote(word)+" are defined by themselves", "write terms such as tcp/443")
		}
		return d.resolve(named.expr)
	}
	set, err := packet.Parse(word)
	if err != nil {
		next := "write a term such as tcp/443, or a name that stands under ports:"
		what, after, found := strings.Cut(err.Error(), "; write ")
		if near := nearest(word, d.policy.Ports.Keys()); near != "" && !strings.Contains(word, "/") {
			next = "did you mean " + near + "?"
		} else if found {
			next = "write " + after
		}
		if names := d.policy.Ports.Keys(); len(names) > 0 && !strings.ContainsAny(word, "/-0123456789") {
			slices.Sort(names)
			what = quote(word) + " is neither a port term nor one of the names " + clip(strings.Join(names, ", "))
		}
		d.report("POL-114", t, what, next)
	}
	return set
}

// report complains fatally about a text that was read before.
func (d *decoder) report(code string, t Text, what, next string) {
	p := d.policy.complain(code, model.Error, t.At, t.Width, what, next)
	p.Fatal = true
	d.problems = append(d.problems, p)
}

// Text returns the ports as they were written, or their canonical form.
func (p Ports) Text() string {
	if p.expr == nil {
		return "all"
	}
	return p.expr.set.String()
}
