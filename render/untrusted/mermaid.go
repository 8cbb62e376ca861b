package untrusted

import "strings"

// Mermaid returns s as a quoted label of a Mermaid diagram: no directive, Markdown string, tag or
// fence begins or ends in it.
func Mermaid(s string) string { return `"` + mermaidReplacer.Replace(Terminal(s)) + `"` }

var mermaidReplacer = strings.NewReplacer(
	"#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "&", "#amp;", "`", "#96;", "%", "#37;", `\`, "#92;", ";", "#59;", "@", "#64;",
)
