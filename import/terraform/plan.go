package terraform

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/import/terraform/link"
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// Options say how a plan or state is read. The zero value reads JSON alone.
type Options struct {
	Source   string        // how the document is called in origins
	MaxDepth int           // nesting that is allowed; 0: that of the command line
	Sources  *plan.Sources // the configuration; see BinarySources and plan.DirSources
	Root     string        // folder of the root module, when Sources is nil; "": none
}

// Plan is what a plan does to a network. Of a state, Before and After are the
// same network and nothing changes.
type Plan struct {
	Source      string
	IsState     bool
	Before      *model.Network // the prior state; empty if everything is new
	After       *model.Network
	Changes     []Change     // every resource of the plan, also those without change
	Partial     []string     // why the plan is only a part of what will be, in words
	Links       *link.Report // how the links of the network after were resolved
	Diagnostics []model.Diagnostic
}

// Change is what happens to one resource.
type Change struct {
	Address  string
	Previous string   // the address before a move; "" without one
	Actions  []string // "no-op", "create", "read", "update", "delete", "forget"
	Type     string
	Before   string // the id in Before; "" if it did not exist
	After    string // the id in After: AWS's own, or the address; "" if it will not exist
	Account  model.AccountID
	Region   model.RegionID
	Modelled bool // it has a place in the networks
	Origin   model.Origin
}

// Does reports whether an action is among the actions of a change.
func (c *Change) Does(action string) bool { return slices.Contains(c.Actions, action) }

// Read reads one plan or state. What could be read stands in the Plan, even
// with an error; the error is about the text itself.
func Read(in io.Reader, o Options) (*Plan, error) {
	if o.MaxDepth == 0 {
		o.MaxDepth = source.DefaultLimits.MaxDepth
	}
	doc, err := plan.Read(in, o.Source, o.MaxDepth)
	if err != nil {
		return &Plan{Source: o.Source, Before: &model.Network{}, After: &model.Network{}}, fmt.Errorf("read %s: %w", o.Source, err)
	}
	return interpret(doc, o), nil
}

// BinarySources reads the configuration inside a binary plan.
func BinarySources(in io.ReaderAt, size int64) (*plan.Sources, error) {
	return plan.BinarySources(in, size)
}

// interpret makes the networks of a document.
func interpret(doc *plan.Document, o Options) *Plan {
	p := &Plan{Source: doc.Source, IsState: doc.Form != plan.FormPlan, Partial: doc.Partial}
	sources := p.sources(doc, o)
	for _, why := range doc.Partial {
		p.report(partialPlan.At(model.Origin{Source: doc.Source}, "%s is only a part: %s", doc.Source, why))
	}
	after := newBuilder(doc, doc.After())
	after.after = !p.IsState
	p.Links = link.Resolve(link.Options{
		Resources: after.resources, Config: doc.Config, Sources: sources, Variables: doc.Variables, Wanted: modelled,
	})
	p.reportLinks(doc)
	before := after
	if !p.IsState {
		before = newBuilder(doc, doc.Before())
		before.placeLike(after)
		p.Before = before.build()
		after.earlier = &before.owned
		after.gone = gone(doc, before)
	}
	p.After = after.build()
	if p.IsState {
		p.Before = p.After
	}
	p.Diagnostics = append(p.Diagnostics, after.diags...)
	p.changes(doc, before, after)
	return p
}

func (p *Plan) report(d model.Diagnostic) { p.Diagnostics = append(p.Diagnostics, d) }

// sources finds the configuration.
func (p *Plan) sources(doc *plan.Document, o Options) *plan.Sources {
	if o.Sources != nil || o.Root == "" {
		return o.Sources
	}
	found, err := plan.DirSources(o.Root, doc.Config)
	if err != nil {
		p.report(badSources.At(model.Origin{Source: doc.Source}, "the configuration of %s cannot be read: %v", doc.Source, unwrapped(err)))
		return nil
	}
	return found
}

// unwrapped is the innermost error: it does not repeat paths of this machine.
func unwrapped(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// reportLinks complains of sources that do not fit and of links that are open.
func (p *Plan) reportLinks(doc *plan.Document) {
	for _, m := range p.Links.Misfit {
		at := model.Origin{Source: doc.Source, Address: m.Address}
		if m.Place != nil {
			at = model.Origin{Source: m.Place.File, Line: m.Place.Line, Column: m.Place.Column, Address: m.Address}
		}
		name := "the root module"
		if m.Module != "" {
			name = "module " + m.Module
		}
		p.report(misfitSources.At(at, "%s of %s is another value in the plan than in the configuration of %s", m.Attribute, m.Address, name))
	}
	open := 0
	var first *link.Link
	for i := range p.Links.Links {
		if l := &p.Links.Links[i]; !l.How.Exact() {
			if open++; first == nil {
				first = l
			}
		}
	}
	if first != nil {
		at := model.Origin{Source: doc.Source, Address: first.Address}
		if first.Place != nil {
			at = model.Origin{Source: first.Place.File, Line: first.Place.Line, Column: first.Place.Column, Address: first.Address}
		}
		p.report(unresolvedLinks.At(at, "%d links are not known before apply, such as %s.%s", open, first.Address, first.Path))
	}
}

// placeLike gives the objects before a plan the places of those after it.
func (b *builder) placeLike(after *builder) {
	for _, r := range b.resources {
		if other := after.index.ByAddress[r.Address]; other != nil && other != r && r.Values() != nil && r.Values().Place == nil && other.Values() != nil {
			r.Values().Place = other.Values().Place
		}
	}
}

// gone are the ids of the objects that the plan deletes or replaces.
func gone(doc *plan.Document, before *builder) map[string]bool {
	ids := map[string]bool{}
	for _, c := range doc.Changes {
		if c.Before != nil && c.Before.Values() != nil && modelled(c.Before.Type) && (c.After == nil || c.Is("delete") || c.Is("create")) {
			ids[before.idOf(c.Before)] = true
		}
	}
	return ids
}

// changes lists every resource of the plan.
func (p *Plan) changes(doc *plan.Document, before, after *builder) {
	for _, c := range doc.Changes {
		r := c.Resource()
		at := after.places.of(r)
		row := Change{
			Address: r.Address, Previous: c.Previous, Actions: c.Actions, Type: r.Type, Account: at.account, Region: at.region,
			Modelled: modelled(r.Type),
		}
		b := after
		if c.After != nil {
			row.After = after.idOf(c.After)
		} else {
			b = before
		}
		if c.Before != nil && c.Before.Values() != nil {
			row.Before = before.idOf(c.Before)
		}
		row.Origin = b.itemOf(r).origin()
		p.Changes = append(p.Changes, row)
	}
}
