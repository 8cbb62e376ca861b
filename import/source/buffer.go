package source

import (
	"bufio"
	"io"
	"sync"
)

// buffers are readers with a buffer that one document after the other uses:
// an input may be thousands of small files.
var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, sniffed) }}

// buffered reads r through a buffer of the size that is looked at to tell what
// a text is. It must be given back.
func buffered(r io.Reader) *bufio.Reader {
	b, _ := buffers.Get().(*bufio.Reader)
	b.Reset(r)
	return b
}

// giveBack ends the use of a buffer.
func giveBack(b *bufio.Reader) {
	b.Reset(nil)
	buffers.Put(b)
}
