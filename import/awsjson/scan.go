package awsjson

import (
	"encoding/binary"
	"math/bits"
)

// What the functions here return instead of a place: the text ends too early,
// or is not JSON there. Every text is followed by eight zeros.
const (
	short = -1
	bad   = -2
)

// kinds maps the first byte of a token to its kind; 0: no token begins so.
var kinds = [256]byte{
	'{': '{', '}': '}', '[': '[', ']': ']', '"': '"', 't': 't', 'f': 'f', 'n': 'n', '-': '0',
	'0': '0', '1': '0', '2': '0', '3': '0', '4': '0', '5': '0', '6': '0', '7': '0', '8': '0', '9': '0',
}

const (
	ones   = 0x0101010101010101 // one in each of eight bytes
	tops   = 0x80 * ones        // the highest bit of each
	blanks = ' ' * ones
)

// space passes over white space. Most of it is the indentation of the command
// line: a line break and many blanks.
func space(text []byte, i int) int {
	for {
		switch c := text[i]; {
		case c > ' ':
			return i
		case c == '\n' || c == ' ':
			i++
			for other := binary.LittleEndian.Uint64(text[i:]) ^ blanks; ; {
				i += bits.TrailingZeros64(other) / 8
				if other != 0 {
					break
				}
				other = binary.LittleEndian.Uint64(text[i:]) ^ blanks
			}
		case c == '\t' || c == '\r':
			i++
		default:
			return i
		}
	}
}

// fault says which of the two a byte that cannot stand at i is.
func fault(text []byte, i int) int {
	if i >= len(text)-padding {
		return short
	}
	return bad
}

// special marks the bytes of eight that a string may not just hold: quotes,
// backslashes, control characters and what is not ASCII. Only the lowest mark
// is exact.
func special(x uint64) uint64 {
	quote, back := x^('"'*ones), x^('\\'*ones)
	return ((quote-ones)&^quote | (back-ones)&^back | (x - blanks) | x) & tops
}

// stringEnd is the place behind the string that begins at i. plain says that
// it stands for itself: there is nothing to decode in it.
func stringEnd(text []byte, i int) (end int, plain bool) {
	plain = true
	i++
	for {
		marks := special(binary.LittleEndian.Uint64(text[i:]))
		if marks == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(marks) / 8
		switch c := text[i]; {
		case c == '"':
			return i + 1, plain
		case c == '\\':
			plain = false
			if i = escapeEnd(text, i); i < 0 {
				return i, false
			}
		case c >= 0x80:
			plain = false
			i++
		default:
			return fault(text, i), false
		}
	}
}

// escapeEnd is the place behind the escape sequence that begins at i.
func escapeEnd(text []byte, i int) int {
	switch text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if c := text[k] | 0x20; (c < '0' || c > '9' || text[k] < '0') && (c < 'a' || c > 'f') {
				return fault(text, k)
			}
		}
		return i + 6
	}
	return fault(text, i+1)
}

// scalarEnd is the place behind the string, number or word that begins at i.
// A number at the end of the text may go on behind it.
func scalarEnd(text []byte, i int) int {
	switch kinds[text[i]] {
	case '"':
		end, _ := stringEnd(text, i)
		return end
	case '0':
		return numberEnd(text, i)
	case 't':
		return wordEnd(text, i, "true")
	case 'f':
		return wordEnd(text, i, "false")
	case 'n':
		return wordEnd(text, i, "null")
	}
	return fault(text, i)
}

func wordEnd(text []byte, i int, word string) int {
	for k := range len(word) {
		if text[i+k] != word[k] {
			return fault(text, i+k)
		}
	}
	return i + len(word)
}

// numberEnd is the place behind a number: -12.5e+3.
func numberEnd(text []byte, i int) int {
	if text[i] == '-' {
		i++
	}
	if text[i] == '0' {
		i++
	} else if i = digitsEnd(text, i); i < 0 {
		return i
	}
	if text[i] == '.' {
		if i = digitsEnd(text, i+1); i < 0 {
			return i
		}
	}
	if text[i] == 'e' || text[i] == 'E' {
		i++
		if text[i] == '+' || text[i] == '-' {
			i++
		}
		return digitsEnd(text, i)
	}
	return i
}

// digitsEnd passes over one digit or more.
func digitsEnd(text []byte, i int) int {
	from := i
	for text[i]-'0' <= 9 {
		i++
	}
	if i == from {
		return fault(text, i)
	}
	return i
}
