package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/seed-044d7529/segment/model"
)

// limits on input from strangers.
const (
	maxSize     = 16 << 20
	maxIncludes = 100
	maxSyntax   = 20
	maxNesting  = 200
)

// Load reads a policy and what it includes. The problems are all there are; the policy holds what
// could be read, and can be evaluated unless a problem is Fatal. err is for failures of reading.
func Load(files fs.FS, name string) (*Policy, []Problem, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, nil, fmt.Errorf("read policy: %w", err)
	}
	p, problems := parse(name, content, files)
	return p, problems, nil
}

// Parse reads a policy of one file, which includes none.
func Parse(name string, content []byte) (*Policy, []Problem) { return parse(name, content, nil) }

// CanEvaluate reports whether no problem is fatal.
func CanEvaluate(problems []Problem) bool {
	return !slices.ContainsFunc(problems, func(p Problem) bool { return p.Fatal })
}

func parse(name string, content []byte, files fs.FS) (*Policy, []Problem) {
	p := &Policy{File: name, sources: map[string]*source{}}
	r := &reader{policy: p, files: files}
	r.read(name, content, nil)
	r.d.resolvePorts()
	r.d.check()
	sortProblems(r.d.problems)
	return p, r.d.problems
}

// sortProblems puts problems in the order of their places.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int { return byPlace(a.Origin, b.Origin) })
}

// reader reads a file and what it includes.
type reader struct {
	policy *Policy
	files  fs.FS
	d      decoder // of all files: problems add up
	open   []string
	count  int
}

// read decodes one file into the policy. from is the text that includes it.
func (r *reader) read(name string, content []byte, from *Text) {
	s := newSource(name, content)
	r.policy.sources[name] = s
	outer := r.d.source
	r.d.source, r.d.policy = s, r.policy
	r.open = append(r.open, name)
	defer func() { r.open = r.open[:len(r.open)-1]; r.d.source = outer }()
	if len(content) > maxSize {
		r.d.syntax(1, 1, "the file has more than 16 MiB", "split it with include:")
		return
	}
	part := &Policy{}
	if body := r.d.tree(content); body != nil {
		r.d.depth(body, 0)
		r.d.value(body, reflect.ValueOf(part).Elem())
	}
	r.merge(part, from)
	for i := range part.Include {
		r.include(name, &part.Include[i])
	}
	if outer != nil {
		r.d.source = outer
	} else {
		r.d.source = s
	}
}

// depth refuses documents that nest deeper than anybody writes.
func (d *decoder) depth(n ast.Node, level int) bool {
	if level > maxNesting {
		d.fatal("POL-101", n, "the document nests deeper than 200 levels", "flatten it")
		return false
	}
	if all, ok := pairs(n); ok {
		for _, pair := range all {
			if !d.depth(pair.Value, level+1) {
				return false
			}
		}
	}
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, element := range list.Values {
			if !d.depth(element, level+1) {
				return false
			}
		}
	}
	return true
}

// tree parses YAML. A line that is no YAML is reported and left out, so that the rest is read too.
func (d *decoder) tree(content []byte) ast.Node {
	lines := strings.Split(string(content), "\n")
	for range maxSyntax {
		file, err := parser.ParseBytes([]byte(strings.Join(lines, "\n")), 0, parser.AllowDuplicateMapKey())
		if err == nil {
			return d.document(file)
		}
		line := d.syntaxError(err)
		if line < 1 || line > len(lines) || strings.TrimSpace(lines[line-1]) == "" {
			return nil
		}
		lines[line-1] = ""
	}
	return nil
}

// document returns the one document of a file.
func (d *decoder) document(file *ast.File) ast.Node {
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if body != nil {
			d.fatal("POL-101", doc.Body, "a second document begins", "put it into a file of its own and include: it")
			break
		}
		body = doc.Body
	}
	if body == nil {
		d.syntax(1, 1, "the file is empty", "begin with version: 1")
	}
	return body
}

// syntaxError reports what the YAML parser says and returns the line.
func (d *decoder) syntaxError(err error) int {
	var broken *yaml.SyntaxError
	if !errors.As(err, &broken) || broken.Token == nil || broken.Token.Position == nil {
		d.syntax(1, 1, "this is no YAML: "+firstLine(err.Error()), "")
		return 0
	}
	at := broken.Token.Position
	next := "check the indentation and the quotes of this line"
	if line := d.line(at.Line); strings.HasPrefix(strings.TrimLeft(line, " "), "\t") {
		d.syntax(at.Line, strings.IndexByte(line, '\t')+1, "a tab indents this line, which YAML does not allow", "indent with blanks")
		return at.Line
	}
	d.syntax(at.Line, d.column(at), "this is no YAML: "+broken.Message, next)
	return at.Line
}

func (d *decoder) syntax(line, column int, what, next string) {
	d.problems = append(d.problems, Problem{
		Diagnostic: model.Diagnostic{Severity: model.Error, Code: "POL-101", What: what, Origin: model.Origin{Source: d.name, Line: line, Column: column}, Next: next},
		Line:       d.line(line), Width: 1, Fatal: true,
	})
}

func firstLine(s string) string {
	first, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(first)
}

// include reads an included file, unless it is open already.
func (r *reader) include(from string, t *Text) {
	name := path.Join(path.Dir(from), t.Value)
	r.count++
	switch {
	case slices.Contains(r.open, name):
		r.d.report("POL-117", *t, "the files include each other: "+strings.Join(append(slices.Clone(r.open), name), " → "), "remove one include")
	case r.policy.sources[name] != nil: // by two ways: once is enough
	case r.files == nil || !fs.ValidPath(name):
		r.d.report("POL-124", *t, "the file "+quote(t.Value)+" cannot be included from here", "name a file beside or below the policy")
	case r.count > maxIncludes:
		r.d.report("POL-124", *t, "more than 100 files are included", "join some of them")
	default:
		content, err := fs.ReadFile(r.files, name)
		if err != nil {
			r.d.report("POL-124", *t, "the file "+quote(t.Value)+" cannot be read", "check its name: "+firstLine(err.Error()))
			return
		}
		r.read(name, content, t)
	}
}
