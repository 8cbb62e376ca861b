package source

import (
	"bufio"
	"bytes"
	"io"

	"github.com/seed-044d7529/segment/model"
)

// document tells the kind of a text and lets an importer read it.
func (r *reading) document(at place, in *bufio.Reader) {
	metered := buffered(r.budget.meter(in))
	defer giveBack(metered)
	text := utf8Text(metered)
	head, err := text.Peek(sniffed)
	d := &Document{
		Source: at.source, Input: at.input, Kind: sniff(head),
		MaxDepth: r.budget.limits.MaxDepth, Parallel: r.options.Parallel, Text: NewLines(text),
	}
	switch {
	case err != nil && err != io.EOF && len(head) == 0:
		r.fail(at.input, at.source, d.problem(err))
	case len(bytes.TrimSpace(head)) == 0 && err == io.EOF:
		r.empty(at)
	case d.Kind == NotText:
		r.notJSON(at)
	case d.Kind == SnapshotManifest:
		r.manifest(at, d)
	default:
		r.decode(d)
	}
}

// empty complains of a file without content, if it looks as if it should have some.
func (r *reading) empty(at place) {
	res := result{input: at.input, source: at.source}
	if at.mustBeJSON() {
		res.fatal = at.named
		res.diags = []model.Diagnostic{EmptyFile.At(model.Origin{Source: at.source}, "%s is empty", at.source)}
	} else {
		res.skipped = true
	}
	r.add(res)
}

func (r *reading) notJSON(at place) {
	if at.mustBeJSON() {
		r.fail(at.input, at.source, BadSyntax.At(model.Origin{Source: at.source, Line: 1, Column: 1}, "this is not JSON"))
		return
	}
	r.add(result{input: at.input, source: at.source, skipped: true})
}

// decode gives a document to the first importer that accepts its kind.
func (r *reading) decode(d *Document) {
	for i, imp := range r.options.Importers {
		if imp.Accepts(d.Kind) {
			r.add(r.decodeWith(i, imp, d))
			return
		}
	}
	r.fail(d.Input, d.Source, unsupported(d))
}

func (r *reading) decodeWith(i int, imp Importer, d *Document) result {
	res := result{input: d.Input, source: d.Source, importer: i}
	part, err := imp.Decode(r.ctx, d)
	res.part = part
	if err != nil {
		res.fatal = true
		res.diags = append(res.diags, d.problem(err))
	}
	return res
}

// unsupported says that no importer of this build reads the document.
func unsupported(d *Document) model.Diagnostic {
	here := model.Origin{Source: d.Source}
	if d.Kind == TerraformOld {
		return OldState.At(here, "this is a Terraform state older than version 4")
	}
	return NotYetRead.At(here, "this is a %s, and nothing in this build reads one", d.Kind)
}
