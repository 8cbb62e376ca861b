package text

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/render/internal/sample"
)

func TestCheck(t *testing.T) {
	got := written(t, func(b *strings.Builder) error { return Check(b, sample.Check(), Style{}) })
	want := `orders-to-payments   ✓ KEPT     tcp/443   orders (14) → payments (6)
ledger-is-private    ✕ BROKEN   tcp/5432  orders/report-job → ledger-main            (segment.yaml:44:5)
    path      eni-0a1 → sg-reports egress all → rtb-12 local → acl-3 rule 100 → sg-ledger ingress tcp/5432 from 10.0.0.0/16
    opened by aws_security_group_rule.ledger_from_vpc   network/sg.tf:88   10.0.0.0/16 tcp/5432
    because   card data scope (PCI)
    fix       call payments.api instead   |   smallest edit: narrow the rule to sg-payments
no-ssh               ~ WAIVED   tcp/22    bastion-1 → orders (2 of at most 4) until 2027-01-31
tiers                ! VACUOUS  context data-tier matches nothing                    (segment.yaml:31:26)
env-isolation        ? UNKNOWN  aws_vpc_peering_connection.x.accepter id known after apply   (main.tf:12)
1 kept, 1 broken, 1 waived, 1 vacuous, 1 unknown                      exit 1
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestCheckBites(t *testing.T) {
	got := written(t, func(b *strings.Builder) error { return Check(b, sample.Bites(), Style{}) })
	if strings.ContainsAny(got, "\x1b\u202e\r") || strings.Contains(got, "\n::") {
		t.Error("a name acts on the terminal")
	}
}
