package demo_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/internal/demo"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/model/service"
)

func load(t *testing.T) *model.Network {
	t.Helper()
	n, diagnostics, err := source.Load(context.Background(), []string{"demo:"}, source.Options{
		Importers: []source.Importer{awsjson.Importer{}}, Embedded: map[string]fs.FS{"demo:": demo.FS()},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diagnostics {
		t.Errorf("%s", d)
	}
	return n
}

func TestLoadsCleanly(t *testing.T) {
	n := load(t)
	for _, u := range n.Unmodelled {
		if u.Matters {
			t.Errorf("not modelled: %s at %s", u.What, u.Origin)
		}
	}
	if got := len(n.NetworkInterfaces); got < 25 || got > 35 {
		t.Errorf("%d interfaces", got)
	}
	for _, kind := range []model.Kind{
		model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindPrefixLists, model.KindNetworkInterfaces, model.KindInstances,
		model.KindAddresses, model.KindSecurityGroups, model.KindSecurityGroupVPCs, model.KindNetworkACLs, model.KindInternetGateways,
		model.KindEgressOnlyGateways, model.KindNatGateways, model.KindPeerings, model.KindTransitGateways, model.KindTGWAttachments,
		model.KindTGWVPCAttachments, model.KindTGWRouteTables, model.KindTGWRoutes, model.KindTGWPropagations, model.KindVPNGateways,
		model.KindVPNConnections, model.KindCustomerGateways, model.KindVPCEndpoints, model.KindLoadBalancers, model.KindListeners,
		model.KindTargetGroups, model.KindTargets, model.KindBlockPublicAccess, model.KindBPAExclusions, model.KindZones, model.KindWorkloads,
	} {
		if n.Presence(kind, "", "") != model.Complete {
			t.Errorf("%s: %s", kind, n.Presence(kind, "", ""))
		}
	}
}

// What people call things is what the questions ask for.
func TestServices(t *testing.T) {
	n := load(t)
	var rows []string
	for _, s := range service.Identify(n).Services {
		rows = append(rows, fmt.Sprintf("%s %s by %s: %d", s.Label, s.Kind, s.By, len(s.Interfaces)))
	}
	want := []string{
		"bastion instance by tag:service: 1",
		"ledger-batch instance by tag:service: 1",
		"ledger-main rds by tag:service: 1",
		"ledger-replica rds by tag:service: 1",
		"orders-carts-001 elasticache by elasticache: 1",
		"orders-report instance by tag:service: 1",
		"orders-web asg by tag:service: 3",
		"orders-worker asg by tag:service: 2",
		"payments-api asg by tag:service: 2",
		"payments-fraud instance by tag:service: 1",
		"payments-prod tgw by tgw: 2",
		"report-spare eni by eni: 1",
		"shipping-api asg by tag:service: 2",
		"shipping-labels lambda by lambda: 2",
		"shop-edge alb by alb: 2",
		"shop-nat-a nat by nat: 1",
		"shop-prod tgw by tgw: 2",
		"shop-sqs vpce by vpce: 2",
	}
	if got := strings.Join(rows, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestQuestionsResolve(t *testing.T) {
	r := selector.NewResolver(load(t), nil, selector.Options{})
	seen := map[string]bool{}
	for _, q := range demo.Questions {
		for _, text := range []string{q.From, q.To} {
			if set, err := r.Resolve(text); err != nil || set.IsEmpty() {
				t.Errorf("%s: %v", text, err)
			}
		}
		if q.Why == "" || !strings.HasSuffix(q.Why, ".") {
			t.Errorf("%s to %s: no sentence", q.From, q.To)
		}
		seen[q.Want] = true
	}
	for _, verdict := range []string{"reachable", "partial", "blocked", "unknown"} {
		if !seen[verdict] {
			t.Errorf("no question is %s", verdict)
		}
	}
	for _, context := range []string{"edge", "orders", "payments", "ledger", "shipping"} {
		if _, err := r.Resolve("tag:context=" + context); err != nil {
			t.Error(err)
		}
	}
}

var (
	addressForm = regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b`)
	accountForm = regexp.MustCompile(`\b\d{12}\b`)
)

// The sample is invented: every address is private or of a documentation
// range, and every account a repetition of digits.
func TestNothingIsReal(t *testing.T) {
	ranges := []netip.Prefix{
		netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("0.0.0.0/32"),
	}
	accounts := map[string]bool{"111122223333": true, "222233334444": true, "333344445555": true}
	files, err := fs.Glob(demo.FS(), "*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(demo.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range addressForm.FindAllString(string(text), -1) {
			addr, err := netip.ParseAddr(word)
			known := false
			for _, r := range ranges {
				known = known || err == nil && r.Contains(addr)
			}
			if !known {
				t.Errorf("%s: %s", name, word)
			}
		}
		for _, word := range accountForm.FindAllString(string(text), -1) {
			if !accounts[word] {
				t.Errorf("%s: account %s", name, word)
			}
		}
	}
}
