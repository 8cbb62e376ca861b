package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

func TestMatrixStaysSmall(t *testing.T) {
	m := report.Matrix{Level: "endpoint", Kept: 5000, Over: 10}
	for i := range 5000 {
		m.Rows = append(m.Rows, report.Row{From: report.Place{ID: fmt.Sprintf("eni-%d", i), Name: "|<img>"}, To: report.Place{ID: "x"}, Answer: reach.MatrixRow{
			Verdict: reach.Reachable, Connections: packet.Certain(), Passing: 1, Pairs: 1,
		}})
	}
	var b strings.Builder
	if err := Matrix(&b, report.Header{}, m); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if len(got) > 65_000 || !strings.Contains(got, " of 5010 pairs; -o json has all") {
		t.Errorf("%d bytes; it ends with %q", len(got), got[max(0, len(got)-120):])
	}
	if strings.Contains(got, "<img") || strings.Contains(got, " |\\<") {
		t.Error("a name is not escaped")
	}
	for line := range strings.SplitSeq(got, "\n") {
		if strings.HasPrefix(line, "| ") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 6 {
			t.Fatalf("not five cells: %s", line)
		}
	}
}

func TestCanBeginsWithTheVerdict(t *testing.T) {
	for v, want := range map[reach.Verdict]string{reach.Reachable: "✓ **reachable**", reach.Blocked: "✕ **blocked**", reach.Undetermined: "? **unknown**", reach.PartlyReachable: "~ **partial**"} {
		var b strings.Builder
		c := report.Can{From: "@team", To: "[db](x)", On: "tcp/1", Answer: reach.Answer{Verdict: v}}
		if err := Can(&b, report.Header{}, c); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(b.String(), want) || strings.Contains(b.String(), "@team") || strings.Contains(b.String(), "[db](") {
			t.Errorf("%s: %q", want, b.String())
		}
	}
}
