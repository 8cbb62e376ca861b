package packet_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

func drawPair(t *rapid.T, label string) packet.Pair {
	may := drawSet(t, label+".may")
	return packet.Pair{Must: may.Intersect(drawSet(t, label+".must")), May: may}
}

// A pair stands for every set between its sides. Operations on pairs must hold every result
// that operations on such sets can have (CON-1).
func TestPairHoldsEveryCompletion(t *testing.T) {
	complete := func(t *rapid.T, p packet.Pair) packet.Set {
		return p.Must.Union(p.May.Intersect(drawSet(t, "completion")))
	}
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawPair(t, "p"), drawPair(t, "q")
		s, u := complete(t, p), complete(t, q)
		for _, tt := range []struct {
			name string
			pair packet.Pair
			set  packet.Set
		}{
			{"union", p.Union(q), s.Union(u)},
			{"intersect", p.Intersect(q), s.Intersect(u)},
			{"subtract", p.Subtract(q), s.Subtract(u)},
			{"complement", p.Complement(), s.Complement()},
		} {
			if !tt.pair.Valid() || !tt.pair.Must.IsSubsetOf(tt.set) || !tt.set.IsSubsetOf(tt.pair.May) {
				t.Fatalf("%s: %v does not hold %v", tt.name, tt.pair, tt.set)
			}
		}
		if !p.Complement().Complement().Equal(p) {
			t.Fatalf("complement twice of %v", p)
		}
	})
}

func TestPairWords(t *testing.T) {
	https := packet.OfTCP(packet.Port(443))
	tests := []struct {
		pair    packet.Pair
		text    string
		exact   bool
		unknown string
	}{
		{packet.Pair{}, "none", true, "none"},
		{packet.Impossible(), "none", true, "none"},
		{packet.Certain(), "all", true, "none"},
		{packet.Exactly(https), "tcp/443", true, "none"},
		{packet.Possibly(https), "must none, may tcp/443", false, "tcp/443"},
		{packet.Possibly(packet.None()), "none", true, "none"},
		{packet.Pair{Must: https, May: packet.OfProtocol(packet.TCP)}, "must tcp/443, may tcp", false, "tcp/0-442,tcp/444-65535"},
	}
	for _, tt := range tests {
		if tt.pair.String() != tt.text || tt.pair.IsExact() != tt.exact || tt.pair.Unknown().String() != tt.unknown || !tt.pair.Valid() {
			t.Errorf("%v: exact %v, unknown %v; want %s, %v, %s", tt.pair, tt.pair.IsExact(), tt.pair.Unknown(), tt.text, tt.exact, tt.unknown)
		}
	}
	if (packet.Pair{Must: https}).Valid() {
		t.Error("a pair with must outside may is called valid")
	}
}
