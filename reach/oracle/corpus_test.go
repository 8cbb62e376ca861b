package oracle

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

const corpus = "../../../shared/corpus"

// question is a line of a questions.jsonl with what it expects.
type question struct {
	ID, From, To, On, Expect string
	State                    bool
	ExpectOneWay             *string  `json:"expect_one_way"`
	OneWay                   *string  `json:"one_way"`
	ExpectAllowed            []string `json:"expect_allowed"`
	Allowed                  []string
	Why, Doubt               string
}

func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpus, "*/*/questions.jsonl"))
	more, _ := filepath.Glob(filepath.Join(corpus, "*/questions.jsonl"))
	files = append(files, more...)
	if len(files) == 0 {
		t.Skip("the corpus is not here")
	}
	for _, file := range files {
		name, _ := filepath.Rel(corpus, filepath.Dir(file))
		t.Run(name, func(t *testing.T) { askFile(t, file) })
	}
}

func askFile(t *testing.T, file string) {
	n, _, err := source.Load(context.Background(), []string{inputOf(t, file)}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		complaint := q.ask(n)
		if complaint != "" && q.Doubt != "" {
			t.Logf("%s (doubt): %s", q.ID, complaint)
		} else if complaint != "" {
			t.Errorf("%s: %s", q.ID, complaint)
		}
	}
}

func inputOf(t *testing.T, file string) string {
	dir := filepath.Dir(file)
	text, err := os.ReadFile(filepath.Join(dir, "INPUT"))
	if err == nil {
		return filepath.Join(dir, strings.TrimSpace(string(text)))
	}
	if _, err := os.Stat(filepath.Join(dir, "aws_configs")); err != nil {
		t.Skip("no input beside", file)
	}
	return filepath.Join(dir, "aws_configs")
}

// ask puts every packet at an edge of the question or of a rule, and returns what differs from
// what is expected, or "".
func (q question) ask(n *model.Network) string {
	from, err := endOf(n, q.From)
	if err != nil {
		return err.Error()
	}
	to, err := endOf(n, q.To)
	if err != nil {
		return err.Error()
	}
	on, err := packet.Parse(q.On)
	if err != nil {
		return err.Error()
	}
	o := New(n, Options{HonorState: q.State})
	one, all, last := tally{}, tally{}, Result{}
	var wrong []string
	expected := q.allowedSet()
	for _, t := range edgePackets(n, on, from, to) {
		last = o.Ask(from, to, t)
		one[last.OneWay]++
		all[last.Connection]++
		if q.Expect == "partial" && expected != nil && (last.Connection == Allow) != expected.Contains(t) {
			wrong = append(wrong, fmt.Sprintf("%v is %v", t, last.Connection))
		}
	}
	if got := all.verdict(); got != q.Expect {
		wrong = append(wrong, fmt.Sprintf("%s, want %s", got, q.Expect))
	}
	if want := q.wantOneWay(); want != "" && one.oneWay() != want {
		wrong = append(wrong, fmt.Sprintf("one way %s, want %s", one.oneWay(), want))
	}
	if len(wrong) == 0 {
		return ""
	}
	return fmt.Sprintf("%s > %s %s: %s (%s)\nreasons %v\n%s", q.From, q.To, q.On, strings.Join(wrong, "; "), q.Why,
		last.Reasons, strings.Join(last.Trace, "\n"))
}

func (q question) allowedSet() *packet.Set {
	list := slices.Concat(q.ExpectAllowed, q.Allowed)
	if len(list) == 0 {
		return nil
	}
	s, err := packet.Parse(strings.Join(list, ","))
	if err != nil {
		return nil
	}
	return &s
}

func (q question) wantOneWay() string {
	for _, w := range []*string{q.ExpectOneWay, q.OneWay} {
		if w != nil {
			return *w
		}
	}
	return ""
}

// edgePackets are the packets of on at an edge of on or of any rule. If on holds packets that
// begin connections only those count (CONN-5), and only packets that exist (PKT-3).
func edgePackets(n *model.Network, on packet.Set, from, to End) []Traffic {
	edges := on.Boundaries()
	for _, g := range n.SecurityGroups {
		for _, r := range g.Rules {
			edges = append(edges, r.Traffic.Boundaries()...)
		}
	}
	for _, a := range n.NetworkACLs {
		for _, e := range a.Entries {
			edges = append(edges, e.Traffic.Boundaries()...)
		}
	}
	edges = append(edges, Traffic{Protocol: packet.ICMP, Type: 8}, Traffic{Protocol: packet.ICMP, Type: 13})
	v6 := to.Addr.Is6() || from.Addr.Is6()
	var members, begin []Traffic
	seen := map[Traffic]bool{}
	for _, t := range edges {
		odd := t.Protocol == packet.ICMP && v6 || t.Protocol == packet.ICMPv6 && !v6
		if !on.Contains(t) || seen[t] || odd {
			continue
		}
		seen[t] = true
		members = append(members, t)
		if _, answered := newDatagram(ip("192.0.2.1"), ip("192.0.2.2"), t, 1024).reverse(); answered {
			begin = append(begin, t)
		}
	}
	if len(begin) > 0 {
		return begin
	}
	return members
}

type tally map[Decision]int

// verdict is cli.md, section 4.
func (c tally) verdict() string {
	switch {
	case c[Allow] > 0 && c[Deny]+c[Unknown] == 0:
		return "reachable"
	case c[Allow] > 0:
		return "partial"
	case c[Unknown] > 0:
		return "unknown"
	}
	return "blocked"
}

func (c tally) oneWay() string {
	if v := c.verdict(); v != "partial" {
		return v
	}
	return "reachable"
}

// endOf reads an end of a batch question.
func endOf(n *model.Network, text string) (End, error) {
	if text == "internet" {
		return End{Addr: ip("203.0.113.77"), Internet: true}, nil
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return End{Addr: a}, nil
	}
	if eni, at, ok := strings.Cut(text, "@"); ok {
		a, err := netip.ParseAddr(at)
		return End{ENI: model.ENIID(eni), Addr: a}, err
	}
	for i := range n.Instances {
		if h := &n.Instances[i]; string(h.ID) == text {
			if h.PrimaryENI == "" && len(h.Interfaces) > 0 {
				return End{ENI: h.Interfaces[0]}, nil
			}
			return End{ENI: h.PrimaryENI}, nil
		}
	}
	for i := range n.NetworkInterfaces {
		if string(n.NetworkInterfaces[i].ID) == text {
			return End{ENI: model.ENIID(text)}, nil
		}
	}
	return End{}, fmt.Errorf("no end %q", text)
}
