package awsjson_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

const corpus = "../../../shared/corpus"

func load(t *testing.T, inputs ...string) (*model.Network, []model.Diagnostic, error) {
	t.Helper()
	return source.Load(context.Background(), inputs, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
}

// corpusInputs finds every network of the corpus.
func corpusInputs(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not here")
	}
	var out []string
	for _, pattern := range []string{"batfish/*/aws_configs", "cases/*/net", "cloudmapper/demo", "npguard/*.json"} {
		found, err := filepath.Glob(filepath.Join(corpus, pattern))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}

func shortName(input string) string {
	rel, _ := filepath.Rel(corpus, input)
	return strings.TrimSuffix(rel, "/aws_configs")
}

func TestCorpusLoads(t *testing.T) {
	for _, input := range corpusInputs(t) {
		t.Run(shortName(input), func(t *testing.T) {
			n, diags, err := load(t, input)
			if err != nil {
				t.Errorf("load: %v", err)
			}
			for _, d := range diags {
				t.Log(d)
			}
			for _, u := range n.Unmodelled {
				if u.Matters {
					t.Log("unmodelled:", u.What, u.Count, u.Origin)
				}
			}
			for _, c := range n.Collections {
				t.Log(c.Account, c.Region, c.Kind, c.Presence, c.Count)
			}
		})
	}
}
