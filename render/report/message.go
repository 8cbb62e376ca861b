package report

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/policy"
)

// Message is one finding of a check in words, for code hosts: what it says, and what it is called there.
// Its texts are as they are: formats escape them.
type Message struct {
	Row     *policy.Result
	Finding *policy.Finding // nil: the rule itself, or a problem
	Problem *policy.Problem // nil unless it is about the policy itself
	ID      string          // rule id, or the code of the problem
	Word    policy.Word
	At      Spot
	Known   bool // in the baseline
	Fails   bool // it counts for the exit code, if its severity does
}

// Messages are what code hosts are told: what is broken, vacuous, unknown, or wrong with the policy,
// and waived findings when they are wanted. Those that fail come first.
func (c *Check) Messages() []Message {
	var fails, rest []Message
	add := func(m Message) {
		if m.Fails {
			fails = append(fails, m)
		} else {
			rest = append(rest, m)
		}
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		for j := range row.Findings {
			f := &row.Findings[j]
			if f.Word == policy.Waived && !c.ShowWaived {
				continue
			}
			known := c.Known(f)
			add(Message{Row: row, Finding: f, ID: row.Rule, Word: f.Word, At: c.Place(row, f), Known: known, Fails: row.Fails && !known && f.Word != policy.Waived})
		}
		if len(row.Findings) == 0 && row.Word != policy.Kept && row.Word != policy.Waived {
			m := Message{Row: row, ID: row.Rule, Word: row.Word, At: c.Written(row), Fails: row.Fails}
			if _, at := Said(row); row.Word == policy.Unknown || row.Word == policy.Vacuous {
				if s, ok := c.Spot(at); ok {
					m.At = s
				}
			}
			add(m)
		}
	}
	for _, p := range c.Complaints() {
		m := Message{Problem: p, ID: p.Code, Word: policy.Broken, Fails: true}
		m.At, _ = c.Spot(p.Origin)
		add(m)
	}
	return append(fails, rest...)
}

// Title is what a message is about, in a few words: "BROKEN ledger-is-private".
func (m *Message) Title() string {
	if m.Problem != nil {
		return "policy " + m.ID
	}
	return m.Word.String() + " " + m.ID
}

// Sentence is the fact with its word before it.
func (m *Message) Sentence() string {
	if m.Problem != nil {
		return m.Fact()
	}
	return m.Word.String() + ": " + m.Fact()
}

// Fact is what a message says, in one line.
func (m *Message) Fact() string {
	switch {
	case m.Problem != nil:
		return m.Problem.What
	case m.Finding == nil:
		text, _ := Said(m.Row)
		return text
	}
	verb := "passes"
	switch {
	case m.Finding.Missing:
		verb = "does not pass and is required"
	case m.Word == policy.Unknown:
		verb = "may pass"
	}
	text := fmt.Sprintf("%s %s on %s", Crossing(m.Row, m.Finding), verb, Complete(m.Finding.Ports))
	if m.Finding.Zone != "" {
		text += " when " + m.Finding.Zone + " is down"
	}
	return text
}

// Details are the sentences behind the fact: what opened it, what is unknown, why it
// matters, what to do.
func (m *Message) Details() []string {
	if m.Problem != nil {
		return filled(m.Problem.Effect, labelled("help", m.Problem.Next))
	}
	var out []string
	if f := m.Finding; f != nil {
		for _, o := range f.Openers {
			text := Opened(f) + " " + OpenerWords(o)
			if at := o.Origin.String(); at != "" && at != o.Origin.Address {
				text += " (" + at + ")"
			}
			out = append(out, text)
		}
		out = append(out, labelled("path", Way(f)))
		for _, c := range f.Unknown {
			out = append(out, labelled("not known", c.Text))
		}
		if w := f.WaivedBy; w != nil {
			out = append(out, labelled("waived until "+Until(w), w.Because))
		}
		return filled(append(out, labelled("because", m.Row.Because), labelled("fix", Fix(m.Row.Fix, f)))...)
	}
	if m.Word == policy.Unknown {
		for _, c := range m.Row.Unknown {
			if c.Text != m.Fact() {
				out = append(out, labelled("not known", c.Text))
			}
		}
	}
	return filled(append(out, labelled("because", m.Row.Because), labelled("fix", m.Row.Fix))...)
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + ": " + text
}

func filled(list ...string) []string {
	var out []string
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}
