package link

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// headsIn are the references of an expression of a plan. Terraform lists each
// one with all its beginnings, the longest first; these are left out.
func headsIn(expression *plan.Value) []string {
	var heads []string
	last := ""
	for _, v := range expression.Get("references").Items() {
		text := v.Str()
		if text == "" {
			continue
		}
		if !begins(last, text) {
			heads = append(heads, text)
		}
		last = text
	}
	return heads
}

// begins reports whether a reference is a beginning of another.
func begins(long, short string) bool {
	rest, ok := strings.CutPrefix(long, short)
	return ok && rest != "" && (rest[0] == '.' || rest[0] == '[')
}

// headsOf are the references of an expression of the sources, written alike.
func headsOf(expr hclsyntax.Expression) []string {
	if expr == nil {
		return nil
	}
	var heads []string
	for _, t := range expr.Variables() {
		heads = append(heads, written(t))
	}
	return heads
}

// written spells a traversal as a reference, up to the first part that is no
// name and no literal key.
func written(t hcl.Traversal) string {
	var b strings.Builder
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(s.Name)
		case hcl.TraverseAttr:
			b.WriteString("." + s.Name)
		case hcl.TraverseIndex:
			switch {
			case s.Key.Type() == cty.Number:
				n, _ := s.Key.AsBigFloat().Int64()
				b.WriteString("[" + strconv.FormatInt(n, 10) + "]")
			case s.Key.Type() == cty.String:
				b.WriteString(plan.Key{Kind: plan.TextKey, Text: s.Key.AsString()}.String())
			}
		default:
			return b.String()
		}
	}
	return b.String()
}
