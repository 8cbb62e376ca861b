package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
)

// tree is one JSON value with the place of each of its parts. It remembers
// which members were asked for, so that the others can be reported. The text
// that it stands for is held by the reader.
type tree struct {
	p     *part
	r     places
	words *words
	base  string // JSON pointer of the table or of the root
	index int    // of the root in the table; -1 when it is not in a list
	what  string // the table, for messages: "Subnets[]"
	known *known // what does not matter in it
	nodes []node
	text  []byte  // the window, with its padding
	lists []value // that elements and children returned
	bad   int     // parts that could not be read and were not made unknown by themselves
	depth int     // brackets that may be opened
	twice []twice
}

// places tells where in the document a place of the text is.
type places interface {
	place(i int) (line, column int)
}

// node is one value of a tree. Children follow their parent in a chain.
type node struct {
	kind        byte   // '{' '[' '"' '0' 't' 'f' 'n'
	used        bool   // somebody asked for it
	plain       bool   // a string without anything to decode
	hash        uint8  // of key
	parent      int32  // 0 for the root, too
	key         string // its name in an object
	names       uint64 // the hashes of the names in it
	index       int32  // its place in an array
	first, next int32  // first child, next sibling; 0: none
	from, to    int32  // its text
}

// twice is a member that stands twice in its object.
type twice struct {
	key, pointer string
	at           int // of its name, in the text
}

// root names the next value to read: its table and its place there.
func (t *tree) root(base string, index int, what string) {
	t.base, t.index, t.what, t.bad = base, index, what, 0
}

// parse reads the value that the reader has found, in its window. It returns
// where the value ends, or a fault.
func (t *tree) parse(r *reader) int {
	t.r, t.text, t.nodes, t.lists, t.twice = r, r.padded(), t.nodes[:0], t.lists[:0], nil
	t.depth = r.doc.MaxDepth - len(r.frames)
	return t.add(r.next, 0)
}

// add puts the value that begins at i, and what is inside it, into the tree.
func (t *tree) add(i int, parent int32) (end int) {
	me := int32(len(t.nodes))
	kind := kinds[t.text[i]]
	t.nodes = append(t.nodes, node{kind: kind, parent: parent, from: int32(i)})
	switch kind {
	case '"':
		end, t.nodes[me].plain = stringEnd(t.text, i)
	case '{', '[':
		if t.depth == 0 {
			return bad
		}
		t.depth--
		if kind == '{' {
			end = t.addObject(i+1, me)
		} else {
			end = t.addArray(i+1, me)
		}
		t.depth++
	default:
		end = scalarEnd(t.text, i)
	}
	t.nodes[me].to = int32(end)
	return end
}

func (t *tree) addArray(i int, me int32) int {
	if i = space(t.text, i); t.text[i] == ']' {
		return i + 1
	}
	last := int32(0)
	for n := int32(0); ; n++ {
		child := int32(len(t.nodes))
		if i = t.add(i, me); i < 0 {
			return i
		}
		t.nodes[child].index = n
		last = t.chain(me, last, child)
		switch i = space(t.text, i); t.text[i] {
		case ',':
			i = space(t.text, i+1)
		case ']':
			return i + 1
		default:
			return fault(t.text, i)
		}
	}
}

func (t *tree) addObject(i int, me int32) int {
	if i = space(t.text, i); t.text[i] == '}' {
		return i + 1
	}
	o := object{me: me}
	for {
		if i = t.addMember(i, &o); i < 0 {
			return i
		}
		switch i = space(t.text, i); t.text[i] {
		case ',':
			i = space(t.text, i+1)
		case '}':
			return i + 1
		default:
			return fault(t.text, i)
		}
	}
}

// addMember reads a name, a colon and a value.
func (t *tree) addMember(at int, o *object) int {
	if t.text[at] != '"' {
		return fault(t.text, at)
	}
	end, _ := stringEnd(t.text, at)
	if end < 0 {
		return end
	}
	key := t.words.name(t.text[at:end])
	i := space(t.text, end)
	if t.text[i] != ':' {
		return fault(t.text, i)
	}
	child := int32(len(t.nodes))
	if end = t.add(space(t.text, i+1), o.me); end < 0 {
		return end
	}
	t.nodes[child].key, t.nodes[child].hash = key.text, key.hash
	o.last = t.chain(o.me, o.last, child)
	t.once(o, child, at)
	return end
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

// reportTwice reports the members that stand twice.
func (t *tree) reportTwice() {
	for _, m := range t.twice {
		at := t.originAt(m.at, m.pointer)
		t.p.report(source.DuplicateMember.At(at, "the member %q stands twice in one object", m.key))
	}
}
