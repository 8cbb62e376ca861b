package change

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"github.com/seed-044d7529/segment/model"
)

// ParseYAML reads a document whose key "edits:" lists edits, one string each. Other keys are left
// to their owners. The error joins one *Error for each edit that cannot be read.
func ParseYAML(name string, data []byte) ([]Edit, error) {
	file, err := yamlparser.ParseBytes(data, 0)
	if err != nil {
		return nil, &Error{Origin: model.Origin{Source: name, Line: 1, Column: 1}, What: "this is no YAML", Why: firstLine(err.Error()), Next: "write edits: and a list of strings"}
	}
	for _, doc := range file.Docs {
		if list, found := editsOf(doc.Body); found {
			return ParseNodes(name, list)
		}
	}
	return nil, &Error{Origin: model.Origin{Source: name, Line: 1, Column: 1}, What: "there are no edits", Why: "the document has no key edits", Next: "write edits: and a list of strings"}
}

func editsOf(n ast.Node) (ast.Node, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			if list, ok := editsOf(v); ok {
				return list, true
			}
		}
	case *ast.MappingValueNode:
		if k := n.Key.GetToken(); k != nil && k.Value == "edits" {
			return n.Value, true
		}
	}
	return nil, false
}

// ParseNodes reads the edits of a YAML list, or of one string, for documents that hold such lists.
func ParseNodes(name string, n ast.Node) ([]Edit, error) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return parseNode(name, n)
	}
	var edits []Edit
	var errs []error
	for _, v := range list.Values {
		es, err := parseNode(name, v)
		if err != nil {
			errs = append(errs, err)
		}
		edits = append(edits, es...)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return edits, nil
}

// parseNode reads one string. Columns inside it are exact for plain and quoted strings of one line.
func parseNode(name string, n ast.Node) ([]Edit, error) {
	at := position(name, n)
	switch s := n.(type) {
	case *ast.NullNode:
		return nil, nil
	case *ast.StringNode:
		if t := s.Token.Origin; strings.HasPrefix(strings.TrimSpace(t), `"`) || strings.HasPrefix(strings.TrimSpace(t), "'") {
			at.Column++
		}
		e, ok, err := parseLine(s.Value, at)
		if err != nil || !ok {
			return nil, err
		}
		return []Edit{e}, nil
	case *ast.LiteralNode:
		return parseBlock(name, s)
	}
	return nil, &Error{Origin: at, Edit: firstLine(n.String()), What: fmt.Sprintf("an edit is a string, not a %s", strings.ToLower(n.Type().String())), Why: "YAML reads a colon with a blank, or a bracket, as structure", Next: "put the edit in quotes"}
}

// parseBlock reads a block scalar: several lines, of which each is an edit.
func parseBlock(name string, s *ast.LiteralNode) ([]Edit, error) {
	at := position(name, s)
	edits, err := ParseFile(name, []byte(s.Value.Value))
	for i := range edits {
		edits[i].Origin = model.Origin{Source: name, Line: at.Line + edits[i].Origin.Line, Column: at.Column}
	}
	if err != nil {
		for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
			var one *Error
			if errors.As(e, &one) {
				one.Origin = model.Origin{Source: name, Line: at.Line + one.Origin.Line, Column: at.Column}
			}
		}
	}
	return edits, err
}

func position(name string, n ast.Node) model.Origin {
	at := model.Origin{Source: name, Line: 1, Column: 1}
	if t := n.GetToken(); t != nil && t.Position != nil {
		at.Line, at.Column = t.Position.Line, t.Position.Column
	}
	return at
}

func firstLine(s string) string {
	first, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(first)
}
