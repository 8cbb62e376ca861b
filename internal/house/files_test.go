package house

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// machinePath is an absolute path that exists on one machine only. What comes before the slash
// tells it from a path inside an address or an ARN.
var machinePath = regexp.MustCompile(`(^|[\s"'` + "`" + `=(<\[,:;])/(work|root|tmp|Users|home/[a-z][a-z0-9_-]*)/[A-Za-z0-9_.-]`)

func TestMachinePathsAreInNoFile(t *testing.T) {
	root := moduleRoot(t)
	list := exec.Command("git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	out, err := list.Output()
	if err != nil {
		t.Skipf("not a git clone: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || bytes.IndexByte(content, 0) >= 0 {
			continue // deleted but not committed, a submodule, or not text
		}
		for i, line := range bytes.Split(content, []byte("\n")) {
			if found := machinePath.Find(line); found != nil {
				t.Errorf("%s:%d: %q is a path of one machine", name, i+1, found)
			}
		}
	}
}

func TestMachinePathPattern(t *testing.T) {
	tests := []struct {
		line string
		want bool
	}{
		{"open " + "/wo" + "rk/main/go.mod", true},
		{`"` + "/ro" + `ot/go"`, true},
		{"cp a " + "/tm" + "p/x", true},
		{"see docs/work/notes", false},
		{"arn:aws:iam::111111111111:role/root/x", false},
		{"a / b", false},
	}
	for _, tt := range tests {
		if got := machinePath.MatchString(tt.line); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.line, got, tt.want)
		}
	}
}

// Every direct dependency has a row in the ADR about libraries.
func TestDependenciesHaveReasons(t *testing.T) {
	root := moduleRoot(t)
	adr, err := os.ReadFile(filepath.Join(root, "docs/adr/0005-libraries.md"))
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	required := regexp.MustCompile(`(?m)^\s*(?:require )?([a-z0-9.-]+\.[a-z]+/\S+) v\S+$`)
	for _, match := range required.FindAllSubmatch(gomod, -1) {
		if name := match[1]; !bytes.Contains(adr, append([]byte("`"), append(name, '`')...)) {
			t.Errorf("go.mod requires %s, which has no row in docs/adr/0005-libraries.md", name)
		}
	}
}
