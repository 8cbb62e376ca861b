package generate

import (
	"net/netip"
	"slices"
	"strconv"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// The first numbers of SplitMix64 from state 0, as its authors publish them.
func TestRandomIsSplitMix64(t *testing.T) {
	r := &random{}
	for _, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec} {
		if got := r.next(); got != want {
			t.Errorf("got %#x, want %#x", got, want)
		}
	}
}

func TestDrawIsBelowItsBound(t *testing.T) {
	r := newRandom(1, "test")
	seen := map[int]bool{}
	for range 1000 {
		n := r.draw(7)
		if n < 0 || n >= 7 {
			t.Fatalf("draw(7) is %d", n)
		}
		seen[n] = true
	}
	if len(seen) != 7 {
		t.Errorf("draw(7) gave only %v", seen)
	}
}

func mustPlan(t *testing.T, shape Shape, o Options) *plan {
	t.Helper()
	p, err := newPlan(shape, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Sizes at which subnets are added, blocks become narrower or VPCs wider.
func TestEverySizeHasRoom(t *testing.T) {
	for _, shape := range Shapes() {
		for _, n := range []int{1, 2, 749, 1999, 12_800, 12_801, 31_999, 32_000, 32_250, 32_499, 60_000, 60_001} {
			p := mustPlan(t, shape, Options{Endpoints: n})
			checkPlan(t, p)
		}
	}
}

// checkPlan checks that addresses are free and inside, blocks disjoint and groups of the same VPC.
func checkPlan(t *testing.T, p *plan) {
	t.Helper()
	used := map[netip.Addr]bool{}
	endpoints := 0
	for i := range p.interfaces {
		f := &p.interfaces[i]
		a := p.addr(i)
		if used[a] || !p.net.Subnets[f.subnet].CIDR.Contains(a) || f.offset < firstFree {
			t.Fatalf("%s %d: address %s of interface %d", p.shape, p.o.Endpoints, a, i)
		}
		used[a] = true
		if f.kind == faceTask {
			endpoints++
		}
		for _, g := range f.groups {
			if p.groups[g].vpc != p.spaces[f.subnet].vpc {
				t.Fatalf("%s %d: interface %d has a group of another VPC", p.shape, p.o.Endpoints, i)
			}
		}
	}
	if endpoints != p.o.Endpoints {
		t.Errorf("%s %d: %d endpoints", p.shape, p.o.Endpoints, endpoints)
	}
	checkBlocks(t, p)
}

func checkBlocks(t *testing.T, p *plan) {
	t.Helper()
	rows := slices.Clone(p.net.Subnets)
	slices.SortFunc(rows, func(a, b model.Subnet) int { return a.CIDR.Addr().Compare(b.CIDR.Addr()) })
	for i := 1; i < len(rows); i++ {
		if rows[i].CIDR.Overlaps(rows[i-1].CIDR) {
			t.Fatalf("%s %d: %s and %s overlap", p.shape, p.o.Endpoints, rows[i-1].CIDR, rows[i].CIDR)
		}
	}
	for i := range p.net.Subnets {
		if !p.homes[p.spaces[i].vpc].cidr.Overlaps(p.net.Subnets[i].CIDR) {
			t.Fatalf("%s %d: %s is outside its VPC", p.shape, p.o.Endpoints, p.net.Subnets[i].CIDR)
		}
	}
}

// The shares of the shapes, over many draws, within a fifth of what doc.go says.
func TestSharesOfFlatRules(t *testing.T) {
	p := mustPlan(t, Flat, Options{Endpoints: 20_000, Seed: 1})
	count := map[string]float64{}
	for i := range p.groups {
		for _, r := range p.groups[i].rules {
			switch {
			case r.egress:
			case r.peer.kind == model.PeerGroup:
				count["group"]++
			case r.peer.cidr == p.homes[0].cidr:
				count["vpc"]++
			case r.peer.cidr == anywhere:
				count["anywhere"]++
			case r.peer.cidr.Bits() == 32:
				count["host"]++
			default:
				count["subnet"]++
			}
			count["ingress"] += map[bool]float64{false: 1}[r.egress]
		}
	}
	for name, want := range map[string]float64{"group": 0.55, "vpc": 0.20, "subnet": 0.10, "anywhere": 0.05, "host": 0.10} {
		if got := count[name] / count["ingress"]; got < 0.8*want || got > 1.2*want {
			t.Errorf("%s: %.3f of the ingress rules, want %.2f", name, got, want)
		}
	}
}

func TestUnknownChangesPeersOnly(t *testing.T) {
	for _, shape := range Shapes() {
		p, q := mustPlan(t, shape, Options{Endpoints: 300, Seed: 5}), mustPlan(t, shape, Options{Endpoints: 300, Seed: 5, Unknown: 1})
		if len(p.interfaces) != len(q.interfaces) || len(p.groups) != len(q.groups) {
			t.Errorf("%s: unknown rules change the network", shape)
		}
		for i := range p.interfaces {
			if p.addr(i) != q.addr(i) || !slices.Equal(p.interfaces[i].groups, q.interfaces[i].groups) {
				t.Errorf("%s: unknown rules change interface %d", shape, i)
			}
		}
	}
}

// Group 10 of a network of shape s1 with 2000 endpoints, written out by hand.
func TestS1Rules(t *testing.T) {
	p := mustPlan(t, S1, Options{Endpoints: 2000})
	want := []string{
		"in tcp/8010 sg 9", "in tcp/5432 sg 3", "in tcp/443 10.0.10.0/24", "in tcp/80 203.0.113.4/30",
		"out tcp/1024-65535 sg 11", "out tcp/1024-65535 sg 17", "out tcp/443 0.0.0.0/0",
	}
	if got := ruleTexts(p, 10); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := ruleTexts(p, 100), []string{"in tcp/22 10.0.0.0/24", "out udp/53 10.0.0.0/16"}; !slices.Equal(got, want) {
		t.Errorf("base: got %q, want %q", got, want)
	}
	if f := p.interfaces[1234]; p.addr(1234).String() != "10.0.24.44" || !slices.Equal(f.groups, []int32{34, 100}) || f.public == 0 {
		t.Errorf("interface 1234: %s %+v", p.addr(1234), f)
	}
}

func ruleTexts(p *plan, group int) []string {
	var texts []string
	for _, r := range p.groups[group].rules {
		text := map[bool]string{false: "in ", true: "out "}[r.egress] + r.what.String() + " "
		if r.peer.kind == model.PeerGroup {
			text += "sg " + strconv.Itoa(r.peer.group)
		} else {
			text += r.peer.cidr.String()
		}
		texts = append(texts, text)
	}
	return texts
}
