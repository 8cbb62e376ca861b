package oracle

import (
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
)

// CONN-3: the few client ports that Ask tries decide like all of them.
func TestFewPortsStandForAll(t *testing.T) {
	w := f0()
	w.acl("a1", "in 100 deny tcp/2000-2999 10.0.2.0/24", "in 200 allow tcp/2500-3500 0.0.0.0/0",
		"in 300 allow tcp/65535 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
	o := New(w.Network, Options{EphemeralFirst: 1900, EphemeralLast: 4000})
	for _, dport := range []uint16{22, 3000, 3001, 3500, 65535} {
		on := Traffic{Protocol: packet.TCP, Port: dport}
		got := o.Ask(w.end("w"), w.end("d"), on)
		passing, candidates := 0, 4001-1900
		if dport >= 1900 && dport <= 4000 {
			candidates--
		}
		for port := 1900; port <= 4000; port++ {
			if uint16(port) != dport && o.AskPort(w.end("w"), w.end("d"), on, uint16(port)).Connection == Allow {
				passing++
			}
		}
		if (got.Connection == Allow) != (passing > 0) {
			t.Errorf("%v: %v, but %d ports pass", on, got.Connection, passing)
		}
		partial := len(got.Notes) == 1 && got.Notes[0] == "partial-ephemeral"
		if partial != (passing > 0 && passing < candidates) {
			t.Errorf("%v: notes %v, but %d ports pass", on, got.Notes, passing)
		}
	}
}

// CONN-3: no port is left if the only one is the destination port.
func TestDestinationPortIsNoClientPort(t *testing.T) {
	w := f0()
	w.options.EphemeralFirst, w.options.EphemeralLast = 5000, 5000
	if r := w.question("w > d tcp/5000"); r.Connection != Deny {
		t.Errorf("tcp/5000 from port 5000 alone: %v, want deny", r.Connection)
	}
	if r := w.question("w > d tcp/5001"); r.Connection != Allow {
		t.Errorf("tcp/5001 from port 5000: %v, want allow", r.Connection)
	}
}

func BenchmarkAskThroughNAT(b *testing.B) {
	w := f0()
	o := New(w.Network, Options{})
	on := Traffic{Protocol: packet.TCP, Port: 443}
	for b.Loop() {
		o.Ask(w.end("d"), w.end("I"), on)
	}
}
