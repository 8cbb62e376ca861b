package source

import (
	"bytes"
	"io"
)

// Lines is a reader that remembers where the lines of what was read begin, so
// that byte offsets become lines and columns without holding the text: only
// the line breaks between the last place asked and the last byte read are kept.
type Lines struct {
	r       io.Reader
	read    int64   // bytes handed out
	breaks  []int64 // offsets of line breaks not yet passed
	line    int     // line of the last place asked, 0-based
	started int64   // offset of the first byte of that line
}

// NewLines reads from r.
func NewLines(r io.Reader) *Lines { return &Lines{r: r} }

// Read implements io.Reader.
func (l *Lines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for at := 0; ; {
		i := bytes.IndexByte(p[at:n], '\n')
		if i < 0 {
			break
		}
		l.breaks = append(l.breaks, l.read+int64(at+i))
		at += i + 1
	}
	l.read += int64(n)
	return n, err
}

// At returns the line and column of a byte offset, both from 1. Offsets must
// not go down from call to call and must have been read.
func (l *Lines) At(offset int64) (line, column int) {
	passed := 0
	for passed < len(l.breaks) && l.breaks[passed] < offset {
		l.started = l.breaks[passed] + 1
		passed++
	}
	if passed > 0 {
		l.line += passed
		l.breaks = l.breaks[:copy(l.breaks, l.breaks[passed:])]
	}
	return l.line + 1, int(max(0, offset-l.started)) + 1
}

// Uncounted is the reader underneath, for a decoder that counts lines by
// itself. Neither Read nor At may be used any more then.
func (l *Lines) Uncounted() io.Reader { return l.r }
