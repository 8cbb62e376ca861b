package reach

import (
	"context"
	"strconv"
	"testing"

	"github.com/seed-044d7529/segment/internal/generate"
)

// eachShape runs a benchmark for every shape and size.
func eachShape(b *testing.B, run func(b *testing.B, c *Compiled)) {
	b.Helper()
	for _, shape := range generate.Shapes() {
		for _, size := range []int{1000, 10_000, 100_000} {
			b.Run(string(shape)+"/"+strconv.Itoa(size), func(b *testing.B) {
				c := compiled(b, generated(b, shape, generate.Options{Endpoints: size, Seed: 1}))
				b.ReportAllocs()
				run(b, c)
			})
		}
	}
}

// BenchmarkCompile makes networks of every shape ready.
func BenchmarkCompile(b *testing.B) {
	eachShape(b, func(b *testing.B, c *Compiled) {
		for b.Loop() {
			if _, err := Compile(context.Background(), c.net, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkAllPairs answers for all pairs and reports the counted work.
func BenchmarkAllPairs(b *testing.B) {
	eachShape(b, func(b *testing.B, c *Compiled) {
		var p *Pairs
		for b.Loop() {
			p = allPairs(b, c, AllPairsOptions{})
		}
		s := p.Stats()
		for _, m := range []struct {
			name  string
			value int
		}{
			{"classes", s.Classes},
			{"sites", s.Sites},
			{"domains", s.Domains},
			{"walks", s.Walks},
			{"evaluations", s.Evaluations},
			{"keys", s.Keys},
			{"sets", s.Sets},
			{"records", s.Records},
			{"made", s.Made},
		} {
			b.ReportMetric(float64(m.value), m.name)
		}
	})
}

// BenchmarkAggregate adds all pairs up by VPC.
func BenchmarkAggregate(b *testing.B) {
	eachShape(b, func(b *testing.B, c *Compiled) {
		p, places := allPairs(b, c, AllPairsOptions{}), map[*vpc]int{}
		for i, v := range c.byVPC {
			places[v] = i
		}
		b.ResetTimer()
		for b.Loop() {
			if _, err := p.Aggregate(context.Background(), func(i int) int { return places[c.ifaces[i].vpc] }, len(c.byVPC)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
