package source

import (
	"reflect"

	"github.com/seed-044d7529/segment/model"
)

// Reserve makes room for networks that will be added, so that no list moves
// while it grows.
func (m *Merger) Reserve(networks []*model.Network) {
	into := reflect.ValueOf(&m.Network).Elem()
	for i := range into.NumField() {
		if into.Field(i).Kind() != reflect.Slice {
			continue
		}
		rows := 0
		for _, n := range networks {
			rows += reflect.ValueOf(n).Elem().Field(i).Len()
		}
		if rows > into.Field(i).Cap() {
			into.Field(i).Grow(rows)
		}
	}
}
