package untrusted

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON rewrites a valid JSON text so that no string in it acts on a display
// when the text is shown raw. The value does not change: a harmful character
// becomes its \u escape, and outside strings there is none.
func JSON(text []byte) []byte {
	first := suspect(text)
	if first < 0 {
		return text
	}
	out := append(make([]byte, 0, len(text)+64), text[:first]...)
	for i := first; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r >= 0x7f && harmful(r) {
			out = appendEscape(out, r)
		} else {
			out = append(out, text[i:i+size]...)
		}
		i += size
	}
	return out
}

// suspect returns the offset of the first byte outside printable ASCII and
// JSON's own white space, or -1.
func suspect(text []byte) int {
	for i, c := range text {
		if c >= 0x7f {
			return i
		}
	}
	return -1
}

func appendEscape(out []byte, r rune) []byte {
	if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
		return fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}
