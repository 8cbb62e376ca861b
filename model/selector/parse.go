package selector

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/service"
)

// Parse reads one selector. Nearly every text is one: a name may hold
// anything. What fails is a short form that lacks its value, and nothing at all.
func Parse(text string) (Selector, error) {
	text = strings.TrimSpace(text)
	s := Selector{Text: text, Form: FormBare, Value: text}
	switch {
	case text == "":
		return Selector{}, &SyntaxError{Text: text, What: "nothing is selected", Next: "write a name, an id, an address or internet"}
	case slices.Contains(words, text):
		s.Form = FormWord
		return s, nil
	case s.at() || s.address():
		return s, nil
	}
	head, rest, found := strings.Cut(text, ":")
	if key, ok := keyOf(head); found && ok {
		s.Form, s.Key, s.Value = FormKeyed, key, rest
		return s, s.checkValue()
	}
	return s, nil
}

// keyOf returns the key that a word before a colon means.
func keyOf(head string) (string, bool) {
	if key, ok := keys[head]; ok {
		return key, true
	}
	kind, ok := service.ParseKind(head)
	return string(kind), ok && kind != service.Mixed
}

// at reads "who@address" and "who@cidr".
func (s *Selector) at() bool {
	i := strings.LastIndexByte(s.Text, '@')
	if i <= 0 {
		return false
	}
	where := Selector{Text: s.Text[i+1:]}
	if !where.address() {
		return false
	}
	s.Form, s.Value, s.Addr, s.Prefix = FormAt, s.Text[:i], where.Addr, where.Prefix
	return true
}

// address reads an address or a CIDR.
func (s *Selector) address() bool {
	if addr, err := netip.ParseAddr(s.Text); err == nil && addr.Zone() == "" {
		s.Form, s.Value, s.Addr = FormAddress, "", addr.Unmap()
		return true
	}
	if !strings.Contains(s.Text, "/") {
		return false
	}
	p, _, err := packet.ParsePrefix(s.Text)
	if err != nil {
		return false
	}
	s.Form, s.Value, s.Prefix = FormCIDR, "", p
	return true
}

// checkValue reads what follows the key of a short form.
func (s *Selector) checkValue() error {
	switch {
	case s.Key == "tag":
		key, value, ok := strings.Cut(s.Value, "=")
		if !ok || key == "" {
			return &SyntaxError{Text: s.Text, What: "a tag has a key and a value", Next: "write tag:KEY=VALUE"}
		}
		s.TagKey, s.Value = key, value
	case s.Value == "":
		return &SyntaxError{Text: s.Text, What: "nothing follows the colon", Next: "write " + s.Text + "NAME"}
	case s.Key == "cidr" || s.Key == "outside":
		p, _, err := packet.ParsePrefix(s.Value)
		if err != nil {
			return &SyntaxError{Text: s.Text, What: err.Error(), Next: "write " + s.Key + ":10.0.0.0/8"}
		}
		s.Prefix = p
	}
	return nil
}

// isGlob reports whether text has a *, the one wildcard.
func isGlob(text string) bool { return strings.Contains(text, "*") }

// like reports whether text fits pattern, in which * stands for anything.
func like(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(text) < len(first)+len(last) || !strings.HasPrefix(text, first) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return true
}

// Like reports whether text fits pattern, in which * stands for anything.
func Like(pattern, text string) bool { return like(pattern, text) }
