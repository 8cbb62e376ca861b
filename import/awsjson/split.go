package awsjson

import (
	"io"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// batch is some elements of a long table, which are read beside others.
type batch struct {
	reader *reader
	answer *answer // what they tell, until it is put into the answer
	first  int     // place of the first in the table
	count  int
	err    error
}

// together reads a long table window by window, several at a time, and returns
// how many elements it has read. It stops where the document or something
// unusual begins; what follows is read one by one. The result does not depend
// on how the table was cut.
func (a *answer) together(r *reader, pointer, path string, h handler) (read int, err error) {
	if r.doc.Parallel < 2 {
		return 0, nil
	}
	var all []*batch
	var failed atomic.Bool
	var group errgroup.Group
	group.SetLimit(r.doc.Parallel)
	for !failed.Load() {
		b := r.cut()
		if b == nil {
			break
		}
		all, read = append(all, b), read+b.count
		b.answer = a.beside()
		group.Go(func() error {
			if b.err = b.read(pointer, path, h); b.err != nil {
				failed.Store(true)
			}
			return nil
		})
	}
	_ = group.Wait() // the batches have the errors
	return read, a.absorb(all)
}

// read reads the elements of a batch.
func (b *batch) read(pointer, path string, h handler) error {
	defer b.reader.release()
	t := b.reader.tree(b.answer.p)
	t.known = knownOf(path)
	for i := range b.count {
		t.root(pointer, b.first+i, path)
		if err := b.answer.one(b.reader, t, h.element); err != nil {
			return err
		}
	}
	return nil
}

// cut takes the elements that are whole from a full window; nil if there are
// none, or if the window is the last.
func (r *reader) cut() *batch {
	if r.at > r.end()/2 {
		r.more(r.at)
	}
	if r.err != nil {
		return nil
	}
	end, count := elementsEnd(r.padded(), r.at)
	if count == 0 {
		return nil
	}
	r.place(r.at)
	b := &batch{first: r.top().count, count: count, reader: r.part(r.text[r.at:end])}
	r.at = end
	r.top().count += count
	return b
}

// part is a reader of a part of the window, between the same brackets.
func (r *reader) part(text []byte) *reader {
	s, _ := scratches.Get().(*scratch)
	held := append(s.window(len(text)), text...)
	clear(held[len(text) : len(text)+padding])
	w := window{ctx: r.ctx, err: io.EOF, eof: true, text: held, lines: lines{line: r.line, began: r.began - r.at}}
	return &reader{window: w, scratch: s, doc: r.doc, frames: slices.Clone(r.frames)}
}

// elementsEnd passes over elements of an array that are objects. It returns
// the place behind the last whole one and how many there are. It looks at
// strings and brackets only; what is wrong inside is found when they are read.
func elementsEnd(text []byte, i int) (end, count int) {
	for depth := 0; ; {
		switch c := text[i]; c {
		case '"':
			if i, _ = stringEnd(text, i); i < 0 || depth == 0 {
				return end, count
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return end, count
			}
			if depth == 0 {
				end, count = i+1, count+1
			}
		case '\n', ' ':
			i = space(text, i)
			continue
		case 0:
			return end, count
		default:
			if depth == 0 && c != ',' && c != '\t' && c != '\r' {
				return end, count
			}
		}
		i++
	}
}

// beside is an answer for a part of the elements of this one.
func (a *answer) beside() *answer {
	p := &part{source: a.p.source, input: a.p.input, at: map[string]int{}}
	return &answer{p: p, hint: a.hint, prefix: a.prefix, start: a.start}
}

// absorb puts what batches told into the answer, in their order, up to the
// first that could not be read.
func (a *answer) absorb(all []*batch) error {
	if i := slices.IndexFunc(all, func(b *batch) bool { return b.err != nil }); i >= 0 {
		all = all[:i+1]
	}
	var networks []*model.Network
	for _, b := range all {
		networks = append(networks, &b.answer.net)
	}
	source.Concat(&a.net, networks)
	for _, b := range all {
		a.p.diags = append(a.p.diags, b.answer.p.diags...)
		for _, u := range b.answer.p.unmodelled {
			a.p.leave(u)
		}
		a.joins.absorb(&b.answer.joins)
		a.absorbRows(b.answer.rows)
		if b.err != nil {
			return b.err
		}
	}
	return nil
}

func (a *answer) absorbRows(rows []model.Collection) {
	for i := range rows {
		a.rowOf(rows[i].Kind).Count += rows[i].Count
		if rows[i].Presence == model.Partial {
			a.partial(rows[i].Kind, rows[i].Cause)
		}
	}
}
