package awsjson

const noHash = 0 // of the empty name

// hashOf is a number that tells most names of one object apart.
func hashOf(name string) uint8 {
	n := len(name)
	if n == 0 {
		return noHash
	}
	return uint8(n*7) ^ name[0]*5 ^ name[n/2]*3 ^ name[n-1]
}

// bit is the place of a hash in node.names.
func bit(hash uint8) uint64 { return 1 << (hash & 63) }

// object is what is known of an object while it is read.
type object struct {
	me, last int32
	index    map[string]int32 // in large objects only
}

// manyMembers is the number of members from which a map finds names that
// stand twice; in the small objects of AWS a walk over the siblings is faster.
const manyMembers = 64

// once makes the younger of two members of the same name the one that counts.
func (t *tree) once(o *object, child int32, at int) {
	n := &t.nodes[child]
	parent := &t.nodes[o.me]
	first := parent.names&bit(n.hash) == 0
	parent.names |= bit(n.hash)
	if first && o.index == nil {
		return
	}
	old, found := t.earlier(o, child)
	if !found {
		return
	}
	t.twice = append(t.twice, twice{key: n.key, pointer: value{t, child}.pointer(), at: at})
	t.nodes[old].key, t.nodes[old].hash, t.nodes[old].used = "", noHash, true
	parent.names |= bit(noHash)
}

// earlier finds an elder sibling of the same name.
func (t *tree) earlier(o *object, child int32) (int32, bool) {
	key := t.nodes[child].key
	if o.index != nil {
		old, found := o.index[key]
		o.index[key] = child
		return old, found
	}
	count := 0
	for i := t.nodes[o.me].first; i != child; i = t.nodes[i].next {
		if t.nodes[i].key == key {
			return i, true
		}
		count++
	}
	if count >= manyMembers {
		o.index = make(map[string]int32, 2*count)
		for i := t.nodes[o.me].first; i != 0; i = t.nodes[i].next {
			o.index[t.nodes[i].key] = i
		}
	}
	return 0, false
}
