package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// place is where a document was found.
type place struct {
	input  int
	source string
	named  bool // the user named this very file: it must be JSON
	inside bool // an archive member
}

// mustBeJSON reports whether a file that is not JSON is an error there.
func (p place) mustBeJSON() bool {
	return p.named || strings.EqualFold(path.Ext(p.source), ".json")
}

func isZip(head []byte) bool  { return bytes.HasPrefix(head, []byte("PK\x03\x04")) || isEmptyZip(head) }
func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b}) }

func isEmptyZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x05\x06")) }

// isTar looks for the magic of a tar header, which lies far behind its start.
func isTar(head []byte) bool { return len(head) >= 262 && string(head[257:262]) == "ustar" }

// later decodes a document when its turn comes; open is called then.
func (r *reading) later(at place, open func() (io.ReadCloser, error)) {
	r.group.Go(func() error {
		in, err := open()
		if err != nil {
			r.fail(at.input, at.source, Unreadable.At(model.Origin{Source: at.source}, "%v", reason(err)))
			return r.ctx.Err()
		}
		defer in.Close()
		text := buffered(in)
		defer giveBack(text)
		r.stream(at, text)
		return r.ctx.Err()
	})
}

// file reads a file of the file system, whatever it is.
func (r *reading) file(at place, name string) {
	in, err := os.Open(name)
	if err != nil {
		r.fail(at.input, at.source, Unreadable.At(model.Origin{Source: at.source}, "%v", reason(err)))
		return
	}
	info, err := in.Stat()
	head := make([]byte, 4)
	n, _ := io.ReadFull(in, head)
	if err == nil && info.Mode().IsRegular() && isZip(head[:n]) {
		r.archives = append(r.archives, in)
		r.zip(at, in, info.Size())
		return
	}
	if err == nil && info.Mode().IsRegular() {
		r.later(at, func() (io.ReadCloser, error) { _, err := in.Seek(0, io.SeekStart); return in, err })
		return
	}
	_ = in.Close()
	if err != nil || !at.named {
		r.fail(at.input, at.source, Unreadable.At(model.Origin{Source: at.source}, "it is not a regular file"))
		return
	}
	r.later(at, func() (io.ReadCloser, error) { return os.Open(name) })
}

// stream reads a text, a tar archive or something compressed with gzip.
func (r *reading) stream(at place, in *bufio.Reader) {
	head, err := in.Peek(512)
	switch {
	case len(head) == 0 && err != nil && err != io.EOF:
		r.fail(at.input, at.source, (&Document{Source: at.source}).problem(reason(err)))
	case isZip(head), at.inside && isTar(head):
		r.add(result{input: at.input, source: at.source, diags: []model.Diagnostic{
			NestedArchive.At(model.Origin{Source: at.source}, "%s is an archive inside an archive", at.source),
		}})
	case isGzip(head):
		r.gunzip(at, in)
	case isTar(head):
		r.tar(at, in)
	default:
		r.document(at, in)
	}
}

func (r *reading) gunzip(at place, in *bufio.Reader) {
	plain, err := gzip.NewReader(in)
	if err != nil {
		r.fail(at.input, at.source, (&Document{Source: at.source}).problem(err))
		return
	}
	defer plain.Close()
	text := buffered(plain)
	defer giveBack(text)
	if head, _ := text.Peek(4); isGzip(head) {
		r.add(result{input: at.input, source: at.source, diags: []model.Diagnostic{
			NestedArchive.At(model.Origin{Source: at.source}, "%s is compressed twice", at.source),
		}})
		return
	}
	r.stream(at, text)
}
