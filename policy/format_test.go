package policy_test

import (
	"os"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/policy"
)

func TestFormat(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"indentation", "a:\n    b:\n        - c\n        - d: 1\n          e: 2\n", "a:\n  b:\n    - c\n    - d: 1\n      e: 2\n"},
		{"lists under their key", "a:\n- b\n- c: 1\n  d: 2\ne: 3\n", "a:\n  - b\n  - c: 1\n    d: 2\ne: 3\n"},
		{"spacing of flow", "a: {b: 1,  c: [ x, y ]}\nd: {}\n", "a: { b: 1,  c: [x, y] }\nd: {}\n"},
		{"comments", "# head\nversion: 1   \n\n\n\n# about a\na:\n     # about b\n     b: 1 # tail\n", "# head\nversion: 1\n\n# about a\na:\n  # about b\n  b: 1 # tail\n"},
		{"quotes", "a: \"{x}  # no comment\"\nb: '[ y ]'\n", "a: \"{x}  # no comment\"\nb: '[ y ]'\n"},
	}
	for _, tt := range tests {
		got, err := policy.Format([]byte(tt.in))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: got %q, %v, want %q", tt.name, got, err, tt.want)
		}
		again, err := policy.Format(got)
		if err != nil || string(again) != string(got) {
			t.Errorf("%s: formatted twice: %q, %v", tt.name, again, err)
		}
	}
	if _, err := policy.Format([]byte("a: [1\nb: 2\n")); err == nil {
		t.Error("what is no YAML is formatted")
	}
}

func TestExamplesAreFormatted(t *testing.T) {
	for _, name := range []string{"shop", "organisation"} {
		content, err := os.ReadFile("../examples/" + name + "/segment.yaml")
		if err != nil {
			t.Fatal(err)
		}
		got, err := policy.Format(content)
		if err != nil || string(got) != string(content) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("a:\n- b\n")
	f.Add("a: |\n  x\n   y\nb: >\n   z\n")
	f.Add("a: { b: [1, 2]}\n# c\n")
	f.Fuzz(func(t *testing.T, text string) {
		once, err := policy.Format([]byte(text))
		if err != nil || strings.Contains(text, "\t") {
			return
		}
		if _, err := policy.Format(once); err != nil {
			t.Errorf("%q becomes %q, which cannot be formatted: %v", text, once, err)
		}
	})
}
