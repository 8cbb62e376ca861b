package policy_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/reach/oracle"
)

// What Evaluate says of prohibitions is what asking the oracle about every packet at the edges of
// rules, between every pair of ends, says.
func TestEvaluationEqualsBruteForce(t *testing.T) {
	networks := 16
	if testing.Short() {
		networks = 4
	}
	for _, profile := range []randomnet.Profile{randomnet.Exact, randomnet.Unknowns} {
		t.Run(profile.Name, func(t *testing.T) {
			words := map[policy.Word]int{}
			for seed := range uint64(networks) {
				r := rand.New(rand.NewPCG(seed, 0x901))
				n := randomnet.Network(r, profile)
				compareWithOracle(t, seed, n, drawPolicy(r, n), words)
			}
			t.Log(words)
		})
	}
}

// drawn is a small policy with what it means, spelled out.
type drawn struct {
	text      string
	context   map[model.ENIID]string
	contracts []drawnBan // what they allow
	rules     []drawnRule
	waivers   []drawnWaiver
}

type drawnBan struct {
	from, to string
	ports    packet.Set
}

type drawnRule struct {
	id   string
	bans []drawnBan
}

type drawnWaiver struct {
	rule, from string
	ports      packet.Set
}

func drawPolicy(r *rand.Rand, n *model.Network) drawn {
	d := drawn{context: map[model.ENIID]string{}}
	names := []string{"a", "b", "c"}
	members := map[string][]string{}
	for i := range n.NetworkInterfaces {
		id := n.NetworkInterfaces[i].ID
		if c := append(names, "")[r.IntN(4)]; c != "" {
			d.context[id] = c
			members[c] = append(members[c], string(id))
		} else {
			d.context[id] = policy.Unassigned
		}
	}
	var b strings.Builder
	b.WriteString("version: 1\ndefault: {unassigned: ignore}\ncontexts:\n")
	for _, c := range names {
		fmt.Fprintf(&b, "  %s: {is: [{id: [%s]}], allow-empty: true}\n", c, strings.Join(append(members[c], "none"), ", "))
	}
	ports := func() (string, packet.Set) {
		text := []string{"tcp/443", "tcp/22", "tcp/0-1023", "udp/53", "all", "icmp/8/0", "tcp/1024-65535"}[r.IntN(7)]
		set, err := packet.Parse(text)
		if err != nil {
			panic(err)
		}
		return text, set
	}
	b.WriteString("contracts:\n")
	for i := range 2 {
		from, to := names[r.IntN(3)], names[r.IntN(3)]
		text, set := ports()
		fmt.Fprintf(&b, "  - {id: k%d, from: %s, to: %s, ports: %s}\n", i, from, to, text)
		d.contracts = append(d.contracts, drawnBan{from, to, set})
	}
	b.WriteString("rules:\n")
	from, to := names[r.IntN(3)], names[r.IntN(3)]
	text, set := ports()
	fmt.Fprintf(&b, "  - {id: f, forbid: {from: %s, to: %s, ports: %s}}\n", from, to, text)
	d.rules = append(d.rules, drawnRule{"f", []drawnBan{{from, to, set}}})
	text, set = ports()
	fmt.Fprintf(&b, "  - {id: o, only: {from: a, to: b, ports: %s}}\n", text)
	d.rules = append(d.rules, drawnRule{"o", []drawnBan{{"c", "b", packet.All()}, {policy.Unassigned, "b", packet.All()}, {"a", "b", set.Complement()}}})
	b.WriteString("  - {id: i, isolate: [a, c]}\nwaivers:\n")
	d.rules = append(d.rules, drawnRule{"i", []drawnBan{{"a", "c", packet.All()}, {"c", "a", packet.All()}}})
	for _, rule := range []string{"f", "i", policy.BetweenContexts} {
		text, set = ports()
		fmt.Fprintf(&b, "  - {rule: %s, from: a, ports: %s, because: test, until: 2027-01-01}\n", rule, text)
		d.waivers = append(d.waivers, drawnWaiver{rule, "a", set})
	}
	d.text = b.String()
	d.rules = append(d.rules, drawnRule{policy.BetweenContexts, d.between(names)})
	return d
}

