package packet_test

import (
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
)

// Two sets as security groups of a few rules make them.
func benchSets(b *testing.B) (x, y packet.Set) {
	return parse(b, "tcp/22,tcp/80,tcp/443,tcp/8000-8080,udp/53,icmp/8/0"), parse(b, "tcp/443-5432,udp,icmp,proto/50")
}

func BenchmarkUnion(b *testing.B) {
	x, y := benchSets(b)
	b.ReportAllocs()
	for b.Loop() {
		x.Union(y)
	}
}

func BenchmarkIntersect(b *testing.B) {
	x, y := benchSets(b)
	b.ReportAllocs()
	for b.Loop() {
		x.Intersect(y)
	}
}

func BenchmarkIntersectAll(b *testing.B) {
	x, _ := benchSets(b)
	y := packet.All()
	b.ReportAllocs()
	for b.Loop() {
		x.Intersect(y)
	}
}

func BenchmarkKey(b *testing.B) {
	x, _ := benchSets(b)
	b.ReportAllocs()
	for b.Loop() {
		x.Key()
	}
}

func BenchmarkProject(b *testing.B) {
	x, y := benchSets(b)
	c := packet.Product(x, packet.All(), packet.Ephemeral).Union(packet.Product(y, y, packet.Ephemeral))
	b.ReportAllocs()
	for b.Loop() {
		c.Project(packet.Ephemeral)
	}
}
