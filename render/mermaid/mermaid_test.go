package mermaid

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

func TestLinks(t *testing.T) {
	c := sample.Check()
	got, left := Links(c.Links(), 1)
	want := "flowchart LR\n  n1[\"orders\"]\n  n2[\"ledger\"]\n  n1 ==>|\"✕ tcp/5432 (ledger-is-private)\"| n2\n  linkStyle 0 stroke:#D55E00\n"
	if got != want || left != 1 {
		t.Errorf("got %s, %d left; want %s", got, left, want)
	}
}

// A name stays inside of its quotes.
func TestLinksBite(t *testing.T) {
	bite := sample.Hostile
	got, _ := Links([]report.Link{{From: bite, To: bite + "x", State: report.LinkBroken, Ports: packet.All(), Rule: bite}}, 10)
	for line := range strings.SplitSeq(strings.TrimSpace(got), "\n") {
		if n := strings.Count(line, `"`); n != 0 && n != 2 || strings.ContainsAny(line, "`%<\x1b\u202e") || len(line) > 400 {
			t.Errorf("%s", line)
		}
	}
}
