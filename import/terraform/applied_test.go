package terraform_test

import (
	"net/netip"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/seed-044d7529/segment/model"
)

// The network after a plan equals the network of the state that the apply
// leaves, up to names: ids become addresses, and what AWS chooses is left out.
func TestPlanEqualsStateAfterApply(t *testing.T) {
	pairs := []struct{ plan, state string }{
		{"estates/shop-workloads/plan.json", "estates/shop-workloads/base.tfstate"},
		{"estates/shop-workloads/plan.json", "estates/shop-workloads/base.state-show.json"},
		{"changes/own-base.plan.json", "changes/own-base.tfstate"},
		{"changes/own-base.plan.json", "changes/own-base.state-show.json"},
	}
	for _, pair := range pairs {
		planned := readFile(t, filepath.Join(corpus, pair.plan))
		state := readFile(t, filepath.Join(corpus, pair.state))
		want, got := byAddress(planned.After), byAddress(state.After)
		if diff := cmp.Diff(want, got, whatAWSChooses...); diff != "" {
			t.Errorf("%s and %s differ (-plan +state):\n%s", pair.plan, pair.state, diff)
		}
	}
}

// whatAWSChooses are values that only the state knows, and where they were read.
var whatAWSChooses = []cmp.Option{
	cmpopts.IgnoreTypes(model.Origin{}, &model.Unknown{}, model.AccountID(""), model.ZoneID("")),
	cmpopts.IgnoreFields(model.SecurityGroup{}, "Name"),
	cmpopts.IgnoreFields(model.SecurityGroupRule{}, "ID", "Description"),
	cmpopts.IgnoreFields(model.RouteTableAssociation{}, "ID"),
	cmpopts.IgnoreFields(model.NACLAssociation{}, "ID"),
	cmpopts.IgnoreFields(model.NetworkInterface{}, "Private", "SomePublic", "IPv6"),
	cmpopts.IgnoreFields(model.InterfaceAttachment{}, "Owner"),
	cmpopts.IgnoreFields(model.NatGatewayAddress{}, "Private", "Public", "ENI"),
	cmpopts.IgnoreFields(model.Address{}, "Public", "Association", "ENI", "Private"),
	cmpopts.IgnoreFields(model.Collection{}, "Sources"),
	cmpopts.IgnoreFields(model.LoadBalancer{}, "DNSName"),
	cmpopts.IgnoreFields(model.Workload{}, "ARN"),
	cmpopts.IgnoreFields(model.VPCEndpoint{}, "AddressType", "Policy"),
	cmpopts.SortSlices(func(a, b model.SecurityGroupRule) bool { return ruleText(a) < ruleText(b) }),
	cmpopts.SortSlices(func(a, b string) bool { return a < b }),
	cmpopts.SortSlices(func(a, b model.SubnetID) bool { return a < b }),
	cmpopts.SortSlices(func(a, b model.ENIID) bool { return a < b }),
	cmpopts.SortSlices(func(a, b model.RouteTableID) bool { return a < b }),
	cmpopts.SortSlices(func(a, b model.RouteTableAssociation) bool { return a.Subnet < b.Subnet }),
	cmpopts.SortSlices(func(a, b model.NACLAssociation) bool { return a.Subnet < b.Subnet }),
	cmpopts.SortSlices(func(a, b model.Route) bool {
		return a.Destination.String()+string(a.PrefixList) < b.Destination.String()+string(b.PrefixList)
	}),
	cmpopts.SortSlices(func(a, b model.LBTarget) bool { return a.ID < b.ID }),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }),
	cmp.Comparer(func(a, b netip.Addr) bool { return a == b }),
}

func ruleText(r model.SecurityGroupRule) string {
	return r.Traffic.Key() + r.Peer.CIDR.String() + string(r.Peer.Group) + string(r.Peer.PrefixList) + map[bool]string{true: "e"}[r.Egress]
}

// byAddress renames every object to its address.
func byAddress(n *model.Network) *model.Network {
	names := map[string]string{}
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		rows := v.Field(i)
		if rows.Kind() != reflect.Slice || rows.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		for k := range rows.Len() {
			nameRow(names, rows.Index(k), v.Type().Field(i).Name)
		}
	}
	ids := make([]string, 0, len(names))
	for id := range names {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, id := range ids {
		pairs = append(pairs, id, names[id])
	}
	rename(v, strings.NewReplacer(pairs...))
	n.Normalize()
	return n
}

// nameRow files the name of a row. The implicit objects of a VPC have the
// address of the VPC: their kind tells them apart.
func nameRow(names map[string]string, row reflect.Value, kind string) {
	origin := row.FieldByName("Origin")
	if !origin.IsValid() {
		return
	}
	address := origin.Interface().(model.Origin).Address
	for _, field := range []string{"ID", "ARN", "Allocation"} {
		id := row.FieldByName(field)
		if !id.IsValid() || id.Kind() != reflect.String || id.String() == "" || strings.Contains(id.String(), "/subnet") || kind == "Workloads" || kind == "NetworkInterfaces" && strings.Contains(id.String(), "/") {
			continue
		}
		name := address
		switch {
		case kind == "PrefixLists":
			name = row.FieldByName("Name").String()
		case strings.HasPrefix(address, "aws_vpc.") && kind != "VPCs":
			name = address + "|" + kind
		}
		if id.String() != address {
			names[id.String()] = name
		}
	}
}

func rename(v reflect.Value, r *strings.Replacer) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(r.Replace(v.String()))
		}
	case reflect.Slice:
		for i := range v.Len() {
			rename(v.Index(i), r)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[model.Origin]() || v.Type().PkgPath() != reflect.TypeFor[model.Network]().PkgPath() {
			return
		}
		for i := range v.NumField() {
			rename(v.Field(i), r)
		}
	}
}
