package symbolic

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// module is one module of the configuration, parsed.
type module struct {
	key       string
	files     *plan.ModuleFiles
	locals    map[string]*hclsyntax.Attribute
	variables map[string]*variable
	outputs   map[string]*hclsyntax.Attribute
	calls     map[string]*hclsyntax.Block
	resources map[string]*hclsyntax.Block // by type.name, data.type.name
}

// variable is a declared input of a module.
type variable struct {
	typ      cty.Type // DynamicPseudoType: any
	defaults *typeexpr.Defaults
	init     hclsyntax.Expression // nil: required
	nullable bool
}

// parseModule parses the files of a module. Files that cannot be parsed are
// left out: what they define is unknown.
func parseModule(key string, files *plan.ModuleFiles) *module {
	m := &module{
		key: key, files: files, locals: map[string]*hclsyntax.Attribute{}, variables: map[string]*variable{},
		outputs: map[string]*hclsyntax.Attribute{}, calls: map[string]*hclsyntax.Block{}, resources: map[string]*hclsyntax.Block{},
	}
	for _, name := range sortedKeys(files.Files) {
		file, diags := hclsyntax.ParseConfig(files.Files[name], name, hcl.InitialPos)
		if file == nil || diags.HasErrors() {
			continue
		}
		if body, ok := file.Body.(*hclsyntax.Body); ok {
			for _, b := range body.Blocks {
				m.block(b)
			}
		}
	}
	return m
}

func (m *module) block(b *hclsyntax.Block) {
	switch {
	case b.Type == "locals":
		for name, a := range b.Body.Attributes {
			m.locals[name] = a
		}
	case b.Type == "variable" && len(b.Labels) == 1:
		m.variables[b.Labels[0]] = parseVariable(b)
	case b.Type == "output" && len(b.Labels) == 1:
		if a := b.Body.Attributes["value"]; a != nil {
			m.outputs[b.Labels[0]] = a
		}
	case b.Type == "module" && len(b.Labels) == 1:
		m.calls[b.Labels[0]] = b
	case b.Type == "resource" && len(b.Labels) == 2:
		m.resources[b.Labels[0]+"."+b.Labels[1]] = b
	case b.Type == "data" && len(b.Labels) == 2:
		m.resources["data."+b.Labels[0]+"."+b.Labels[1]] = b
	}
}

func parseVariable(b *hclsyntax.Block) *variable {
	v := &variable{typ: cty.DynamicPseudoType, nullable: true}
	if a := b.Body.Attributes["type"]; a != nil {
		if typ, defaults, diags := typeexpr.TypeConstraintWithDefaults(a.Expr); !diags.HasErrors() {
			v.typ, v.defaults = typ, defaults
		}
	}
	if a := b.Body.Attributes["default"]; a != nil {
		v.init = a.Expr
	}
	if a := b.Body.Attributes["nullable"]; a != nil {
		if said, diags := a.Expr.Value(nil); !diags.HasErrors() && said.Type() == cty.Bool && said.IsKnown() && !said.IsNull() {
			v.nullable = said.True()
		}
	}
	return v
}

// place is where a range of a file of the module lies.
func (m *module) place(r hcl.Range) *plan.Place {
	return &plan.Place{File: m.files.Name(r.Filename), Line: r.Start.Line, Column: r.Start.Column}
}

// source is the text of an expression, on one line.
func (m *module) source(r hcl.Range) string {
	text := m.files.Files[r.Filename]
	if r.Start.Byte < 0 || r.End.Byte > len(text) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return oneLine(string(text[r.Start.Byte:r.End.Byte]))
}
