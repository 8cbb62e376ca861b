package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

func checked(t *testing.T, c report.Check) string {
	t.Helper()
	var b bytes.Buffer
	if err := CheckSummary(&b, sample.Header(), c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCheckBeginsWithTheVerdict(t *testing.T) {
	tests := []struct {
		exit int
		want string
	}{
		{0, "✓ **passes**: 1 kept, 1 broken"},
		{1, "✕ **fails**: 1 kept, 1 broken"},
		{3, "? **cannot be told**: 1 kept, 1 broken"},
	}
	for _, tt := range tests {
		c := sample.Check()
		c.Exit = tt.exit
		if got := checked(t, c); !strings.HasPrefix(got, tt.want) {
			t.Errorf("got %.60s, want %s", got, tt.want)
		}
	}
}

func TestCheckParts(t *testing.T) {
	got := checked(t, sample.Check())
	for _, want := range []string{
		"| ✕ | ledger-is-private | BROKEN | `tcp/5432` | orders/report-job → ledger-main |\n",
		"  n1 ==>|\"✕ tcp/5432 (ledger-is-private)\"| n2\n",
		"<details><summary>✕ <b>BROKEN ledger-is-private</b> orders/report-job → ledger-main passes on tcp/5432</summary>\n\n- at network/sg.tf:88\n",
		"20 of 22 endpoints are in a context\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// Code hosts refuse more than 65,536 characters; what is left out is counted.
func TestCheckIsShortEnough(t *testing.T) {
	many := sample.Check()
	many.Rows = nil
	for i := range 3000 {
		row := sample.Check().Rows[1]
		row.Rule = fmt.Sprintf("rule-%d", i)
		row.Findings = slices.Repeat([]policy.Finding{row.Findings[0]}, 3)
		many.Rows = append(many.Rows, row)
	}
	for _, c := range []report.Check{many, sample.Bites()} {
		got := checked(t, c)
		if n := utf8.RuneCountInString(got); n >= 65_000 {
			t.Errorf("%d characters", n)
		}
	}
	got := checked(t, many)
	for _, want := range []string{" more rules do not fit here", "2960 more edges are not drawn", " of 9000 findings; -o json has all"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestCheckBites(t *testing.T) {
	got := checked(t, sample.Bites())
	for _, bad := range []string{"<script", "\u202e", "\x1b", "@everyone", "](http", "http://", "\n::", "\r"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is in it", bad)
		}
	}
	if n := strings.Count(got, "```"); n != 2 {
		t.Errorf("%d fences", n)
	}
}
