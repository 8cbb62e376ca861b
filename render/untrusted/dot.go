package untrusted

import "strings"

// DOT returns s as a quoted string of the DOT language. Backslashes are
// doubled, because Graphviz reads escapes such as \N in labels.
func DOT(s string) string {
	s = Terminal(s)
	return `"` + dotReplacer.Replace(s) + `"`
}

// Record entities too: Graphviz decodes &lt; in ordinary labels.
var dotReplacer = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`)

// DOTLines returns a quoted string of several lines, each left-aligned when
// it is drawn.
func DOTLines(lines ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, line := range lines {
		if i > 0 {
			b.WriteString(`\n`)
		}
		b.WriteString(dotReplacer.Replace(Terminal(line)))
	}
	b.WriteByte('"')
	return b.String()
}

// DOTComment returns s as a comment of one line.
func DOTComment(s string) string { return "// " + Terminal(s) }

// HTML returns s as text of HTML and of the HTML-like labels of DOT.
func HTML(s string) string { return htmlReplacer.Replace(Terminal(s)) }

var htmlReplacer = strings.NewReplacer(`&`, `&amp;`, `<`, `&lt;`, `>`, `&gt;`, `"`, `&quot;`, `'`, `&#39;`)
