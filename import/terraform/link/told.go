package link

import (
	"strconv"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// told fills a member of which only the expressions of the plan are known.
func (f *filler) told(v, expression *plan.Value, block, path string) {
	if expression == nil {
		f.untold(v, block, path)
		return
	}
	link := f.isLink(block, v.Key)
	if isLeaf(expression) {
		switch {
		case !v.HasUnknown():
			if link && v.Told() {
				f.note(Link{Path: path, How: Known})
			}
		case secret(v):
		default:
			f.settle(v, settling{heads: headsIn(expression), link: link, attribute: v.Key, path: path})
		}
		return
	}
	if v.KindOf() == plan.Object {
		f.object(v, nil, oneExpression(expression), v.Key, path)
	}
	for i, element := range v.Items() {
		f.object(element, nil, mergedExpression(element, expression), v.Key, path+"."+strconv.Itoa(i))
	}
}

// untold fills a member that no expression tells. At the top it is computed by
// the provider. Inside a block it may come from a dynamic block, which the
// expressions of a plan leave out.
func (f *filler) untold(v *plan.Value, block, path string) {
	switch v.KindOf() {
	case plan.Unknown:
		if secret(v) || !f.configured {
			return
		}
		if block != "" && f.eval == nil && f.isLink(block, v.Key) && f.dynamicBlock(path) {
			f.settle(v, settling{lost: "a dynamic block tells it, which the plan in JSON leaves out", link: true, attribute: v.Key, path: path})
			return
		}
		if keepsDoubt(f.res.Type, v.Key) {
			return
		}
		v.Set(&plan.Value{Kind: plan.Null})
	case plan.Object:
		f.object(v, nil, nil, v.Key, path)
	case plan.List:
		for i, element := range v.Children {
			f.object(element, nil, nil, v.Key, path+"."+strconv.Itoa(i))
		}
	case plan.Absent, plan.Null, plan.Bool, plan.Number, plan.String:
	}
}

// keepsDoubt reports whether a computed attribute matters although nobody
// configured it: a CIDR block that a pool gives.
func keepsDoubt(typ, attribute string) bool {
	switch typ {
	case "aws_vpc", "aws_subnet", "aws_vpc_ipv4_cidr_block_association", "aws_vpc_ipv6_cidr_block_association":
		return attribute == "cidr_block" || attribute == "ipv6_cidr_block"
	}
	return false
}

// dynamicBlock reports whether the block that holds a path has no expression
// in the plan, although the plan tells its elements.
func (f *filler) dynamicBlock(path string) bool {
	b := f.block(f.res)
	if b == nil {
		return false
	}
	for i := range path {
		if path[i] == '.' {
			return b.Expressions.Get(path[:i]) == nil
		}
	}
	return false
}

// isLeaf reports whether an expression is one of an attribute, not of blocks.
func isLeaf(expression *plan.Value) bool {
	if expression.KindOf() != plan.Object {
		return false
	}
	return len(expression.Children) == 0 || expression.Get("references") != nil || expression.Get("constant_value") != nil
}

// oneExpression is the expression of the only block of a type.
func oneExpression(expression *plan.Value) *plan.Value {
	if items := expression.Items(); len(items) == 1 {
		return items[0]
	}
	if expression.KindOf() == plan.Object {
		return expression
	}
	return nil
}

// mergedExpression joins the expressions of all blocks that an element can
// come from: sets do not keep the order of the configuration.
func mergedExpression(element, expression *plan.Value) *plan.Value {
	items := expression.Items()
	if len(items) == 0 {
		return oneExpression(expression)
	}
	var fit []*plan.Value
	for _, e := range items {
		if !contradicts(element, e) {
			fit = append(fit, e)
		}
	}
	if len(fit) == 1 {
		return fit[0]
	}
	out := &plan.Value{Kind: plan.Object}
	for _, e := range fit {
		for _, c := range e.Children {
			if old := out.Get(c.Key); old != nil {
				old.Set(union(old, c))
				continue
			}
			copied := *c
			out.Children = append(out.Children, &copied)
		}
	}
	return out
}

// union joins the references of two expressions.
func union(a, b *plan.Value) *plan.Value {
	if !isLeaf(a) || !isLeaf(b) {
		return a
	}
	references := &plan.Value{Key: "references", Kind: plan.List}
	references.Children = append(references.Children, a.Get("references").Items()...)
	references.Children = append(references.Children, b.Get("references").Items()...)
	return &plan.Value{Kind: plan.Object, Children: []*plan.Value{references}}
}

// contradicts reports whether a constant of the expressions differs from the element.
func contradicts(element, expressions *plan.Value) bool {
	for _, c := range expressions.Children {
		constant := c.Get("constant_value")
		if known := element.Get(c.Key); constant != nil && known != nil && !known.HasUnknown() && !alike(c.Key, known, constant) {
			return true
		}
	}
	return false
}
