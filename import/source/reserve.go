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
