package reach_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/seed-044d7529/segment/internal/randomnet"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/reach/oracle"
)

// perNetwork is how many questions are asked of one network.
const perNetwork = 60

// TestDifferential compares the engine with the oracle, packet by packet. SEGMENT_QUESTIONS says
// how many (default 60000), SEGMENT_SEED with which network to begin.
func TestDifferential(t *testing.T) {
	total := number("SEGMENT_QUESTIONS", 60_000)
	if testing.Short() {
		total = min(total, 6_000)
	}
	first := number("SEGMENT_SEED", 1)
	for _, p := range []struct {
		profile randomnet.Profile
		share   int // of 10
	}{{randomnet.Exact, 5}, {randomnet.Unknowns, 3}, {randomnet.Wild, 2}} {
		t.Run(p.profile.Name, func(t *testing.T) { compare(t, p.profile, first, total*p.share/10) })
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// compare asks count questions about networks of one profile. Of disagreements that look alike it
// reports the first, SEGMENT_FAILURES kinds at most.
func compare(t *testing.T, p randomnet.Profile, first, count int) {
	var seed, asked, skipped atomic.Int64
	var verdicts [4]atomic.Int64
	seed.Store(int64(first) - 1)
	var failures disagreements
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for int(asked.Load()) < count {
				s := seed.Add(1)
				n, qs := drawn(p, uint64(s))
				e := ask(n)
				for _, q := range qs {
					asked.Add(1)
					a, differs := e.differs(q)
					if a.skipped {
						skipped.Add(1)
						continue
					}
					verdicts[a.oracle.connection].Add(1)
					if differs != "" {
						failures.add(a.kind, s, q)
					}
				}
			}
		})
	}
	group.Wait()
	t.Logf("%d questions about %d networks: %d reachable, %d blocked, %d unknown, %d not askable", asked.Load(), seed.Load()-int64(first)+1,
		verdicts[reachable].Load(), verdicts[blocked].Load(), verdicts[undetermined].Load(), skipped.Load())
	failures.report(t, p)
}

// disagreements are counted by kind: what each side says and the rules it names.
type disagreements struct {
	sync.Mutex
	kinds map[string]*disagreement
}

type disagreement struct {
	kind     string
	count    int
	seed     int64 // the lowest
	question randomnet.Question
}

func (d *disagreements) add(kind string, seed int64, q randomnet.Question) {
	d.Lock()
	defer d.Unlock()
	if d.kinds == nil {
		d.kinds = map[string]*disagreement{}
	}
	known := d.kinds[kind]
	if known == nil {
		known = &disagreement{kind: kind, seed: seed, question: q}
		d.kinds[kind] = known
	}
	known.count++
	if seed < known.seed {
		known.seed, known.question = seed, q
	}
}

// report shrinks and prints the first of each kind, the most frequent first.
func (d *disagreements) report(t *testing.T, p randomnet.Profile) {
	kinds := slices.SortedFunc(maps.Values(d.kinds), func(a, b *disagreement) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.kind, b.kind))
	})
	for i, k := range kinds {
		if i >= number("SEGMENT_FAILURES", 3) {
			t.Errorf("%d times, not shrunk: %s; seed %d, %v > %v %v", k.count, k.kind, k.seed, k.question.From, k.question.To, k.question.On)
			continue
		}
		n, _ := drawn(p, uint64(k.seed))
		t.Errorf("%d times: %s\n%s", k.count, k.kind, report(n, p, k.seed, k.question))
	}
}

// drawn returns the network of a seed and its questions.
func drawn(p randomnet.Profile, seed uint64) (*model.Network, []randomnet.Question) {
	r := rand.New(rand.NewPCG(seed, 0x5e9))
	n := randomnet.Network(r, p)
	return n, randomnet.Questions(r, n, perNetwork)
}

// word is the verdict of one packet.
type word uint8

const (
	unset word = iota
	reachable
	blocked
	undetermined
)

func (w word) String() string { return [...]string{"unset", "reachable", "blocked", "unknown"}[w] }

// opinion is what one side says of a packet.
type opinion struct{ oneWay, connection word }

// answers are what both sides say.
type answers struct {
	engine, oracle opinion
	skipped        bool // the engine does not take the question
	why            string
	kind           string // what they say and the rules they name, for counting
}

// asker asks both sides about one network.
type asker struct {
	c *reach.Compiled
	o [2]*oracle.Oracle // the second honours states
}

func ask(n *model.Network) asker {
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		panic(err)
	}
	return asker{c, [2]*oracle.Oracle{oracle.New(n, oracle.Options{}), oracle.New(n, oracle.Options{HonorState: true})}}
}

