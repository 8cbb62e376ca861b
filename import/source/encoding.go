package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// errOddUTF16 is met when a UTF-16 text ends inside a character.
var errOddUTF16 = errors.New("UTF-16 text ends in the middle of a character")

// utf8Text returns r as UTF-8 without a byte order mark. PowerShell's
// redirection writes UTF-16, and many editors of Windows a mark.
func utf8Text(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = r.Discard(3)
		return r
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		_, _ = r.Discard(2)
		return bufio.NewReaderSize(&utf16Reader{r: r}, sniffed)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		_, _ = r.Discard(2)
		return bufio.NewReaderSize(&utf16Reader{r: r, big: true}, sniffed)
	case len(head) == 4 && head[0] != 0 && head[1] == 0 && head[3] == 0:
		return bufio.NewReaderSize(&utf16Reader{r: r}, sniffed)
	case len(head) == 4 && head[0] == 0 && head[1] != 0 && head[2] == 0:
		return bufio.NewReaderSize(&utf16Reader{r: r, big: true}, sniffed)
	}
	return r
}

// utf16Reader turns UTF-16 into UTF-8.
type utf16Reader struct {
	r       *bufio.Reader
	big     bool
	pending []byte // UTF-8 not yet handed out
	saved   rune   // a unit read too far; 0: none
	err     error
}

// Read implements io.Reader.
func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.pending) < len(p) && u.err == nil {
		c, err := u.next()
		if err != nil {
			u.err = err
			break
		}
		u.pending = utf8.AppendRune(u.pending, c)
	}
	n := copy(p, u.pending)
	u.pending = u.pending[:copy(u.pending, u.pending[n:])]
	if n == 0 && len(p) > 0 {
		return 0, u.err
	}
	return n, nil
}

// next returns one character; a lone surrogate becomes U+FFFD.
func (u *utf16Reader) next() (rune, error) {
	first := u.saved
	u.saved = 0
	if first == 0 {
		var err error
		if first, err = u.unit(); err != nil {
			return 0, err
		}
	}
	if !utf16.IsSurrogate(first) {
		return first, nil
	}
	second, err := u.unit()
	if err != nil {
		return 0, err
	}
	both := utf16.DecodeRune(first, second)
	if both == utf8.RuneError {
		u.saved = second
	}
	return both, nil
}

func (u *utf16Reader) unit() (rune, error) {
	a, err := u.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.r.ReadByte()
	if errors.Is(err, io.EOF) {
		return 0, errOddUTF16
	}
	if err != nil {
		return 0, err
	}
	if u.big {
		return rune(a)<<8 | rune(b), nil
	}
	return rune(b)<<8 | rune(a), nil
}
