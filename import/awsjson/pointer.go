package awsjson

import (
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// pointer is the JSON pointer of a value.
func (v value) pointer() string {
	if !v.exists() {
		return ""
	}
	var room [128]byte
	return v.t.words.cut(v.appendPointer(room[:0]))
}

func (v value) appendPointer(b []byte) []byte {
	n := v.node()
	switch {
	case v.n > 0:
		b = value{v.t, n.parent}.appendPointer(b)
		if v.t.nodes[n.parent].kind == '[' {
			return strconv.AppendInt(append(b, '/'), int64(n.index), 10)
		}
		return append(append(b, '/'), escape(n.key)...)
	case v.t.index >= 0:
		return strconv.AppendInt(append(append(b, v.t.base...), '/'), int64(v.t.index), 10)
	}
	return append(b, v.t.base...)
}

// escape writes a name as a part of a JSON pointer (RFC 6901).
func escape(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// origin is where a value stands.
func (v value) origin() model.Origin { return v.t.originAt(int(v.node().from), v.pointer()) }

// originAt is the origin of a place in the text.
func (t *tree) originAt(i int, pointer string) model.Origin {
	line, column := t.r.place(i)
	return model.Origin{Source: t.p.source, Line: line, Column: column, Pointer: pointer}
}
