package dot

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

const evil = "\"]; evil [label=\"<b>\n\x1b\\N"

func picture() report.Graph {
	tcp443, _ := packet.Parse("tcp/443")
	many, _ := packet.Parse("tcp/1,tcp/3,tcp/5,tcp/7,tcp/9")
	return report.Graph{
		Level: "subnet", Folded: "folded " + evil,
		Clusters: []report.Cluster{{
			ID: "account:1", Kind: "account", Label: []string{"account 1"},
			Clusters: []report.Cluster{
				{ID: "vpc-2", Kind: "vpc", Label: []string{"empty"}},
				{ID: "vpc-1", Kind: "vpc", Label: []string{evil}, Boxes: []report.Box{
					{ID: "subnet-b", Kind: "subnet", Label: []string{"b"}, Internal: packet.All()},
					{ID: "subnet-a", Kind: "subnet", Label: []string{evil}},
				}},
			},
		}},
		Boxes: []report.Box{{ID: "internet", Kind: "internet", Label: []string{"internet"}}},
		Edges: []report.Edge{
			{From: "subnet-b", To: "internet", Verdict: reach.Undetermined, Ports: packet.Possibly(tcp443), Pairs: 2},
			{From: "internet", To: "subnet-a", Verdict: reach.Reachable, Ports: packet.Exactly(many), Pairs: 2, Passing: 1, Both: true},
		},
	}
}

func drawn(t *testing.T, g report.Graph) string {
	t.Helper()
	var b strings.Builder
	if err := Graph(&b, report.Header{Network: report.Network{Digest: "sha256:0123456789abcdef", Sources: []string{evil}}}, g); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGraph(t *testing.T) {
	got := drawn(t, picture())
	for _, want := range []string{
		"// network sha256:0123456789abcdef\n",
		`label="tcp/1, tcp/3, tcp/5 +2 more"`,
		`label="? tcp/443"`,
		" dir=both]",
		`internal: all traffic`,
		`"no endpoint"`,
		"unknown: cannot be told",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Index(got, `"subnet-a"`) > strings.Index(got, `"subnet-b"`) || strings.Index(got, "cluster_vpc-1") > strings.Index(got, "cluster_vpc-2") {
		t.Error("boxes and clusters are not in the order of their ids")
	}
	if got != drawn(t, picture()) {
		t.Error("two drawings differ")
	}
}

func TestLegendIsNobodysBox(t *testing.T) {
	g := picture()
	g.Boxes = append(g.Boxes, report.Box{ID: "legend", Kind: "service", Label: []string{"legend"}})
	if got := drawn(t, g); !strings.Contains(got, `"legend'" [shape=plain`) {
		t.Errorf("a service called legend is drawn over the legend:\n%s", got)
	}
}

// No name leaves its quotes: outside of strings there is nothing of it.
func TestHostileNamesStayStrings(t *testing.T) {
	got := drawn(t, picture())
	for line := range strings.SplitSeq(got, "\n") {
		if strings.HasPrefix(line, "//") {
			continue
		}
		bare, inside := "", false
		for i := 0; i < len(line); i++ {
			switch {
			case inside && line[i] == '\\':
				i++
			case line[i] == '"':
				inside = !inside
			case !inside:
				bare += line[i : i+1]
			}
		}
		if inside || strings.Contains(bare, "evil") {
			t.Errorf("a name gets out: %s", line)
		}
	}
	if strings.Contains(got, "\x1b") {
		t.Error("an escape code is left")
	}
}
