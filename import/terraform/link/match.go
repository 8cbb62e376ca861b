package link

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// bestNode is the block that an element comes from: the one that contradicts
// it nowhere and agrees most; -1 if there is none. Sets do not keep the order
// of the configuration, so elements are told by what is known of them.
func bestNode(element *plan.Value, nodes []*symbolic.Node, used []bool) int {
	best, most := -1, -1
	for i, n := range nodes {
		if used[i] {
			continue
		}
		if score := agreement(element, n); score > most {
			best, most = i, score
		}
	}
	return best
}

// agreement counts equal members; -1 if one differs.
func agreement(element *plan.Value, n *symbolic.Node) int {
	score := 0
	for name, a := range n.Attrs {
		said, known := symbolic.ToPlan(a.Value), element.Get(name)
		if known == nil || known.HasUnknown() || said.HasUnknown() || holdsToken(said) {
			continue
		}
		if !alike(name, known, said) {
			return -1
		}
		score++
	}
	return score
}

func holdsToken(v *plan.Value) bool {
	if v.Kind == plan.String && symbolic.Tainted(v.Text) {
		return true
	}
	return slices.ContainsFunc(v.Children, holdsToken)
}

// alike compares loosely: types of plan and configuration differ, and the
// provider writes some values in its own way.
func alike(name string, a, b *plan.Value) bool {
	if a.KindOf() == plan.Unknown || b.KindOf() == plan.Unknown {
		return true
	}
	if vacant(a) && vacant(b) {
		return true
	}
	if a.KindOf() == plan.List || b.KindOf() == plan.List {
		return slices.Equal(sortedTexts(name, a), sortedTexts(name, b))
	}
	if a.KindOf() == plan.Object || b.KindOf() == plan.Object {
		return true // not compared
	}
	return normal(name, a.Str()) == normal(name, b.Str())
}

// vacant reports whether a value says nothing: null, "", false, 0, [] and {}.
func vacant(v *plan.Value) bool {
	switch v.KindOf() {
	case plan.Absent, plan.Null:
		return true
	case plan.Bool, plan.Number, plan.String:
		return v.Text == "" || v.Text == "false" || v.Text == "0"
	case plan.List, plan.Object:
		return len(v.Children) == 0
	case plan.Unknown:
	}
	return false
}

func sortedTexts(name string, v *plan.Value) []string {
	var out []string
	for _, c := range v.Items() {
		out = append(out, normal(name, c.Str()))
	}
	if v.KindOf() != plan.List && v.Str() != "" {
		out = []string{normal(name, v.Str())}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// protocolNames are protocols that the provider writes as numbers or names.
var protocolNames = map[string]string{"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "-1": "all", "any": "all"}

func normal(name, text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if strings.HasSuffix(name, "protocol") {
		if known, ok := protocolNames[text]; ok {
			return known
		}
	}
	return text
}

// merge fills the unknown parts of v with what the configuration says.
func merge(v, said *plan.Value) {
	switch {
	case v.Kind == plan.Unknown:
		if !secret(v) && said.Kind != plan.Unknown {
			v.Set(said)
		}
	case v.Kind == plan.Object && said.KindOf() == plan.Object:
		for _, c := range v.Children {
			if other := said.Get(c.Key); other != nil && c.HasUnknown() {
				merge(c, other)
			}
		}
	case v.Kind == plan.List && said.KindOf() == plan.List:
		mergeList(v, said)
	}
}

// mergeList fills a list: of scalars as a whole, of objects one by one.
func mergeList(v, said *plan.Value) {
	used := make([]bool, len(said.Children))
	for _, c := range v.Children {
		if c.Kind != plan.Object {
			if len(v.Children) == len(said.Children) && !said.HasUnknown() {
				v.Children = said.Children
			}
			return
		}
		best, most := -1, -1
		for i, s := range said.Children {
			if score := objectAgreement(c, s); !used[i] && score > most {
				best, most = i, score
			}
		}
		if best >= 0 {
			used[best] = true
			merge(c, said.Children[best])
		}
	}
}

func objectAgreement(v, said *plan.Value) int {
	if v.KindOf() != plan.Object || said.KindOf() != plan.Object {
		return -1
	}
	score := 0
	for _, s := range said.Children {
		known := v.Get(s.Key)
		if known == nil || known.HasUnknown() || s.HasUnknown() || holdsToken(s) {
			continue
		}
		if !alike(s.Key, known, s) {
			return -1
		}
		score++
	}
	return score
}

// placeElements tells the elements of a list of objects where they are
// written, when the expression is a plain list.
func placeElements(v *plan.Value, said *plan.Value, a symbolic.Attr) {
	list, ok := a.Expr.(*hclsyntax.TupleConsExpr)
	if !ok || len(list.Exprs) != len(said.Children) {
		return
	}
	used := make([]bool, len(said.Children))
	for _, c := range v.Children {
		best, most := -1, -1
		for i, s := range said.Children {
			if score := objectAgreement(c, s); !used[i] && score > most {
				best, most = i, score
			}
		}
		if best >= 0 {
			used[best] = true
			r := list.Exprs[best].Range()
			c.Place = &plan.Place{File: a.Place.File, Line: r.Start.Line, Column: r.Start.Column}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
