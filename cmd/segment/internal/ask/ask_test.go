package ask

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

// PUB-6: who asks from the internet means public addresses.
func TestByPublicAddress(t *testing.T) {
	find := map[model.ENIID]*model.NetworkInterface{
		"eni-both": {
			Private: []model.PrivateAddress{{Addr: addr("10.0.0.1"), Public: addr("198.51.100.1")}, {Addr: addr("10.0.0.2")}},
			IPv6:    []netip.Addr{addr("2001:db8::1"), addr("fd00::1")},
		},
		"eni-private": {Private: []model.PrivateAddress{{Addr: addr("10.0.0.3")}}},
	}
	tests := []struct {
		end  reach.End
		want string
	}{
		{reach.End{ENI: "eni-both"}, "198.51.100.1 2001:db8::1"},
		{reach.End{ENI: "eni-private"}, "invalid IP"},
		// asked with an address: literally that
		{reach.End{ENI: "eni-both", Addr: addr("10.0.0.2")}, "10.0.0.2"},
		{reach.End{Kind: reach.EndAddress, Addr: addr("10.0.0.9")}, "10.0.0.9"},
	}
	for _, tt := range tests {
		out, used := byPublicAddress([]reach.End{tt.end}, find)
		var got []string
		for _, e := range out {
			got = append(got, e.Addr.String())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%v: got %v, want %s", tt.end, got, tt.want)
		}
		if changed := tt.end.Addr != out[0].Addr; changed != (len(used) > 0) {
			t.Errorf("%v: %d uses told", tt.end, len(used))
		}
	}
}

func TestFromInternet(t *testing.T) {
	tests := []struct {
		end  reach.End
		want bool
	}{
		{reach.End{Kind: reach.EndInternet}, true},
		{reach.End{Kind: reach.EndAWS}, true},
		{reach.End{Kind: reach.EndOnPrem}, false},
		{reach.End{Kind: reach.EndInterface, Addr: addr("198.51.100.1")}, false},
		{reach.End{Kind: reach.EndAddress, Addr: addr("203.0.113.9")}, true},
		{reach.End{Kind: reach.EndAddress, Addr: addr("203.0.113.9"), Door: "vgw-1"}, false},
		{reach.End{Kind: reach.EndAddress, Addr: addr("192.168.1.1")}, false},
		{reach.End{Kind: reach.EndAddress, Addr: addr("100.64.1.1")}, false},
		{reach.End{Kind: reach.EndOutside, Prefix: netip.MustParsePrefix("203.0.113.0/24")}, true},
		{reach.End{Kind: reach.EndOutside, Prefix: netip.MustParsePrefix("10.0.0.0/8"), Door: "internet"}, true},
	}
	for _, tt := range tests {
		if got := fromInternet(tt.end); got != tt.want {
			t.Errorf("%+v: got %t", tt.end, got)
		}
	}
}

func TestBothWays(t *testing.T) {
	edge := func(from, to, ports string) report.Edge {
		set, err := packet.Parse(ports)
		if err != nil {
			t.Fatal(err)
		}
		return report.Edge{From: from, To: to, Verdict: reach.Reachable, Ports: packet.Exactly(set)}
	}
	got := bothWays([]report.Edge{edge("a", "b", "tcp/1"), edge("a", "c", "tcp/1"), edge("b", "a", "tcp/1"), edge("c", "a", "tcp/2")})
	var text []string
	for _, e := range got {
		arrow := ">"
		if e.Both {
			arrow = "<>"
		}
		text = append(text, e.From+arrow+e.To)
	}
	if want := "a<>b a>c c>a"; strings.Join(text, " ") != want {
		t.Errorf("got %v, want %s", text, want)
	}
}

func TestNoInput(t *testing.T) {
	_, err := Load(context.Background(), Options{})
	if err == nil || !strings.Contains(err.Error(), "no network was given") {
		t.Errorf("got %v", err)
	}
}

// CON-5: an absent collection is named for each account and region that needs it.
func TestMissing(t *testing.T) {
	n := &Network{Model: &model.Network{
		VPCs: []model.VPC{{ID: "vpc-1", Account: "1", Region: "r"}, {ID: "vpc-2", Account: "2", Region: "r"}},
		Collections: []model.Collection{
			{Region: "r", Kind: model.KindVPCs, Presence: model.Complete},
			{Kind: model.KindSubnets, Presence: model.Complete},
			{Kind: model.KindRouteTables, Presence: model.Complete},
			{Kind: model.KindSecurityGroups, Presence: model.Partial, Cause: "broken"},
			{Account: "1", Region: "r", Kind: model.KindNetworkACLs, Presence: model.Complete},
		},
	}}
	var got []string
	for _, m := range n.Missing() {
		got = append(got, strings.Join([]string{string(m.Account), string(m.Collection), m.Presence.String(), m.Cause}, "/"))
	}
	if want := "/SecurityGroups/partial/broken 2/NetworkAcls/absent/"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
