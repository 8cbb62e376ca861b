package terraform

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
	"github.com/seed-044d7529/segment/model"
)

// item is a resource, or a block inside one, while it is read.
type item struct {
	b       *builder
	res     *plan.Resource
	v       *plan.Value
	pointer string
	place   *plan.Place
}

// itemOf is the item of a whole resource.
func (b *builder) itemOf(r *plan.Resource) item {
	it := item{b: b, res: r, v: r.Values(), pointer: r.Pointer}
	if it.v != nil {
		it.place = it.v.Place
	}
	return it
}

func (it item) id() string { return it.b.idOf(it.res) }

// origin is where the item is configured; without sources, where the document
// tells it.
func (it item) origin() model.Origin {
	if it.place != nil {
		return model.Origin{Source: it.place.File, Line: it.place.Line, Column: it.place.Column, Address: it.res.Address}
	}
	return model.Origin{Source: it.b.doc.Source, Pointer: it.pointer, Address: it.res.Address}
}

func (it item) get(key string) *plan.Value { return it.v.Get(key) }

// str is an attribute that is text, a number or a boolean; "" when it is not told.
func (it item) str(key string) string { return it.get(key).Str() }

// flag is an attribute that is true or false; otherwise when it is not told.
func (it item) flag(key string, otherwise bool) bool {
	switch it.str(key) {
	case "true":
		return true
	case "false":
		return false
	}
	return otherwise
}

// number is an attribute that is a whole number.
func (it item) number(key string) (int, bool) {
	n, err := strconv.Atoi(it.str(key))
	return n, err == nil
}

func (it item) port(key string) uint16 {
	n, ok := it.number(key)
	if !ok || n < 0 || n > 65535 {
		return 0
	}
	return uint16(n)
}

// blocks are the nested blocks of a type. unknown says that there may be more.
func (it item) blocks(key string) (out []item, unknown *model.Unknown) {
	v := it.get(key)
	switch v.KindOf() {
	case plan.Unknown:
		return nil, it.unknown(key, v)
	case plan.Object:
		return []item{it.inner(key, v)}, nil
	case plan.List:
		for i, c := range v.Children {
			if c.Kind == plan.Unknown {
				unknown = it.unknown(key, c)
				continue
			}
			if c.Kind == plan.Object {
				out = append(out, it.inner(key+"/"+strconv.Itoa(i), c))
			}
		}
	case plan.Absent, plan.Null, plan.Bool, plan.Number, plan.String:
	}
	return out, unknown
}

// block is the first nested block of a type; an item of nothing if there is none.
func (it item) block(key string) item {
	all, _ := it.blocks(key)
	if len(all) == 0 {
		return item{b: it.b, res: it.res, pointer: it.pointer, place: it.place}
	}
	return all[0]
}

func (it item) inner(path string, v *plan.Value) item {
	place := v.Place
	if place == nil {
		place = it.place
	}
	return item{b: it.b, res: it.res, v: v, pointer: it.pointer + "/" + path, place: place}
}

// unknown words why a value is not known.
func (it item) unknown(key string, v *plan.Value) *model.Unknown {
	u := &model.Unknown{Cause: key + " is known after apply", Origin: it.origin()}
	if v == nil || v.Doubt == nil {
		return u
	}
	u.Cause = key + " is " + v.Doubt.Why
	if v.Doubt.Expression != "" {
		u.Cause += ": " + v.Doubt.Expression
	}
	if p := v.Doubt.Place; p != nil {
		u.Origin = model.Origin{Source: p.File, Line: p.Line, Column: p.Column, Address: it.res.Address}
	}
	return u
}

// ref is what an attribute names: an id, nothing, or one of several.
type ref struct {
	id         string
	unknown    *model.Unknown
	candidates []string
}

// ref reads an attribute that names an object.
func (it item) ref(key string) ref { return it.named(key, it.get(key)) }

func (it item) named(key string, v *plan.Value) ref {
	switch v.KindOf() {
	case plan.String:
		id := it.b.canonical(v.Text)
		it.b.refer(id)
		return ref{id: id}
	case plan.Unknown:
		r := ref{unknown: it.unknown(key, v)}
		if v.Doubt != nil {
			for _, token := range v.Doubt.Candidates {
				r.candidates = append(r.candidates, it.b.canonical(token))
			}
		}
		return r
	case plan.Absent, plan.Null, plan.Bool, plan.Number, plan.List, plan.Object:
	}
	return ref{}
}

// refs reads an attribute that names several objects.
func (it item) refs(key string) (ids []string, unknown *model.Unknown) {
	v := it.get(key)
	if v.KindOf() == plan.Unknown {
		return nil, it.unknown(key, v)
	}
	for _, c := range v.Items() {
		r := it.named(key, c)
		if r.unknown != nil {
			unknown = r.unknown
		}
		if r.id != "" {
			ids = append(ids, r.id)
		}
	}
	return ids, unknown
}

// vpc is the VPC of an object. One that is not known gets a stand-in of its
// own: two objects with unknown VPCs are never taken to be in the same one.
func (it item) vpc() model.VPCID {
	r := it.ref("vpc_id")
	if r.unknown == nil {
		return model.VPCID(r.id)
	}
	standIn := it.res.Address + ".vpc_id"
	it.b.note(model.KindVPCs, standIn)
	return model.VPCID(standIn)
}

// all converts ids to a type of id.
func all[T ~string](ids []string) []T {
	if len(ids) == 0 {
		return nil
	}
	out := make([]T, len(ids))
	for i, id := range ids {
		out[i] = T(id)
	}
	return out
}

// prefix reads a CIDR block. ok is false when it is told and cannot be read.
func (it item) prefix(key string) (p netip.Prefix, unknown *model.Unknown) {
	return it.block4or6(key, it.get(key))
}

func (it item) block4or6(key string, v *plan.Value) (p netip.Prefix, unknown *model.Unknown) {
	text := v.Str()
	switch {
	case v.KindOf() == plan.Unknown:
		return p, it.unknown(key, v)
	case text == "":
		return p, nil
	case symbolic.Tainted(text):
		return p, &model.Unknown{Cause: key + " is known after apply", Origin: it.origin()}
	}
	p, err := netip.ParsePrefix(strings.TrimSpace(text))
	if err != nil {
		it.b.report(badAddress.At(it.origin(), "%s is no CIDR block: %q", key, text))
		return netip.Prefix{}, &model.Unknown{Cause: key + " could not be read", Origin: it.origin()}
	}
	return p.Masked(), nil
}

// addr reads an address; the zero Addr if it is not told.
func (it item) addr(key string) netip.Addr {
	a, err := netip.ParseAddr(it.str(key))
	if err != nil {
		return netip.Addr{}
	}
	return a
}

// tags reads the tags of a resource; what is not known is left out.
func (it item) tags() model.Tags {
	v := it.get("tags_all")
	if v.KindOf() != plan.Object || len(v.Children) == 0 {
		v = it.get("tags")
	}
	if v.KindOf() != plan.Object {
		return nil
	}
	var out model.Tags
	for _, c := range v.Children {
		if c.Kind == plan.String && !symbolic.Tainted(c.Text) {
			out = append(out, model.Tag{Key: c.Key, Value: c.Text})
		}
	}
	return sortTags(out)
}
