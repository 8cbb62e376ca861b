package text

import (
	"bufio"
	"fmt"
	"net/netip"
	"strings"
)

// page is what one report is written to.
type page struct {
	*bufio.Writer
	Style
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// detail is one labelled line below a verdict.
func (p *page) detail(label, format string, args ...any) {
	text := p.wrap(fmt.Sprintf(format, args...), 14, strings.Repeat(" ", 14))
	p.line("  %s%s", p.paint(dim, fmt.Sprintf("%-12s", label)), text)
}

// tail is the rule and the place behind a sentence: " [NACL-3]  file:1:2".
func (p *page) tail(rule, awsCode, origin string) string {
	text := tailText(rule, awsCode, origin)
	if text == "" {
		return ""
	}
	return " " + p.paint(dim, text)
}

func tailText(rule, awsCode, origin string) string {
	if awsCode != "" {
		rule = strings.TrimPrefix(rule+", AWS "+awsCode, ", ")
	}
	var parts []string
	if rule != "" {
		parts = append(parts, "["+name(rule)+"]")
	}
	if origin != "" {
		parts = append(parts, name(origin))
	}
	return strings.Join(parts, "  ")
}

func joinNames(names []string) string {
	safe := make([]string, len(names))
	for i, n := range names {
		safe[i] = name(n)
	}
	return strings.Join(safe, ", ")
}

// prefixes lists address blocks; a terminal shows the first few.
func (p *page) prefixes(list []netip.Prefix) string {
	var parts []string
	for i, prefix := range list {
		if p.Terminal && i == mostTerms {
			parts = append(parts, fmt.Sprintf("%s (-o json for all)", count(len(list)-i, "more block")))
			break
		}
		parts = append(parts, prefix.String())
	}
	return strings.Join(parts, ", ")
}
