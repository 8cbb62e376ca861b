package dot

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

func relations(t *testing.T, r report.Relations) string {
	t.Helper()
	var b bytes.Buffer
	if err := Relations(&b, sample.Header(), r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// estate is a picture with a link of every state.
func estate(name string) report.Relations {
	https := packet.OfTCP(packet.Port(443))
	r := report.Relations{Title: "shop" + name, Folded: "level context" + name, Boxes: []report.ContextBox{
		{ID: "edge" + name, Label: []string{"edge" + name, "2 endpoints"}},
		{ID: "orders" + name, Label: []string{"orders" + name}, Ports: []report.Published{{Name: "web" + name, Ports: https}}},
		{ID: "archive" + name, Label: []string{"archive"}, PartOf: "orders" + name},
	}}
	for i, s := range report.LinkStates() {
		r.Links = append(r.Links, report.Link{From: "edge" + name, To: "orders" + name, State: s, Ports: https, Rule: "r" + name, Text: "x" + name})
		if i == 0 {
			r.Links[0].Pill = "web" + name
		}
	}
	r.Links = append(r.Links, report.Link{From: "internet", To: "edge" + name, Ports: packet.All()})
	r.Boxed()
	return r
}

func TestRelations(t *testing.T) {
	got := relations(t, estate(""))
	for _, want := range []string{
		`  "edge" -> "orders":p0:w [id="edge orders r" label="tcp/443" `,
		`label="✕ tcp/443\nr" `, `style=bold penwidth=3 color="#D55E00" fontcolor="#B34700" weight=0]`,
		`label="tcp/443 (x)" `, `label="tcp/443 required, missing" `, `arrowhead=empty constraint=false`,
		`label="? tcp/443\nx" `, `arrowhead=odiamond`, `"internet" [id="internet" label="internet" tooltip="internet" shape=ellipse]`,
		`subgraph "cluster_orders" {`, `<td port="p0" bgcolor="white" align="left"><font point-size="9">web<br/>tcp/443</font></td>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if relations(t, estate("")) != got {
		t.Error("two pictures of the same differ")
	}
}

// Whatever names say, the text is one graph.
func TestRelationsBite(t *testing.T) {
	got := relations(t, estate(sample.Hostile))
	if strings.ContainsAny(got, "\x1b\u202e\r") || strings.Contains(got, "<script") && !strings.Contains(got, `\"`) {
		t.Error("a name acts on a display")
	}
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not here")
	}
	for _, text := range []string{got, relations(t, estate(""))} {
		run := exec.Command(dot, "-Tcanon")
		run.Stdin = strings.NewReader(text)
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("dot: %v\n%.300s", err, out)
		}
	}
}
