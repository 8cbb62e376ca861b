package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/policy"
)

// Relations are a picture of contexts: what contracts allow between them, and
// what a check found.
type Relations struct {
	Title  string // of the policy
	Boxes  []ContextBox
	Links  []Link // by From, To, State, Rule
	Folded string // what was put together or left out, in words
}

// ContextBox is one context, or what else a contract names.
type ContextBox struct {
	ID      string
	Label   []string
	PartOf  string      // the context that holds it
	Outside bool        // internet, aws, on-prem
	Ports   []Published // what it publishes
}

// Published is a named port of a context.
type Published struct {
	Name  string
	Ports packet.Set
}

// Link is what passes, should pass or must not pass from one box to another.
type Link struct {
	From, To string
	State    LinkState
	Ports    packet.Set
	Pill     string // the published port that it goes to, when a contract says so
	Rule     string // rule or contract
	Text     string // what else there is to say: the end of a waiver, the unknown
	Pairs    int
}

// LinkState is why a link is drawn.
type LinkState uint8

// States of links.
const (
	LinkAllowed      LinkState = iota // by contract
	LinkUncontracted                  // passes, and no contract says so; nothing forbids it
	LinkBroken
	LinkWaived
	LinkMissing // required, and does not pass
	LinkUnknown
)

// LinkStates are all states, in the order of legends.
func LinkStates() []LinkState {
	return []LinkState{LinkAllowed, LinkUncontracted, LinkBroken, LinkWaived, LinkMissing, LinkUnknown}
}

// Links are what the findings of a check draw, one for each pair of contexts,
// state and rule.
func (c *Check) Links() []Link {
	type key struct {
		from, to, rule string
		state          LinkState
	}
	all := map[key]*Link{}
	for i := range c.Rows {
		row := &c.Rows[i]
		for j := range row.Findings {
			f := &row.Findings[j]
			k := key{drawnAs(f.FromContext, f.From), drawnAs(f.ToContext, f.To), row.Rule, stateOf(f)}
			l := all[k]
			if l == nil {
				l = &Link{From: k.from, To: k.to, State: k.state, Rule: row.Rule, Ports: packet.None(), Text: aside(f)}
				all[k] = l
			}
			l.Ports = l.Ports.Union(f.Ports)
			l.Pairs += len(f.Pairs)
		}
	}
	var out []Link
	for _, l := range all {
		out = append(out, *l)
	}
	SortLinks(out)
	return out
}

// SortLinks puts links in the order in which they are drawn.
func SortLinks(list []Link) {
	slices.SortFunc(list, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.State, b.State), cmp.Compare(a.Rule, b.Rule))
	})
}

// JoinRules makes one link of those that differ in their rule alone, such as a rule and the default deny.
func JoinRules(list []Link) []Link {
	var out []Link
	for _, l := range list {
		at := slices.IndexFunc(out, func(o Link) bool {
			return o.From == l.From && o.To == l.To && o.State == l.State && o.Pill == l.Pill && o.Text == l.Text && o.Ports.Equal(l.Ports)
		})
		if at < 0 {
			out = append(out, l)
			continue
		}
		out[at].Rule += ", " + l.Rule
	}
	return out
}

func drawnAs(context, service string) string {
	if context == "" {
		return service
	}
	return context
}

func stateOf(f *policy.Finding) LinkState {
	switch {
	case f.Word == policy.Waived:
		return LinkWaived
	case f.Word == policy.Unknown:
		return LinkUnknown
	case f.Missing:
		return LinkMissing
	}
	return LinkBroken
}

// aside is what a link says besides its ports.
func aside(f *policy.Finding) string {
	switch {
	case f.WaivedBy != nil:
		return "waived → " + Until(f.WaivedBy)
	case len(f.Unknown) > 0:
		return f.Unknown[0].Text
	}
	return ""
}

// OnlyFindings leaves out links that nobody complains of, and boxes without a link.
func (r *Relations) OnlyFindings() {
	r.Links = slices.DeleteFunc(r.Links, func(l Link) bool {
		return l.State == LinkAllowed || l.State == LinkUncontracted || l.State == LinkWaived
	})
	used := map[string]bool{}
	for _, l := range r.Links {
		used[l.From], used[l.To] = true, true
	}
	for range r.Boxes { // what holds something that is used is used
		for _, b := range r.Boxes {
			if used[b.ID] && b.PartOf != "" {
				used[b.PartOf] = true
			}
		}
	}
	all := len(r.Boxes)
	r.Boxes = slices.DeleteFunc(r.Boxes, func(b ContextBox) bool { return !used[b.ID] })
	r.Folded += fmt.Sprintf("; only violations: %d boxes without one left out", all-len(r.Boxes))
}

// Boxed adds a box for every end of a link that has none.
func (r *Relations) Boxed() {
	known := map[string]bool{}
	for _, b := range r.Boxes {
		known[b.ID] = true
	}
	missing := map[string]bool{}
	for _, l := range r.Links {
		for _, id := range []string{l.From, l.To} {
			if !known[id] {
				missing[id] = true
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(missing)) {
		r.Boxes = append(r.Boxes, ContextBox{ID: id, Label: []string{id}, Outside: slices.Contains(outside, id)})
	}
}

var outside = []string{policy.Internet, policy.AWS, policy.OnPrem}

// LinkPorts is the ports of a link as a label: at most three terms.
func LinkPorts(s packet.Set) string {
	const most = 3
	s = Complete(s)
	if s.IsAll() {
		return "all traffic"
	}
	terms := s.Strings()
	if except := s.Complement().Strings(); len(terms) > most && len(except) <= most {
		return "all except " + join(except)
	}
	if len(terms) > most {
		return join(terms[:most]) + fmt.Sprintf(" +%d more", len(terms)-most)
	}
	return join(terms)
}

func join(terms []string) string {
	text := ""
	for i, t := range terms {
		if i > 0 {
			text += ", "
		}
		text += t
	}
	return text
}
