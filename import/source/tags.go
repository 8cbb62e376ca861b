package source

import (
	"reflect"

	"github.com/seed-044d7529/segment/model"
)

// joinTags gives the tags of one description of an object to the other where
// that has none: AWS shows the tags of a shared object to its owner only.
func joinTags(a, b reflect.Value) {
	ta, tb := a.FieldByName("Tags"), b.FieldByName("Tags")
	if !ta.IsValid() || ta.Type() != reflect.TypeFor[model.Tags]() {
		return
	}
	switch {
	case ta.Len() == 0:
		ta.Set(tb)
	case tb.Len() == 0:
		tb.Set(ta)
	}
}
