package policytest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
)

// File is one file of tests.
type File struct {
	Name    string
	Policy  string   // relative to the file
	Network []string // relative to the file
	Cases   []Case
}

// Case is one test.
type Case struct {
	Name   string
	Edits  []change.Edit
	Expect Expectation
	At     model.Origin
}

// Expectation says what must hold. Everything that is set must.
type Expectation struct {
	AllKept   bool
	Words     []Expected        // of rules
	Ports     string            // what is open where a rule is expected broken
	ContextOf map[string]string // by name of an endpoint
	Can       []string          // "orders -> payments tcp/443"
	Cannot    []string
}

// Expected is the word that a rule must have.
type Expected struct{ Rule, Word string }

// words are those that may be expected of a rule.
var words = []string{"kept", "broken", "unknown", "waived", "vacuous"}

// Parse reads a file of tests. The error names the place of the first thing that is wrong.
func Parse(name string, content []byte) (*File, error) {
	tree, err := parser.ParseBytes(content, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
	}
	f := &File{Name: name}
	if len(tree.Docs) == 0 || tree.Docs[0].Body == nil {
		return nil, fmt.Errorf("%s:1:1: there are no tests, which begin with policy: and list cases", name)
	}
	if err := f.read(tree.Docs[0].Body); err != nil {
		return nil, err
	}
	if f.Policy == "" {
		return nil, fmt.Errorf("%s:1:1: the key policy is missing", name)
	}
	return f, nil
}

// fields calls a function for every key of a map.
func (f *File) fields(n ast.Node, each func(key string, value ast.Node) error) error {
	var all []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		all = m.Values
	case *ast.MappingValueNode:
		all = []*ast.MappingValueNode{m}
	default:
		return f.wrong(n, "a map of keys is wanted here")
	}
	for _, pair := range all {
		if err := each(pair.Key.GetToken().Value, pair.Value); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) at(n ast.Node) model.Origin {
	at := model.Origin{Source: f.Name, Line: 1, Column: 1}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		at.Line, at.Column = t.Position.Line, t.Position.Column
	}
	return at
}

func (f *File) wrong(n ast.Node, what string) error { return fmt.Errorf("%s: %s", f.at(n), what) }

func (f *File) text(n ast.Node) (string, error) {
	s, ok := n.(*ast.StringNode)
	if !ok {
		return "", f.wrong(n, "text is wanted here")
	}
	return s.Value, nil
}

// texts reads one text, or a list of them.
func (f *File) texts(n ast.Node) ([]string, error) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		one, err := f.text(n)
		return []string{one}, err
	}
	var all []string
	for _, element := range list.Values {
		one, err := f.text(element)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (f *File) read(n ast.Node) error {
	return f.fields(n, func(key string, value ast.Node) (err error) {
		switch key {
		case "policy":
			f.Policy, err = f.text(value)
		case "network":
			f.Network, err = f.texts(value)
		case "cases":
			list, ok := value.(*ast.SequenceNode)
			if !ok {
				return f.wrong(value, "cases is a list")
			}
			for _, element := range list.Values {
				if err := f.readCase(element); err != nil {
					return err
				}
			}
		default:
			return f.wrong(value, fmt.Sprintf("unknown key %.40q: known keys are policy, network, cases", key))
		}
		return err
	})
}

func (f *File) readCase(n ast.Node) error {
	c := Case{At: f.at(n)}
	err := f.fields(n, func(key string, value ast.Node) (err error) {
		switch key {
		case "name":
			c.Name, err = f.text(value)
		case "edit", "edits":
			c.Edits, err = change.ParseNodes(f.Name, value)
		case "expect":
			err = f.readExpectation(value, &c.Expect)
		default:
			return f.wrong(value, fmt.Sprintf("unknown key %.40q: known keys are name, edit, expect", key))
		}
		return err
	})
	if err == nil && c.Name == "" {
		err = f.wrong(n, "the case has no name")
	}
	f.Cases = append(f.Cases, c)
	return err
}

func (f *File) readExpectation(n ast.Node, e *Expectation) error {
	if s, ok := n.(*ast.StringNode); ok {
		if s.Value != "all-kept" {
			return f.wrong(n, "write all-kept, or a map such as { RULE: broken }")
		}
		e.AllKept = true
		return nil
	}
	return f.fields(n, func(key string, value ast.Node) (err error) {
		switch key {
		case "ports":
			e.Ports, err = f.text(value)
		case "can":
			e.Can, err = f.texts(value)
		case "cannot":
			e.Cannot, err = f.texts(value)
		case "context-of":
			e.ContextOf = map[string]string{}
			return f.fields(value, func(name string, context ast.Node) (err error) {
				e.ContextOf[name], err = f.text(context)
				return err
			})
		default:
			word, err := f.text(value)
			if err == nil && !slices.Contains(words, word) {
				err = f.wrong(value, fmt.Sprintf("%.40q is none of %s", word, strings.Join(words, ", ")))
			}
			e.Words = append(e.Words, Expected{key, word})
			return err
		}
		return err
	})
}
