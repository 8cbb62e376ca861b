package terraform_test

import (
	"bufio"
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/reach"
)

// question is a line of questions.jsonl.
type question struct {
	ID, From, To, On string
	Expect           string `json:"expect"`
	OneWay           string `json:"expect_one_way"`
	Before           string `json:"expect_before"`
	OneWayBefore     string `json:"expect_one_way_before"`
	Why, Doubt       string
}

func readQuestions(t *testing.T, file string) []question {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Skip("the corpus is not here")
	}
	defer in.Close()
	var out []question
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q, json.MatchCaseInsensitiveNames(true)); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// pinned gives every interface that is at any free address one of them, so
// that the network can be asked address by address.
func pinned(n *model.Network) *model.Network {
	subnets := map[model.SubnetID]netip.Prefix{}
	next := map[model.SubnetID]netip.Addr{}
	for _, s := range n.Subnets {
		subnets[s.ID] = s.CIDR
		if s.CIDR.IsValid() {
			next[s.ID] = s.CIDR.Addr()
			for range 5 {
				next[s.ID] = next[s.ID].Next()
			}
		}
	}
	public := netip.MustParseAddr("198.51.100.100")
	take := func(s model.SubnetID) netip.Addr { a := next[s]; next[s] = a.Next(); return a }
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		if e.UnknownAddresses != nil && subnets[e.Subnet].IsValid() {
			e.Private, e.UnknownAddresses = []model.PrivateAddress{{Addr: take(e.Subnet), Primary: true}}, nil
		}
		if e.SomePublic && len(e.Private) > 0 {
			public = public.Next()
			e.Private[0].Public, e.SomePublic = public, false
		}
	}
	for i := range n.NatGateways {
		g := &n.NatGateways[i]
		for k := range g.Addresses {
			a := &g.Addresses[k]
			if !a.Private.IsValid() && subnets[g.Subnet].IsValid() {
				public = public.Next()
				a.Private, a.Public, g.UnknownAddresses = take(g.Subnet), public, nil
			}
		}
	}
	return n
}

func ends(set selector.Set, public bool, n *model.Network) []reach.End {
	var out []reach.End
	for _, p := range set.Interfaces {
		e := reach.End{Kind: reach.EndInterface, ENI: p.ENI, Addr: p.Addr}
		for i := range n.NetworkInterfaces {
			if one := &n.NetworkInterfaces[i]; public && one.ID == p.ENI && len(one.Private) > 0 && one.Private[0].Public.IsValid() {
				e.Addr = one.Private[0].Public
			}
		}
		out = append(out, e)
	}
	if set.Address.IsValid() {
		out = append(out, reach.End{Kind: reach.EndAddress, Addr: set.Address})
	}
	if set.Internet {
		out = append(out, reach.End{Kind: reach.EndInternet})
	}
	return out
}

// ask answers all questions and returns how many are as expected.
func ask(t *testing.T, n *model.Network, all []question, before bool, complain func(format string, args ...any)) (right int) {
	t.Helper()
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := selector.NewResolver(n, nil, selector.Options{})
	for _, q := range all {
		want := q.Expect
		if before {
			want = q.Before
		}
		from, err1 := r.ResolveLiteral(q.From)
		to, err2 := r.ResolveLiteral(q.To)
		on, err3 := packet.Parse(q.On)
		if err1 != nil || err2 != nil || err3 != nil {
			complain("%s %s -> %s: %v %v %v", q.ID, q.From, q.To, err1, err2, err3)
			continue
		}
		a, err := c.Can(context.Background(), reach.Question{From: ends(from, false, n), To: ends(to, from.Internet, n), On: &on})
		if err != nil {
			complain("%s: %v", q.ID, err)
			continue
		}
		if a.Verdict.String() == want {
			right++
			continue
		}
		complain("%s %s -> %s %s: %s, want %s (%s)\n\treasons %v\n\tunknown %v\n\tdoubt %s", q.ID, q.From, q.To, q.On, a.Verdict, want, q.Why, a.Reasons, a.Unknown, q.Doubt)
	}
	return right
}

func TestEstatesAtPinnedAddresses(t *testing.T) {
	for _, name := range []string{"shop-workloads", "hub-spoke", "shop-pr-tags", "shop-pr-ledger-open", "shop-pr-tighten"} {
		dir := filepath.Join(corpus, "estates", name)
		all := readQuestions(t, filepath.Join(dir, "questions.jsonl"))
		p := readFile(t, filepath.Join(dir, "plan.json"))
		right := ask(t, pinned(p.After), all, false, t.Errorf)
		t.Logf("%-20s after: %d of %d", name, right, len(all))
		if all[0].Before != "" {
			right := ask(t, pinned(p.Before), all, true, t.Errorf)
			t.Logf("%-20s before: %d of %d", name, right, len(all))
		}
		p = readFile(t, filepath.Join(dir, "plan.json"))
		right = ask(t, p.After, all, false, func(string, ...any) {})
		t.Logf("%-20s at any free address: %d of %d", name, right, len(all))
	}
}
