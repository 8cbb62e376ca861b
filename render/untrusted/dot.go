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

// DOTLines returns a quoted string of several lines, drawn centred.
func DOTLines(lines ...string) string { return `"` + strings.Join(escaped(lines), `\n`) + `"` }

// DOTLeft returns a quoted string of several lines, drawn to the left.
func DOTLeft(lines ...string) string { return `"` + strings.Join(escaped(lines), `\l`) + `\l"` }

func escaped(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = dotReplacer.Replace(Terminal(line))
	}
	return out
}

// DOTComment returns s as a comment of one line.
func DOTComment(s string) string { return "// " + Terminal(s) }

// HTML returns s as text of HTML and of the HTML-like labels of DOT.
func HTML(s string) string { return htmlReplacer.Replace(Terminal(s)) }

var htmlReplacer = strings.NewReplacer(`&`, `&amp;`, `<`, `&lt;`, `>`, `&gt;`, `"`, `&quot;`, `'`, `&#39;`)
