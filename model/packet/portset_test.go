package packet_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

// every compares a port set with a predicate on all 65536 ports, and checks that it is canonical.
func every(t *rapid.T, name string, got packet.PortSet, want func(p uint16) bool) {
	t.Helper()
	count := 0
	for p := range 1 << 16 {
		if got.Contains(uint16(p)) != want(uint16(p)) {
			t.Fatalf("%s = %v is wrong about port %d", name, got, p)
		}
		if want(uint16(p)) {
			count++
		}
	}
	if got.Len() != count || got.IsEmpty() != (count == 0) || got.IsAll() != (count == 1<<16) {
		t.Fatalf("%s = %v: Len %d, IsEmpty %v, IsAll %v; want %d ports", name, got, got.Len(), got.IsEmpty(), got.IsAll(), count)
	}
	for i, r := range got.Ranges() {
		if r.First > r.Last || i > 0 && int(got.Ranges()[i-1].Last)+1 >= int(r.First) {
			t.Fatalf("%s = %v is not canonical", name, got.Ranges())
		}
	}
}

func TestPortSetAgreesWithPredicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawPorts(t, "a"), drawPorts(t, "b")
		textA, textB := a.String(), b.String()
		inA, inB := a.Contains, b.Contains
		every(t, "a|b", a.Union(b), func(p uint16) bool { return inA(p) || inB(p) })
		every(t, "a&b", a.Intersect(b), func(p uint16) bool { return inA(p) && inB(p) })
		every(t, "a-b", a.Subtract(b), func(p uint16) bool { return inA(p) && !inB(p) })
		every(t, "!a", a.Complement(), func(p uint16) bool { return !inA(p) })
		if a.String() != textA || b.String() != textB {
			t.Fatalf("operands changed: %v, %v; were %s, %s", a, b, textA, textB)
		}
	})
}

func TestPortsHoldsWhatItsRangesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// ranges may be reversed here, and then hold nothing
		ranges := rapid.SliceOf(rapid.Make[packet.PortRange]()).Draw(t, "ranges")
		every(t, "Ports", packet.Ports(ranges...), func(p uint16) bool {
			for _, r := range ranges {
				if r.Contains(p) {
					return true
				}
			}
			return false
		})
	})
}

func TestPortSetComparisons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawPorts(t, "a"), drawPorts(t, "b")
		same := a.Subtract(b).IsEmpty() && b.Subtract(a).IsEmpty()
		if a.Equal(b) != same || (a.String() == b.String()) != same {
			t.Fatalf("Equal(%v, %v) = %v, want %v", a, b, a.Equal(b), same)
		}
		if got, want := a.IsSubsetOf(b), a.Union(b).Equal(b); got != want {
			t.Fatalf("%v IsSubsetOf %v = %v, want %v", a, b, got, want)
		}
		if got, want := a.Overlaps(b), !a.Intersect(b).IsEmpty(); got != want {
			t.Fatalf("%v Overlaps %v = %v, want %v", a, b, got, want)
		}
	})
}

func TestPortText(t *testing.T) {
	tests := []struct {
		ports packet.PortSet
		want  string
	}{
		{packet.PortSet{}, "none"},
		{packet.Ports(), "none"},
		{packet.Ports(packet.PortRange{First: 2, Last: 1}), "none"},
		{packet.Port(0), "0"},
		{packet.Port(65535), "65535"},
		{packet.Ports(packet.AllPorts), "*"},
		{packet.Ephemeral, "1024-65535"},
		{packet.Ephemeral.Complement(), "0-1023"},
		// adjacent ranges become one, whatever the order
		{packet.Port(81).Union(packet.Port(80)), "80-81"},
		{packet.Ports(packet.PortRange{First: 9090, Last: 9090}, packet.PortRange{First: 8000, Last: 8080}), "8000-8080,9090"},
		{packet.Port(443).Complement().Union(packet.Port(443)), "*"},
	}
	for _, tt := range tests {
		if got := tt.ports.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
