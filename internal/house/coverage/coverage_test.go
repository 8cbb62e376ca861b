package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const rulesText = `# Rules
## 7. Security groups
**SG-1 Default deny, allow-only, union.** A packet new to ENI e … *T* see **bold** text.
## 12. VPN
**DX-1** Private VIF reaches O. **DX-2 Transit VIF -> DX gateway.** See SG-1.
`

func TestParseRules(t *testing.T) {
	got, err := ParseRules(strings.NewReader(rulesText))
	if err != nil {
		t.Fatal(err)
	}
	want := []Rule{
		{ID: "SG-1", Line: 3, Title: "Default deny, allow-only, union", Section: "7. Security groups"},
		{ID: "DX-1", Line: 5, Title: "Private VIF reaches O.", Section: "12. VPN"},
		{ID: "DX-2", Line: 5, Title: "Transit VIF -> DX gateway", Section: "12. VPN"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}

func TestParseRulesRefusesAnIDUsedTwice(t *testing.T) {
	_, err := ParseRules(strings.NewReader(rulesText + "**SG-1 Again.** x\n"))
	if want := "line 6: SG-1 is already defined on line 3"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestCitations(t *testing.T) {
	tests := []struct {
		line string
		want string
	}{
		{"// the reply needs no rule (SG-3), see SG-3 and NACL-11", "NACL-11 SG-3"},
		{"func TestEngine_NACL_11_and_SG_3(t *testing.T) {", "NACL-11 SG-3"},
		{"func helper_SG_3() {", ""},
		{`{"w>d tcp/443", "deny SG-4"},`, "SG-4"},
		{"XSG-4a xSG-4 sg-4", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(citations(tt.line), " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestReport(t *testing.T) {
	rules, err := ParseRules(strings.NewReader(rulesText))
	if err != nil {
		t.Fatal(err)
	}
	cited, err := FindCitations(fstest.MapFS{
		"reach/can.go":               {Data: []byte("// DX-1: not a test")},
		"reach/can_test.go":          {Data: []byte("// SG-1\n// SG-1\n// SG-99 and ISO-8859\n")},
		"testdata/vectors/dx.txt":    {Data: []byte("DX-2 w>O tcp/443 -> ALLOW\n")},
		"internal/house/own_test.go": {Data: []byte("// DX-1")},
	}, "internal/house")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	report := NewReport(rules, cited)
	if err := report.Write(&got, false); err != nil {
		t.Fatal(err)
	}
	const want = `   1 of   1  7. Security groups
   1 of   2  12. VPN

cited by no test:
   0  DX-1     docs/semantics.md:5  Private VIF reaches O.
no such rule: SG-99, cited by reach/can_test.go

2 of 3 rules are cited by a test
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if report.OK() {
		t.Error("a report with an uncited rule is not OK")
	}
}

// The rules as they are: ids are unique, and every section that has any is found.
func TestSemanticsCoverage(t *testing.T) {
	text, err := os.Open("../../../docs/semantics.md")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	rules, err := ParseRules(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) < 293 {
		t.Errorf("%d rules: ids are never removed, and there were 293", len(rules))
	}
}
