package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// path names a value for reports, without numbers: "Subnets[].Tags[]".
func (v value) path() string {
	if v.n == 0 {
		return v.t.what
	}
	up := value{v.t, v.node().parent}
	if up.kind() == '[' {
		return up.path() + "[]"
	}
	return up.path() + "." + v.node().key
}

// reportUnused notes the members that nobody asked for, unless they are known
// not to matter. So a field that AWS adds tomorrow is seen, not dropped.
func (v value) reportUnused() { v.unused(v.t.what) }

func (v value) unused(path string) {
	known := ignored[path]
	if known.all {
		return
	}
	switch v.kind() {
	case '[':
		for i := v.node().first; i != 0; i = v.t.nodes[i].next {
			value{v.t, i}.unused(path + "[]")
		}
	case '{':
		for _, m := range v.children() {
			key := m.node().key
			switch {
			case key == "" || known.fields[key] || m.empty():
			case m.node().used:
				m.unused(path + "." + key)
			default:
				v.t.p.leave(model.Unmodelled{
					What: path + "." + key, Count: 1, Matters: true,
					Effect: "segment does not know this field; it may bear on the network", Origin: m.origin(),
				})
			}
		}
	}
}

// empty reports a value that says nothing.
func (v value) empty() bool {
	switch v.kind() {
	case 'n':
		return true
	case '"':
		return len(v.raw()) == 2
	case '[', '{':
		return v.node().first == 0
	}
	return false
}

// fieldSet is the fields of one object that are known not to matter.
type fieldSet struct {
	all    bool
	fields map[string]bool
}

// ignored maps the path of an object to its fields that do not matter for
// reachability; "*" stands for all of them.
var ignored = func() map[string]fieldSet {
	out := make(map[string]fieldSet, len(ignoredFields))
	for path, names := range ignoredFields {
		set := fieldSet{fields: map[string]bool{}}
		for _, name := range strings.Fields(names) {
			set.all = set.all || name == "*"
			set.fields[name] = true
		}
		out[path] = set
	}
	return out
}()
