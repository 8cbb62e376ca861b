package generate_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/internal/generate"
)

// hash is one number for all files of a directory.
func hash(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		fmt.Fprintf(h, "%s %d\n", path, len(content))
		_, _ = h.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func TestSameArgumentsGiveTheSameBytes(t *testing.T) {
	tests := []struct {
		shape generate.Shape
		seed  uint64
		want  string
	}{
		{generate.Flat, 1, "d8d12317433b779b"},
		{generate.Flat, 2, "d4fc13acc7d42f07"},
		{generate.Hub, 1, "298246fe369d6d2b"},
		{generate.Hub, 2, "78fc8e1dd0c37f5f"},
		{generate.Mesh, 1, "123afa1f002b3769"},
		{generate.Mesh, 2, "0af26bfcc983e32a"},
		{generate.S1, 1, "a363e00dfb0032c5"},
		{generate.S1, 2, "219bc8bac5fce394"},
	}
	for _, tt := range tests {
		dir, _ := write(t, tt.shape, generate.Options{Endpoints: 200, Seed: tt.seed})
		if got := hash(t, dir); got != tt.want {
			t.Errorf("%s, seed %d: got %s, want %s", tt.shape, tt.seed, got, tt.want)
		}
	}
}

func TestFilesAreWhatTheCommandLinePrints(t *testing.T) {
	for _, shape := range generate.Shapes() {
		dir, _ := write(t, shape, generate.Options{Endpoints: 60, Seed: 1, IPv6: true})
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			checkLayout(t, path, content)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// checkLayout compares a file with what the standard encoder makes of it.
func checkLayout(t *testing.T, path string, content []byte) {
	t.Helper()
	var want strings.Builder
	raw := json.RawMessage(content)
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	e.SetIndent("", "    ")
	if err := e.Encode(raw); err != nil || want.String() != string(content) {
		t.Errorf("%s is not laid out as JSON of four spaces a level: %v", path, err)
	}
}
