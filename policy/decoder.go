package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/seed-044d7529/segment/model"
)

// decoder fills Go values from YAML nodes and reports everything that does not fit.
type decoder struct {
	*source
	policy   *Policy
	problems []Problem
}

// decodable is a type that reads its own node.
type decodable interface {
	decode(d *decoder, n ast.Node)
}

// value fills v from a node.
func (d *decoder) value(n ast.Node, v reflect.Value) {
	if d.refuse(n) {
		return
	}
	if own, ok := v.Addr().Interface().(decodable); ok {
		own.decode(d, n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.mapping(n, v)
	case reflect.Slice:
		d.sequence(n, v)
	case reflect.Bool:
		d.boolean(n, v)
	default:
		panic("unreachable: a policy holds a " + v.Type().String())
	}
}

// refuse reports nodes that a policy cannot hold: aliases, anchors, tags and nothing at all.
func (d *decoder) refuse(n ast.Node) bool {
	switch n.(type) {
	case *ast.AliasNode, *ast.AnchorNode, *ast.MergeKeyNode, *ast.TagNode:
		d.fatal("POL-104", n, "YAML anchors, aliases and tags are not read", "write the value out")
	case *ast.NullNode:
		d.fatal("POL-104", n, "there is no value", "write one, or remove the key")
	default:
		return false
	}
	return true
}

// pairs returns the keys and values of a mapping; ok is false if the node is none.
func pairs(n ast.Node) (all []*ast.MappingValueNode, ok bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// mapping fills a struct by the yaml tags of its fields.
func (d *decoder) mapping(n ast.Node, v reflect.Value) {
	all, ok := pairs(n)
	if !ok {
		d.fatal("POL-104", n, "here stands "+typeOf(n)+" where a map of keys is wanted", "write keys: "+strings.Join(keysOf(v.Type()), ", "))
		return
	}
	if at := v.FieldByName("At"); at.IsValid() {
		at.Set(reflect.ValueOf(d.firstKey(all, n)))
	}
	seen := d.unique(all)
	for _, pair := range all {
		d.field(pair, v, seen)
	}
	d.needed(n, v, seen)
}

// firstKey is where a mapping begins.
func (d *decoder) firstKey(all []*ast.MappingValueNode, n ast.Node) model.Origin {
	at := d.at(n)
	if len(all) > 0 {
		first := d.at(all[0].Key)
		if first.Line != at.Line || first.Column < at.Column {
			return first
		}
	}
	return at
}

// unique reports keys that stand twice, with both places, and returns the first of each.
func (d *decoder) unique(all []*ast.MappingValueNode) map[string]*ast.MappingValueNode {
	seen := map[string]*ast.MappingValueNode{}
	for _, pair := range all {
		key := keyText(pair)
		first, twice := seen[key]
		if !twice {
			seen[key] = pair
			continue
		}
		p := d.problem("POL-102", model.Error, pair.Key, fmt.Sprintf("the key %s stands twice", quote(key)), "remove one of them")
		p.Fatal = true
		p.Related = []Place{d.place(first.Key, "first here")}
		d.problems = append(d.problems, p)
	}
	return seen
}

func keyText(pair *ast.MappingValueNode) string {
	if t := pair.Key.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// field fills the field of one key.
func (d *decoder) field(pair *ast.MappingValueNode, v reflect.Value, seen map[string]*ast.MappingValueNode) {
	key := keyText(pair)
	if seen[key] != pair {
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Tag.Get("yaml") != key || key == "-" {
			continue
		}
		if words := f.Tag.Get("enum"); words != "" {
			d.choice(pair.Value, v.Field(i), strings.Split(words, ","))
		} else {
			d.value(pair.Value, v.Field(i))
		}
		return
	}
	known := keysOf(v.Type())
	next := "known keys: " + strings.Join(known, ", ")
	if near := nearest(key, known); near != "" {
		next = "did you mean " + near + "?"
	}
	d.fatal("POL-103", pair.Key, "unknown key "+quote(key), next)
}

// keysOf lists the keys of a struct, in the order of its fields.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" && key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// needed reports keys that must stand and do not.
func (d *decoder) needed(n ast.Node, v reflect.Value, seen map[string]*ast.MappingValueNode) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if key := f.Tag.Get("yaml"); f.Tag.Get("need") != "" && seen[key] == nil {
			d.fatal("POL-105", n, "the key "+key+" is missing", "add "+key+": "+uncapped(f.Tag.Get("doc")))
		}
	}
}

// uncapped is a sentence as a part of another one.
func uncapped(doc string) string { return strings.ToLower(doc[:1]) + strings.TrimSuffix(doc[1:], ".") }

// sequence fills a slice from a list.
func (d *decoder) sequence(n ast.Node, v reflect.Value) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fatal("POL-104", n, "here stands "+typeOf(n)+" where a list is wanted", "begin each element with a hyphen")
		return
	}
	for _, element := range list.Values {
		one := reflect.New(v.Type().Elem()).Elem()
		d.value(element, one)
		if one.Kind() != reflect.Pointer || !one.IsNil() {
			v.Set(reflect.Append(v, one))
		}
	}
}

func (d *decoder) boolean(n ast.Node, v reflect.Value) {
	if b, ok := n.(*ast.BoolNode); ok {
		v.SetBool(b.Value)
		return
	}
	next := "write true or false"
	if s, ok := n.(*ast.StringNode); ok && slices.Contains([]string{"yes", "on", "y"}, strings.ToLower(s.Value)) {
		next = "did you mean true?"
	}
	d.fatal("POL-104", n, "here stands "+typeOf(n)+" where true or false is wanted", next)
}
