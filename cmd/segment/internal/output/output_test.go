package output

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestTargets(t *testing.T) {
	tests := []struct {
		flags []string
		want  string // error, "" for none
	}{
		{[]string{"text", "json=a.json"}, ""},
		{[]string{"json", "text=b"}, ""},
		{[]string{"text", "json"}, "-o text and -o json go to the same place; give one of them a file: json=FILE"},
		{[]string{"json=a", "text=a"}, "-o json=a and -o text=a go to the same place; give one of them a file: text=FILE"},
		{[]string{"yaml"}, `format "yaml" is not one this command writes; there are text, json`},
		{[]string{"json="}, `no file behind "json="; write json=FILE`},
		{[]string{"=x"}, `no format in "=x"; write json or json=FILE`},
	}
	for _, tt := range tests {
		if got := message(parse(tt.flags)); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.flags, got, tt.want)
		}
	}
}

func parse(flags []string) error {
	var targets Targets
	for _, f := range flags {
		if err := targets.Set(f); err != nil {
			return err
		}
	}
	return targets.Check("text", "json")
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// An interrupted or failed write leaves the old file, and nothing beside it.
func TestWriteWholeOrNot(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		err  error
		want string
	}{
		{"done", context.Background(), nil, "new"},
		{"failed", context.Background(), errors.New("disk full"), "old"},
		{"interrupted", cancelled, nil, "old"},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		file := filepath.Join(dir, "out.json")
		if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := Target{"json", file}.Write(tt.ctx, nil, func(w io.Writer) error {
			_, err := io.WriteString(w, "new")
			return errors.Join(err, tt.err)
		})
		if (err == nil) != (tt.want == "new") {
			t.Errorf("%s: error %v", tt.name, err)
		}
		content, _ := os.ReadFile(file)
		entries, _ := os.ReadDir(dir)
		if string(content) != tt.want || len(entries) != 1 {
			t.Errorf("%s: %q and %d files, want %q and 1", tt.name, content, len(entries), tt.want)
		}
	}
}
