package source_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// names is an importer that makes a VPC of every member name of a document,
// with the place of the name.
type names struct{}

func (names) Accepts(k source.Kind) bool { return k == source.AWS }

func (names) Decode(_ context.Context, d *source.Document) (source.Part, error) {
	var found []model.VPC
	r := jsontext.NewDecoder(d.Text)
	for {
		t, err := r.ReadToken()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		if r.StackDepth() > d.MaxDepth {
			return found, source.TooDeep(d.MaxDepth)
		}
		if kind, n := r.StackIndex(r.StackDepth()); kind == '{' && n%2 == 1 {
			id := model.VPCID(t.String())
			found = append(found, model.VPC{ID: id, Origin: d.At(r.InputOffset()-int64(len(id))-2, "")})
		}
	}
}

func (names) Link(_ context.Context, parts []source.Part) (*model.Network, []model.Diagnostic) {
	m := source.NewMerger()
	for _, p := range parts {
		m.Add(&model.Network{VPCs: p.([]model.VPC)})
	}
	return &m.Network, m.Diagnostics
}

func load(t *testing.T, o source.Options, inputs ...string) (string, []model.Diagnostic, error) {
	t.Helper()
	o.Importers = []source.Importer{names{}}
	n, diags, err := source.Load(context.Background(), inputs, o)
	var out []string
	for _, v := range n.VPCs {
		out = append(out, string(v.ID)+"@"+v.Origin.String())
	}
	return strings.Join(out, " "), diags, err
}

// codes are the codes of diagnostics, in order.
func codes(diags []model.Diagnostic) string {
	var out []string
	for _, d := range diags {
		out = append(out, d.Code)
	}
	return strings.Join(out, " ")
}

func stdin(text string) source.Options {
	return source.Options{Stdin: bytes.NewReader([]byte(text))}
}
