package awsjson

import (
	"net/netip"
	"strconv"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// value is one value of a tree, or nothing: asking nothing for a member gives
// nothing, so that chains need no checks. JSON null is nothing, too.
type value struct {
	t *tree
	n int32
}

var nothing = value{}

func (v value) exists() bool { return v.t != nil }
func (v value) node() *node  { return &v.t.nodes[v.n] }

// kind is the JSON kind, 0 for nothing.
func (v value) kind() byte {
	if !v.exists() {
		return 0
	}
	return v.node().kind
}

// find returns a member without marking it as used.
func (v value) find(key string) value {
	child := v.member(key)
	if child.kind() == 'n' {
		child.node().used = true
		return nothing
	}
	return child
}

// member returns a member even if it is null.
func (v value) member(key string) value {
	hash := hashOf(key)
	if v.kind() != '{' || v.node().names&bit(hash) == 0 || key == "" {
		return nothing
	}
	for i := v.node().first; i != 0; {
		n := &v.t.nodes[i]
		if n.hash == hash && n.key == key {
			return value{v.t, i}
		}
		i = n.next
	}
	return nothing
}

// get returns a member and marks it as used.
func (v value) get(key string) value {
	child := v.find(key)
	if child.exists() {
		child.node().used = true
	}
	return child
}

// has reports whether a member exists and is not null.
func (v value) has(key string) bool { return v.find(key).exists() }

// object returns a member that must be an object.
func (v value) object(key string) value {
	child := v.get(key)
	if child.exists() && child.kind() != '{' {
		child.wrong("an object")
		return nothing
	}
	return child
}

// elements are the values of an array.
func (v value) elements() []value {
	if v.kind() != '[' {
		return nil
	}
	out := v.inside()
	for _, e := range out {
		e.node().used = true
	}
	return out
}

// children are the members of an object, in order.
func (v value) children() []value {
	if v.kind() != '{' {
		return nil
	}
	return v.inside()
}

// inside are the values directly in a value. The list is good until the next
// element is read.
func (v value) inside() []value {
	t := v.t
	from := len(t.lists)
	for i := v.node().first; i != 0; i = t.nodes[i].next {
		t.lists = append(t.lists, value{t, i})
	}
	return t.lists[from:len(t.lists):len(t.lists)]
}

// size is how many values are directly in a value.
func (v value) size() (n int) {
	if !v.exists() {
		return 0
	}
	for i := v.node().first; i != 0; i = v.t.nodes[i].next {
		n++
	}
	return n
}

// list returns the elements of a member that must be an array.
func (v value) list(key string) []value {
	child := v.get(key)
	if child.exists() && child.kind() != '[' {
		child.wrong("an array")
		return nil
	}
	return child.elements()
}

// objects returns the elements of an array of objects; others are reported.
func (v value) objects(key string) []value {
	all := v.list(key)
	kept := all[:0]
	for _, e := range all {
		if e.kind() == '{' {
			kept = append(kept, e)
		} else {
			e.wrong("an object")
		}
	}
	return kept
}

// wrong reports a value of the wrong JSON type. The element around it is bad
// then, unless its reader makes the part concerned unknown.
func (v value) wrong(want string) {
	v.t.bad++
	v.t.p.report(source.WrongType.At(v.origin(), "%s should be %s", v.path(), want))
}

// text is a string; numbers are taken as they are written.
func (v value) text() string {
	switch v.kind() {
	case 0:
		return ""
	case '"':
		raw := v.raw()
		if v.node().plain {
			return v.t.words.word(raw[1 : len(raw)-1])
		}
		return unquote(raw)
	case '0':
		return string(v.raw())
	}
	v.wrong("a string")
	return ""
}

func (v value) raw() []byte { return v.t.text[v.node().from:v.node().to] }

// str is a member that is a string.
func (v value) str(key string) string { return v.get(key).text() }

// flag is a member that is true or false; otherwise is returned when it is absent.
func (v value) flag(key string, otherwise bool) bool {
	child := v.get(key)
	switch child.kind() {
	case 0:
		return otherwise
	case 't', 'f':
		return child.kind() == 't'
	}
	child.wrong("true or false")
	return otherwise
}

// number is a member that is a whole number; ok is false when it is absent.
func (v value) number(key string) (n int, ok bool) {
	child := v.get(key)
	if !child.exists() {
		return 0, false
	}
	if child.kind() == '0' || child.kind() == '"' {
		if n, err := strconv.Atoi(child.text()); err == nil {
			return n, true
		}
	}
	child.wrong("a whole number")
	return 0, false
}

// port is a member that is a port number; 0 when it is absent.
func (v value) port(key string) uint16 {
	n, ok := v.number(key)
	if ok && (n < 0 || n > 65535) {
		v.get(key).wrong("a port from 0 to 65535")
		return 0
	}
	return uint16(n)
}

// prefix is a CIDR block. A block that cannot be read is reported and makes
// the element bad.
func (v value) prefix() netip.Prefix {
	if !v.exists() {
		return netip.Prefix{}
	}
	text := v.text()
	p, hostBits, err := packet.ParsePrefix(text)
	if err != nil {
		v.t.bad++
		v.t.p.report(source.BadAddress.At(v.origin(), "%q is not a CIDR block", text))
		return netip.Prefix{}
	}
	if hostBits {
		v.t.p.report(source.HostBits.At(v.origin(), "%s is read as %s", text, p.Masked()))
	}
	return p.Masked()
}

// addr is an address, or none when it is absent or empty.
func (v value) addr() netip.Addr {
	if !v.exists() {
		return netip.Addr{}
	}
	text := v.text()
	if text == "" {
		return netip.Addr{}
	}
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		v.t.bad++
		v.t.p.report(source.BadAddress.At(v.origin(), "%q is not an address", text))
		return netip.Addr{}
	}
	return a.Unmap()
}

// unknown is the mark of something that could not be read.
func (v value) unknown(cause string) *model.Unknown {
	return &model.Unknown{Cause: cause, Origin: v.origin()}
}

// absent reports whether an object lacks a member altogether; null is present.
func (v value) absent(key string) bool {
	return !v.member(key).exists()
}
