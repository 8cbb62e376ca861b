package awsjson

import "github.com/seed-044d7529/segment/model"

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
func (v value) reportUnused() { v.unused(v.t.known) }

func (v value) unused(k *known) {
	if k.all {
		return
	}
	switch n := v.node(); n.kind {
	case '[':
		for i := n.first; i != 0; i = v.t.nodes[i].next {
			value{v.t, i}.unused(k.element())
		}
	case '{':
		for i := n.first; i != 0; i = v.t.nodes[i].next {
			value{v.t, i}.unusedMember(k)
		}
	}
}

// unusedMember looks at a member of an object of which k is known.
func (v value) unusedMember(k *known) {
	n := v.node()
	nested := n.kind == '{' || n.kind == '['
	if n.used && !nested {
		return
	}
	switch {
	case n.key == "" || k.has(n.key, n.hash) || v.empty():
	case n.used:
		v.unused(k.member(n.key))
	default:
		v.t.p.leave(model.Unmodelled{
			What: v.path(), Count: 1, Matters: true,
			Effect: "segment does not know this field; it may bear on the network", Origin: v.origin(),
		})
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
