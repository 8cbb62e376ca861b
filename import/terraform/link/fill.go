package link

import (
	"strconv"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// filler fills in the values of one instance.
type filler struct {
	*resolver
	res        *plan.Resource
	configured bool // the configuration of the instance is known
}

// object fills the members of an object. node is what the sources say of it,
// said the expressions of the plan; either may be nil. block is the type of
// the nested block that the object is, "" at the top.
func (f *filler) object(v *plan.Value, node *symbolic.Node, said *plan.Value, block, path string) {
	if v.KindOf() != plan.Object {
		return
	}
	for _, c := range v.Children {
		at := join(path, c.Key)
		expression := said.Get(c.Key)
		if node != nil {
			if a, ok := node.Attrs[c.Key]; ok {
				f.attribute(c, a, block, at)
				continue
			}
			if b := node.Blocks[c.Key]; b != nil {
				f.blocks(c, b, expression, at)
				continue
			}
		}
		f.told(c, expression, block, at)
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// isLink reports whether the member of an object is a link.
func (f *filler) isLink(block, attribute string) bool {
	if block == "" {
		return isLink(f.res.Type, attribute)
	}
	return nestedLink(f.res.Type, block, attribute)
}

// attribute fills an attribute whose expression was evaluated.
func (f *filler) attribute(v *plan.Value, a symbolic.Attr, block, path string) {
	v.Place = a.Place
	said := symbolic.ToPlan(a.Value)
	if v.KindOf() == plan.List && said.Kind == plan.List {
		placeElements(v, said, a)
	}
	link := f.isLink(block, v.Key)
	if !v.HasUnknown() {
		if link && v.Told() {
			f.note(Link{Path: path, How: Known, Place: a.Place})
		}
		return
	}
	if secret(v) {
		f.keepSecret(v, a.Place)
		return
	}
	merge(v, said)
	f.settle(v, settling{
		heads: headsOf(a.Expr), link: link, attribute: v.Key, path: path, source: a.Source, place: a.Place,
	})
}

func secret(v *plan.Value) bool { return v.Kind == plan.Unknown && v.Doubt != nil && v.Doubt.Sensitive }

func (f *filler) keepSecret(v *plan.Value, place *plan.Place) {
	v.Doubt = &plan.Doubt{Why: plan.Sensitive, Sensitive: true, Place: place}
}

// blocks fills a list of nested blocks.
func (f *filler) blocks(v *plan.Value, b *symbolic.Blocks, expression *plan.Value, path string) {
	v.Place = b.Place
	if v.KindOf() == plan.Object && len(b.Nodes) == 1 {
		f.object(v, b.Nodes[0], oneExpression(expression), v.Key, path)
		return
	}
	if v.Kind == plan.Unknown {
		if b.Open || secret(v) {
			v.Doubt = &plan.Doubt{Why: v.Doubt.Why, Sensitive: v.Doubt.Sensitive, Place: b.Place}
			return
		}
		v.Set(f.written(b))
	}
	used := make([]bool, len(b.Nodes))
	for i, element := range v.Items() {
		at := path + "." + strconv.Itoa(i)
		element.Place = b.Place
		k := bestNode(element, b.Nodes, used)
		if k < 0 {
			f.object(element, nil, mergedExpression(element, expression), v.Key, at)
			continue
		}
		used[k] = true
		element.Place = b.Nodes[k].Place
		f.object(element, b.Nodes[k], nil, v.Key, at)
	}
}

// written is a list of blocks as the sources tell them, for a list that the
// plan does not know at all.
func (f *filler) written(b *symbolic.Blocks) *plan.Value {
	out := &plan.Value{Kind: plan.List}
	for _, n := range b.Nodes {
		out.Children = append(out.Children, objectOf(n))
	}
	return out
}

// objectOf makes an object of what a node says.
func objectOf(n *symbolic.Node) *plan.Value {
	o := &plan.Value{Kind: plan.Object, Place: n.Place}
	for _, name := range sortedKeys(n.Attrs) {
		c := symbolic.ToPlan(n.Attrs[name].Value)
		if c.HasUnknown() {
			c = &plan.Value{Kind: plan.Unknown, Doubt: &plan.Doubt{Why: plan.AfterApply}}
		}
		c.Key = name
		o.Children = append(o.Children, c)
	}
	return o
}
