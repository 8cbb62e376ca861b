package awsjson_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

const corpus = "../../../shared/corpus"

func load(t testing.TB, inputs ...string) (*model.Network, []model.Diagnostic, error) {
	t.Helper()
	return source.Load(context.Background(), inputs, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
}

// corpusInputs finds every network of the corpus.
func corpusInputs(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not here")
	}
	var out []string
	for _, pattern := range []string{"batfish/*/aws_configs", "cases/*/net", "cloudmapper/demo", "npguard/*.json"} {
		found, err := filepath.Glob(filepath.Join(corpus, pattern))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}

func shortName(input string) string {
	rel, _ := filepath.Rel(corpus, input)
	return strings.TrimSuffix(rel, "/aws_configs")
}

// expected are the diagnostics that the corpus deserves; everything else is a fault.
var expected = map[string][]string{
	"cloudmapper/demo": {"SEG-133", "SEG-128"}, // 2.2.2.2/28, and eni-00000000 of three instances
}

// Nothing of the corpus is lost: every table is modelled or known not to
// matter, every element becomes a row, and every row knows its place.
func TestCorpus(t *testing.T) {
	for _, input := range corpusInputs(t) {
		t.Run(shortName(input), func(t *testing.T) {
			n, diags, err := load(t, input)
			if err != nil {
				t.Errorf("load: %v", err)
			}
			var codes []string
			for _, d := range diags {
				codes = append(codes, d.Code)
			}
			if !reflect.DeepEqual(codes, expected[shortName(input)]) {
				t.Errorf("diagnostics: %v", diags)
			}
			for _, u := range n.Unmodelled {
				if u.Matters {
					t.Errorf("not modelled: %s, %d times, first %s", u.What, u.Count, u.Origin)
				}
			}
			naive := countNaively(t, input)
			compareCounts(t, n, naive)
			checkPlaces(t, n, filepath.Dir(input))
			checkPresence(t, n)
		})
	}
}

// countNaively counts the elements of every member of every file.
func countNaively(t *testing.T, input string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	err := filepath.WalkDir(input, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var answer map[string]json.RawMessage
		if err := json.Unmarshal(text, &answer); err != nil {
			return err
		}
		for key, value := range answer {
			countMember(counts, key, value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// countMember adds the elements of a member, and of the lists inside that the
// model flattens or splits.
func countMember(counts map[string]int, key string, value json.RawMessage) {
	var elements []map[string]any
	if json.Unmarshal(value, &elements) != nil {
		return
	}
	counts[key] += len(elements)
	for _, e := range elements {
		for inner, v := range e {
			if list, ok := v.([]any); ok {
				counts[key+"."+inner] += len(list)
			}
			for _, permission := range asList(v) {
				if p, ok := permission.(map[string]any); ok && strings.HasPrefix(inner, "IpPermissions") {
					peers := len(asList(p["IpRanges"])) + len(asList(p["Ipv6Ranges"])) + len(asList(p["PrefixListIds"])) + len(asList(p["UserIdGroupPairs"]))
					counts["rules"] += max(1, peers)
				}
			}
		}
	}
}

func asList(v any) []any {
	list, _ := v.([]any)
	return list
}

func compareCounts(t *testing.T, n *model.Network, naive map[string]int) {
	t.Helper()
	var routes, entries, rules, associations, subnetACLs, natAddresses, tgwRoutes, propagations int
	for _, r := range n.RouteTables {
		routes += len(r.Routes)
		associations += len(r.Associations)
	}
	for _, a := range n.NetworkACLs {
		entries += len(a.Entries)
		subnetACLs += len(a.Associations)
	}
	for _, g := range n.SecurityGroups {
		rules += len(g.Rules)
	}
	for _, g := range n.NatGateways {
		natAddresses += len(g.Addresses)
	}
	listed := 0
	for _, e := range n.NetworkInterfaces {
		if !e.Derived {
			listed++
		}
	}
	for _, r := range n.TGWRouteTables {
		tgwRoutes, propagations = tgwRoutes+len(r.Routes), propagations+len(r.Propagations)
	}
	same := func(what string, got int, keys ...string) {
		want := 0
		for _, k := range keys {
			want += naive[k]
		}
		if got != want {
			t.Errorf("%s: %d, but the files hold %d", what, got, want)
		}
	}
	same("VPCs", len(n.VPCs), "Vpcs", "vpcs")
	same("subnets", len(n.Subnets), "Subnets", "subnets")
	same("route tables", len(n.RouteTables), "RouteTables")
	same("routes", routes, "RouteTables.Routes")
	same("route table associations", associations, "RouteTables.Associations")
	same("security groups", len(n.SecurityGroups), "SecurityGroups", "security_groups")
	same("rules", rules, "rules")
	same("network ACLs", len(n.NetworkACLs), "NetworkAcls", "network_acls")
	same("entries", entries, "NetworkAcls.Entries", "network_acls.Entries")
	same("ACL associations", subnetACLs, "NetworkAcls.Associations", "network_acls.Associations")
	same("interfaces", listed, "NetworkInterfaces")
	same("instances", len(n.Instances), "Reservations.Instances", "instances")
	same("addresses", len(n.Addresses), "Addresses")
	same("internet gateways", len(n.InternetGateways), "InternetGateways", "internet_gateways")
	same("egress-only gateways", len(n.EgressOnlyInternetGateways), "EgressOnlyInternetGateways")
	same("NAT gateways", len(n.NatGateways), "NatGateways")
	same("NAT addresses", natAddresses, "NatGateways.NatGatewayAddresses")
	same("peerings", len(n.Peerings), "VpcPeeringConnections")
	same("transit gateways", len(n.TransitGateways), "TransitGateways")
	same("attachments", len(n.TGWAttachments), "TransitGatewayAttachments")
	same("TGW route tables", len(n.TGWRouteTables), "TransitGatewayRouteTables")
	same("TGW routes", tgwRoutes, "TransitGatewayStaticRoutes.Routes")
	same("TGW propagations", propagations, "TransitGatewayPropagations.TransitGatewayRouteTablePropagations")
	same("VPN gateways", len(n.VPNGateways), "VpnGateways")
	same("VPN connections", len(n.VPNConnections), "VpnConnections")
	same("customer gateways", len(n.CustomerGateways), "CustomerGateways")
	same("endpoints", len(n.VPCEndpoints), "VpcEndpoints")
	same("balancers", len(n.LoadBalancers), "LoadBalancers", "LoadBalancerDescriptions")
	same("zones", len(n.Zones), "AvailabilityZones")
}

// checkPlaces decodes each row again at the place that it names, with another
// decoder, and expects its identifier there.
func checkPlaces(t *testing.T, n *model.Network, root string) {
	t.Helper()
	for _, v := range n.VPCs {
		checkPlace(t, root, v.Origin, "VpcId", string(v.ID))
	}
	for _, s := range n.Subnets {
		checkPlace(t, root, s.Origin, "SubnetId", string(s.ID))
	}
	for _, r := range n.RouteTables {
		checkPlace(t, root, r.Origin, "RouteTableId", string(r.ID))
		for _, route := range r.Routes {
			checkPlace(t, root, route.Origin, "", "")
		}
	}
	for _, g := range n.SecurityGroups {
		checkPlace(t, root, g.Origin, "GroupId", string(g.ID))
		for _, r := range g.Rules {
			checkPlace(t, root, r.Origin, "", "")
		}
	}
	for _, i := range n.Instances {
		checkPlace(t, root, i.Origin, "InstanceId", string(i.ID))
	}
	for _, e := range n.NetworkInterfaces {
		id, _, _ := strings.Cut(string(e.ID), "~")
		checkPlace(t, root, e.Origin, "NetworkInterfaceId", id)
	}
}

func checkPlace(t *testing.T, root string, at model.Origin, key, id string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, at.Source))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	rest := strings.Join(lines[at.Line-1:], "")[at.Column-1:]
	var element map[string]any
	if err := json.NewDecoder(strings.NewReader(rest)).Decode(&element); err != nil {
		t.Errorf("%s is not the place of an object: %v", at, err)
	} else if key != "" && element[key] != id {
		t.Errorf("%s holds %v, not %s", at, element[key], id)
	}
}

// checkPresence asks for the collection of each row where the row lies.
func checkPresence(t *testing.T, n *model.Network) {
	t.Helper()
	here := func(kind model.Kind, account model.AccountID, region model.RegionID) {
		if p := n.Presence(kind, account, region); p != model.Complete {
			t.Errorf("%s of %s in %s is %s", kind, account, region, p)
		}
		if region == "" {
			t.Errorf("a row of %s lies in no region", kind)
		}
	}
	for _, v := range n.VPCs {
		here(model.KindVPCs, v.Account, v.Region)
	}
	for _, s := range n.Subnets {
		here(model.KindSubnets, s.Account, s.Region)
	}
	for _, g := range n.SecurityGroups {
		here(model.KindSecurityGroups, g.Account, g.Region)
	}
	for _, a := range n.NetworkACLs {
		here(model.KindNetworkACLs, a.Account, a.Region)
	}
	for _, r := range n.RouteTables {
		here(model.KindRouteTables, r.Account, r.Region)
	}
	for _, i := range n.Instances {
		if i.State != "terminated" {
			here(model.KindInstances, i.Account, i.Region)
		}
	}
}
