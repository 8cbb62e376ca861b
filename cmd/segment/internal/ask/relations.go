package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Relations are the contexts of the policy that was bound with its contracts and what a check found. Where
// contexts may talk without a contract, what does is drawn as well.
func (n *Network) Relations(ctx context.Context, c *report.Check, ports string) (report.Relations, error) {
	if n.bound == nil {
		return report.Relations{}, noContexts()
	}
	on, _, err := portsOf(ports)
	if err != nil {
		return report.Relations{}, err
	}
	r := report.Relations{Title: c.Policy, Boxes: n.contextBoxes(), Links: c.Links()}
	if r.Title == "" {
		r.Title = c.File
	}
	r.Links = append(r.Links, n.contractLinks(c)...)
	if n.bound.Policy().Default.BetweenContexts.Value == "allow" {
		more, err := n.uncontracted(ctx, c)
		if err != nil {
			return r, err
		}
		r.Links = append(r.Links, more...)
	}
	if on != nil {
		r.Links = restricted(r.Links, *on)
	}
	report.SortLinks(r.Links)
	r.Links = report.JoinRules(r.Links)
	r.Boxed()
	r.Folded = fmt.Sprintf("level context: %d endpoints in %d boxes; %d edges; what is allowed inside of a context, and to the internet by default, is not drawn",
		c.Coverage.Endpoints, len(r.Boxes), len(r.Links))
	return r, nil
}

// restricted are the links with these ports alone.
func restricted(links []report.Link, on packet.Set) []report.Link {
	var out []report.Link
	for _, l := range links {
		if l.Ports = l.Ports.Intersect(on); !l.Ports.IsEmpty() {
			out = append(out, l)
		}
	}
	return out
}

// contextBoxes are the contexts in the order written: owner, size, and VPCs when they are several.
func (n *Network) contextBoxes() []report.ContextBox {
	vpcs := map[string]map[model.VPCID]bool{}
	counts := map[string]int{}
	find := n.interfaces()
	for id, name := range n.contextOf() {
		counts[name]++
		if vpcs[name] == nil {
			vpcs[name] = map[model.VPCID]bool{}
		}
		vpcs[name][find[id].VPC] = true
	}
	var out []report.ContextBox
	for _, e := range n.bound.Policy().Contexts {
		c, name := e.Value, e.Key.Value
		label := []string{name, c.Owner.Value, endpoints(counts[name])}
		if many := len(vpcs[name]); many > 1 {
			label[2] += fmt.Sprintf(" in %d VPCs", many)
		}
		box := report.ContextBox{ID: name, Label: label, PartOf: c.PartOf.Value}
		for _, p := range c.Publishes {
			box.Ports = append(box.Ports, report.Published{Name: p.Key.Value, Ports: p.Value.Set()})
		}
		out = append(out, box)
	}
	return out
}

func endpoints(n int) string {
	if n == 1 {
		return "1 endpoint"
	}
	return fmt.Sprintf("%d endpoints", n)
}

// contractLinks are the contracts, but for those of which a finding says that they do not hold.
func (n *Network) contractLinks(c *report.Check) []report.Link {
	var out []report.Link
	for _, contract := range n.bound.Policy().Contracts {
		at := slices.IndexFunc(c.Rows, func(r policy.Result) bool { return r.Kind == "contract" && r.Rule == contract.ID.Value })
		if at < 0 || c.Rows[at].Word != policy.Kept {
			continue
		}
		row := &c.Rows[at]
		_, pill, _ := strings.Cut(contract.Uses.Value, ".")
		out = append(out, report.Link{From: row.From.Name, To: row.To.Name, State: report.LinkAllowed, Ports: row.Ports, Pill: pill, Rule: row.Rule})
	}
	return out
}

// uncontracted is what passes from one context to another without a contract.
func (n *Network) uncontracted(ctx context.Context, c *report.Check) ([]report.Link, error) {
	m, err := n.Matrix(ctx, MatrixQuery{Level: byContext})
	if err != nil {
		return nil, err
	}
	var out []report.Link
	for _, r := range m.Rows {
		rest := r.Answer.Connections.Must
		for i := range c.Rows {
			if row := &c.Rows[i]; row.Kind == "contract" && row.From.Name == r.From.ID && row.To.Name == r.To.ID {
				rest = rest.Subtract(row.Ports)
			}
		}
		egress := r.To.ID == policy.Internet || r.To.ID == policy.AWS
		if r.Answer.Verdict == reach.Blocked || r.From.ID == r.To.ID || egress || rest.IsEmpty() {
			continue
		}
		out = append(out, report.Link{From: r.From.ID, To: r.To.ID, State: report.LinkUncontracted, Ports: rest, Pairs: r.Answer.Passing})
	}
	return out, nil
}
