package demo_test

import (
	"context"
	"testing"

	"github.com/seed-044d7529/segment/internal/demo"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/reach"
)

// Every question has the verdict that the sample was made to show.
func TestQuestionsHaveTheirVerdicts(t *testing.T) {
	n := load(t)
	compiled, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := selector.NewResolver(n, nil, selector.Options{})
	for _, q := range demo.Questions {
		answer := ask(t, compiled, r, q)
		if got := answer.Verdict.String(); got != q.Want {
			t.Errorf("%s to %s on %s: %s, want %s", q.From, q.To, q.On, got, q.Want)
		}
		switch q.To {
		case "shipping-api": // CONN-2: delivered, never answered
			if answer.OneWay.Must.IsEmpty() {
				t.Errorf("%s to %s: nothing is delivered", q.From, q.To)
			}
		case "ledger-main":
			if got := blockedBy(answer); q.Want == "blocked" && got != "NACL-2 SG-1" {
				t.Errorf("%s to %s: blocked by %q, want one network ACL and one security group", q.From, q.To, got)
			}
		}
	}
}

func blockedBy(a reach.Answer) string {
	seen, text := map[string]bool{}, ""
	for _, b := range a.Blockers {
		if rule := b.Step.Rule; !seen[rule] {
			seen[rule] = true
			text += " " + rule
		}
	}
	if text == "" {
		return ""
	}
	return text[1:]
}

func ask(t *testing.T, c *reach.Compiled, r *selector.Resolver, q demo.Question) reach.Answer {
	t.Helper()
	on, err := packet.Parse(q.On)
	if err != nil {
		t.Fatal(err)
	}
	from, to := ends(t, r, q.From), ends(t, r, q.To)
	if q.From == selector.Internet {
		to = public(c.Network(), to)
	}
	answer, err := c.Can(context.Background(), reach.Question{From: from, To: to, On: &on, Explain: true})
	if err != nil {
		t.Fatalf("%s to %s: %v", q.From, q.To, err)
	}
	return answer
}

func ends(t *testing.T, r *selector.Resolver, text string) []reach.End {
	t.Helper()
	set, err := r.Resolve(text)
	if err != nil {
		t.Fatal(err)
	}
	var all []reach.End
	for _, p := range set.Interfaces {
		all = append(all, reach.End{Kind: reach.EndInterface, ENI: p.ENI, Addr: p.Addr, Label: text})
	}
	switch {
	case set.Internet:
		all = append(all, reach.End{Kind: reach.EndInternet})
	case set.AWS:
		all = append(all, reach.End{Kind: reach.EndAWS})
	case set.Address.IsValid():
		all = append(all, reach.End{Kind: reach.EndAddress, Addr: set.Address})
	}
	return all
}

// public replaces interfaces by their public addresses, as a name would resolve
// on the internet (PUB-6).
func public(n *model.Network, all []reach.End) []reach.End {
	index := model.NewIndex(n)
	for i := range all {
		e := index.Interface[all[i].ENI]
		for _, p := range e.Private {
			if p.Public.IsValid() {
				all[i].Addr = p.Public
			}
		}
		if !all[i].Addr.IsValid() && len(e.IPv6) > 0 {
			all[i].Addr = e.IPv6[0]
		}
	}
	return all
}
