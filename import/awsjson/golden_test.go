package awsjson_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-044d7529/segment/model"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestEstate reads one network that has some of everything: every table, the
// joins between answers, and one mistake of each kind.
func TestEstate(t *testing.T) {
	n, diags, err := load(t, "testdata/estate")
	if err != nil {
		t.Error(err)
	}
	golden(t, "testdata/estate.golden", show(n, diags))
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// show prints a network as text: a line a row, without what is zero.
func show(n *model.Network, diags []model.Diagnostic) string {
	var b strings.Builder
	v := reflect.ValueOf(*n)
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Slice || v.Field(i).Len() == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s\n", v.Type().Field(i).Name)
		for k := range v.Field(i).Len() {
			fmt.Fprintf(&b, "  %s\n", text(v.Field(i).Index(k), "    "))
		}
	}
	b.WriteString("diagnostics\n")
	for _, d := range diags {
		fmt.Fprintf(&b, "  %s %s\n", d, d.Origin.Pointer)
	}
	return b.String()
}

// text prints a value; the elements of lists of structs stand on lines of their own.
func text(v reflect.Value, indent string) string {
	if s, ok := v.Interface().(fmt.Stringer); ok && v.Kind() != reflect.Pointer {
		return s.String()
	}
	switch v.Kind() {
	case reflect.Pointer:
		return text(v.Elem(), indent)
	case reflect.Slice:
		return listText(v, indent)
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				parts = append(parts, v.Type().Field(i).Name+"="+text(v.Field(i), indent+"  "))
			}
		}
		return strings.Join(parts, " ")
	default:
		return fmt.Sprint(v.Interface())
	}
}

func listText(v reflect.Value, indent string) string {
	var parts []string
	separator := " "
	for i := range v.Len() {
		if _, ok := v.Index(i).Interface().(fmt.Stringer); !ok && v.Index(i).Kind() == reflect.Struct && v.Index(i).NumField() > 2 {
			separator = "\n" + indent + "- "
		}
		parts = append(parts, text(v.Index(i), indent+"  "))
	}
	if separator == " " {
		return "[" + strings.Join(parts, " ") + "]"
	}
	return separator + strings.Join(parts, separator)
}