// differs returns what both sides say, and a line about it if they disagree.
func (a asker) differs(q randomnet.Question) (answers, string) {
	var found answers
	set := q.On.Set()
	got, err := a.c.Can(context.Background(), reach.Question{From: []reach.End{engineEnd(q.From)}, To: []reach.End{engineEnd(q.To)}, On: &set, State: q.State})
	if err != nil {
		found.skipped, found.why = true, err.Error()
		return found, ""
	}
	found.engine = opinion{side(got.OneWay, q.On), side(got.Connections, q.On)}
	o := a.o[0]
	if q.State {
		o = a.o[1]
	}
	r := o.Ask(oracle.End(q.From), oracle.End(q.To), q.On)
	found.oracle = opinion{oracleWord(r.OneWay), oracleWord(r.Connection)}
	var lines []string
	if found.engine != found.oracle {
		lines = append(lines, fmt.Sprintf("engine: one way %v, connection %v; oracle: one way %v, connection %v",
			found.engine.oneWay, found.engine.connection, found.oracle.oneWay, found.oracle.connection))
	}
	if v := map[reach.Verdict]word{reach.Reachable: reachable, reach.Blocked: blocked, reach.Undetermined: undetermined}[got.Verdict]; v != found.engine.connection {
		lines = append(lines, fmt.Sprintf("the engine's verdict is %v, its connections are %v", got.Verdict, found.engine.connection))
	}
	if len(lines) > 0 {
		var rules []string
		for _, r := range got.Reasons {
			rules = append(rules, r.Code)
		}
		for _, u := range got.Unknown {
			rules = append(rules, "?"+u.Rule)
		}
		found.kind = fmt.Sprintf("engine %v %v, oracle %v %v %v", found.engine, tail(rules), found.oracle, tail(r.Reasons), q.State)
	}
	return found, strings.Join(lines, "; ")
}

// tail returns the last rules, which decided.
func tail(rules []string) []string { return rules[max(0, len(rules)-2):] }

// side reads the verdict of one packet from a pair.
func side(p packet.Pair, t packet.Traffic) word {
	switch {
	case p.Must.Contains(t):
		return reachable
	case p.May.Contains(t):
		return undetermined
	}
	return blocked
}

func oracleWord(d oracle.Decision) word {
	return map[oracle.Decision]word{oracle.Allow: reachable, oracle.Deny: blocked, oracle.Unknown: undetermined}[d]
}

func engineEnd(e randomnet.End) reach.End {
	switch {
	case e.ENI != "":
		return reach.End{Kind: reach.EndInterface, ENI: e.ENI, Addr: e.Addr}
	case e.Internet:
		return reach.End{Kind: reach.EndAddress, Addr: e.Addr, Door: "internet"}
	}
	return reach.End{Kind: reach.EndAddress, Addr: e.Addr}
}

// report shrinks a disagreement and prints it as the start of a named case.
func report(n *model.Network, p randomnet.Profile, seed int64, q randomnet.Question) string {
	original, _ := ask(n).differs(q)
	sensible := q.Sensible(n)
	small := randomnet.Shrink(n, func(n *model.Network) bool {
		found, line := ask(n).differs(q)
		return line != "" && q.Sensible(n) == sensible && found.engine == original.engine && found.oracle == original.oracle
	})
	a := ask(small)
	_, line := a.differs(q)
	var b strings.Builder
	fmt.Fprintf(&b, "%s, seed %d: %v > %v %v (state %v): %s\n%s\n", p.Name, seed, q.From, q.To, q.On, q.State, line, randomnet.Literal(small))
	set := q.On.Set()
	got, _ := a.c.Can(context.Background(), reach.Question{From: []reach.End{engineEnd(q.From)}, To: []reach.End{engineEnd(q.To)}, On: &set, State: q.State, Explain: true})
	for _, r := range got.Reasons {
		fmt.Fprintf(&b, "engine: %s %s %v %s\n", r.Code, r.Where, r.Direction, r.Text)
	}
	for _, u := range got.Unknown {
		fmt.Fprintf(&b, "engine unknown: %s %s %s\n", u.Rule, u.Where, u.Text)
	}
	for _, path := range got.Paths {
		fmt.Fprintf(&b, "engine %v from %s to %s: ends %s, delivered %v\n", path.Direction, path.From, path.To, path.End, path.Delivered)
		for _, s := range path.Hops {
			fmt.Fprintf(&b, "   %s %s %s %s: %v\n", s.Kind, s.At, s.Rule, s.Detail, s.Decision)
		}
	}
	o := a.o[0]
	if q.State {
		o = a.o[1]
	}
	r := o.Ask(oracle.End(q.From), oracle.End(q.To), q.On)
	fmt.Fprintf(&b, "oracle: %v\n   %s\n", r.Reasons, strings.Join(r.Trace, "\n   "))
	return b.String()
}
