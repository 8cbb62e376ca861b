package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestDirections(t *testing.T) {
	for _, i := range imports(t) {
		if why := Judge(i); why != "" {
			t.Errorf("%v: %s", i, why)
		}
	}
}

// The one file of the model that parses and prints addresses for people.
func TestDirectionsOneFileKnowsIPAddress(t *testing.T) {
	var files []string
	for _, i := range imports(t) {
		if match("github.com/seancfoley/ipaddress-go/...", i.Path) && match("model/...", i.Package()) && !i.IsTest() {
			files = append(files, i.File)
		}
	}
	if slices.Sort(files); len(slices.Compact(files)) > 1 {
		t.Errorf("ipaddress-go is imported by %s: one file is enough", strings.Join(slices.Compact(files), ", "))
	}
}

// Engine and oracle may not meet through a third package, and the program links no oracle.
func TestDirectionsOracleApart(t *testing.T) {
	deps := dependencies(t)
	for pkg, all := range deps {
		for _, dep := range all {
			switch {
			case match("reach/oracle/...", pkg) && match("reach/...", dep) && !match("reach/oracle/...", dep):
				t.Errorf("%s depends on %s: the oracle shares no code with the engine", pkg, dep)
			case match("reach/...", pkg) && !match("reach/oracle/...", pkg) && match("reach/oracle/...", dep):
				t.Errorf("%s depends on %s: the engine shares no code with the oracle", pkg, dep)
			case match("cmd/...", pkg) && match("reach/oracle/...", dep):
				t.Errorf("%s links %s: the oracle is for tests only", pkg, dep)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	const own = Module + "/"
	tests := []struct {
		file, path string
		allowed    bool
	}{
		// the model knows nobody
		{"model/vpc.go", "net/netip", true},
		{"model/packet/set.go", own + "model", true},
		{"model/change/parse.go", "github.com/seancfoley/ipaddress-go/ipaddr", true},
		{"model/vpc.go", "github.com/gaissmai/bart", false},
		{"model/vpc.go", own + "reach", false},
		// the engine is a function
		{"reach/can.go", own + "model/packet", true},
		{"reach/graph.go", "gonum.org/v1/gonum/graph/multi", true},
		{"reach/table.go", "github.com/gaissmai/bart", true},
		{"reach/solve.go", "golang.org/x/sync/errgroup", true},
		{"reach/can.go", "os", false},
		{"reach/can.go", "os/exec", false},
		{"reach/can.go", "time", false},
		{"reach/can.go", "net/http", false},
		{"reach/can.go", own + "import/source", false},
		{"reach/can.go", own + "policy", false},
		{"reach/can.go", own + "internal/house", false},
		{"reach/can.go", "github.com/go-json-experiment/json", false},
		{"reach/can_test.go", own + "import/awsjson", true},
		{"reach/can_test.go", "os", true},
		// engine and oracle
		{"reach/oracle/walk.go", own + "model", true},
		{"reach/oracle/walk.go", own + "reach", false},
		{"reach/oracle/walk.go", own + "reach/internal/lpm", false},
		{"reach/oracle/walk.go", "github.com/gaissmai/bart", false},
		{"reach/oracle/walk_test.go", own + "reach", true},
		{"reach/can.go", own + "reach/oracle", false},
		{"reach/can_test.go", own + "reach/oracle", true},
		{"internal/vectors/run.go", own + "reach/oracle", true},
		{"cmd/segment/can.go", own + "reach/oracle", false},
		// importers
		{"import/awsjson/vpc.go", own + "import/source", true},
		{"import/awsjson/vpc.go", "github.com/go-json-experiment/json/jsontext", true},
		{"import/awsjson/vpc.go", own + "import/terraform", false},
		{"import/awsjson/vpc.go", own + "reach", false},
		{"import/source/zip.go", own + "import/awsjson", false},
		{"import/source/zip.go", "github.com/klauspost/compress/zstd", true},
		{"import/source/load.go", "golang.org/x/sync/errgroup", true},
		{"import/awslive/client.go", "github.com/aws/aws-sdk-go-v2/service/ec2", true},
		{"import/awsjson/vpc.go", "github.com/aws/aws-sdk-go-v2/service/ec2", false},
		{"import/awsjson/vpc_test.go", "github.com/aws/aws-sdk-go-v2/service/ec2", false},
		{"import/terraform/hcl.go", "github.com/hashicorp/hcl/v2", true},
		{"import/cloudformation/read.go", own + "import/source", true},
		{"import/cloudformation/read.go", own + "import/awsjson", false},
		// the later stages
		{"policy/parse.go", "github.com/goccy/go-yaml/ast", true},
		{"policy/eval.go", own + "reach", true},
		{"policy/eval.go", own + "render/text", false},
		{"render/text/can.go", own + "reach", true},
		{"render/text/can.go", own + "import/source", false},
		{"render/text/can.go", "github.com/spf13/cobra", false},
		{"cmd/segment/can.go", own + "import/awsjson", true},
		{"cmd/segment/can.go", "github.com/spf13/cobra", true},
		{"internal/demo/demo.go", own + "cmd/segment", false},
	}
	for _, tt := range tests {
		if why := Judge(Import{File: tt.file, Path: tt.path}); (why == "") != tt.allowed {
			t.Errorf("%s imports %s: allowed %t, want %t (%s)", tt.file, tt.path, why == "", tt.allowed, why)
		}
	}
}

// imports reads the import clauses of all Go files of the module.
func imports(t *testing.T) []Import {
	t.Helper()
	var all []Import
	root := moduleRoot(t)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			all = append(all, Import{File: filepath.ToSlash(rel), Line: files.Position(spec.Pos()).Line, Path: imported})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dependencies returns, for each package of the module, the packages of the module that it links,
// all relative to the module.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-e", "-deps", "-json=ImportPath,Deps,Standard", "./...")
	list.Dir = moduleRoot(t)
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := map[string][]string{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg struct {
			ImportPath string
			Deps       []string
		}
		if err := dec.Decode(&pkg); errors.Is(err, io.EOF) {
			return deps
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		name, ok := strings.CutPrefix(pkg.ImportPath, Module+"/")
		if !ok {
			continue
		}
		for _, dep := range pkg.Deps {
			if own, ok := strings.CutPrefix(dep, Module+"/"); ok {
				deps[name] = append(deps[name], own)
			}
		}
	}
}

// moduleRoot returns the folder of go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}
