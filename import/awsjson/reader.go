package awsjson

import (
	"context"
	"io"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// A stream is the text of a document, value by value, with places. There is
// one beside this in the tests, which reads everything with jsontext: both
// must tell the same.
type stream interface {
	// peek returns what comes next: the kind of a value, or a closing bracket;
	// io.EOF at the end of the document.
	peek() (byte, error)
	// kind is peek without the error, which the next call tells: 0 then.
	kind() byte
	// origin is where what peek found begins.
	origin(pointer string) model.Origin
	// enter reads an opening bracket, leave a closing one.
	enter() error
	leave() error
	// name reads the name of a member.
	name() (string, model.Origin, error)
	// scalar reads a value that is neither an object nor an array. The text is
	// valid until the next call.
	scalar() ([]byte, error)
	// tree is an empty tree for elements; there is one at a time.
	tree(p *part) *tree
	// element reads any value into a tree, which is valid until the next call.
	element(t *tree) error
}

// reader is the stream of a document. It checks what it reads and holds no
// more of the text than one element; a text that is not valid JSON is given to
// jsontext from there on, to say what is wrong with it.
type reader struct {
	window
	*scratch
	doc    *source.Document
	frames []frame // the brackets that are open
	next   int     // where what peek found begins, in the window
	alone  int     // elements of a table after which others are read together
}

// frame is an open bracket outside the element that is read.
type frame struct {
	array bool
	count int    // values that were read in it
	key   string // the last name in an object
	named bool   // the name was read, its value was not
}

func newReader(ctx context.Context, d *source.Document, s *scratch) *reader {
	text := s.window(0)
	clear(text[:padding])
	return &reader{
		window: window{ctx: ctx, in: d.Text.Uncounted(), text: text, lines: lines{line: 1}}, scratch: s, doc: d, alone: 1000,
	}
}

// top is the innermost open bracket; nil outside of all.
func (r *reader) top() *frame {
	if len(r.frames) == 0 {
		return nil
	}
	return &r.frames[len(r.frames)-1]
}

// delimiter is what must stand before a value or name that is not a bracket
// that closes; 0 for nothing.
func (f *frame) delimiter() byte {
	switch {
	case f != nil && f.named:
		return ':'
	case f != nil && f.count > 0:
		return ','
	}
	return 0
}

func (r *reader) peek() (byte, error) {
	for {
		kind, fault := r.look()
		switch {
		case fault == 0:
			return kind, nil
		case fault == short && r.more(r.at):
		case fault == short && r.top() == nil && r.next == r.end() && r.eof:
			return 0, io.EOF
		default:
			return 0, r.refuse()
		}
	}
}

func (r *reader) kind() byte {
	kind, err := r.peek()
	if err != nil {
		return 0
	}
	return kind
}

// look finds the next token behind white space and its delimiter. A delimiter
// without anything behind it is left to jsontext.
func (r *reader) look() (kind byte, fault int) {
	text := r.padded()
	r.at = space(text, r.at)
	i, delimiter := r.at, byte(0)
	if r.next = i; text[i] == ',' || text[i] == ':' {
		delimiter = text[i]
		i = space(text, i+1)
		r.next = i + 1 // not the end, as peek asks
	}
	kind = kinds[text[i]]
	if i >= r.end() {
		return 0, short
	}
	want := r.top().delimiter()
	if want == ',' && (kind == '}' || kind == ']') {
		want = 0
	}
	if kind == 0 || delimiter != want {
		return 0, bad
	}
	r.next = i
	return kind, 0
}

func (r *reader) origin(pointer string) model.Origin { return r.originAt(r.next, pointer) }

// originAt is the origin of a place in the window.
func (r *reader) originAt(i int, pointer string) model.Origin {
	line, column := r.place(i)
	return model.Origin{Source: r.doc.Source, Line: line, Column: column, Pointer: pointer}
}

func (r *reader) enter() error {
	kind, err := r.peek()
	if err != nil {
		return err
	}
	if kind != '{' && kind != '[' || len(r.frames) >= r.doc.MaxDepth || !r.valueNext() {
		return r.refuse()
	}
	r.frames = append(r.frames, frame{array: kind == '['})
	r.at = r.next + 1
	return nil
}

func (r *reader) leave() error {
	kind, err := r.peek()
	if err != nil {
		return err
	}
	f := r.top()
	if f == nil || f.named || f.array && kind != ']' || !f.array && kind != '}' {
		return r.refuse()
	}
	r.frames = r.frames[:len(r.frames)-1]
	r.passed(r.next + 1)
	return nil
}

// valueNext reports whether a value may stand next, not a name.
func (r *reader) valueNext() bool {
	f := r.top()
	return f == nil || f.array || f.named
}

// passed notes that a value was read up to a place of the window.
func (r *reader) passed(end int) {
	r.at = end
	if f := r.top(); f != nil {
		f.count++
		f.named = false
	}
}

func (r *reader) name() (string, model.Origin, error) {
	if _, err := r.peek(); err != nil {
		return "", model.Origin{}, err
	}
	at := r.origin("")
	if r.valueNext() {
		return "", at, r.refuse()
	}
	raw, err := r.token()
	if err != nil {
		return "", at, err
	}
	f := r.top()
	f.key, f.named = r.words.name(raw).text, true
	r.at = r.next + len(raw)
	return f.key, at, nil
}

func (r *reader) scalar() ([]byte, error) {
	if _, err := r.peek(); err != nil {
		return nil, err
	}
	if !r.valueNext() {
		return nil, r.refuse()
	}
	raw, err := r.token()
	if err == nil {
		r.passed(r.next + len(raw))
	}
	return raw, err
}

// token is the scalar or name that peek found.
func (r *reader) token() ([]byte, error) {
	for {
		end := scalarEnd(r.padded(), r.next)
		switch {
		case end > 0 && r.ended(end):
			return r.text[r.next:end], nil
		case end == bad || !r.more(r.at):
			return nil, r.refuse()
		}
		if _, fault := r.look(); fault != 0 { // the window moved
			return nil, r.refuse()
		}
	}
}

func (r *reader) element(t *tree) error {
	if _, err := r.peek(); err != nil {
		return err
	}
	if !r.valueNext() {
		return r.refuse()
	}
	for {
		end := t.parse(r)
		if end > 0 && r.ended(end) {
			r.place(r.next)
			r.lines.set()
			t.reportTwice()
			r.passed(end)
			return nil
		}
		if end == bad || !r.more(r.at) {
			r.place(r.next)
			r.lines.set()
			t.reportTwice()
			return r.refuse()
		}
		if _, fault := r.look(); fault != 0 {
			return r.refuse()
		}
	}
}
