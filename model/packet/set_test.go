package packet_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

func TestSetAgreesWithMembers(t *testing.T) {
	everything := membersOf(packet.All())
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSet(t, "a"), drawSet(t, "b")
		inA, inB := membersOf(a), membersOf(b)
		for _, tt := range []struct {
			name string
			got  packet.Set
			want members
		}{
			{"a|b", a.Union(b), inA.with(inB, or)},
			{"a&b", a.Intersect(b), inA.with(inB, and)},
			{"a-b", a.Subtract(b), inA.with(inB, andNot)},
			{"!a", a.Complement(), everything.with(inA, andNot)},
		} {
			if !slices.Equal(membersOf(tt.got), tt.want) {
				t.Fatalf("%s = %v is wrong for a = %v, b = %v", tt.name, tt.got, a, b)
			}
		}
		if !slices.Equal(membersOf(a), inA) || !slices.Equal(membersOf(b), inB) {
			t.Fatalf("operands changed")
		}
	})
}

func TestComparisonsAgreeWithMembers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawSet(t, "a")
		b := rapid.OneOf(rapid.Just(a), rapid.Custom(func(t *rapid.T) packet.Set { return drawSet(t, "b") })).Draw(t, "b")
		inA, inB := membersOf(a), membersOf(b)
		for _, tt := range []struct {
			name      string
			got, want bool
		}{
			{"Equal", a.Equal(b), slices.Equal(inA, inB)},
			{"Key", a.Key() == b.Key(), slices.Equal(inA, inB)},
			{"String", a.String() == b.String(), slices.Equal(inA, inB)},
			{"IsSubsetOf", a.IsSubsetOf(b), !slices.Contains(inA.with(inB, andNot), true)},
			{"Overlaps", a.Overlaps(b), slices.Contains(inA.with(inB, and), true)},
			{"IsEmpty", a.IsEmpty(), !slices.Contains(inA, true)},
			{"IsAll", a.IsAll(), slices.Equal(inA, membersOf(packet.All()))},
		} {
			if tt.got != tt.want {
				t.Fatalf("%s = %v, want %v, for a = %v, b = %v", tt.name, tt.got, tt.want, a, b)
			}
		}
	})
}

func TestSubtractThenUnionRestores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSet(t, "a"), drawSet(t, "b")
		got := a.Subtract(b).Union(a.Intersect(b))
		if !got.Equal(a) || got.Key() != a.Key() {
			t.Fatalf("(a-b) + (a&b) = %v, want %v", got, a)
		}
	})
}

func TestPartsMakeTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSet(t, "s")
		whole := packet.None()
		for p := range 256 {
			part := s.Of(packet.Protocol(p))
			if part.IsEmpty() == s.HasProtocol(packet.Protocol(p)) {
				t.Fatalf("HasProtocol(%d) = %v, but the part is %v", p, part.IsEmpty(), part)
			}
			if slices.Contains(s.Protocols(), packet.Protocol(p)) == part.IsEmpty() {
				t.Fatalf("Protocols() = %v is wrong about %d", s.Protocols(), p)
			}
			whole = whole.Union(part)
		}
		if !whole.Equal(s) {
			t.Fatalf("union of parts = %v, want %v", whole, s)
		}
	})
}

func TestICMPSelectors(t *testing.T) {
	tests := []struct {
		typ, code int
		want      string
	}{
		// -1 is any; a type of -1 has no code (SG-7)
		{-1, -1, "icmp"},
		{-1, 7, "icmp"},
		{8, -1, "icmp/8"},
		{3, 4, "icmp/3/4"},
		{0, 0, "icmp/0/0"},
		{255, 255, "icmp/255/255"},
		// no message has such a type or code
		{-2, -1, "none"},
		{256, -1, "none"},
		{8, 256, "none"},
		{8, -2, "none"},
	}
	for _, tt := range tests {
		if got := packet.OfICMP(tt.typ, tt.code).String(); got != tt.want {
			t.Errorf("OfICMP(%d, %d) = %s, want %s", tt.typ, tt.code, got, tt.want)
		}
		v6 := packet.OfICMPv6(tt.typ, tt.code)
		if v6.IsEmpty() != (tt.want == "none") || v6.HasProtocol(packet.ICMP) {
			t.Errorf("OfICMPv6(%d, %d) = %v", tt.typ, tt.code, v6)
		}
	}
}

func TestAnyTrafficIsAMember(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSet(t, "s")
		w, ok := s.AnyTraffic()
		if ok == s.IsEmpty() || ok && !s.Contains(w) {
			t.Fatalf("AnyTraffic(%v) = %v, %v", s, w, ok)
		}
		if ok && !w.Set().Equal(parse(t, w.String())) {
			t.Fatalf("%v is not its own text", w)
		}
	})
}

func TestBoundaries(t *testing.T) {
	tests := []struct{ set, want string }{
		{"none", ""},
		{"tcp/443", "tcp/442 tcp/443 tcp/444"},
		{"tcp/0-22", "tcp/0 tcp/22 tcp/23"},
		{"udp", "udp/0 udp/65535"},
		{"tcp/22,tcp/24", "tcp/21 tcp/22 tcp/23 tcp/24 tcp/25"},
		{"icmp/8/0", "icmp/7/255 icmp/8/0 icmp/8/1"},
		{"icmpv6/255", "icmpv6/254/255 icmpv6/255/0 icmpv6/255/255"},
		{"proto/50", "proto/49 proto/50 proto/51"},
		{"proto/0,proto/255", "proto/0 proto/254 proto/255 icmp/0/0"},
	}
	for _, tt := range tests {
		got := []string{}
		for _, b := range parse(t, tt.set).Boundaries() {
			got = append(got, b.String())
		}
		want := fields(tt.want)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.set, diff)
		}
	}
}

// Two sets that agree on the boundaries of both are equal: this is what makes boundaries
// worth testing at.
func TestBoundariesTellSetsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSet(t, "a"), drawSet(t, "b")
		agree := true
		for _, w := range slices.Concat(a.Boundaries(), b.Boundaries()) {
			agree = agree && a.Contains(w) == b.Contains(w)
		}
		if agree != a.Equal(b) {
			t.Fatalf("agree at boundaries: %v, equal: %v, for %v and %v", agree, a.Equal(b), a, b)
		}
	})
}
