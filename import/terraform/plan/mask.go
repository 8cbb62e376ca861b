package plan

import "bytes"

// overlay marks in v what a mask says: a mask has the shape of the value, and
// true where the value is unknown (or sensitive). Terraform leaves unknown
// members out of the value, so they are added. It returns v, or what replaces it.
func (d *decoder) overlay(v, mask *Value, doubt *Doubt) *Value {
	switch mask.KindOf() {
	case Bool:
		if mask.Text == "true" {
			return d.doubtful(v, doubt)
		}
	case Object:
		return d.overlayObject(v, mask, doubt)
	case List:
		return d.overlayList(v, mask, doubt)
	case Absent, Null, Number, String, Unknown:
	}
	return v
}

func (d *decoder) doubtful(v *Value, doubt *Doubt) *Value {
	if v == nil {
		v = d.node()
	}
	v.Kind, v.Text, v.Children, v.Doubt = Unknown, "", nil, doubt
	return v
}

func (d *decoder) overlayObject(v, mask *Value, doubt *Doubt) *Value {
	for _, m := range mask.Children {
		if !marks(m) {
			continue
		}
		if v == nil {
			v = d.node()
			v.Kind = Object
		}
		if v.Kind != Object {
			return d.doubtful(v, doubt)
		}
		old := v.Get(m.Key)
		c := d.overlay(old, m, doubt)
		if old == nil && c != nil {
			c.Key = m.Key
			v.Children = append(v.Children, c)
		}
	}
	return v
}

func (d *decoder) overlayList(v, mask *Value, doubt *Doubt) *Value {
	if !marks(mask) {
		return v
	}
	if v == nil {
		v = d.node()
		v.Kind = List
	}
	if v.Kind != List {
		return d.doubtful(v, doubt)
	}
	for i, m := range mask.Children {
		for len(v.Children) <= i {
			v.Children = append(v.Children, &Value{Kind: Null})
		}
		v.Children[i] = d.overlay(v.Children[i], m, doubt)
	}
	return v
}

// marks reports whether a mask has true anywhere.
func marks(m *Value) bool {
	switch m.KindOf() {
	case Bool:
		return m.Text == "true"
	case List, Object:
		for _, c := range m.Children {
			if marks(c) {
				return true
			}
		}
	case Absent, Null, Number, String, Unknown:
	}
	return false
}

// The doubts that every value of a plan shares until more is known.
var (
	afterApply = &Doubt{Why: AfterApply}
	sensitive  = &Doubt{Why: Sensitive, Sensitive: true}
)

// masked decodes a value and marks what is unknown and what is sensitive.
func (d *decoder) masked(value, unknown, secret []byte) *Value {
	v := d.value(value)
	v = d.overlay(v, d.mask(unknown), afterApply)
	return d.overlay(v, d.mask(secret), sensitive)
}

// mask decodes a mask into values that the next mask overwrites; nil if it
// marks nothing.
func (d *decoder) mask(raw []byte) *Value {
	if !bytes.Contains(raw, []byte("true")) {
		return nil
	}
	if d.masks == nil {
		d.masks = &decoder{scratch: &scratch{}, words: d.words}
	}
	d.masks.scratch.used = 0
	return d.masks.value(raw)
}
