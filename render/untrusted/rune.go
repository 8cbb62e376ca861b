package untrusted

import (
	"unicode"
	"unicode/utf8"
)

// harmful reports whether a rune acts on a display instead of being shown:
// control characters, line and paragraph separators, bidirectional and
// invisible format characters, and what Unicode does not assign.
func harmful(r rune) bool {
	switch {
	case r < 0x20 || r == 0x7f:
		return true
	case r < 0x7f:
		return false
	case r == utf8.RuneError:
		return false // already the sign for what could not be read
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) ||
		r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 // letters that show nothing
}

// clean reports whether s is printable ASCII without any byte of special.
// It is the common case, which costs no allocation.
func clean(s, special string) bool {
	for i := range len(s) {
		c := s[i]
		if c < 0x20 || c >= 0x7f {
			return false
		}
		for j := range len(special) {
			if c == special[j] {
				return false
			}
		}
	}
	return true
}
