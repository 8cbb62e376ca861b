package sarif

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // which brings the schema of OASIS
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// official compiles the schema of SARIF 2.1.0 as OASIS publishes it, which a
// module that only tests need holds as a constant.
func official(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Skipf("the schema is not here: %v", err)
	}
	text := constant(t, filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), "schema")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// constant returns the value of a string constant of a Go file.
func constant(t *testing.T, file, name string) string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	value := ""
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || spec.Names[0].Name != name {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
			value, err = strconv.Unquote(literal.Value)
		}
		return false
	})
	if err != nil || value == "" {
		t.Fatalf("%s has no constant %s: %v", file, name, err)
	}
	return value
}
