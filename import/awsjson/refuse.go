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
	var rest io.Reader = failing{r.err}
	if r.err == nil {
		rest = r.in
	}
	in := io.MultiReader(bytes.NewReader(head), bytes.NewReader(r.text[r.at:]), rest)
	d := jsontext.NewDecoder(in, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		pointer := d.StackPointer()
		_, err := d.ReadToken()
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
			b = append(b, bytes.Repeat([]byte("0,"), f.count)...)
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
			b = append(b, ":0"...)
		}
	}
	return b
}

// failing is the end of a document that could not be read to its end.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
