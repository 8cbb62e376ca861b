package report

import (
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
)

func set(t *testing.T, text string) packet.Set {
	t.Helper()
	s, err := packet.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// CONN-5, PKT-3: what cannot begin a connection does not lengthen the list.
func TestComplete(t *testing.T) {
	tests := []struct {
		name string
		in   packet.Set
		want string
	}{
		{"every request", packet.RequestTraffic(), "all"},
		{"every request over IPv4", packet.RequestTraffic().Subtract(packet.OfProtocol(packet.ICMPv6)), "all"},
		{"ICMP requests", packet.RequestTraffic().Of(packet.ICMP), "icmp"},
		{"one ICMP request", set(t, "icmp/8/0"), "icmp/8/0"},
		{"ports", set(t, "tcp/443,udp"), "tcp/443,udp"},
		{"nothing", packet.None(), "none"},
	}
	for _, tt := range tests {
		if got := Complete(tt.in).String(); got != tt.want {
			t.Errorf("%s: got %.60s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestOneWayOnly(t *testing.T) {
	all := packet.All()
	if got := OneWayOnly(all, packet.RequestTraffic(), all, true); !got.IsEmpty() {
		t.Errorf("asked which: got %v, want nothing", got)
	}
	if got := OneWayOnly(all, packet.None(), set(t, "icmp/3/4"), false).String(); got != "icmp/3/4" {
		t.Errorf("asked for a message: got %s", got)
	}
}
