package terraform

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// Importer reads plans and states; it is a source.Importer. A plan becomes the
// network after it. A binary plan beside its JSON gives the configuration.
type Importer struct {
	Root string // folder of the root module (--tf-root); "": none
}

var _ source.Importer = Importer{}

// Accepts reports whether k is a plan or a state.
func (Importer) Accepts(k source.Kind) bool {
	switch k {
	case source.TerraformPlan, source.TerraformShow, source.TerraformState, source.TerraformBinary:
		return true
	case source.NotText, source.AWS, source.SnapshotManifest, source.TerraformOld:
	}
	return false
}

// part is what one document holds: a plan or state, or the sources of one.
type part struct {
	source  string
	input   int
	doc     *plan.Document
	sources *plan.Sources
	diags   []model.Diagnostic
}

// Decode reads one document.
func (Importer) Decode(_ context.Context, d *source.Document) (source.Part, error) {
	p := &part{source: d.Source, input: d.Input}
	if d.Kind == source.TerraformBinary {
		return p, p.binary(d)
	}
	doc, err := plan.Read(d.Text, d.Source, d.MaxDepth)
	if errors.Is(err, plan.ErrDepth) {
		err = &source.PlaceError{At: model.Origin{Source: d.Source}, Err: source.TooDeep(d.MaxDepth)}
	}
	if err == nil {
		p.doc = doc
	}
	return p, err
}

// binary reads the configuration out of a binary plan. One that cannot be
// read, as an encrypted one of OpenTofu, is a diagnostic: its JSON is enough.
func (p *part) binary(d *source.Document) error {
	text, err := io.ReadAll(d.Text)
	if err != nil {
		return err
	}
	p.sources, err = plan.BinarySources(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		p.diags = append(p.diags, badSources.At(model.Origin{Source: d.Source}, "%v", unwrapped(err)))
		p.sources = &plan.Sources{}
	}
	return nil
}

// Link makes one network of all plans and states.
func (im Importer) Link(_ context.Context, parts []source.Part) (*model.Network, []model.Diagnostic) {
	var diags []model.Diagnostic
	read := make([]*part, 0, len(parts))
	for _, one := range parts {
		if p, ok := one.(*part); ok {
			read = append(read, p)
			diags = append(diags, p.diags...)
		}
	}
	m := source.NewMerger()
	for _, p := range read {
		if p.doc == nil {
			continue
		}
		made := interpret(p.doc, Options{Source: p.source, Sources: sourcesOf(p, read), Root: im.Root})
		diags = append(diags, made.Diagnostics...)
		m.Add(made.After)
	}
	diags = append(diags, lonely(read)...)
	return &m.Network, append(diags, m.Diagnostics...)
}

// sourcesOf finds the binary plan that belongs to a plan: the one with its
// name, else the only one beside the only plan.
func sourcesOf(p *part, read []*part) *plan.Sources {
	if p.doc.Form != plan.FormPlan {
		return nil
	}
	var only *plan.Sources
	plans, binaries := 0, 0
	for _, other := range read {
		switch {
		case other.sources != nil:
			if binaries++; stem(other.source) == stem(p.source) && len(other.sources.Modules) > 0 {
				return other.sources
			}
			only = other.sources
		case other.doc != nil && other.doc.Form == plan.FormPlan:
			plans++
		}
	}
	if plans == 1 && binaries == 1 && len(only.Modules) > 0 {
		return only
	}
	return nil
}

// stem is the path of a file without its last extensions.
func stem(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".plan"), ".tfplan")
}

// lonely complains of binary plans without any JSON.
func lonely(read []*part) []model.Diagnostic {
	var diags []model.Diagnostic
	for _, p := range read {
		if p.doc != nil && p.doc.Form == plan.FormPlan {
			return nil
		}
		if p.sources != nil {
			diags = append(diags, lonelyBinary.At(model.Origin{Source: p.source}, "%s is a binary plan, and its JSON is not here", p.source))
		}
	}
	return diags
}
