package source

import (
	"reflect"

	"github.com/seed-044d7529/segment/model"
)

// Reserve makes room for networks that will be added, so that no list moves
// while it grows. Rows that only one of them has need none.
func (m *Merger) Reserve(networks []*model.Network) {
	into := reflect.ValueOf(&m.Network).Elem()
	for i := range into.NumField() {
		if into.Field(i).Kind() != reflect.Slice {
			continue
		}
		rows, most := 0, 0
		for _, n := range networks {
			more := reflect.ValueOf(n).Elem().Field(i).Len()
			rows, most = rows+more, max(most, more)
		}
		if rows > most {
			into.Field(i).Grow(rows)
		}
	}
}

// Concat puts the rows of networks behind those of another, without looking
// for rows that stand twice.
func Concat(to *model.Network, networks []*model.Network) {
	into := reflect.ValueOf(to).Elem()
	for i := range into.NumField() {
		field := into.Field(i)
		if field.Kind() != reflect.Slice {
			continue
		}
		rows := 0
		for _, n := range networks {
			rows += reflect.ValueOf(n).Elem().Field(i).Len()
		}
		if rows == 0 {
			continue
		}
		field.Grow(rows)
		for _, n := range networks {
			field.Set(reflect.AppendSlice(field, reflect.ValueOf(n).Elem().Field(i)))
		}
	}
}
