package awsjson

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// Importer reads AWS answers; it is a source.Importer.
type Importer struct{}

var _ source.Importer = Importer{}

// Accepts reports whether k is AWS.
func (Importer) Accepts(k source.Kind) bool { return k == source.AWS }

// Decode reads the answers of one document.
func (Importer) Decode(ctx context.Context, d *source.Document) (source.Part, error) {
	s, _ := scratches.Get().(*scratch)
	r := newReader(ctx, d, s)
	defer r.release()
	return decode(ctx, newPart(d), r)
}

// decode reads the answers of a stream.
func decode(ctx context.Context, p *part, r stream) (source.Part, error) {
	for {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		kind, err := r.peek()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err == nil {
			err = p.value(r, kind, "")
		}
		if err != nil {
			p.cutShort()
			return p, err
		}
	}
}

// cutShort marks everything of the answer in which reading stopped as partial.
func (p *part) cutShort() {
	if len(p.answers) > 0 {
		p.answers[len(p.answers)-1].cause = "the document could not be read to its end"
	}
}

// value reads a top-level value: an answer, or a list of answers.
func (p *part) value(r stream, kind byte, prefix string) error {
	switch kind {
	case '{':
		return p.answer(r, prefix)
	case '[':
		return p.list(r, prefix)
	}
	p.report(source.NotAnAnswer.At(r.origin(prefix), "this value is not an answer of AWS"))
	return skipScalar(r)
}

func (p *part) list(r stream, prefix string) error {
	if err := r.enter(); err != nil {
		return err
	}
	for i := 0; r.kind() != ']'; i++ {
		kind, err := r.peek()
		if err != nil {
			return err
		}
		if err := p.value(r, kind, prefix+"/"+strconv.Itoa(i)); err != nil {
			return err
		}
	}
	return r.leave()
}

// answer reads one answer, in our wrapper or bare.
func (p *part) answer(r stream, prefix string) error {
	a := &answer{p: p, hint: p.hint, prefix: prefix, start: r.origin(prefix), scalars: map[string]string{}, seen: map[string]bool{}}
	p.answers = append(p.answers, a)
	if err := a.members(r); err != nil {
		return err
	}
	if !a.known && !p.saidUnknown(a) {
		p.report(source.NotAnAnswer.At(a.start, "this object is not an answer of AWS"))
	}
	return nil
}

// saidUnknown reports whether the answer has members that are reported as unknown.
func (p *part) saidUnknown(a *answer) bool {
	for _, u := range p.unmodelled {
		if u.Matters && strings.HasPrefix(u.Origin.Pointer, a.prefix+"/") {
			return true
		}
	}
	return false
}

// members reads the members of an answer up to its closing brace.
func (a *answer) members(r stream) error {
	if err := r.enter(); err != nil {
		return err
	}
	for r.kind() == '"' {
		key, at, err := r.name()
		if err != nil {
			return err
		}
		switch kind := r.kind(); {
		case key == "segment" && kind == '{':
			err = a.wrapper(r)
		case key == "output" && kind == '{':
			a.known = true
			prefix := a.prefix
			a.prefix += "/output"
			err = a.members(r)
			a.prefix = prefix
		default:
			err = a.member(r, key, at)
		}
		if err != nil {
			return err
		}
	}
	return r.leave()
}

// wrapper reads what we write around an answer.
func (a *answer) wrapper(r stream) error {
	t := r.tree(a.p)
	t.root(a.prefix+"/segment", -1, "segment")
	if err := r.element(t); err != nil {
		return err
	}
	v := value{t, 0}
	a.known = true
	a.hint.operation = strings.ToLower(v.str("operation"))
	if account := v.str("account"); account != "" {
		a.hint.account, a.hint.byPath = model.AccountID(account), false
	}
	if region := v.str("region"); region != "" {
		a.hint.region = model.RegionID(region)
	}
	a.hint.arguments = map[string]string{}
	arguments := v.object("arguments")
	for _, e := range arguments.children() {
		a.hint.arguments[strings.ToLower(e.node().key)] = e.first().text()
	}
	for _, f := range arguments.get("Filters").elements() {
		a.hint.arguments["filter:"+strings.ToLower(f.str("Name"))] = f.get("Values").first().text()
	}
	return nil
}

// first is the value itself, or the first element of a list: arguments such
// as TransitGatewayRouteTableIds are lists of one.
func (v value) first() value {
	if v.kind() == 'n' || v.kind() == '{' {
		return nothing
	}
	if v.kind() != '[' {
		return v
	}
	if all := v.elements(); len(all) > 0 {
		return all[0].first()
	}
	return nothing
}
