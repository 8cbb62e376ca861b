package untrusted

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Terminal makes s fit for a terminal, a log or a table with tabs: what acts
// on the display becomes an escape such as \x1b, \n or \u202e. Backslashes stay
// as they are, so that paths remain readable.
func Terminal(s string) string {
	if clean(s, "") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case harmful(r):
			b.WriteString(visible(r))
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// visible is the escape of one rune, as a Go or JSON string would write it.
func visible(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
