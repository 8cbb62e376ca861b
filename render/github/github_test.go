package github

import (
	"bytes"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/render/internal/sample"
	"github.com/seed-044d7529/segment/render/report"
)

func written(t *testing.T, c report.Check) string {
	t.Helper()
	var b bytes.Buffer
	if err := Annotations(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnnotations(t *testing.T) {
	want := `::error file=network/sg.tf,line=88,title=BROKEN ledger-is-private::orders/report-job → ledger-main passes on tcp/5432%0A` +
		`opened by aws_security_group_rule.ledger_from_vpc: 10.0.0.0/16 tcp/5432 (network/sg.tf:88)%0A` +
		`path: eni-0a1 → sg-reports egress all → rtb-12 local → acl-3 rule 100 → sg-ledger ingress tcp/5432 from 10.0.0.0/16%0A` +
		`because: card data scope (PCI)%0Afix: call payments.api instead   |   smallest edit: narrow the rule to sg-payments
::error file=segment.yaml,line=31,col=26,title=VACUOUS tiers::context data-tier matches nothing
::error file=main.tf,line=12,title=UNKNOWN env-isolation::aws_vpc_peering_connection.x.accepter id known after apply
segment check: 1 kept, 1 broken, 1 waived, 1 vacuous, 1 unknown (exit 1)
`
	if got := written(t, sample.Check()); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Every line is one command of ours, whatever names say, and no part of a name becomes a property.
func TestCommandsCannotBeForged(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(written(t, sample.Bites())), "\n")
	if len(lines) != 5 {
		t.Errorf("%d lines, want 4 commands and the summary", len(lines))
	}
	for _, l := range lines[:len(lines)-1] {
		head, _, _ := strings.Cut(strings.TrimPrefix(l, "::"), "::")
		if !strings.HasPrefix(l, "::error ") || strings.Count(head, ",") > 3 || len(l) > 20_000 {
			t.Errorf("%.200s… (%d bytes)", l, len(l))
		}
		if strings.ContainsAny(l, "\x1b\u202e\r") {
			t.Error("a name acts on the log")
		}
	}
}

func TestLevels(t *testing.T) {
	c := sample.Check()
	c.ShowWaived, c.Rows[4].Fails = true, false
	got := written(t, c)
	for _, want := range []string{"::notice file=main.tf,line=12,title=UNKNOWN", "::notice file=segment.yaml,line=50,col=5,title=WAIVED no-ssh"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
}
