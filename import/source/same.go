package source

import (
	"reflect"

	"github.com/seed-044d7529/segment/model"
)

var originType = reflect.TypeFor[model.Origin]()

// Same reports whether two values of the model are equal but for where they
// were read.
func Same[T any](a, b T) bool { return same(reflect.ValueOf(a), reflect.ValueOf(b)) }

func same(a, b reflect.Value) bool {
	if a.Type() == originType {
		return true
	}
	switch a.Kind() {
	case reflect.Slice:
		return sameList(a, b)
	case reflect.Pointer:
		return a.IsNil() == b.IsNil() && (a.IsNil() || same(a.Elem(), b.Elem()))
	case reflect.Struct:
		return sameStruct(a, b)
	default:
		return reflect.DeepEqual(a.Interface(), b.Interface())
	}
}

func sameList(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !same(a.Index(i), b.Index(i)) {
			return false
		}
	}
	return true
}

// sameStruct compares the structs of package model field by field; others
// (addresses, packet sets) have a canonical form.
func sameStruct(a, b reflect.Value) bool {
	if a.Type().PkgPath() != originType.PkgPath() {
		return reflect.DeepEqual(a.Interface(), b.Interface())
	}
	for i := range a.NumField() {
		if !same(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}
