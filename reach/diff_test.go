package reach_test

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/internal/demo"
	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// everyGroup is one group an interface, one a public address, and the places
// outside.
func everyGroup(n *model.Network) []reach.Group {
	groups := []reach.Group{
		{Name: "internet", Ends: []reach.End{{Kind: reach.EndInternet}}},
		{Name: "on-prem", Ends: []reach.End{{Kind: reach.EndOnPrem}}},
		{Name: "aws", Ends: []reach.End{{Kind: reach.EndAWS}}},
	}
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		groups = append(groups, reach.Group{Name: string(e.ID), Ends: []reach.End{{ENI: e.ID}}})
		for _, a := range e.Private {
			if a.Public.IsValid() {
				groups = append(groups, reach.Group{Name: string(e.ID) + "@" + a.Public.String(), Ends: []reach.End{{ENI: e.ID, Addr: a.Public}}})
			}
		}
	}
	return groups
}

func diffOf(t *testing.T, a, b *model.Network) []reach.Difference {
	t.Helper()
	ctx := context.Background()
	before, err := reach.Compile(ctx, a, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	after, err := reach.Compile(ctx, b, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ga, gb := everyGroup(a), everyGroup(b)
	rows, err := reach.Diff(ctx, before, after, reach.MatrixQuery{From: ga, To: ga}, reach.MatrixQuery{From: gb, To: gb})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func random(seed uint64, p randomnet.Profile) (*model.Network, *rand.Rand) {
	r := rand.New(rand.NewPCG(seed, 7))
	return randomnet.Network(r, p), r
}

// clone is a network whose lists can be changed without harm to the first.
func clone(n *model.Network) *model.Network {
	c := *n
	c.SecurityGroups = append([]model.SecurityGroup(nil), n.SecurityGroups...)
	c.RouteTables = append([]model.RouteTable(nil), n.RouteTables...)
	return &c
}

// opened is a network with one more rule in one of its groups.
func opened(n *model.Network, r *rand.Rand) *model.Network {
	c := clone(n)
	if len(c.SecurityGroups) == 0 {
		return c
	}
	g := &c.SecurityGroups[r.IntN(len(c.SecurityGroups))]
	rule := model.SecurityGroupRule{
		Egress: r.IntN(2) == 0, Traffic: packet.OfTCP(packet.Port(5432)), Origin: model.Origin{Source: "new"},
		Peer: model.Peer{Kind: model.PeerCIDR, CIDR: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::/0")}[r.IntN(3)]},
	}
	g.Rules = append(append([]model.SecurityGroupRule(nil), g.Rules...), rule)
	return c
}

const laws = 30

func TestNoEditNoDifference(t *testing.T) {
	for seed := range uint64(laws) {
		n, _ := random(seed, randomnet.Wild)
		if rows := diffOf(t, n, clone(n)); len(rows) > 0 {
			t.Fatalf("seed %d: %+v", seed, rows[0])
		}
	}
}

func TestAllowNeverRemoves(t *testing.T) {
	found := 0
	for seed := range uint64(laws) {
		n, r := random(seed, randomnet.Unknowns)
		for _, d := range diffOf(t, n, opened(n, r)) {
			found++
			if !d.Removed.IsEmpty() || d.Kind == reach.GoneConnection {
				t.Fatalf("seed %d: %s → %s loses %v", seed, d.From, d.To, d.Removed)
			}
			if !d.Added.IsEmpty() && len(d.OpenedBy) == 0 {
				t.Errorf("seed %d: %s → %s: nothing opened %v", seed, d.From, d.To, d.Added)
			}
		}
	}
	if found == 0 {
		t.Error("no edit made a difference")
	}
}

// The rule that was added is named, whatever else differs.
func TestAllowIsTheOpener(t *testing.T) {
	for seed := range uint64(laws) {
		n, r := random(seed, randomnet.Exact)
		for _, d := range diffOf(t, n, opened(n, r)) {
			for _, o := range d.OpenedBy {
				if o.Origin.Source != "new" || o.Removed {
					t.Errorf("seed %d: %s → %s: %+v", seed, d.From, d.To, o)
				}
			}
		}
	}
}

// A rule for the whole internet beside one for an office: the ports of the
// pair are the same before and after, the addresses are not.
func TestSamePortsForMoreAddresses(t *testing.T) {
	n, _, err := source.Load(context.Background(), []string{"demo:"}, source.Options{
		Importers: []source.Importer{awsjson.Importer{}}, Embedded: map[string]fs.FS{"demo:": demo.FS()},
	})
	if n == nil {
		t.Fatal(err)
	}
	edits, err := change.Parse("allow sg:bastion ingress tcp/22 from 0.0.0.0/0")
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := change.Apply(n, edits, change.Options{})
	if err != nil {
		t.Fatal(err)
	}
	office := netip.MustParseAddr("203.0.113.17")
	for _, d := range diffOf(t, n, m) {
		if d.From != "internet" {
			continue
		}
		if d.Kind != reach.ChangedConnection || d.Added.String() != "tcp/22" || !d.Removed.IsEmpty() || d.Outside.IsEmpty() || d.Outside.Contains(office) {
			t.Errorf("%+v", d)
		}
		return
	}
	t.Error("no difference for the internet")
}

// Nothing is less specific than the default route: without it there is only
// less to reach.
func TestNoDefaultRouteNeverAdds(t *testing.T) {
	found := 0
	for seed := range uint64(laws) {
		n, _ := random(seed, randomnet.Exact)
		c := clone(n)
		for i := range c.RouteTables {
			table := &c.RouteTables[i]
			table.Routes = slices.DeleteFunc(slices.Clone(table.Routes), func(r model.Route) bool {
				return r.Destination.IsValid() && r.Destination.Bits() == 0
			})
		}
		for _, d := range diffOf(t, n, c) {
			found++
			if !d.Added.IsEmpty() && !otherDefaults(n) {
				t.Errorf("seed %d: %s → %s: wins %v by %v", seed, d.From, d.To, d.Added, d.OpenedBy)
			}
			if !d.Removed.IsEmpty() && len(d.ClosedBy) == 0 {
				t.Errorf("seed %d: %s → %s: nothing closed %v", seed, d.From, d.To, d.Removed)
			}
		}
	}
	if found == 0 {
		t.Error("no route made a difference")
	}
}

// otherDefaults reports whether a default route may come from elsewhere: by
// BGP, or in a prefix list. It was hidden by the static one (RT-4).
func otherDefaults(n *model.Network) bool {
	for _, l := range n.PrefixLists {
		if l.UnknownEntries != nil || slices.ContainsFunc(l.Entries, func(e model.PrefixListEntry) bool { return e.CIDR.IsValid() && e.CIDR.Bits() == 0 }) {
			return true
		}
	}
	return len(n.VPNGateways) > 0
}

// Both directions tell the same changes; where all is known, the one is the
// mirror of the other.
func TestDiffIsSymmetric(t *testing.T) {
	for _, p := range []randomnet.Profile{randomnet.Exact, randomnet.Wild} {
		for seed := range uint64(laws) {
			n, r := random(seed, p)
			m := opened(n, r)
			if len(m.SecurityGroups) == 0 {
				continue
			}
			m.SecurityGroups[0].Rules = nil
			there, back := diffOf(t, n, m), diffOf(t, m, n)
			if len(there) != len(back) {
				t.Fatalf("%s %d: %d rows one way, %d the other", p.Name, seed, len(there), len(back))
			}
			for i, a := range there {
				b := back[i]
				whole := func(d reach.Difference) packet.Set { return d.Added.Union(d.Removed).Union(d.Undecided) }
				if a.From != b.From || a.To != b.To || !whole(a).Equal(whole(b)) || !a.Outside.Equal(b.Outside) {
					t.Fatalf("%s %d: %s → %s: %v and %v", p.Name, seed, a.From, a.To, whole(a), whole(b))
				}
				known := a.Before.Connections.IsExact() && a.After.Connections.IsExact() && a.WasUnknown.IsEmpty() && b.WasUnknown.IsEmpty()
				if known && (!a.Added.Equal(b.Removed) || !a.Removed.Equal(b.Added)) {
					t.Fatalf("%s %d: %s → %s: %v, %v and back %v, %v", p.Name, seed, a.From, a.To, a.Added, a.Removed, b.Added, b.Removed)
				}
			}
		}
	}
}

// A difference of whole networks is that of their matrices, and more: pairs
// whose sets are equal may differ by outside address.
func TestDiffHoldsTheMatrixDifference(t *testing.T) {
	for seed := range uint64(20) {
		n, r := random(seed, randomnet.Wild)
		m := opened(n, r)
		found := map[[2]string]reach.Difference{}
		for _, d := range diffOf(t, n, m) {
			found[[2]string{d.From, d.To}] = d
		}
		was, is := matrixOf(t, n), matrixOf(t, m)
		for k, a := range is {
			d, listed := found[k]
			if b := was[k]; !a.Equal(b) && !listed {
				t.Errorf("seed %d: %v differs and is not listed", seed, k)
			} else if listed && (!d.Before.Connections.Equal(b) || !d.After.Connections.Equal(a)) {
				t.Errorf("seed %d: %v: before and after are not those of the matrix", seed, k)
			}
		}
	}
}

func matrixOf(t *testing.T, n *model.Network) map[[2]string]packet.Pair {
	t.Helper()
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.Matrix(context.Background(), reach.MatrixQuery{From: everyGroup(n), To: everyGroup(n)})
	if err != nil {
		t.Fatal(err)
	}
	found := map[[2]string]packet.Pair{}
	for _, r := range rows {
		found[[2]string{r.From, r.To}] = r.Connections
	}
	return found
}

// An edit and its inverse leave nothing behind.
func TestInverseLeavesNoDifference(t *testing.T) {
	for seed := range uint64(laws) {
		n, r := random(seed, randomnet.Wild)
		if len(n.SecurityGroups) == 0 {
			continue
		}
		g := n.SecurityGroups[r.IntN(len(n.SecurityGroups))]
		edits, err := change.Parse("allow " + string(g.ID) + " ingress tcp/5433 from 10.0.0.0/8")
		if err != nil {
			t.Fatal(err)
		}
		back, ok := change.Inverse(n, edits[0])
		if !ok {
			continue
		}
		m, _, err := change.Apply(n, append(edits, back), change.Options{Force: true})
		if err != nil {
			t.Fatal(err)
		}
		if rows := diffOf(t, n, m); len(rows) > 0 {
			t.Fatalf("seed %d: %+v", seed, rows[0])
		}
	}
}
