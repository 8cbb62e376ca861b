package policy

import (
	"encoding/json"
	"reflect"
	"strings"
)

// SchemaID identifies the JSON Schema of policies.
const SchemaID = "https://segment.invalid/schema/policy/1"

// node is a piece of a JSON Schema.
type node = map[string]any

// Schema returns the JSON Schema (2020-12) of policy files, made from the types that they are read
// into, for editors.
func Schema() []byte {
	g := &schemer{defs: node{}}
	root := g.object(reflect.TypeFor[Policy]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = SchemaID
	root["title"] = "Policy of segment"
	root["description"] = "Bounded contexts, the contracts between them, rules and waivers."
	root["$defs"] = g.defs
	out, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("a schema is plain data: " + err.Error())
	}
	return append(out, '\n')
}

// schemer collects definitions that several places refer to.
type schemer struct{ defs node }

// object is the schema of a struct, by the tags of its fields.
func (g *schemer) object(t reflect.Type) node {
	properties, need := node{}, []string{}
	var verbs []any
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("yaml")
		if key == "" || key == "-" {
			continue
		}
		properties[key] = described(g.field(f), f.Tag.Get("doc"))
		if f.Tag.Get("need") != "" {
			need = append(need, key)
		}
		if f.Tag.Get("verb") != "" {
			verbs = append(verbs, node{"required": []string{key}})
		}
	}
	out := node{"type": "object", "properties": properties, "additionalProperties": false}
	if len(need) > 0 {
		out["required"] = need
	}
	if len(verbs) > 0 {
		out["oneOf"] = verbs
	}
	return out
}

// described adds a description, beside a reference too.
func described(n node, doc string) node {
	if doc != "" {
		n["description"] = doc
	}
	return n
}

func (g *schemer) field(f reflect.StructField) node {
	if words := f.Tag.Get("enum"); words != "" {
		return node{"enum": strings.Split(words, ",")}
	}
	return g.of(f.Type)
}

// of is the schema of a type. Types that read their own node are spelled out.
func (g *schemer) of(t reflect.Type) node {
	switch t {
	case reflect.TypeFor[Version]():
		return node{"const": 1}
	case reflect.TypeFor[Text]():
		return node{"type": "string", "minLength": 1}
	case reflect.TypeFor[Texts]():
		return oneOrMore(node{"type": "string", "minLength": 1})
	case reflect.TypeFor[Date]():
		return node{"type": "string", "format": "date"}
	case reflect.TypeFor[AtMost]():
		return node{"anyOf": []any{node{"type": "integer", "minimum": 1}, node{"type": "string", "pattern": "^[1-9][0-9]* pairs?$"}}}
	case reflect.TypeFor[Ports]():
		return g.define("ports", g.ports)
	case reflect.TypeFor[Selector]():
		return g.define("selector", g.selector)
	case reflect.TypeFor[Selectors]():
		return node{"type": "array", "minItems": 2, "items": g.define("selector", g.selector)}
	case reflect.TypeFor[Layers]():
		return node{"type": "array", "minItems": 1, "items": node{"type": "string", "minLength": 1}}
	case reflect.TypeFor[Direction]():
		return node{"anyOf": []any{node{"type": "boolean"}, g.object(t)}}
	}
	switch t.Kind() {
	case reflect.Bool:
		return node{"type": "boolean"}
	case reflect.Pointer:
		return g.of(t.Elem())
	case reflect.Struct:
		return g.object(t)
	case reflect.Slice:
		return g.list(t)
	}
	panic("unreachable: a policy holds a " + t.String())
}

// list is the schema of a slice: a map in the order written, or a list.
func (g *schemer) list(t reflect.Type) node {
	if strings.HasPrefix(t.Name(), "Entries[") {
		value, _ := t.Elem().FieldByName("Value")
		return node{"type": "object", "additionalProperties": g.of(value.Type)}
	}
	return node{"type": "array", "items": g.of(t.Elem())}
}

func oneOrMore(one node) node {
	return node{"anyOf": []any{one, node{"type": "array", "items": one}}}
}

// define makes a definition once and returns a reference to it.
func (g *schemer) define(name string, build func() node) node {
	if _, ok := g.defs[name]; !ok {
		g.defs[name] = node{} // it may refer to itself
		g.defs[name] = build()
	}
	return node{"$ref": "#/$defs/" + name}
}

func (g *schemer) ports() node {
	return node{
		"description": "A term (tcp/443, tcp/8000-8080, udp/53, icmp, icmp/8/0, proto/50, tcp, all), a name that stands under ports:, a list of them, or {not: …}.",
		"anyOf": []any{
			node{"type": "string", "minLength": 1},
			node{"type": "array", "minItems": 1, "items": node{"type": "string", "minLength": 1}},
			node{"type": "object", "properties": node{"not": node{"$ref": "#/$defs/ports"}}, "required": []string{"not"}, "additionalProperties": false},
		},
	}
}

func (g *schemer) selector() node {
	g.defs["alternative"] = node{}
	all := g.object(reflect.TypeFor[Alternative]())
	all["minProperties"] = 1
	all["description"] = "Conditions that all hold. A value is a text, a glob with *, or a list of which any may fit."
	g.defs["alternative"] = all
	one := node{"anyOf": []any{
		node{"type": "string", "minLength": 1, "description": "A context, internet, on-prem, aws, anywhere, unassigned, a name, an id, or KEY:VALUE."},
		node{"$ref": "#/$defs/alternative"},
	}}
	return node{
		"description": "Which endpoints are meant: one alternative, or a list of which any may hold.",
		"anyOf":       []any{one, node{"type": "array", "minItems": 1, "items": one}},
	}
}
