package source

import (
	"context"
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/model"
)

// Document is one JSON text of an input, open for reading.
type Document struct {
	Source   string // path for people: the input's base name, then the path inside it
	Input    int    // which input, from 0
	Kind     Kind
	MaxDepth int    // nesting that is allowed
	Parallel int    // how much of it may be read at a time
	Text     *Lines // UTF-8; valid until Decode returns
}

// At is the origin of a byte offset of the document; see Lines.At.
func (d *Document) At(offset int64, pointer string) model.Origin {
	line, column := d.Text.At(offset)
	return model.Origin{Source: d.Source, Line: line, Column: column, Pointer: pointer}
}

// Part is what an importer made of one document.
type Part any

// An Importer reads documents of some kinds.
type Importer interface {
	// Accepts reports whether the importer reads documents of kind k.
	Accepts(k Kind) bool

	// Decode reads one document. It is called from several goroutines. The part
	// holds everything that could be read, even with an error; an error says
	// that the text itself could not be read to its end.
	Decode(ctx context.Context, d *Document) (Part, error)

	// Link makes one network of all parts, which are in the order of the inputs
	// and paths. It must not return nil for the network.
	Link(ctx context.Context, parts []Part) (*model.Network, []model.Diagnostic)
}

// PlaceError is an error with its place in a document.
type PlaceError struct {
	At  model.Origin
	Err error
}

// Error words the cause; the place is told by the diagnostic.
func (e *PlaceError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *PlaceError) Unwrap() error { return e.Err }

// problem turns an error of reading a document into a diagnostic with its place.
func (d *Document) problem(err error) model.Diagnostic {
	var limit *LimitError
	var syntax *jsontext.SyntacticError
	var place *PlaceError
	here := model.Origin{Source: d.Source}
	placed := errors.As(err, &place)
	if placed {
		here = place.At
	}
	switch {
	case errors.As(err, &limit):
		return LimitExceeded.At(here, "%v", limit)
	case errors.As(err, &syntax):
		if !placed {
			here = d.At(syntax.ByteOffset, string(syntax.JSONPointer))
		}
		return BadSyntax.At(here, "%s", plain(syntax))
	default:
		return Unreadable.At(here, "%v", err)
	}
}

// plain words a syntax error; the place is told by the diagnostic.
func plain(e *jsontext.SyntacticError) string {
	if e.Err == nil {
		return "this is not valid JSON"
	}
	if e.Err.Error() == "unexpected EOF" {
		return "the JSON text ends too early"
	}
	return "this is not valid JSON: " + e.Err.Error()
}
