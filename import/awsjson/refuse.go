package awsjson

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/source"
)

// refuse says why the text cannot be read on from here. It lets jsontext read
// the rest, behind brackets like those that are open, until that fails.
func (r *reader) refuse() error {
	head := r.openBrackets()
	in := r.rest(head)
	d := jsontext.NewDecoder(in, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		pointer := d.StackPointer()
		err := readOn(d)
		var syntax *jsontext.SyntacticError
		switch {
		case errors.As(err, &syntax):
			return r.placed(int(syntax.ByteOffset)-len(head), syntax.JSONPointer, err)
		case err != nil:
			return err
		case d.StackDepth() > r.doc.MaxDepth:
			return r.placed(int(d.InputOffset())-1-len(head), pointer, source.TooDeep(r.doc.MaxDepth))
		}
	}
}

// lookahead is how many bytes behind the window jsontext may want to quote.
const lookahead = 64

// rest is what was not read yet, behind a head. It is one piece if it can be:
// what jsontext says depends a little on where the pieces end.
func (r *reader) rest(head []byte) io.Reader {
	text := bytes.NewBuffer(append(head, r.text[r.at:]...))
	if r.err == nil {
		_, r.err = io.CopyN(text, r.in, lookahead)
	}
	if r.err == nil || errors.Is(r.err, io.EOF) {
		return text
	}
	return io.MultiReader(text, failing{r.err})
}

// readOn reads a bracket, a name or a scalar.
func readOn(d *jsontext.Decoder) (err error) {
	kind := d.PeekKind()
	in, n := d.StackIndex(d.StackDepth())
	name := in == '{' && n%2 == 0
	switch {
	case kind == jsontext.KindInvalid, kind == '{', kind == '[', kind == ']' && in == '[', name && kind != '"':
		_, err = d.ReadToken()
	default:
		_, err = d.ReadValue()
	}
	return err
}

// placed is an error at a place, counted from what was not read yet.
func (r *reader) placed(i int, pointer jsontext.Pointer, err error) error {
	return &source.PlaceError{At: r.originAt(min(r.at+i, r.end()), string(pointer)), Err: err}
}

// openBrackets is a text that opens the brackets that are open, with as many
// values in them as were read.
func (r *reader) openBrackets() []byte {
	var b []byte
	for i := range r.frames {
		f := &r.frames[i]
		inner := i < len(r.frames)-1
		if f.array {
			b = append(b, '[')
			b = append(b, bytes.Repeat([]byte("null,"), f.count)...)
			if f.count > 0 && !inner {
				b = b[:len(b)-1]
			}
			continue
		}
		b = append(b, '{')
		if f.count == 0 && !f.named {
			continue
		}
		name, _ := jsontext.AppendQuote(nil, f.key)
		b = append(b, name...)
		switch {
		case inner:
			b = append(b, ':')
		case !f.named:
			b = append(b, ":null"...)
		}
	}
	return b
}

// failing is the end of a document that could not be read to its end.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
