package reach_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// profiles are the random networks that laws are tried on.
var profiles = []randomnet.Profile{randomnet.Exact, randomnet.Unknowns, randomnet.Wild}

// lawNetworks is how many networks of each profile a law is tried on.
func lawNetworks() uint64 {
	if testing.Short() {
		return 10
	}
	return 20
}

// A question about a set of packets has the answers of its packets.
func TestSetsAreAnsweredLikeTheirPackets(t *testing.T) {
	for _, p := range profiles {
		for seed := range lawNetworks() {
			n, qs := drawn(p, 90_000+seed)
			e := ask(n)
			r := rand.New(rand.NewPCG(seed, 1))
			for _, q := range qs[:min(len(qs), 12)] {
				checkSet(t, e, n, q, someOf(r, randomnet.Edges(n), 8), fmt.Sprint(p.Name, " ", 90_000+seed))
			}
		}
	}
}

func someOf(r *rand.Rand, all []packet.Traffic, count int) []packet.Traffic {
	var some []packet.Traffic
	for range count {
		some = append(some, all[r.IntN(len(all))])
	}
	return some
}

func checkSet(t *testing.T, e asker, n *model.Network, q randomnet.Question, packets []packet.Traffic, where string) {
	t.Helper()
	var set packet.Set
	for _, one := range packets {
		set = set.Union(one.Set())
	}
	whole, err := e.c.Can(context.Background(), question(q, set))
	if err != nil {
		return
	}
	var connections, oneWay packet.Pair
	for _, one := range packets {
		a, err := e.c.Can(context.Background(), question(q, one.Set()))
		if err != nil {
			t.Fatal(err)
		}
		connections, oneWay = connections.Union(a.Connections), oneWay.Union(a.OneWay)
	}
	if !samePair(whole.Connections, connections) || !samePair(whole.OneWay, oneWay) {
		t.Errorf("%s: %v > %v %v: %v one way %v, packet by packet %v one way %v\n%s", where, q.From, q.To, set,
			whole.Connections, whole.OneWay, connections, oneWay, randomnet.Literal(n))
	}
}

func question(q randomnet.Question, on packet.Set) reach.Question {
	return reach.Question{From: []reach.End{engineEnd(q.From)}, To: []reach.End{engineEnd(q.To)}, On: &on, State: q.State}
}

func samePair(a, b packet.Pair) bool { return a.Must.Equal(b.Must) && a.May.Equal(b.May) }

// A matrix, which answers by classes, has the answers of its pairs.
func TestMatrixIsAnsweredLikeItsPairs(t *testing.T) {
	for _, p := range profiles {
		for seed := range lawNetworks() {
			r := rand.New(rand.NewPCG(seed+70_000, 0x5e9))
			checkMatrix(t, randomnet.Network(r, p), fmt.Sprint(p.Name, " ", seed+70_000))
		}
	}
}

func checkMatrix(t *testing.T, n *model.Network, where string) {
	t.Helper()
	c := ask(n).c
	ends := everyAddress(n)
	rows, err := c.Matrix(context.Background(), reach.MatrixQuery{From: groups(ends), To: groups(ends)})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		a, err := c.Can(context.Background(), reach.Question{From: []reach.End{ends[row.From]}, To: []reach.End{ends[row.To]}})
		if err != nil {
			t.Errorf("%s: %s > %s: a row of the matrix, but %v", where, row.From, row.To, err)
			continue
		}
		if !samePair(row.Connections, a.Connections) || !samePair(row.OneWay, a.OneWay) || row.Verdict != a.Verdict {
			t.Errorf("%s: %s > %s: matrix %v %v one way %v, pair %v %v one way %v", where, row.From, row.To,
				row.Verdict, row.Connections, row.OneWay, a.Verdict, a.Connections, a.OneWay)
		}
	}
}

// everyAddress names every interface with each of its own addresses.
func everyAddress(n *model.Network) map[string]reach.End {
	ends := map[string]reach.End{}
	for _, e := range n.NetworkInterfaces {
		for _, p := range e.Private {
			ends[fmt.Sprint(e.ID, "@", p.Addr)] = reach.End{Kind: reach.EndInterface, ENI: e.ID, Addr: p.Addr}
		}
		for _, a := range e.IPv6 {
			ends[fmt.Sprint(e.ID, "@", a)] = reach.End{Kind: reach.EndInterface, ENI: e.ID, Addr: a}
		}
	}
	ends["internet"] = reach.End{Kind: reach.EndInternet}
	return ends
}

func groups(ends map[string]reach.End) []reach.Group {
	var gs []reach.Group
	for name, e := range ends {
		gs = append(gs, reach.Group{Name: name, Ends: []reach.End{e}})
	}
	return gs
}
