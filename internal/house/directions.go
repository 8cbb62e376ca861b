package house

import (
	"fmt"
	"path"
	"strings"
)

// Module is the import path of this module.
const Module = "github.com/seed-044d7529/segment"

// An Import is one import clause of one Go file of this module.
type Import struct {
	File string // slash-separated, relative to the module: "reach/can.go"
	Line int    // 1-based
	Path string // what is imported
}

// Package returns the package of the importing file, relative to the module.
func (i Import) Package() string { return path.Dir(i.File) }

// IsTest reports whether only a test imports.
func (i Import) IsTest() bool { return strings.HasSuffix(i.File, "_test.go") }

// own returns the imported package relative to the module; ok is false if it is not one of ours.
func (i Import) own() (pkg string, ok bool) {
	return strings.CutPrefix(i.Path, Module+"/")
}

// isStandard reports whether a package of the standard library is imported: those have no dot in
// the first element of their path.
func (i Import) isStandard() bool {
	first, _, _ := strings.Cut(i.Path, "/")
	return !strings.Contains(first, ".")
}

// A room is a group of packages and what their files, other than tests, may import.
// Patterns name a package ("reach"), or a package and all below it ("model/...").
type room struct {
	packages []string // relative to the module
	own      []string // packages of this module that may be imported
	others   []string // packages of other modules that may be imported
	banned   []string // packages of the standard library that may not
	why      string   // said to whoever breaks the rule
}

// rooms are tried in order: the first that holds a package decides. Importers have a room each.
var rooms = []room{
	{
		packages: []string{"model/change/..."},
		own:      []string{"model/..."},
		others:   []string{"github.com/goccy/go-yaml/...", "github.com/seancfoley/ipaddress-go/..."},
		why:      "edits are a language: text or YAML in, a model out",
	},
	{
		packages: []string{"model/..."},
		own:      []string{"model/..."},
		others:   []string{"github.com/seancfoley/ipaddress-go/..."},
		why:      "model is plain data: standard library only, and ipaddress-go in one file",
	},
	{
		packages: []string{"reach/oracle/..."},
		own:      []string{"model/...", "reach/oracle/..."},
		banned:   []string{"os/...", "net/http/...", "time"},
		why:      "the oracle shares no code with the engine, so that they cannot be wrong together",
	},
	{
		packages: []string{"reach/..."},
		own:      []string{"model/...", "reach/..."},
		others:   []string{"gonum.org/v1/gonum/...", "github.com/gaissmai/bart/...", "golang.org/x/sync/..."},
		banned:   []string{"os/...", "net/http/...", "time"},
		why:      "reach is a function of a network: no input, no output, no clock",
	},
	{
		packages: []string{"policy/..."},
		own:      []string{"model/...", "reach", "policy/..."},
		others:   []string{"github.com/goccy/go-yaml/...", "github.com/google/jsonschema-go/..."},
		banned:   []string{"net/http/..."},
		why:      "policy judges answers: it asks reach about a model",
	},
	{
		packages: []string{"render/..."},
		own:      []string{"model/...", "reach", "policy", "render/..."},
		others: []string{
			"github.com/go-json-experiment/json/...", "github.com/goccy/go-graphviz/...", "github.com/jedib0t/go-pretty/...",
			"gonum.org/v1/gonum/...",
		},
		banned: []string{"net/http/..."},
		why:    "renderers write results down: they read nothing else",
	},
}

// importerLibraries are the modules that one importer alone may use.
var importerLibraries = map[string][]string{
	"import/awslive":   {"github.com/aws/...", "golang.org/x/time/..."},
	"import/terraform": {"github.com/hashicorp/hcl/...", "github.com/zclconf/go-cty/..."},
}

// importer returns the room of the importer that holds pkg. It may use itself, the model and
// import/source, and the libraries that decode, decompress and read files in parallel.
func importer(pkg string) room {
	rest := strings.TrimPrefix(pkg, "import/")
	name, _, _ := strings.Cut(rest, "/")
	name = "import/" + name
	return room{
		packages: []string{name + "/..."},
		own:      []string{"model/...", "import/source", name + "/..."},
		others: append([]string{
			"github.com/go-json-experiment/json/...", "github.com/klauspost/compress/...", "golang.org/x/sync/...", "golang.org/x/text/...",
		}, importerLibraries[name]...),
		why: "an importer delivers a model: it knows import/source, no other importer and no later stage",
	}
}

// kept are packages that one place alone may import, in tests too.
var kept = []struct{ packages, by, why string }{
	{Module + "/cmd/...", "cmd/...", "nothing imports the program"},
	{"github.com/aws/...", "import/awslive/...", "only import/awslive talks to AWS"},
	{"github.com/spf13/...", "cmd/...", "only the program has commands"},
}

// Judge returns why the import is not allowed, or "" if it is.
func Judge(i Import) string {
	for _, k := range kept {
		if match(k.packages, i.Path) && !match(k.by, i.Package()) {
			return k.why
		}
	}
	if i.IsTest() {
		return "" // a test may ask anybody
	}
	if own, ok := i.own(); ok && match("reach/oracle/...", own) && !match("reach/oracle/...", i.Package()) && !match("internal/...", i.Package()) {
		return "the oracle is for tests only"
	}
	if match("import/...", i.Package()) {
		return importer(i.Package()).judge(i)
	}
	for _, r := range rooms {
		if matchAny(r.packages, i.Package()) {
			return r.judge(i)
		}
	}
	return ""
}

func (r room) judge(i Import) string {
	allowed := false
	switch own, ok := i.own(); {
	case ok:
		allowed = matchAny(r.own, own)
	case i.isStandard():
		allowed = !matchAny(r.banned, i.Path)
	default:
		allowed = matchAny(r.others, i.Path)
	}
	if allowed {
		return ""
	}
	return r.why
}

func matchAny(patterns []string, pkg string) bool {
	for _, p := range patterns {
		if match(p, pkg) {
			return true
		}
	}
	return false
}

// match reports whether pkg is what the pattern names: "a/b" is itself, "a/b/..." is itself and
// everything below.
func match(pattern, pkg string) bool {
	if root, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == root || strings.HasPrefix(pkg, root+"/")
	}
	return pkg == pattern
}

// String is the import as a compiler would point at it.
func (i Import) String() string { return fmt.Sprintf("%s:%d: imports %s", i.File, i.Line, i.Path) }
