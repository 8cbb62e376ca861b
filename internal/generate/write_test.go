package generate_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/internal/generate"
	"github.com/seed-044d7529/segment/model"
)

// write writes a network into a directory of its own.
func write(t *testing.T, shape generate.Shape, o generate.Options) (string, generate.Expected) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "net")
	e, err := generate.Write(context.Background(), dir, shape, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, e
}

// load reads a network with the importer of AWS answers.
func load(t *testing.T, dir string) *model.Network {
	t.Helper()
	n, diags, err := source.Load(context.Background(), []string{dir}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Error(d)
	}
	for _, u := range n.Unmodelled {
		t.Errorf("lost: %s, %d times, at %s", u.What, u.Count, u.Origin)
	}
	return n
}

// variants are options that between them touch every kind of row.
func variants() []generate.Options {
	return []generate.Options{
		{Endpoints: 1, Seed: 3},
		{Endpoints: 37, Seed: 1, IPv6: true},
		{Endpoints: 200, Seed: 2, Unknown: 0.2, OddPorts: 0.3, Indent: 2},
		{Endpoints: 2100, Seed: 1},
	}
}

func TestFilesHoldTheNetwork(t *testing.T) {
	for _, shape := range generate.Shapes() {
		for _, o := range variants() {
			t.Run(fmt.Sprintf("%s-%d", shape, o.Endpoints), func(t *testing.T) {
				dir, e := write(t, shape, o)
				got := load(t, dir)
				want, err := generate.Network(t.Context(), shape, o)
				if err != nil {
					t.Fatal(err)
				}
				if model.Digest(got) != model.Digest(want) {
					t.Errorf("files and model differ:\n%s", diff(want, got))
				}
				checkCounts(t, got, e)
			})
		}
	}
}

// diff shows the first lists of two networks that differ.
func diff(a, b *model.Network) string {
	var out strings.Builder
	x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for i := range x.NumField() {
		name := x.Type().Field(i).Name
		if x.Field(i).Kind() != reflect.Slice || out.Len() > 4000 {
			continue
		}
		if x.Field(i).Len() != y.Field(i).Len() {
			fmt.Fprintf(&out, "%s: %d and %d\n", name, x.Field(i).Len(), y.Field(i).Len())
			continue
		}
		for k := range x.Field(i).Len() {
			if !source.Same(x.Field(i).Index(k).Interface(), y.Field(i).Index(k).Interface()) {
				fmt.Fprintf(&out, "%s %d:\n\t%+v\n\t%+v\n", name, k, x.Field(i).Index(k), y.Field(i).Index(k))
				break
			}
		}
	}
	return out.String()
}

func checkCounts(t *testing.T, n *model.Network, e generate.Expected) {
	t.Helper()
	rules, endpoints := 0, 0
	for i := range n.SecurityGroups {
		rules += len(n.SecurityGroups[i].Rules)
	}
	for i := range n.NetworkInterfaces {
		if strings.HasPrefix(n.NetworkInterfaces[i].Description, "arn:aws:ecs:") {
			endpoints++
		}
	}
	got := generate.Counts{
		Accounts: e.Counts.Accounts, VPCs: len(n.VPCs), Subnets: len(n.Subnets), RouteTables: len(n.RouteTables), NetworkACLs: len(n.NetworkACLs),
		Endpoints: endpoints, Interfaces: len(n.NetworkInterfaces), Groups: len(n.SecurityGroups), Rules: rules, Prefixes: e.Counts.Prefixes,
	}
	if got != e.Counts || endpoints != e.Options.Endpoints {
		t.Errorf("counts: got %+v, want %+v", got, e.Counts)
	}
}

func TestWriteTakesNoUsedDirectory(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate.Write(t.Context(), dir, generate.S1, generate.Options{Endpoints: 1}); err != nil {
		t.Errorf("an empty directory: %v", err)
	}
	if _, err := generate.Write(t.Context(), dir, generate.S1, generate.Options{Endpoints: 1}); err == nil {
		t.Error("a directory with files in it was written to")
	}
}

func TestInterruptedWriteLeavesNothing(t *testing.T) {
	for _, after := range []int{0, 1, 5, 40} {
		above := t.TempDir()
		ctx := &endingContext{Context: context.Background(), left: after}
		_, err := generate.Write(ctx, filepath.Join(above, "net"), generate.Hub, generate.Options{Endpoints: 500})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended after %d checks: %v", after, err)
		}
		if entries, _ := os.ReadDir(above); len(entries) > 0 {
			t.Errorf("ended after %d checks: %s is left", after, entries[0].Name())
		}
	}
}

// endingContext ends after it was asked some times.
type endingContext struct {
	context.Context
	left int
}

func (c *endingContext) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestImpossibleOptions(t *testing.T) {
	tests := []struct {
		shape generate.Shape
		o     generate.Options
		want  string
	}{
		{"ring", generate.Options{Endpoints: 1}, `no shape "ring"`},
		{generate.Flat, generate.Options{}, "0 endpoints"},
		{generate.Flat, generate.Options{Endpoints: generate.MaxEndpoints + 1}, "500001 endpoints"},
		{generate.Flat, generate.Options{Endpoints: 1, OddPorts: 1.5}, "odd ports 1.5"},
		{generate.Flat, generate.Options{Endpoints: 1, Unknown: -1}, "unknown -1"},
		{generate.Flat, generate.Options{Endpoints: 1, Indent: 3}, "indent of 3"},
	}
	for _, tt := range tests {
		if _, err := generate.Network(t.Context(), tt.shape, tt.o); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %+v: got %v, want %s", tt.shape, tt.o, err, tt.want)
		}
	}
}
