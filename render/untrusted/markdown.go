package untrusted

import "strings"

// Markdown returns s as text of GitHub-flavoured Markdown, also inside a cell
// of a table: no emphasis, link, mention, heading, HTML or cell border begins
// in it.
func Markdown(s string) string {
	s = Terminal(s)
	if clean(s, markdownSpecial) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@':
			b.WriteString("@\u2060") // a word joiner: nobody is mentioned
		case r < 0x80 && strings.ContainsRune(markdownSpecial, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return unlinked.Replace(b.String())
}

const markdownSpecial = "\\`*_{}[]()#!|~$<>&@\"'"

// unlinked keeps GitHub from making links of bare addresses.
var unlinked = strings.NewReplacer("://", ":\u2060//", "www.", "www\u2060.")
