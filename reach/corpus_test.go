package reach_test

import (
	"bufio"
	"context"
	"encoding/json"
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
	"github.com/seed-044d7529/segment/reach"
)

// fact is one line of a questions.jsonl file.
type fact struct {
	ID, From, To, On string
	State            bool
	Expect           string
	ExpectOneWay     *string  `json:"expect_one_way"`
	OneWay           *string  `json:"one_way"`
	ExpectAllowed    []string `json:"expect_allowed"`
	Allowed          []string
	Why, Doubt       string
}

// TestCorpusFacts asks every question that stands beside a real network.
func TestCorpusFacts(t *testing.T) {
	for _, file := range corpusQuestions(t) {
		t.Run(strings.TrimPrefix(filepath.Dir(file), corpusDir), func(t *testing.T) {
			n := loadNetwork(t, networkBeside(t, file))
			c, err := reach.Compile(context.Background(), n, reach.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range readFacts(t, file) {
				checkFact(t, c, f)
			}
		})
	}
}

const corpusDir = "../../shared/corpus"

func corpusQuestions(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"batfish/*/questions.jsonl", "npguard/*/questions.jsonl", "cases/*/questions.jsonl", "cloudmapper/questions.jsonl"} {
		found, _ := filepath.Glob(filepath.Join(corpusDir, pattern))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("the corpus of real networks is not beside the project")
	}
	return files
}

// networkBeside finds the data that a questions file is about.
func networkBeside(t *testing.T, file string) string {
	t.Helper()
	dir := filepath.Dir(file)
	if name, err := os.ReadFile(filepath.Join(dir, "INPUT")); err == nil {
		return filepath.Join(dir, strings.TrimSpace(string(name)))
	}
	for _, name := range []string{"aws_configs", "net"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name)
		}
	}
	t.Fatalf("no network beside %s", file)
	return ""
}

func loadNetwork(t *testing.T, path string) *model.Network {
	t.Helper()
	n, _, err := source.Load(context.Background(), []string{path}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readFacts(t testing.TB, file string) []fact {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var facts []fact
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var one fact
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		facts = append(facts, one)
	}
	return facts
}

// literal resolves an end of a batch question.
func literal(n *model.Network, text string) reach.End {
	if text == "internet" {
		return reach.End{Kind: reach.EndInternet}
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return reach.End{Kind: reach.EndAddress, Addr: a}
	}
	id, addr, _ := strings.Cut(text, "@")
	end := reach.End{Kind: reach.EndInterface, ENI: model.ENIID(id)}
	end.Addr, _ = netip.ParseAddr(addr)
	for _, i := range n.Instances {
		if string(i.ID) == id {
			end.ENI = i.PrimaryENI
		}
	}
	return end
}

func checkFact(t *testing.T, c *reach.Compiled, f fact) {
	t.Helper()
	a, err := c.Can(context.Background(), f.question(t, c))
	if err != nil {
		t.Errorf("%s: %v", f.ID, err)
		return
	}
	for _, wrong := range f.wrong(a) {
		if f.Doubt != "" {
			t.Logf("doubt: %s %s → %s %s: %s (%s)", f.ID, f.From, f.To, f.On, wrong, f.Doubt)
			continue
		}
		t.Errorf("%s %s → %s %s: %s\n\twhy %s\n\treasons %v\n\tunknown %v", f.ID, f.From, f.To, f.On, wrong, f.Why, a.Reasons, a.Unknown)
	}
}

func (f fact) question(t testing.TB, c *reach.Compiled) reach.Question {
	t.Helper()
	on, err := packet.Parse(f.On)
	if err != nil {
		t.Fatal(err)
	}
	from, to := literal(c.Network(), f.From), literal(c.Network(), f.To)
	return reach.Question{From: []reach.End{from}, To: []reach.End{to}, On: &on, State: f.State}
}

// wrong compares an answer with what is expected.
func (f fact) wrong(a reach.Answer) []string {
	var found []string
	if got := a.Verdict.String(); got != f.Expect {
		found = append(found, "got "+got+", want "+f.Expect)
	}
	if want := f.oneWay(); want != nil {
		if delivered := !a.OneWay.Must.IsEmpty(); delivered != (*want == "reachable") {
			found = append(found, "one way "+a.OneWay.String()+", want "+*want)
		}
	}
	if want := slices.Concat(f.ExpectAllowed, f.Allowed); len(want) > 0 {
		set, _ := packet.Parse(strings.Join(want, ","))
		if got := a.Connections.Must; !got.Equal(set) {
			found = append(found, "allowed "+got.String()+", want "+set.String())
		}
	}
	return found
}

func (f fact) oneWay() *string {
	if f.ExpectOneWay != nil {
		return f.ExpectOneWay
	}
	return f.OneWay
}
