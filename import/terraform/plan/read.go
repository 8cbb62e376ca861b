package plan

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ErrVersion is met in a document of a format that is not read here.
var ErrVersion = errors.New("unsupported format")

// ErrDepth is met when brackets are nested deeper than allowed.
var ErrDepth = errors.New("nested too deeply")

// Read reads one plan or state. What could be read stands in the document,
// even with an error. maxDepth bounds the nesting of brackets; 0 is no bound.
func Read(in io.Reader, source string, maxDepth int) (*Document, error) {
	r := &reader{
		Decoder: jsontext.NewDecoder(in, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
		doc:     &Document{Source: source, Variables: map[string]*Value{}},
		depth:   maxDepth,
	}
	r.doc.Form = FormShow
	return r.doc, r.document()
}

// reader is the token stream of a document.
type reader struct {
	*jsontext.Decoder
	doc   *Document
	depth int
}

func (r *reader) document() error {
	if err := r.object(r.member); err != nil {
		return err
	}
	if err := r.supported(); err != nil {
		return err
	}
	r.doc.notePartial()
	return nil
}

// object reads an object and lets member read the value of each name.
func (r *reader) object(member func(name string) error) error {
	if kind := r.PeekKind(); kind != '{' {
		if kind == jsontext.KindInvalid {
			_, err := r.ReadToken()
			return ended(err)
		}
		return r.SkipValue()
	}
	if _, err := r.ReadToken(); err != nil {
		return ended(err)
	}
	for r.PeekKind() == '"' {
		name, err := r.ReadToken()
		if err != nil {
			return ended(err)
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err := r.ReadToken()
	return ended(err)
}

// array reads an array and lets element read each value.
func (r *reader) array(element func(i int) error) error {
	if r.PeekKind() != '[' {
		return r.skip()
	}
	if _, err := r.ReadToken(); err != nil {
		return ended(err)
	}
	for i := 0; r.PeekKind() != ']'; i++ {
		if r.PeekKind() == jsontext.KindInvalid {
			break
		}
		if err := element(i); err != nil {
			return err
		}
	}
	_, err := r.ReadToken()
	return ended(err)
}

// ended words the end of a text that is cut short as jsontext does inside a value.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// raw reads the next value as text of its own.
func (r *reader) raw() (jsontext.Value, error) {
	v, err := r.ReadValue()
	if err != nil {
		return nil, ended(err)
	}
	if r.depth > 0 && nesting(v) > r.depth {
		return nil, ErrDepth
	}
	return v.Clone(), nil
}

// nesting is the deepest nesting of brackets in a valid JSON text.
func nesting(text []byte) int {
	deep, most, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			deep++
			most = max(most, deep)
		case c == '}' || c == ']':
			deep--
		}
	}
	return most
}

func (r *reader) skip() error { return ended(r.SkipValue()) }

// value reads the next value decoded.
func (r *reader) value() (*Value, error) {
	raw, err := r.raw()
	if err != nil {
		return nil, err
	}
	return r.doc.decoder.value(raw), nil
}

// scalar reads the next value as text; lists and objects are "".
func (r *reader) scalar() (string, error) {
	v, err := r.value()
	return v.Str(), err
}

func (r *reader) member(name string) (err error) {
	d := r.doc
	switch name {
	case "format_version":
		d.Format, err = r.scalar()
	case "version":
		d.Form = FormRawState
		d.Format, err = r.scalar()
	case "terraform_version":
		d.Terraform, err = r.scalar()
	case "resource_changes":
		d.Form = FormPlan
		err = r.array(r.change)
	case "planned_values", "applyable", "relevant_attributes":
		if name == "planned_values" {
			d.Form = FormPlan
		}
		err = r.skip()
	case "complete", "errored":
		d.Form = FormPlan
		err = r.completeness(name)
	case "prior_state":
		err = r.object(r.priorMember)
	case "variables":
		d.Form = FormPlan
		err = r.variables()
	case "configuration":
		d.Form = FormPlan
		err = r.configuration()
	case "values":
		err = r.object(r.stateMember(""))
	case "resources":
		err = r.array(r.rawState)
	default:
		err = r.skip()
	}
	return err
}

// completeness reads what Terraform says about a plan being whole.
func (r *reader) completeness(name string) error {
	said, err := r.scalar()
	if name == "errored" && said == "true" {
		r.doc.Partial = append(r.doc.Partial, "planning failed before the end (errored: true)")
	}
	r.doc.saysComplete = r.doc.saysComplete || name == "complete"
	if name == "complete" && said == "false" {
		r.doc.Partial = append(r.doc.Partial, "it leaves changes for later (complete: false: -target, or deferred changes)")
	}
	return err
}

func (r *reader) variables() error {
	v, err := r.value()
	if v.KindOf() == Object {
		for _, c := range v.Children {
			if value := c.Get("value"); value != nil {
				r.doc.Variables[c.Key] = value
			}
		}
	}
	return err
}

// supported refuses formats that are newer or older than those read here.
func (r *reader) supported() error {
	format := r.doc.Format
	major := format
	for i := range format {
		if format[i] == '.' {
			major = format[:i]
			break
		}
	}
	switch {
	case r.doc.Form == FormRawState && major != "4":
		return fmt.Errorf("%w: state version %q; run terraform 0.12 or newer once, or give terraform show -json", ErrVersion, format)
	case r.doc.Form != FormRawState && major != "0" && major != "1":
		return fmt.Errorf("%w: format_version %q is newer than 1", ErrVersion, format)
	}
	return nil
}

// decode unmarshals the next value into a lean struct.
func (r *reader) decode(into any) error {
	raw, err := r.ReadValue()
	if err != nil {
		return ended(err)
	}
	if r.depth > 0 && nesting(raw) > r.depth {
		return ErrDepth
	}
	return json.Unmarshal(raw, into, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}
