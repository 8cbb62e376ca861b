package plan

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// decoder builds values of JSON text. Equal keys and short strings share memory.
type decoder struct {
	words   map[string]string
	nodes   []Value  // allocated in blocks
	scratch *scratch // instead of nodes: values that are not kept
	masks   *decoder // for masks
}

// scratch are values that are used again and again, for masks.
type scratch struct {
	nodes []*Value
	used  int
}

func (s *scratch) node() *Value {
	if s.used == len(s.nodes) {
		s.nodes = append(s.nodes, &Value{})
	}
	v := s.nodes[s.used]
	s.used++
	*v = Value{Children: v.Children[:0]}
	return v
}

// sharedWord is the length from which strings are not shared.
const sharedWord = 48

func (d *decoder) word(raw []byte) string {
	if s, ok := d.words[string(raw)]; ok {
		return s
	}
	out, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		out = bytes.Trim(raw, `"`)
	}
	s := string(out)
	if len(raw) <= sharedWord {
		if d.words == nil {
			d.words = map[string]string{}
		}
		d.words[string(raw)] = s
	}
	return s
}

// nodeBlock is how many values are allocated at a time.
const nodeBlock = 256

func (d *decoder) node() *Value {
	if d.scratch != nil {
		return d.scratch.node()
	}
	if len(d.nodes) == 0 {
		d.nodes = make([]Value, nodeBlock)
	}
	v := &d.nodes[0]
	d.nodes = d.nodes[1:]
	return v
}

// value decodes a text that is valid JSON: it was read as a value before.
func (d *decoder) value(raw jsontext.Value) *Value {
	if len(raw) == 0 {
		return nil
	}
	in := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	v, err := d.read(in)
	if err != nil {
		return nil
	}
	return v
}

func (d *decoder) read(in *jsontext.Decoder) (*Value, error) {
	v := d.node()
	switch kind := in.PeekKind(); kind {
	case '{', '[':
		if _, err := in.ReadToken(); err != nil {
			return nil, err
		}
		v.Kind = List
		if kind == '{' {
			v.Kind = Object
		}
		if err := d.children(in, v); err != nil {
			return nil, err
		}
		_, err := in.ReadToken()
		return v, err
	default:
		raw, err := in.ReadValue()
		if err != nil {
			return nil, err
		}
		d.scalar(v, raw)
		return v, nil
	}
}

func (d *decoder) children(in *jsontext.Decoder, v *Value) error {
	for {
		kind := in.PeekKind()
		if kind == '}' || kind == ']' {
			return nil
		}
		key := ""
		if v.Kind == Object {
			raw, err := in.ReadValue()
			if err != nil {
				return err
			}
			key = d.word(raw)
		}
		c, err := d.read(in)
		if err != nil {
			return err
		}
		c.Key = key
		v.Children = append(v.Children, c)
	}
}

func (d *decoder) scalar(v *Value, raw []byte) {
	switch raw[0] {
	case 'n':
		v.Kind = Null
	case 't':
		v.Kind, v.Text = Bool, "true"
	case 'f':
		v.Kind, v.Text = Bool, "false"
	case '"':
		v.Kind, v.Text = String, d.word(raw)
	default:
		v.Kind, v.Text = Number, plainNumber(string(raw))
	}
}

// plainNumber writes 1e3 and 1.0 as people do.
func plainNumber(s string) string {
	if f, err := strconv.ParseFloat(s, 64); err == nil && f == float64(int64(f)) {
		return strconv.FormatInt(int64(f), 10)
	}
	return s
}
