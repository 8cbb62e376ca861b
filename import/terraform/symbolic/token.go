package symbolic

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// The marks around a token. Configurations do not hold them: text that does
// is taken for unknown.
const (
	opening = "⟦"
	closing = "⟧"
)

// Token makes the token of an attribute of an instance.
func Token(address, attribute string) string { return opening + address + "#" + attribute + closing }

// ParseToken takes a token apart.
func ParseToken(s string) (address, attribute string, ok bool) {
	rest, isToken := strings.CutPrefix(s, opening)
	if !isToken {
		return "", "", false
	}
	rest, isToken = strings.CutSuffix(rest, closing)
	if !isToken || strings.Contains(rest, opening) || strings.Contains(rest, closing) {
		return "", "", false
	}
	i := strings.LastIndexByte(rest, '#')
	if i < 0 {
		return "", "", false
	}
	return rest[:i], rest[i+1:], true
}

// Tainted reports whether text holds a token, or a part of one.
func Tainted(s string) bool { return strings.Contains(s, opening) || strings.Contains(s, closing) }

// holdsToken reports whether a token stands anywhere in v, keys of maps and
// objects included.
func holdsToken(v cty.Value) bool {
	found := false
	_ = cty.Walk(v, func(p cty.Path, part cty.Value) (bool, error) {
		if part.IsKnown() && !part.IsNull() && part.Type() == cty.String && Tainted(part.AsString()) {
			found = true
		}
		if len(p) > 0 && stepTainted(p[len(p)-1]) {
			found = true
		}
		return !found, nil
	})
	return found
}

func stepTainted(step cty.PathStep) bool {
	switch s := step.(type) {
	case cty.GetAttrStep:
		return Tainted(s.Name)
	case cty.IndexStep:
		return s.Key.IsKnown() && s.Key.Type() == cty.String && Tainted(s.Key.AsString())
	}
	return false
}

// hasTokenKeys reports whether a map or object has more than one key and one
// of them is a token: their order is not known then.
func hasTokenKeys(v cty.Value) bool {
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() || v.LengthInt() < 2 {
		return false
	}
	for it := v.ElementIterator(); it.Next(); {
		if k, _ := it.Element(); k.IsKnown() && k.Type() == cty.String && Tainted(k.AsString()) {
			return true
		}
	}
	return false
}
