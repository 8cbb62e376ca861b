package policy

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/seed-044d7529/segment/model"
)

// Text is a word or sentence with its place.
type Text struct {
	Value string
	At    model.Origin
	Width int // bytes on its line
}

// String returns the text.
func (t Text) String() string { return t.Value }

// Is reports whether the text was written.
func (t Text) Is() bool { return t.Value != "" }

func (t *Text) decode(d *decoder, n ast.Node) {
	value, ok := d.scalar(n)
	if !ok {
		return
	}
	*t = Text{Value: value, At: d.at(n), Width: width(n)}
	if strings.TrimSpace(value) == "" {
		d.fatal("POL-104", n, "the text is empty", "write something, or remove the key")
	}
}

// scalar returns the text of a node that is no list and no map. A number or a truth value is taken
// as it is written, with a complaint.
func (d *decoder) scalar(n ast.Node) (string, bool) {
	switch s := n.(type) {
	case *ast.StringNode:
		return s.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(s.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		text := strings.TrimSpace(n.GetToken().Origin)
		d.fatal("POL-104", n, fmt.Sprintf("here stands %s where text is wanted", typeOf(n)), `write it in quotes: "`+text+`"`)
		return text, true
	}
	d.fatal("POL-104", n, "here stands "+typeOf(n)+" where text is wanted", "write one word or sentence")
	return "", false
}

// bare reports whether a scalar is written without quotes.
func bare(n ast.Node) bool {
	t := n.GetToken()
	return t != nil && t.Type != token.SingleQuoteType && t.Type != token.DoubleQuoteType
}

// Texts are one or several texts: a scalar, or a list of them.
type Texts []Text

func (ts *Texts) decode(d *decoder, n ast.Node) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		var one Text
		if one.decode(d, n); one.Is() {
			*ts = Texts{one}
		}
		return
	}
	*ts = Texts{}
	for _, element := range list.Values {
		var one Text
		if d.refuse(element) {
			continue
		}
		if one.decode(d, element); one.Is() {
			*ts = append(*ts, one)
		}
	}
}

// Values returns the texts alone.
func (ts Texts) Values() []string {
	var all []string
	for _, t := range ts {
		all = append(all, t.Value)
	}
	return all
}

// Choice is one of a few words. The empty choice means the default.
type Choice struct{ Text }

// choice reads one of words.
func (d *decoder) choice(n ast.Node, v reflect.Value, words []string) {
	var t Text
	if d.refuse(n) {
		return
	}
	if t.decode(d, n); !t.Is() {
		return
	}
	for _, word := range words {
		if word == t.Value {
			v.Set(reflect.ValueOf(Choice{t}))
			return
		}
	}
	next := "write " + strings.Join(words, " or ")
	if near := nearest(t.Value, words); near != "" && len(words) > 1 {
		next = "did you mean " + near + "?"
	}
	d.fatal("POL-104", n, quote(t.Value)+" is none of "+strings.Join(words, ", "), next)
}

// or returns the word, or another one when none was written.
func (c Choice) or(word string) string {
	if c.Value == "" {
		return word
	}
	return c.Value
}

// Version is the version of the language.
type Version int

func (v *Version) decode(d *decoder, n ast.Node) {
	text := strings.TrimSpace(n.GetToken().Value)
	if _, ok := n.(*ast.IntegerNode); !ok || text != "1" {
		d.fatal("POL-104", n, "version "+quote(text)+" is not known", "write version: 1")
		return
	}
	*v = 1
}

// Date is a day.
type Date struct {
	Day time.Time
	At  model.Origin
}

func (t *Date) decode(d *decoder, n ast.Node) {
	text, ok := d.scalar(n)
	if !ok {
		return
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		d.fatal("POL-104", n, quote(text)+" is no day", "write YYYY-MM-DD, such as 2027-01-31")
		return
	}
	*t = Date{day, d.at(n)}
}

// String returns the day as it is written.
func (t Date) String() string { return t.Day.Format(time.DateOnly) }

// AtMost limits a number of service pairs; 0 is no limit.
type AtMost int

func (a *AtMost) decode(d *decoder, n ast.Node) {
	text := strings.TrimSpace(n.GetToken().Value)
	number, unit, _ := strings.Cut(text, " ")
	count, err := strconv.Atoi(number)
	if unit = strings.TrimSpace(unit); err != nil || count < 1 || unit != "" && unit != "pairs" && unit != "pair" {
		d.fatal("POL-104", n, quote(text)+" is no number of pairs", "write a number of service pairs, such as 3 pairs")
		return
	}
	*a = AtMost(count)
}
