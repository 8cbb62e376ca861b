package awsjson

import (
	"bytes"
	"context"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// oracle is a stream that lets jsontext read every token, and asks for the
// place of each: slow, and nothing of its own.
type oracle struct {
	*jsontext.Decoder
	doc   *source.Document
	words words
	at    map[int]model.Origin // by the place in a tree's text
}

// viaOracle imports through the oracle.
type viaOracle struct{ Importer }

func (viaOracle) Decode(ctx context.Context, d *source.Document) (source.Part, error) {
	text, err := io.ReadAll(d.Text)
	var all io.Reader = bytes.NewBuffer(text)
	if err != nil {
		all = io.MultiReader(all, failing{err})
	}
	in := jsontext.NewDecoder(all, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return decode(ctx, newPart(d), &oracle{Decoder: in, doc: d})
}

// viaSlit imports through a window that is too small for everything.
type viaSlit struct{ Importer }

func (viaSlit) Decode(ctx context.Context, d *source.Document) (source.Part, error) {
	return decode(ctx, newPart(d), newReader(ctx, d, &scratch{room: make([]byte, 0, 16+padding)}))
}

// viaBatches imports through windows of a few elements, several at a time.
type viaBatches struct{ Importer }

func (viaBatches) Decode(ctx context.Context, d *source.Document) (source.Part, error) {
	d.Parallel = 3
	r := newReader(ctx, d, &scratch{room: make([]byte, 0, 600+padding)})
	r.alone = 1
	return decode(ctx, newPart(d), r)
}

func (o *oracle) peek() (byte, error) {
	if kind := o.PeekKind(); kind != jsontext.KindInvalid {
		return byte(kind), nil
	}
	_, err := o.ReadToken() // tells the error that PeekKind met
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return 0, err
}

func (o *oracle) kind() byte { return byte(o.PeekKind()) }

func (o *oracle) origin(pointer string) model.Origin {
	offset := o.InputOffset()
	for _, c := range o.UnreadBuffer() {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ',' && c != ':' {
			break
		}
		offset++
	}
	return o.doc.At(offset, pointer)
}

func (o *oracle) enter() error {
	if _, err := o.peek(); err != nil {
		return err
	}
	at := o.origin(string(o.StackPointer()))
	if _, err := o.ReadToken(); err != nil {
		return err
	}
	if o.StackDepth() > o.doc.MaxDepth {
		return &source.PlaceError{At: at, Err: source.TooDeep(o.doc.MaxDepth)}
	}
	return nil
}

func (o *oracle) leave() error {
	_, err := o.ReadToken()
	return err
}

func (o *oracle) name() (string, model.Origin, error) {
	at := o.origin("")
	raw, err := o.ReadValue()
	if err != nil {
		return "", at, err
	}
	return unquote(raw), at, nil
}

func (o *oracle) scalar() ([]byte, error) { return o.ReadValue() }

func (o *oracle) tree(p *part) *tree { return &tree{p: p, words: &o.words, known: unheard} }

func (o *oracle) place(i int) (line, column int) { return o.at[i].Line, o.at[i].Column }

func (o *oracle) element(t *tree) error {
	t.r, t.nodes, t.text, t.lists, o.at = o, nil, nil, nil, map[int]model.Origin{}
	return o.add(t, 0)
}

// add reads a value into a tree, whose text is made of the scalars.
func (o *oracle) add(t *tree, parent int32) error {
	kind, err := o.peek()
	if err != nil {
		return err
	}
	me, from := int32(len(t.nodes)), len(t.text)
	o.at[from] = o.origin("")
	t.nodes = append(t.nodes, node{kind: kind, parent: parent, from: int32(from), names: ^uint64(0)})
	switch kind {
	case '{', '[':
		t.text = append(t.text, kind)
		return o.inside(t, me, kind)
	}
	raw, err := o.ReadValue()
	t.text = append(t.text, raw...)
	t.nodes[me].to = int32(len(t.text))
	return err
}

func (o *oracle) inside(t *tree, me int32, kind byte) error {
	if err := o.enter(); err != nil {
		return err
	}
	last := int32(0)
	for n := int32(0); o.kind() != ']' && (kind == '[' || o.kind() == '"'); n++ {
		var key string
		var at model.Origin
		if kind == '{' {
			var err error
			if key, at, err = o.name(); err != nil {
				return err
			}
		}
		child := int32(len(t.nodes))
		if err := o.add(t, me); err != nil {
			return err
		}
		t.nodes[child].index, t.nodes[child].key, t.nodes[child].hash = n, key, hashOf(key)
		last = t.chain(me, last, child)
		if kind == '{' {
			o.once(t, me, child, at)
		}
	}
	return o.leave()
}

// once looks at all elder siblings.
func (o *oracle) once(t *tree, me, child int32, at model.Origin) {
	for i := t.nodes[me].first; i != child; i = t.nodes[i].next {
		if t.nodes[i].key != t.nodes[child].key {
			continue
		}
		at.Pointer = value{t, child}.pointer()
		t.p.report(source.DuplicateMember.At(at, "the member %q stands twice in one object", t.nodes[child].key))
		t.nodes[i].key, t.nodes[i].hash, t.nodes[i].used = "", noHash, true
		return
	}
}
