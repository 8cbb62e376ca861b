package awsjson

import (
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// reader is the token stream of a document, with places.
type reader struct {
	*jsontext.Decoder
	doc *source.Document
}

func newReader(d *source.Document) *reader {
	return &reader{doc: d, Decoder: jsontext.NewDecoder(d.Text,
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
}

// peek returns the kind of the next value; io.EOF when there is none.
func (r *reader) peek() (byte, error) {
	if kind := r.PeekKind(); kind != jsontext.KindInvalid {
		return byte(kind), nil
	}
	_, err := r.ReadToken() // tells the error that PeekKind met
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return 0, err
}

// origin is where the next token begins; peek must have been called.
func (r *reader) origin(pointer string) model.Origin {
	offset := r.InputOffset()
	for _, c := range r.UnreadBuffer() {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ',' && c != ':' {
			break
		}
		offset++
	}
	return r.doc.At(offset, pointer)
}

// enter reads an opening bracket and keeps the limit on nesting.
func (r *reader) enter() error {
	at := r.origin(string(r.StackPointer()))
	if _, err := r.ReadToken(); err != nil {
		return err
	}
	if r.StackDepth() > r.doc.MaxDepth {
		return &source.PlaceError{At: at, Err: source.TooDeep(r.doc.MaxDepth)}
	}
	return nil
}

// name reads the name of a member.
func (r *reader) name(p *part) (string, model.Origin, error) {
	at := r.origin("")
	raw, err := r.ReadValue()
	if err != nil {
		return "", at, err
	}
	return p.intern(raw), at, nil
}

// skip reads over the next value, keeping the limit on nesting, and counts
// its elements if it is an array or an object.
func (r *reader) skip() (elements int, err error) {
	kind, err := r.peek()
	if err != nil {
		return 0, err
	}
	if kind != '{' && kind != '[' {
		return 0, r.SkipValue()
	}
	depth := r.StackDepth()
	if err := r.enter(); err != nil {
		return 0, err
	}
	for r.StackDepth() > depth {
		if r.StackDepth() == depth+1 && r.PeekKind() != '}' && r.PeekKind() != ']' {
			elements++
		}
		if err := r.step(); err != nil {
			return elements, err
		}
	}
	if kind == '{' {
		elements /= 2 // names and values
	}
	return elements, nil
}

// step reads one token.
func (r *reader) step() error {
	kind, err := r.peek()
	if err != nil {
		return err
	}
	if kind == '{' || kind == '[' {
		return r.enter()
	}
	_, err = r.ReadToken()
	return err
}
