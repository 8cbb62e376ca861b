package settings

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// network is a flag like -n, with what it was set to.
func network(given bool, values *[]string) Flag {
	return Flag{
		Name: "network", Given: given, List: true,
		Set:     func(v string) error { *values = append(*values, v); return nil },
		Current: func() string { return strings.Join(*values, " ") },
	}
}

func env(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for _, p := range pairs {
			if value, ok := strings.CutPrefix(p, name+"="); ok {
				return value, true
			}
		}
		return "", false
	}
}

// repository makes a folder tree: repo/.git, repo/segment.yaml, repo/a/b.
func repository(t *testing.T, yaml string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "repo")
	if err := os.MkdirAll(filepath.Join(root, "a", "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	err := errors.Join(os.Mkdir(filepath.Join(root, ".git"), 0o755), os.WriteFile(filepath.Join(root, FileName), []byte(yaml), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestOrder(t *testing.T) {
	root := repository(t, "network: net.zip\ncontracts: []\n")
	set := env("SEGMENT_NETWORK=x")
	tests := []struct {
		name  string
		given bool
		env   func(string) (string, bool)
		dir   string
		want  string
		from  string
	}{
		{"flag wins", true, set, root, "", "flag --network"},
		{"then the environment", false, set, root, "x", "environment SEGMENT_NETWORK"},
		{"then the file", false, env(), filepath.Join(root, "a", "b"), filepath.Join(root, "net.zip"), "network: in " + filepath.Join(root, FileName)},
		{"never above the repository", false, env(), filepath.Dir(root), "", "default"},
	}
	for _, tt := range tests {
		var values []string
		got, err := Apply([]Flag{network(tt.given, &values)}, Places{Env: tt.env, Dir: tt.dir})
		if err != nil || got[0].Value != tt.want || got[0].From != tt.from {
			t.Errorf("%s: got %v %v, want %q from %q", tt.name, got, err, tt.want, tt.from)
		}
	}
}

func TestNetworkOf(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{"network: 'demo:'\n", "demo:"},
		{"network: ['demo:', '-']\n", "demo:,-"},
		{"rules: []\n", ""},
	}
	for _, tt := range tests {
		got, err := Places{}.networkOf(filepath.Join(repository(t, tt.yaml), FileName))
		if err != nil || strings.Join(got, ",") != tt.want {
			t.Errorf("%q: got %v, %v", tt.yaml, got, err)
		}
	}
	for _, broken := range []string{"network: {a: b}\n", "network: [\n"} {
		file := filepath.Join(repository(t, broken), FileName)
		if _, err := (Places{}).networkOf(file); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%q: error %v does not name the file", broken, err)
		}
	}
}

func TestSplitList(t *testing.T) {
	sep := string(os.PathListSeparator)
	tests := []struct {
		text string
		want []string
	}{
		{"net", []string{"net"}},
		{"a" + sep + "b", []string{"a", "b"}},
		{"demo:", []string{"demo:"}},
		{"", nil},
	}
	if sep == ":" {
		tests = append(tests, []struct {
			text string
			want []string
		}{{"a:demo:", []string{"a", "demo:"}}, {"demo::b", []string{"demo:", "b"}}}...)
	}
	for _, tt := range tests {
		if got := SplitList(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
