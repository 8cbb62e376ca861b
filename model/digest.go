package model

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Digest returns what identifies the content of a network: "sha256:…". Equal content gives equal
// digests, whatever the order of lists. It does not cover where values were read (Origin, Sources,
// Count), the ids that AWS gives to parts (rule and association ids) and descriptions of rules:
// reading the same network in another form, or taking an edit back, gives the same digest.
func Digest(n *Network) string {
	var b []byte
	if n != nil {
		b = appendValue(nil, reflect.ValueOf(*n), false)
	}
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// undigested are the fields that are no content.
var undigested = map[reflect.Type][]string{
	reflect.TypeFor[Collection]():            {"Sources", "Count"},
	reflect.TypeFor[SecurityGroupRule]():     {"ID", "Description"},
	reflect.TypeFor[PrefixListEntry]():       {"Description"},
	reflect.TypeFor[RouteTableAssociation](): {"ID"},
	reflect.TypeFor[NACLAssociation]():       {"ID"},
	reflect.TypeFor[Address]():               {"Association"},
}

// ordered are the lists whose order is content; all others are sets.
var ordered = map[reflect.Type][]string{
	reflect.TypeFor[NetworkInterface]():  {"Private", "IPv6"},
	reflect.TypeFor[Instance]():          {"Interfaces"},
	reflect.TypeFor[FirewallRuleGroup](): {"Rules"},
	reflect.TypeFor[Assumptions]():       {"OnPrem"},
}

// appendValue appends canonical bytes of v: lengths before contents, so that no two values share them.
func appendValue(b []byte, v reflect.Value, inOrder bool) []byte {
	if text, ok := v.Interface().(encoding.TextMarshaler); ok && v.Kind() != reflect.Pointer {
		t, err := text.MarshalText()
		if err != nil {
			t = []byte("invalid")
		}
		return appendBytes(b, t)
	}
	switch v.Kind() {
	case reflect.Struct:
		if key, ok := v.Interface().(interface{ Key() string }); ok { // packet.Set
			return appendBytes(b, []byte(key.Key()))
		}
		return appendStruct(b, v)
	case reflect.Slice:
		return appendSlice(b, v, inOrder)
	case reflect.Map:
		return appendMap(b, v)
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendValue(append(b, 1), v.Elem(), false)
	case reflect.String:
		return appendBytes(b, []byte(v.String()))
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16, reflect.Int8:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint64, reflect.Uint32, reflect.Uint16, reflect.Uint8:
		return binary.AppendUvarint(b, v.Uint())
	}
	panic(fmt.Sprintf("unreachable: a network holds a %s", v.Type()))
}

func appendBytes(b, content []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(content))), content...)
}

// appendStruct appends the fields that are set, by name: a field that a later version adds and
// nobody sets changes no digest.
func appendStruct(b []byte, v reflect.Value) []byte {
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[Origin]() || v.Field(i).IsZero() || slices.Contains(undigested[t], f.Name) {
			continue
		}
		if k := f.Type.Kind(); (k == reflect.Slice || k == reflect.Map) && v.Field(i).Len() == 0 {
			continue
		}
		value := appendValue(nil, v.Field(i), slices.Contains(ordered[t], f.Name))
		if f.Type.Kind() == reflect.Struct && len(value) == 1 && value[0] == 0 {
			continue // a struct of which nothing is set
		}
		b = append(appendBytes(b, []byte(f.Name)), value...)
	}
	return append(b, 0)
}

func appendSlice(b []byte, v reflect.Value, inOrder bool) []byte {
	rows := make([]string, v.Len())
	for i := range rows {
		rows[i] = string(appendValue(nil, v.Index(i), false))
	}
	if !inOrder {
		slices.Sort(rows)
	}
	return appendRows(b, rows)
}

func appendMap(b []byte, v reflect.Value) []byte {
	var rows []string
	for entry := v.MapRange(); entry.Next(); {
		rows = append(rows, string(appendValue(appendValue(nil, entry.Key(), false), entry.Value(), false)))
	}
	slices.SortFunc(rows, strings.Compare)
	return appendRows(b, rows)
}

func appendRows(b []byte, rows []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(rows)))
	for _, r := range rows {
		b = appendBytes(b, []byte(r))
	}
	return b
}
