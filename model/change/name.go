package change

import "strings"

// A Name names a resource: Name tag, group name or id, with an optional kind before a colon.
type Name struct {
	Kind   string // "sg", "vpc", …; "" when not told
	Text   string
	column int // where it stands, in bytes from 1; 0 if unknown
}

// String returns the name as one word.
func (m Name) String() string {
	if m.Kind == "" {
		return quote(m.Text)
	}
	return m.Kind + ":" + quote(m.Text)
}

// hasKind reports whether text begins with a known kind and a colon.
func hasKind(text string) bool {
	head, _, ok := strings.Cut(text, ":")
	return ok && kindOf(head) != nil
}

// nameOf reads a word as a name.
func nameOf(w word) Name {
	head, rest, ok := strings.Cut(w.text, ":")
	if w.quoted || !ok || kindOf(head) == nil || rest == "" {
		return Name{Text: w.text}
	}
	return Name{Kind: head, Text: rest}
}

func joinNames(names []Name) string {
	var b strings.Builder
	for _, m := range names {
		b.WriteString(" " + m.String())
	}
	return b.String()
}
