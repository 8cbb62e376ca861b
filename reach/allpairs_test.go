package reach

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/seed-044d7529/segment/internal/generate"
	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/model"
)

// compiled compiles or fails the test.
func compiled(t testing.TB, n *model.Network) *Compiled {
	t.Helper()
	c, err := Compile(context.Background(), n, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// generated draws a network of a shape.
func generated(t testing.TB, shape generate.Shape, o generate.Options) *model.Network {
	t.Helper()
	n, err := generate.Network(context.Background(), shape, o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sameAsConnect compares the evaluation of every pair of endpoints, or of
// some, with a walk, and returns how many it compared.
func sameAsConnect(t *testing.T, name string, c *Compiled, state bool, most int) int {
	t.Helper()
	v, err := c.evaluate(context.Background(), state)
	if err != nil {
		t.Fatal(err)
	}
	w := v.evaluator()
	n, compared, wrong := len(v.ends), 0, 0
	check := func(i, j int) {
		a, b := &v.ends[i], &v.ends[j]
		if a.e == b.e || a.addr.Is4() != b.addr.Is4() {
			return
		}
		compared++
		o := c.connect(pair{source{iface: a.e, addr: a.addr}, target{iface: b.e, addr: b.addr}}, state)
		got := v.records.record(w.pair(v.classes[a.class], v.classes[b.class]))
		if gc, gw := v.pairs.pair(got.connect), v.pairs.pair(got.oneWay); !gc.Equal(o.connect) || !gw.Equal(o.oneWay) {
			if wrong++; wrong <= 3 {
				sa, sb := v.classes[a.class].site, v.classes[b.class].site
				t.Errorf("%s: %s@%s > %s@%s:\n got  connect %v one way %v\n want connect %v one way %v\n sites %d %d single %v %v plain %v %v domains %d %d key %+v", name,
					a.e.m.ID, a.addr, b.e.m.ID, b.addr, gc, gw, o.connect, o.oneWay, sa.id, sb.id, sa.single, sb.single, sa.plain, sb.plain, sa.domain, sb.domain, v.programKey(v.classes[a.class], v.classes[b.class]))
			}
		}
	}
	if n*n <= most {
		for i := range n {
			for j := range n {
				check(i, j)
			}
		}
	} else {
		r := rand.New(rand.NewPCG(1, 2))
		for range most {
			i := r.IntN(n)
			j := r.IntN(n)
			if r.IntN(3) == 0 { // near ones have more in common
				j = (i + r.IntN(60)) % n
			}
			check(i, j)
		}
	}
	if wrong > 0 {
		t.Errorf("%s: %d of %d pairs are wrong", name, wrong, compared)
	}
	return compared
}

// seeds is how many random networks a test draws.
func seeds(many uint64) uint64 {
	if testing.Short() {
		return many / 10
	}
	return many
}

// TestPairsAreWhatWalksSay evaluates pairs of random networks and of every
// shape, and walks them.
func TestPairsAreWhatWalksSay(t *testing.T) {
	compared := 0
	for _, p := range []randomnet.Profile{randomnet.Exact, randomnet.Unknowns, randomnet.Wild} {
		for seed := range seeds(400) {
			n := randomnet.Network(rand.New(rand.NewPCG(seed, 3)), p)
			compared += sameAsConnect(t, p.Name, compiled(t, n), seed%4 == 0, 1<<20)
			if t.Failed() {
				t.Fatalf("%s, seed %d", p.Name, seed)
			}
		}
	}
	t.Logf("%d pairs of random networks", compared)
}

// TestPairsOfShapes does the same with the synthetic networks.
func TestPairsOfShapes(t *testing.T) {
	for _, shape := range generate.Shapes() {
		for _, o := range []generate.Options{{Endpoints: 200, Seed: 1}, {Endpoints: 300, Seed: 2, Unknown: 0.1, IPv6: true}, {Endpoints: 2000, Seed: 3}} {
			compared := sameAsConnect(t, string(shape), compiled(t, generated(t, shape, o)), false, 50_000)
			t.Logf("%s %d: %d pairs", shape, o.Endpoints, compared)
		}
	}
}

// allPairs answers for all pairs or fails the test.
func allPairs(t testing.TB, c *Compiled, o AllPairsOptions) *Pairs {
	t.Helper()
	p, err := c.AllPairs(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestQuotientIsPlain compares the quotient with pairs of classes, and these
// with walks, by hash and counts.
func TestQuotientIsPlain(t *testing.T) {
	for _, p := range []randomnet.Profile{randomnet.Exact, randomnet.Unknowns, randomnet.Wild} {
		for seed := range seeds(150) {
			n := randomnet.Network(rand.New(rand.NewPCG(seed, 4)), p)
			samePlain(t, p.Name, compiled(t, n), seed)
		}
	}
	for _, shape := range generate.Shapes() {
		for seed := range uint64(5) {
			for _, size := range []int{120, 500, 2000} {
				if size == 2000 && (seed > 0 || testing.Short()) {
					continue
				}
				o := generate.Options{Endpoints: size, Seed: seed + 1, IPv6: seed == 2}
				if seed == 3 {
					o.Unknown, o.OddPorts = 0.1, 0.5
				}
				samePlain(t, string(shape), compiled(t, generated(t, shape, o)), seed)
			}
		}
	}
}

func samePlain(t *testing.T, name string, c *Compiled, seed uint64) {
	t.Helper()
	v, err := c.evaluate(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	plain := allPairs(t, c, AllPairsOptions{Plain: true})
	for _, limit := range []int{largeVPC, 3, 0} {
		got := &Pairs{s: newSolver(v, v.evaluator(), limit)}
		sum := newSum(got.s)
		if err := got.s.solve(context.Background(), 0, func(w *evaluator) consumer { return sum.part(w) }); err != nil {
			t.Fatal(err)
		}
		got.total(sum, v.evaluator())
		g, w := got.stats, plain.stats
		if got.hash != plain.hash || g.Pairs != w.Pairs || g.Connected != w.Connected || g.Possible != w.Possible {
			t.Fatalf("%s, seed %d, large from %d: %x %+v\nplain %x %+v", name, seed, limit, got.hash, g, plain.hash, w)
		}
	}
	if len(v.ends) <= 130 {
		if hash := hashByWalks(c); hash != plain.hash {
			t.Fatalf("%s, seed %d: hash %x, by walks %x", name, seed, plain.hash, hash)
		}
	}
}

// hashByWalks is the hash of all pairs, each by a walk of its own.
func hashByWalks(c *Compiled) uint64 {
	v, _ := c.evaluate(context.Background(), false)
	var hash uint64
	for i := range v.ends {
		for j := range v.ends {
			a, b := &v.ends[i], &v.ends[j]
			if a.e == b.e || a.addr.Is4() != b.addr.Is4() {
				continue
			}
			o := c.connect(pair{source{iface: a.e, addr: a.addr}, target{iface: b.e, addr: b.addr}}, false)
			from, _ := a.weights()
			_, to := b.weights()
			hash += v.records.hash(v.records.id(record{v.pairs.id(o.connect), v.pairs.id(o.oneWay)})) * from * to
		}
	}
	return hash
}

// TestAggregateIsTheSumOfPairs compares sums by VPC, by account and at random
// with sums over pairs of classes and with the quotient at every size of block.
func TestAggregateIsTheSumOfPairs(t *testing.T) {
	for _, shape := range generate.Shapes() {
		n := generated(t, shape, generate.Options{Endpoints: 400, Seed: 7, IPv6: shape == generate.Mesh})
		c := compiled(t, n)
		v, err := c.evaluate(context.Background(), false)
		if err != nil {
			t.Fatal(err)
		}
		groups := map[string]func(int) int{
			"thirds": func(i int) int { return i%4 - 1 },
			"one":    func(int) int { return 0 },
			"runs":   func(i int) int { return i / 100 },
		}
		for name, group := range groups {
			want := sumOfPairs(v, group, 12)
			for _, limit := range []int{largeVPC, 3} {
				p := &Pairs{s: newSolver(v, v.evaluator(), limit)}
				got, err := p.Aggregate(context.Background(), group, 12)
				if err != nil {
					t.Fatal(err)
				}
				for i := range want {
					if g, w := got.cells[i], want[i]; !g.Connections.Equal(w.Connections) || !g.OneWay.Equal(w.OneWay) || g.Pairs != w.Pairs || g.Connected != w.Connected || g.Possible != w.Possible {
						t.Fatalf("%s by %s, large from %d, cell %d: got %+v, want %+v", shape, name, limit, i, g, w)
					}
				}
			}
		}
	}
}

func sumOfPairs(v *evaluation, group func(int) int, n int) []Cell {
	cells := make([]Cell, n*n)
	w := v.evaluator()
	for i := range v.ends {
		for j := range v.ends {
			a, b := &v.ends[i], &v.ends[j]
			from, to := group(int(a.iface)), group(int(b.iface))
			if a.e == b.e || a.addr.Is4() != b.addr.Is4() || from < 0 || to < 0 {
				continue
			}
			r := v.records.record(w.pair(v.classes[a.class], v.classes[b.class]))
			c, connect := &cells[from*n+to], v.pairs.pair(r.connect)
			c.Connections, c.OneWay = c.Connections.Union(connect), c.OneWay.Union(v.pairs.pair(r.oneWay))
			c.Pairs++
			if !connect.Must.IsEmpty() {
				c.Connected++
			}
			if !connect.May.IsEmpty() {
				c.Possible++
			}
		}
	}
	return cells
}

// TestBicliquesAreTheResult expands the compressed result.
func TestBicliquesAreTheResult(t *testing.T) {
	for _, shape := range generate.Shapes() {
		c := compiled(t, generated(t, shape, generate.Options{Endpoints: 150, Seed: 9}))
		p := allPairs(t, c, AllPairsOptions{})
		got := map[[2]int]Record{}
		err := p.Bicliques(context.Background(), func(b Biclique) error {
			for _, from := range b.From {
				for _, to := range b.To {
					got[[2]int{from, to}] = b.Record
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		err = p.Each(context.Background(), func(from, to int, _ int64, r Record) bool {
			g := got[[2]int{from, to}]
			if !g.Connections.Equal(r.Connections) || !g.OneWay.Equal(r.OneWay) {
				t.Fatalf("%s: classes %d > %d: %v, want %v", shape, from, to, g, r)
			}
			seen++
			return true
		})
		if err != nil || seen == 0 {
			t.Fatal(seen, err)
		}
	}
}

// TestCancelledAllPairs ends early and leaves nothing behind.
func TestCancelledAllPairs(t *testing.T) {
	c := compiled(t, generated(t, generate.S1, generate.Options{Endpoints: 500, Seed: 1}))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.AllPairs(ctx, AllPairsOptions{}); err == nil {
		t.Error("a cancelled run has a result")
	}
	p := allPairs(t, c, AllPairsOptions{})
	if _, err := p.Aggregate(ctx, func(int) int { return 0 }, 1); err == nil {
		t.Error("a cancelled sum has a result")
	}
}

// TestCountedWork keeps the work for all pairs within budgets, which do not
// move with the load of the machine.
func TestCountedWork(t *testing.T) {
	tests := []struct {
		shape                    generate.Shape
		size                     int
		walks, evaluations, sets int
	}{
		{generate.Hub, 2000, 4_500, 60_000, 1_500},
		{generate.Hub, 10_000, 6_000, 260_000, 4_500},
		{generate.Mesh, 2000, 5_500, 75_000, 150},
		{generate.Mesh, 10_000, 12_500, 230_000, 150},
		{generate.S1, 2000, 20, 4_100_000, 500},
		{generate.S1, 10_000, 20, 2_200_000, 700},
	}
	for _, tt := range tests {
		s := allPairs(t, compiled(t, generated(t, tt.shape, generate.Options{Endpoints: tt.size, Seed: 1})), AllPairsOptions{}).Stats()
		if s.Walks > tt.walks || s.Evaluations > tt.evaluations || s.Sets > tt.sets {
			t.Errorf("%s %d: %d walks, %d evaluations, %d sets; budget %d, %d, %d", tt.shape, tt.size, s.Walks, s.Evaluations, s.Sets, tt.walks, tt.evaluations, tt.sets)
		}
	}
}
