package symbolic

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// Node is what a block of the configuration says for one instance.
type Node struct {
	Attrs  map[string]Attr
	Blocks map[string]*Blocks
	Place  *plan.Place
}

// Attr is one attribute of a node.
type Attr struct {
	Value  cty.Value
	Source string // the expression, on one line
	Place  *plan.Place
	Expr   hclsyntax.Expression
}

// Blocks are the nested blocks of one type, dynamic ones expanded.
type Blocks struct {
	Nodes []*Node
	Open  bool // there may be more: a dynamic block repeats over something unknown
	Place *plan.Place
}

// Instance evaluates the block of an instance. It is nil if its sources are
// not there or do not fit the plan.
func (e *Evaluator) Instance(r *plan.Resource) *Node {
	s := e.scope(r.Module)
	if s == nil {
		return nil
	}
	b := s.mod.resources[r.Block()]
	if b == nil {
		return nil
	}
	n := s.body(b.Body, repetition{key: r.Key, from: b})
	n.Place = s.mod.place(b.DefRange())
	return n
}

// Place is where the block of an instance is written, also in a module whose
// sources do not fit; nil if that is not known.
func (e *Evaluator) Place(r *plan.Resource) *plan.Place {
	m := e.modules[plan.ModuleKey(r.Module)]
	if m == nil || m.resources[r.Block()] == nil {
		return nil
	}
	return m.place(m.resources[r.Block()].DefRange())
}

// body evaluates attributes and nested blocks.
func (s *scope) body(b *hclsyntax.Body, r repetition) *Node {
	n := &Node{Attrs: make(map[string]Attr, len(b.Attributes)), Blocks: map[string]*Blocks{}}
	for name, a := range b.Attributes {
		n.Attrs[name] = Attr{
			Value: s.eval(a.Expr, r), Source: s.mod.source(a.Expr.Range()), Place: s.mod.place(a.SrcRange), Expr: a.Expr,
		}
	}
	for _, inner := range b.Blocks {
		if inner.Type == "dynamic" && len(inner.Labels) == 1 {
			s.dynamic(n, inner, r)
			continue
		}
		child := s.body(inner.Body, r)
		child.Place = s.mod.place(inner.DefRange())
		n.add(inner.Type, child)
	}
	return n
}

func (n *Node) of(kind string) *Blocks {
	if n.Blocks[kind] == nil {
		n.Blocks[kind] = &Blocks{}
	}
	return n.Blocks[kind]
}

func (n *Node) add(kind string, child *Node) {
	all := n.of(kind)
	all.Nodes = append(all.Nodes, child)
	if all.Place == nil {
		all.Place = child.Place
	}
}

// dynamic expands a dynamic block.
func (s *scope) dynamic(n *Node, b *hclsyntax.Block, r repetition) {
	kind, place := b.Labels[0], s.mod.place(b.DefRange())
	all := n.of(kind)
	if all.Place == nil {
		all.Place = place
	}
	content := contentOf(b)
	over := b.Body.Attributes["for_each"]
	if content == nil || over == nil {
		all.Open = true
		return
	}
	list := s.eval(over.Expr, r)
	if !list.IsKnown() || list.IsNull() || !list.CanIterateElements() {
		all.Open = !list.IsKnown()
		return
	}
	name := iteratorOf(b)
	for it := list.ElementIterator(); it.Next(); {
		k, v := it.Element()
		if list.Type().IsSetType() {
			k = v
		}
		inner := repetition{key: r.key, from: r.from, iterators: map[string]cty.Value{}}
		for known, value := range r.iterators {
			inner.iterators[known] = value
		}
		inner.iterators[name] = cty.ObjectVal(map[string]cty.Value{"key": k, "value": v})
		child := s.body(content.Body, inner)
		child.Place = s.mod.place(content.DefRange())
		n.add(kind, child)
	}
}

func contentOf(b *hclsyntax.Block) *hclsyntax.Block {
	for _, inner := range b.Body.Blocks {
		if inner.Type == "content" {
			return inner
		}
	}
	return nil
}

// iteratorOf is the name that the content of a dynamic block uses.
func iteratorOf(b *hclsyntax.Block) string {
	if a := b.Body.Attributes["iterator"]; a != nil {
		if name := hcl.ExprAsKeyword(a.Expr); name != "" {
			return name
		}
	}
	return b.Labels[0]
}
