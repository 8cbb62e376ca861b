package policy

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/seed-044d7529/segment/model"
)

// source is one file that was read.
type source struct {
	name  string
	lines []string
}

func newSource(name string, content []byte) *source {
	return &source{name: name, lines: strings.Split(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n")}
}

// line returns a line as written, or "".
func (s *source) line(number int) string {
	if s == nil || number < 1 || number > len(s.lines) {
		return ""
	}
	return s.lines[number-1]
}

// at is where a node begins: of a mapping, its first key.
func (s *source) at(n ast.Node) model.Origin {
	at := model.Origin{Source: s.name, Line: 1, Column: 1}
	if all, ok := pairs(n); ok && len(all) > 0 && !inFlow(n) {
		n = all[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		at.Line, at.Column = t.Position.Line, s.column(t.Position)
	}
	return at
}

func inFlow(n ast.Node) bool {
	m, ok := n.(*ast.MappingNode)
	return ok && m.IsFlowStyle
}

// column turns the parser's column, in characters, into one in bytes.
func (s *source) column(p *token.Position) int {
	column := 1
	for i, r := range []rune(s.line(p.Line)) {
		if i+1 >= p.Column {
			break
		}
		column += len(string(r))
	}
	return column
}

// width is how many bytes of its line a node takes.
func width(n ast.Node) int {
	if t := n.GetToken(); t != nil {
		return max(1, len(strings.TrimSpace(strings.SplitN(t.Origin, "\n", 2)[0])))
	}
	return 1
}

// place is a node as another place of a problem.
func (s *source) place(n ast.Node, text string) Place {
	at := s.at(n)
	return Place{Origin: at, Line: s.line(at.Line), Text: text}
}

// problem is a complaint about a node.
func (d *decoder) problem(code string, severity model.Severity, n ast.Node, what, next string) Problem {
	at := d.at(n)
	return Problem{
		Diagnostic: model.Diagnostic{Severity: severity, Code: code, What: what, Origin: at, Next: next},
		Line:       d.line(at.Line), Width: width(n),
	}
}

// fatal reports what keeps an element from being evaluated.
func (d *decoder) fatal(code string, n ast.Node, what, next string) {
	p := d.problem(code, model.Error, n, what, next)
	p.Fatal = true
	d.problems = append(d.problems, p)
}

func (d *decoder) warn(code string, n ast.Node, what, next string) {
	d.problems = append(d.problems, d.problem(code, model.Warning, n, what, next))
}

// typeOf says in words what a node is.
func typeOf(n ast.Node) string {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a map"
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	}
	return "something else"
}

// complain makes a problem about a place that was read before.
func (p *Policy) complain(code string, severity model.Severity, at model.Origin, width int, what, next string) Problem {
	return Problem{
		Diagnostic: model.Diagnostic{Severity: severity, Code: code, What: what, Origin: at, Next: next},
		Line:       p.sources[at.Source].line(at.Line), Width: max(1, width),
	}
}

// also names another place.
func (p *Policy) also(at model.Origin, text string) Place {
	return Place{Origin: at, Line: p.sources[at.Source].line(at.Line), Text: text}
}
