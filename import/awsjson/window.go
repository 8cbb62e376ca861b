package awsjson

import (
	"context"
	"errors"
	"io"
	"math"

	"github.com/seed-044d7529/segment/import/source"
)

const (
	windowSize = 256 << 10 // of the text of a document that is held at a time
	padding    = 8         // bytes behind the text that are zero: the scan looks ahead
)

// window is the part of a document that is held. It grows only for an element
// that is larger.
type window struct {
	ctx  context.Context
	in   io.Reader
	err  error  // of in
	eof  bool   // err is io.EOF: the document ends behind the window
	text []byte // what was read and is still wanted; its capacity has room for the padding
	base int64  // offset of the text in the document
	at   int    // what was not read yet begins here
	lines
}

func (w *window) end() int { return len(w.text) }

// padded is the text with zeros behind it.
func (w *window) padded() []byte { return w.text[:len(w.text)+padding] }

// ended reports whether a value that ends there in the window ends there in
// the document: a number may go on behind the window.
func (w *window) ended(end int) bool {
	return end < len(w.text) || w.eof || w.text[end-1]-'0' > 9
}

// more reads on, keeping what begins at keep, which moves to the front with
// everything that counts from there. It is false at the end.
func (w *window) more(keep int) bool {
	if w.err != nil {
		return false
	}
	w.place(max(keep, w.lines.at))
	kept := w.text[keep:]
	into := w.text[:0]
	if room := cap(w.text) - padding; len(kept) > room/2 {
		into = make([]byte, 0, 2*room+padding)
	}
	into = append(into, kept...)
	w.base += int64(keep)
	w.at -= keep
	w.lines.moved(keep)
	w.fill(into)
	return true
}

// fill reads until the window is full or the document ends, and stops when
// nobody waits for it any more.
func (w *window) fill(into []byte) {
	room := cap(into) - padding
	switch {
	case w.ctx.Err() != nil:
		w.err = w.ctx.Err()
	case room > math.MaxInt32:
		w.err = &source.LimitError{Flag: "--max-file-size", What: "the size of one element", Limit: math.MaxInt32}
	}
	for len(into) < room && w.err == nil {
		n, err := w.in.Read(into[len(into):room])
		into, w.err = into[:len(into)+n], err
	}
	w.text, w.eof = into, errors.Is(w.err, io.EOF)
	clear(into[len(into) : len(into)+padding])
}
