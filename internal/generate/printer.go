package generate

import (
	"context"
	"io"
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

// printer writes JSON as the AWS command line lays it out, in pieces as it is made. The first
// error, or the end of the context, stays and stops the writing; close returns it.
type printer struct {
	ctx    context.Context // of the document
	out    io.Writer
	indent int
	buf    []byte
	depth  int
	fresh  bool // the open object or list is still empty
	err    error
}

// piece is how many bytes are written at a time.
const piece = 64 << 10

func newPrinter(indent int) *printer {
	return &printer{indent: indent, buf: make([]byte, 0, piece+8<<10)}
}

// start begins a document.
func (p *printer) start(ctx context.Context, out io.Writer) {
	p.ctx, p.out, p.buf, p.depth, p.fresh, p.err = ctx, out, p.buf[:0], 0, false, nil
}

// close ends the document.
func (p *printer) close() error {
	p.buf = append(p.buf, '\n')
	p.flush()
	return p.err
}

func (p *printer) flush() {
	if p.err == nil {
		p.err = p.ctx.Err()
	}
	if p.err == nil {
		_, p.err = p.out.Write(p.buf)
	}
	p.buf = p.buf[:0]
}

// line starts a new line of the open object or list.
func (p *printer) line() {
	p.buf = append(p.buf, '\n')
	for range p.depth * p.indent {
		p.buf = append(p.buf, ' ')
	}
}

// begin puts what stands before a value: a comma, a line and, in an object, the name.
func (p *printer) begin(name string) {
	if p.depth == 0 {
		return
	}
	if !p.fresh {
		p.buf = append(p.buf, ',')
	}
	p.fresh = false
	p.line()
	if name != "" {
		p.buf = append(strconv.AppendQuote(p.buf, name), ": "...)
	}
}

// nest prints an object or a list with its contents.
func (p *printer) nest(name string, start, end byte, contents func()) {
	if p.err != nil {
		return
	}
	p.begin(name)
	p.buf = append(p.buf, start)
	p.depth++
	p.fresh = true
	contents()
	p.depth--
	if !p.fresh {
		p.line()
	}
	p.buf = append(p.buf, end)
	p.fresh = false
	if len(p.buf) >= piece {
		p.flush()
	}
}

// object and list print containers; the name is "" for an element of a list.
func (p *printer) object(name string, members func()) { p.nest(name, '{', '}', members) }
func (p *printer) list(name string, elements func())  { p.nest(name, '[', ']', elements) }

// text prints a string. All strings here are printable ASCII, for which Go and JSON quote alike.
func (p *printer) text(name, value string) {
	p.begin(name)
	p.buf = strconv.AppendQuote(p.buf, value)
}

func (p *printer) number(name string, value int) {
	p.begin(name)
	p.buf = strconv.AppendInt(p.buf, int64(value), 10)
}

func (p *printer) unsigned(name string, value uint64) {
	p.begin(name)
	p.buf = strconv.AppendUint(p.buf, value, 10)
}

func (p *printer) float(name string, value float64) {
	p.begin(name)
	p.buf = strconv.AppendFloat(p.buf, value, 'g', -1, 64)
}

func (p *printer) flag(name string, value bool) {
	p.begin(name)
	p.buf = strconv.AppendBool(p.buf, value)
}

// each prints a list of objects.
func each[T any](p *printer, name string, rows []T, show func(*T, *printer)) {
	p.list(name, func() {
		for i := range rows {
			p.object("", func() { show(&rows[i], p) })
		}
	})
}

// texts prints a list of strings.
func texts[T ~string](p *printer, name string, values []T) {
	p.list(name, func() {
		for _, v := range values {
			p.text("", string(v))
		}
	})
}

// none prints empty lists.
func (p *printer) none(names ...string) {
	for _, name := range names {
		p.list(name, func() {})
	}
}

// tags prints Tags, or TagSet where AWS calls them so.
func (p *printer) tags(name string, tags model.Tags) {
	p.list(name, func() {
		for _, t := range tags {
			p.object("", func() {
				p.text("Key", t.Key)
				p.text("Value", t.Value)
			})
		}
	})
}