// between spells the default deny out.
func (d *drawn) between(names []string) []drawnBan {
	var all []drawnBan
	for _, from := range names {
		for _, to := range names {
			forbidden := packet.All()
			for _, k := range d.contracts {
				if k.from == from && k.to == to {
					forbidden = forbidden.Subtract(k.ports)
				}
			}
			if from != to {
				all = append(all, drawnBan{from, to, forbidden})
			}
		}
	}
	return all
}

func compareWithOracle(t *testing.T, seed uint64, n *model.Network, d drawn, words map[policy.Word]int) {
	t.Helper()
	ctx := context.Background()
	p, problems := policy.Parse("p.yaml", []byte(d.text))
	if !policy.CanEvaluate(problems) {
		t.Fatalf("seed %d: %v\n%s", seed, problems, d.text)
	}
	b, problems := policy.Bind(p, n, nil)
	if !policy.CanEvaluate(problems) {
		t.Fatalf("seed %d: %v", seed, problems)
	}
	c, err := reach.Compile(ctx, n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := policy.Evaluate(ctx, b, c, policy.Options{Today: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	asked := askEverything(n)
	for _, rule := range d.rules {
		want := asked.judge(&d, rule)
		for i := range results.Rows {
			row := &results.Rows[i]
			if row.Rule != rule.id || row.Word == policy.Vacuous || slices.ContainsFunc(row.Notes, func(s string) bool { return strings.Contains(s, "matches nothing") }) {
				continue
			}
			word := insideWord(row)
			words[word]++
			if word != want.word {
				t.Errorf("seed %d: rule %s is %v, brute force says %v (%s)\n%s", seed, row.Rule, word, want.word, want.example, d.text)
			}
			want.comparePorts(t, seed, row)
		}
	}
}

// insideWord is the word of a row without what comes from outside or goes there: brute force asks
// about endpoints alone.
func insideWord(row *policy.Result) policy.Word {
	order := []policy.Word{policy.Kept, policy.Waived, policy.Unknown, policy.Broken}
	word := policy.Kept
	for _, f := range row.Findings {
		if !outside(f.FromContext) && !outside(f.ToContext) && slices.Index(order, f.Word) > slices.Index(order, word) {
			word = f.Word
		}
	}
	return word
}

func outside(context string) bool {
	return context == policy.Internet || context == policy.AWS || context == policy.OnPrem
}

// answers are what the oracle says of every packet between every pair of ends.
type answers struct {
	edges []packet.Traffic
	said  map[[2]model.ENIID][]oracle.Decision // best over addresses, by edge
}

// judgement is what brute force says of a rule.
type judgement struct {
	word    policy.Word
	example string
	broken  map[[2]string]map[packet.Traffic]string // by contexts; an example of each
}

func askEverything(n *model.Network) answers {
	o, svc := oracle.New(n, oracle.Options{}), service.Identify(n)
	edges := slices.Compact(slices.SortedFunc(slices.Values(randomnet.Edges(n)), func(a, b packet.Traffic) int {
		return strings.Compare(a.String(), b.String())
	}))
	all := answers{edges: edges, said: map[[2]model.ENIID][]oracle.Decision{}}
	for i := range n.NetworkInterfaces {
		for j := range n.NetworkInterfaces {
			from, to := &n.NetworkInterfaces[i], &n.NetworkInterfaces[j]
			sameHost := from.Attachment.Instance != "" && from.Attachment.Instance == to.Attachment.Instance
			if i == j || sameHost || !svc.Endpoint(from.ID) || !svc.Endpoint(to.ID) {
				continue
			}
			all.said[[2]model.ENIID{from.ID, to.ID}] = ask(o, edges, from, to)
		}
	}
	return all
}

// addressesOf are the addresses by which hosts of the network know an interface; with public ones
// as a destination.
func addressesOf(e *model.NetworkInterface, public bool) []netip.Addr {
	var all []netip.Addr
	for _, p := range e.Private {
		all = append(all, p.Addr)
		if public && p.Public.IsValid() {
			all = append(all, p.Public)
		}
	}
	all = append(all, e.IPv6...)
	for _, p := range slices.Concat(e.IPv4Prefixes, e.IPv6Prefixes) {
		all = append(all, p.Masked().Addr())
	}
	if len(all) == 0 {
		all = append(all, netip.Addr{})
	}
	return all
}

func ask(o *oracle.Oracle, edges []packet.Traffic, from, to *model.NetworkInterface) []oracle.Decision {
	best := make([]oracle.Decision, len(edges))
	for k := range best {
		best[k] = oracle.Deny
	}
	for _, a := range addressesOf(from, false) {
		for _, b := range addressesOf(to, true) {
			if a.IsValid() && b.IsValid() && a.Is6() != b.Is6() {
				continue
			}
			for k, e := range edges {
				if six := a.Is6() || b.Is6(); e.Protocol == packet.ICMP && six || e.Protocol == packet.ICMPv6 && !six {
					continue
				}
				r := o.Ask(oracle.End{ENI: from.ID, Addr: a}, oracle.End{ENI: to.ID, Addr: b}, e)
				said := r.OneWay
				if e.Protocol == packet.TCP {
					said = r.Connection
				}
				if said == oracle.Allow || said == oracle.Unknown && best[k] == oracle.Deny {
					best[k] = said
				}
			}
		}
	}
	return best
}

func (a *answers) judge(d *drawn, rule drawnRule) judgement {
	j := judgement{word: policy.Kept, broken: map[[2]string]map[packet.Traffic]string{}}
	raise := func(w policy.Word, example string) {
		order := []policy.Word{policy.Kept, policy.Waived, policy.Unknown, policy.Broken}
		if slices.Index(order, w) > slices.Index(order, j.word) {
			j.word, j.example = w, example
		}
	}
	for pair, said := range a.said {
		from, to := d.context[pair[0]], d.context[pair[1]]
		for k, e := range a.edges {
			if said[k] == oracle.Deny || !forbidden(rule.bans, from, to, e) {
				continue
			}
			example := fmt.Sprint(pair, e, said[k])
			switch {
			case slices.ContainsFunc(d.waivers, func(w drawnWaiver) bool { return w.rule == rule.id && w.from == from && w.ports.Contains(e) }):
				raise(policy.Waived, example)
			case said[k] == oracle.Unknown:
				raise(policy.Unknown, example)
			default:
				raise(policy.Broken, example)
				at := [2]string{from, to}
				if j.broken[at] == nil {
					j.broken[at] = map[packet.Traffic]string{}
				}
				j.broken[at][e] = example
			}
		}
	}
	return j
}

func forbidden(bans []drawnBan, from, to string, e packet.Traffic) bool {
	return slices.ContainsFunc(bans, func(b drawnBan) bool { return b.from == from && b.to == to && b.ports.Contains(e) })
}

// comparePorts compares what the findings say is open between two contexts.
func (j *judgement) comparePorts(t *testing.T, seed uint64, row *policy.Result) {
	t.Helper()
	open := map[[2]string]packet.Set{}
	for _, f := range row.Findings {
		if f.Word == policy.Broken {
			at := [2]string{f.FromContext, f.ToContext}
			open[at] = open[at].Union(f.Ports)
			if len(f.Openers) == 0 || f.Pairs[0].FromEnd == "" {
				t.Errorf("seed %d: rule %s: finding %s → %s names no opener or no pair: %+v", seed, row.Rule, f.From, f.To, f)
			}
		}
	}
	for at, edges := range j.broken {
		for e, example := range edges {
			if !open[at].Contains(e) {
				t.Errorf("seed %d: rule %s: %v from %s to %s is not found: %s", seed, row.Rule, e, at[0], at[1], example)
				return
			}
		}
	}
}
