package policy

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// Entry is one key and value of a map that people write.
type Entry[T any] struct {
	Key   Text
	Value T
}

// Entries is a map in the order written.
type Entries[T any] []Entry[T]

func (es *Entries[T]) decode(d *decoder, n ast.Node) {
	all, ok := pairs(n)
	if !ok {
		d.fatal("POL-104", n, "here stands "+typeOf(n)+" where a map of names is wanted", "write NAME: VALUE")
		return
	}
	seen := d.unique(all)
	*es = Entries[T]{}
	for _, pair := range all {
		if seen[keyText(pair)] != pair {
			continue
		}
		e := Entry[T]{Key: Text{Value: keyText(pair), At: d.at(pair.Key), Width: width(pair.Key)}}
		d.value(pair.Value, reflect.ValueOf(&e.Value).Elem())
		*es = append(*es, e)
	}
}

// Get returns the value of a key.
func (es Entries[T]) Get(key string) (value T, ok bool) {
	for _, e := range es {
		if e.Key.Value == key {
			return e.Value, true
		}
	}
	return value, false
}

// Keys returns the keys in the order written.
func (es Entries[T]) Keys() []string {
	var keys []string
	for _, e := range es {
		keys = append(keys, e.Key.Value)
	}
	return keys
}
