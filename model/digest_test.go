package model_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// What is no content, or only another order of it, changes no digest; everything else does.
func TestDigest(t *testing.T) {
	here := model.Origin{Source: "a.json", Line: 3}
	tests := []struct {
		name   string
		same   bool
		change func(n *model.Network)
	}{
		{"nothing", true, func(*model.Network) {}},
		{"origins", true, func(n *model.Network) { n.VPCs[0].Origin, n.Collections[0].Sources = here, []string{"x"} }},
		{"rule ids", true, func(n *model.Network) { n.SecurityGroups[0].Rules[0].ID = "sgr-1" }},
		{"order of rows", true, func(n *model.Network) { slices.Reverse(n.NetworkInterfaces) }},
		{"order of rules", true, func(n *model.Network) { slices.Reverse(n.SecurityGroups[0].Rules) }},
		{"empty lists", true, func(n *model.Network) { n.VPNGateways, n.Assume.OnPrem = []model.VPNGateway{}, []string{} }},
		{"an address", false, func(n *model.Network) { n.NetworkInterfaces[0].Private[0].Addr = netip.MustParseAddr("10.9.9.9") }},
		{"a tag", false, func(n *model.Network) { n.VPCs[0].Tags[0].Value = "Z" }},
		{"a flag", false, func(n *model.Network) {
			n.NetworkInterfaces[0].SourceDestCheck = !n.NetworkInterfaces[0].SourceDestCheck
		}},
		{"ports of a rule", false, func(n *model.Network) { n.SecurityGroups[0].Rules[0].Traffic = packet.OfTCP(packet.Port(22)) }},
		{"an unknown", false, func(n *model.Network) { n.VPCs[0].UnknownCIDRs = &model.Unknown{Cause: "x"} }},
		{"a collection", false, func(n *model.Network) { n.Collections = n.Collections[1:] }},
		{"an assumption", false, func(n *model.Network) {
			n.Assume.Appliances = map[model.ENIID]model.Appliance{"eni-f": model.ApplianceNAT}
		}},
		{"the primary address", false, func(n *model.Network) {
			e := &n.NetworkInterfaces[0]
			e.Private = append(e.Private, model.PrivateAddress{Addr: netip.MustParseAddr("10.9.9.9")})
			slices.Reverse(e.Private)
		}},
	}
	want := model.Digest(vectors.F0())
	if !strings.HasPrefix(want, "sha256:") || len(want) != 71 {
		t.Fatalf("digest %q", want)
	}
	for _, tt := range tests {
		n := vectors.F0()
		tt.change(n)
		if got := model.Digest(n); (got == want) != tt.same {
			t.Errorf("%s: digest equal is %v", tt.name, got == want)
		}
	}
	if model.Digest(nil) == model.Digest(vectors.F0()) {
		t.Error("no network is the fixture")
	}
}
