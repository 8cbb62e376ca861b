package plan

import "strconv"

// Kind is what a Value is.
type Kind uint8

// Kinds of values. A nil *Value is Absent, too.
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String
	List
	Object
	Unknown
)

// Value is one value of a resource. Lists and objects have children; the
// children of an object have keys and are in the order of the text.
type Value struct {
	Key      string
	Kind     Kind
	Text     string // Bool ("true", "false"), Number (as written), String
	Children []*Value
	Doubt    *Doubt // Unknown: why
	Place    *Place // where the configuration says it, if that is known
}

// Doubt says why a value is not known.
type Doubt struct {
	Why        string // for people: "known after apply"
	Sensitive  bool   // the value is known to Terraform and must not be shown
	Expression string // what the configuration says, if that is known
	Place      *Place
	Candidates []string // what a link may lead to, when that is known; see package link
}

// Place is a place in the configuration.
type Place struct {
	File         string // relative to the root module, with slashes
	Line, Column int    // 1-based
}

// Why a value is not known.
const (
	AfterApply = "known after apply"
	Sensitive  = "sensitive"
)

// KindOf returns the kind of v.
func (v *Value) KindOf() Kind {
	if v == nil {
		return Absent
	}
	return v.Kind
}

// Get returns a member of an object, or nil.
func (v *Value) Get(key string) *Value {
	if v.KindOf() != Object {
		return nil
	}
	for _, c := range v.Children {
		if c.Key == key {
			return c
		}
	}
	return nil
}

// At follows a path of keys and indexes.
func (v *Value) At(path ...string) *Value {
	for _, step := range path {
		if v.KindOf() == List {
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v.Children) {
				return nil
			}
			v = v.Children[i]
			continue
		}
		v = v.Get(step)
	}
	return v
}

// Items are the elements of a list.
func (v *Value) Items() []*Value {
	if v.KindOf() != List {
		return nil
	}
	return v.Children
}

// Told reports whether the value is there and is neither null nor unknown.
func (v *Value) Told() bool {
	k := v.KindOf()
	return k != Absent && k != Null && k != Unknown
}

// Str returns a string, number or boolean as text; otherwise "".
func (v *Value) Str() string {
	switch v.KindOf() {
	case String, Number, Bool:
		return v.Text
	case Absent, Null, List, Object, Unknown:
	}
	return ""
}

// HasUnknown reports whether v or something inside it is unknown.
func (v *Value) HasUnknown() bool {
	switch v.KindOf() {
	case Unknown:
		return true
	case List, Object:
		for _, c := range v.Children {
			if c.HasUnknown() {
				return true
			}
		}
	case Absent, Null, Bool, Number, String:
	}
	return false
}

// Set replaces what v holds by what other holds; key and place stay.
func (v *Value) Set(other *Value) {
	v.Kind, v.Text, v.Children, v.Doubt = other.Kind, other.Text, other.Children, other.Doubt
}

// Text makes a string value.
func Text(s string) *Value { return &Value{Kind: String, Text: s} }
