package awsjson

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// tree is one JSON value with the place of each of its parts. It remembers
// which members were asked for, so that the others can be reported.
type tree struct {
	p     *part
	base  string // JSON pointer of the root
	what  string // the table, for messages: "Subnets[]"
	nodes []node
	text  []byte // raw scalars, one after another
	bad   int    // parts that could not be read and were not made unknown by themselves
}

// node is one value of a tree. Children follow their parent in a chain.
type node struct {
	kind         byte   // '{' '[' '"' '0' 't' 'f' 'n'
	used         bool   // somebody asked for it
	key          string // its name in an object
	index        int32  // its place in an array
	parent       int32
	first, next  int32 // first child, next sibling; 0: none
	from, to     int32 // its raw text, for scalars
	line, column int32
}

// reset makes the tree empty, keeping its memory.
func (t *tree) reset(base, what string) {
	t.base, t.what, t.nodes, t.text, t.bad = base, what, t.nodes[:0], t.text[:0], 0
}

// read reads the next value of the reader.
func (t *tree) read(r *reader) (value, error) {
	if err := t.build(r, -1, "", 0); err != nil {
		return value{}, err
	}
	return value{t, 0}, nil
}

// build adds the next value, and what is inside it, to the tree.
func (t *tree) build(r *reader, parent int32, key string, index int32) error {
	kind, err := r.peek()
	if err != nil {
		return err
	}
	at := r.origin("")
	me := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{
		kind: kind, key: key, index: index, parent: parent, line: int32(at.Line), column: int32(at.Column),
	})
	switch kind {
	case '{':
		return t.buildObject(r, me)
	case '[':
		return t.buildArray(r, me)
	}
	raw, err := r.ReadValue()
	if err != nil {
		return err
	}
	t.nodes[me].from = int32(len(t.text))
	t.text = append(t.text, raw...)
	t.nodes[me].to = int32(len(t.text))
	return nil
}

func (t *tree) buildArray(r *reader, me int32) error {
	if err := r.enter(); err != nil {
		return err
	}
	last := int32(0)
	for i := int32(0); r.PeekKind() != ']'; i++ {
		child := int32(len(t.nodes))
		if err := t.build(r, me, "", i); err != nil {
			return err
		}
		last = t.chain(me, last, child)
	}
	_, err := r.ReadToken()
	return err
}

func (t *tree) buildObject(r *reader, me int32) error {
	if err := r.enter(); err != nil {
		return err
	}
	index := map[string]int32{}
	last := int32(0)
	for r.PeekKind() == '"' {
		key, at, err := r.name(t.p)
		if err != nil {
			return err
		}
		child := int32(len(t.nodes))
		if err := t.build(r, me, key, 0); err != nil {
			return err
		}
		last = t.chain(me, last, child)
		if old, twice := t.earlier(me, child, index); twice {
			at.Pointer = value{t, child}.pointer()
			t.p.report(source.DuplicateMember.At(at, "the member %q stands twice in one object", key))
			t.nodes[old].key, t.nodes[old].used = "", true
		}
	}
	_, err := r.ReadToken()
	return err
}

// chain hangs a child behind its elder sibling.
func (t *tree) chain(parent, last, child int32) int32 {
	if last == 0 {
		t.nodes[parent].first = child
	} else {
		t.nodes[last].next = child
	}
	return child
}

// manyMembers is the number of members from which a map finds names that
// stand twice; in the small objects of AWS a walk over the siblings is faster.
const manyMembers = 64

// earlier finds an elder sibling of the same name. index is used, and grown,
// in large objects only.
func (t *tree) earlier(me, child int32, index map[string]int32) (int32, bool) {
	key := t.nodes[child].key
	if len(index) > 0 {
		old, twice := index[key]
		index[key] = child
		return old, twice
	}
	count := 0
	for i := t.nodes[me].first; i != 0 && i != child; i = t.nodes[i].next {
		if t.nodes[i].key == key {
			return i, true
		}
		count++
	}
	if count >= manyMembers {
		for i := t.nodes[me].first; i != 0; i = t.nodes[i].next {
			index[t.nodes[i].key] = i
		}
	}
	return 0, false
}

// pointer is the JSON pointer of a value.
func (v value) pointer() string {
	if !v.exists() {
		return ""
	}
	var parts []string
	for i := v.n; i > 0; i = v.t.nodes[i].parent {
		n := &v.t.nodes[i]
		if v.t.nodes[n.parent].kind == '[' {
			parts = append(parts, strconv.Itoa(int(n.index)))
		} else {
			parts = append(parts, escape(n.key))
		}
	}
	var b strings.Builder
	b.WriteString(v.t.base)
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(parts[i])
	}
	return b.String()
}

// escape writes a name as a part of a JSON pointer (RFC 6901).
func escape(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// origin is where a value stands.
func (v value) origin() model.Origin {
	n := &v.t.nodes[v.n]
	return model.Origin{Source: v.t.p.source, Line: int(n.line), Column: int(n.column), Pointer: v.pointer()}
}

// unquote decodes a JSON string that is known to be valid.
func unquote(raw []byte) string {
	if len(raw) >= 2 && !hasEscape(raw) {
		return string(raw[1 : len(raw)-1])
	}
	text, _ := jsontext.AppendUnquote(nil, raw)
	return string(text)
}

func hasEscape(raw []byte) bool {
	for _, c := range raw {
		if c == '\\' || c >= 0x80 {
			return true
		}
	}
	return false
}
