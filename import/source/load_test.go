package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/seed-044d7529/segment/import/source"
)

// write makes a directory with files and returns its path.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "net")
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for name, text := range files {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text)), Format: tar.FormatUSTAR}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func utf16Text(text string, big, mark bool) string {
	var b []byte
	if mark {
		text = "\ufeff" + text
	}
	for _, u := range utf16.Encode([]rune(text)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

// Whatever holds the documents, the same ones are read, with the same places.
func TestContainersAreAlike(t *testing.T) {
	files := map[string]string{"a.json": "{\n \"one\": 1}", "eu-west-1/b": "{\"two\":\n2}\n{\"three\":3}", "README.md": "words"}
	dir := write(t, files)
	const want = "one@X/a.json:2:2 three@X/eu-west-1/b:3:2 two@X/eu-west-1/b:1:2"
	for name, in := range map[string]string{
		"zip": zipped(t, files), "tar": tarred(t, files), "tgz": gzipped(t, tarred(t, files)),
	} {
		path := write(t, map[string]string{name: in}) + "/" + name
		got, diags, err := load(t, source.Options{}, path)
		if got != strings.ReplaceAll(want, "X", name) || codes(diags) != "SEG-106" || err != nil {
			t.Errorf("%s: got %s, %v, %v", name, got, diags, err)
		}
		got, diags, err = load(t, stdin(in), "-")
		if got != strings.ReplaceAll(want, "X", "stdin") || codes(diags) != "SEG-106" || err != nil {
			t.Errorf("%s from stdin: got %s, %v, %v", name, got, diags, err)
		}
	}
	got, diags, err := load(t, source.Options{}, dir)
	if got != strings.ReplaceAll(want, "X", "net") || codes(diags) != "SEG-106" || err != nil {
		t.Errorf("directory: got %s, %v, %v", got, diags, err)
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	got, _, err = load(t, source.Options{Embedded: map[string]fs.FS{"demo:": tree}}, "demo:")
	if got != strings.ReplaceAll(want, "X", "demo:") || err != nil {
		t.Errorf("embedded: got %s, %v", got, err)
	}
}

func TestEncodings(t *testing.T) {
	const text = "{\n \"é𝄞\": 1}"
	for name, in := range map[string]string{
		"plain": text, "BOM": "\ufeff" + text, "UTF-16LE": utf16Text(text, false, true), "UTF-16BE": utf16Text(text, true, true),
		"UTF-16LE without mark": utf16Text("{\n \"é𝄞\": 1}", false, false), "UTF-16BE without mark": utf16Text(text, true, false),
	} {
		if got, diags, err := load(t, stdin(in), "-"); got != "é𝄞@stdin:2:2" || err != nil {
			t.Errorf("%s: got %s, %v, %v", name, got, diags, err)
		}
	}
}

func TestBadInput(t *testing.T) {
	tests := []struct {
		name, in, code, says string
	}{
		{"cut short", `{"a": [1, 2`, "SEG-103", "too early"},
		{"cut short inside a string", `{"a`, "SEG-103", "too early"},
		{"not JSON", "hello", "SEG-103", "not JSON"},
		{"bare word", `{"a": nil}`, "SEG-103", "not valid JSON"},
		{"empty", "", "SEG-107", "empty"},
		{"blank", " \n", "SEG-107", "empty"},
		{"deep", strings.Repeat("[", 201) + strings.Repeat("]", 201), "SEG-104", "--max-depth"},
		{"odd UTF-16", utf16Text(`{"a":1}`, false, true) + "x", "SEG-102", "UTF-16"},
		{"damaged gzip", gzipped(t, `{"a":1}`)[:20], "SEG-102", "EOF"},
		{"damaged zip", "PK\x03\x04 and no more", "SEG-102", "damaged"},
		{"zip without members", zipped(t, nil), "SEG-101", "no JSON"},
		{"compressed twice", gzipped(t, gzipped(t, "{}")), "SEG-108 SEG-101", "twice"},
		{"archive in an archive", zipped(t, map[string]string{"x": zipped(t, map[string]string{"y": "{}"})}), "SEG-108 SEG-101", "inside an archive"},
		{"plan", `{"format_version":"1.2","planned_values":{}}`, "SEG-109", "Terraform plan"},
		{"shown state", `{"format_version":"1.0","values":{}}`, "SEG-109", "Terraform state"},
		{"state", `{"version":4,"terraform_version":"1.9.0","resources":[]}`, "SEG-109", "Terraform state"},
		{"old state", `{"version":3,"serial":1,"modules":[]}`, "SEG-113", "older than version 4"},
		{"binary plan", zipped(t, map[string]string{"tfplan": "x", "tfstate": "{}"}), "SEG-109", "binary Terraform plan"},
	}
	for _, tt := range tests {
		_, diags, err := load(t, stdin(tt.in), "-")
		if codes(diags) != tt.code || !errors.Is(err, source.ErrInput) {
			t.Errorf("%s: got %v, error %v", tt.name, diags, err)
			continue
		}
		if !strings.Contains(diags[0].What, tt.says) {
			t.Errorf("%s: %q does not say %q", tt.name, diags[0].What, tt.says)
		}
	}
}

func TestSyntaxErrorHasItsPlaceAndTheRestIsRead(t *testing.T) {
	dir := write(t, map[string]string{"a.json": "{\n \"x\": 1,\n \"y\" 2}", "b.json": `{"z": 1}`, "c.json": "nonsense"})
	got, diags, err := load(t, source.Options{}, dir)
	if !strings.Contains(got, "z@net/b.json:1:2") || !errors.Is(err, source.ErrInput) {
		t.Errorf("got %s, %v", got, err)
	}
	if codes(diags) != "SEG-103 SEG-103" || diags[0].Origin.Line != 3 {
		t.Errorf("got %v", diags)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := write(t, map[string]string{"a.json": `{"x": 1}`, "sub/b.json": `{"y": 1}`})
	for from, to := range map[string]string{"loop": ".", "sub/up": "..", "self": "self", "gone": "nowhere.json"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	got, diags, err := load(t, source.Options{}, dir)
	if got != "x@net/a.json:1:2 y@net/sub/b.json:1:2" || codes(diags) != "SEG-102 SEG-105 SEG-102 SEG-105" || !errors.Is(err, source.ErrInput) {
		t.Errorf("got %s, %v, %v", got, diags, err)
	}
	for input, code := range map[string]string{
		filepath.Join(dir, "none"): "SEG-100", write(t, map[string]string{"a.txt": "x"}): "SEG-106 SEG-101", t.TempDir(): "SEG-101",
	} {
		if _, diags, err := load(t, source.Options{}, input); codes(diags) != code || !errors.Is(err, source.ErrInput) {
			t.Errorf("%s: got %v, %v", input, diags, err)
		}
	}
}

func TestUnreadableFile(t *testing.T) {
	dir := write(t, map[string]string{"a.json": `{"x": 1}`, "b.json": `{"y": 1}`})
	if err := os.Chmod(filepath.Join(dir, "a.json"), 0); err != nil || os.Geteuid() == 0 {
		t.Skip("every file is readable here")
	}
	got, diags, err := load(t, source.Options{}, dir)
	if got != "y@net/b.json:1:2" || codes(diags) != "SEG-102" || !errors.Is(err, source.ErrInput) {
		t.Errorf("got %s, %v, %v", got, diags, err)
	}
}

func TestLimitsNameTheirFlags(t *testing.T) {
	dir := write(t, map[string]string{"a.json": `{"x": 1}`, "b.json": `{"y": [[1]]}`})
	archive := write(t, map[string]string{"x.zip": zipped(t, map[string]string{"a": "{}", "b": "{}"})}) + "/x.zip"
	tape := write(t, map[string]string{"x.tar": tarred(t, map[string]string{"a": "{}", "b": "{}"})}) + "/x.tar"
	for _, tt := range []struct {
		limits      source.Limits
		input, flag string
	}{
		{source.Limits{MaxSize: 10}, dir, "--max-size"},
		{source.Limits{MaxFile: 10}, dir, "--max-file-size"},
		{source.Limits{MaxDepth: 2}, dir, "--max-depth"},
		{source.Limits{MaxMembers: 1}, archive, "--max-members"},
		{source.Limits{MaxMembers: 1}, tape, "--max-members"},
	} {
		_, diags, err := load(t, source.Options{Limits: tt.limits}, tt.input)
		if !strings.Contains(codes(diags), "SEG-104") || !strings.Contains(diags[len(diags)-1].What, tt.flag) || !errors.Is(err, source.ErrInput) {
			t.Errorf("%s: got %v, %v", tt.flag, diags, err)
		}
	}
}

func TestSnapshot(t *testing.T) {
	snapshot := func(format string) string {
		return zipped(t, map[string]string{
			"manifest.json": `{"format": ` + format + `, "tool": "segment 1.0", "collections": [{"account": "1", "region": "r", "kind": "Vpcs", "presence": "partial"}],
				"denied": [{"account": "1", "region": "r", "operation": "ec2:DescribeNetworkAcls"}]}`,
			"vpcs.json": `{"x": 1}`,
		})
	}
	got, diags, err := load(t, stdin(snapshot("1")), "-")
	if got != "x@stdin/vpcs.json:1:2" || codes(diags) != "SEG-114" || err != nil {
		t.Errorf("got %s, %v, %v", got, diags, err)
	}
	got, diags, err = load(t, stdin(snapshot("2")), "-")
	if got != "" || codes(diags) != "SEG-110" || !errors.Is(err, source.ErrInput) {
		t.Errorf("newer: got %s, %v, %v", got, diags, err)
	}
}

func TestLaterInputWins(t *testing.T) {
	a, b := write(t, map[string]string{"v.json": `{"x": 1}`}), write(t, map[string]string{"v.json": `{"x": 1}`})
	if got, diags, err := load(t, source.Options{}, a, b); got != "x@net/v.json:1:2" || len(diags) != 0 || err != nil {
		t.Errorf("equal: got %s, %v, %v", got, diags, err)
	}
}

func TestCodesAreUniqueAndExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range source.Codes() {
		if seen[c.ID] || !strings.HasPrefix(c.ID, "SEG-1") {
			t.Errorf("%s stands twice or is out of range", c.ID)
		}
		seen[c.ID] = true
		if c.Severity == 0 || c.Meaning == "" || c.Effect == "" || c.Next == "" {
			t.Errorf("%s is not explained", c.ID)
		}
	}
}

func FuzzLoad(f *testing.F) {
	for _, s := range []string{"", "{}", "[", `{"a":`, "\xff\xfe{", "PK\x03\x04", "\x1f\x8b\x08", "\ufeff{}", `{"format_version":1}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		_, diags, err := load(t, source.Options{Stdin: bytes.NewReader(in), Limits: source.Limits{MaxSize: 1 << 20}}, "-")
		if err != nil && len(diags) == 0 {
			t.Errorf("an error without a diagnostic: %v", err)
		}
	})
}
