package policy

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// word is the one table of policy.md section 1, applied to the findings of a result.
func (e *evaluator) word(r *Result) {
	for i := range r.Findings {
		f := &r.Findings[i]
		switch f.Word {
		case Broken:
			r.Word = Broken
		case Unknown:
			if r.Word != Broken {
				r.Word = Unknown
			}
			for _, c := range f.Unknown {
				if !slices.Contains(r.Unknown, c) {
					r.Unknown = append(r.Unknown, c)
				}
			}
		case Waived:
			if r.Word == Kept {
				r.Word = Waived
			}
		case Kept, Vacuous, WordUnset:
		}
	}
	if r.Word == Unknown && len(r.Unknown) > 0 {
		r.Text, r.At = r.Unknown[0].Text, r.Unknown[0].Origin
	}
	slices.SortStableFunc(r.Findings, func(x, y Finding) int { return rank(x.Word) - rank(y.Word) })
}

// rank puts what is broken first and what is waived last.
func rank(w Word) int {
	switch w {
	case Broken:
		return 0
	case Unknown:
		return 1
	case Waived, Kept, Vacuous, WordUnset:
	}
	return 2
}

// contradictions reports contracts that allow what a rule forbids: the rule wins.
func (e *evaluator) contradictions(items []*item) {
	b := e.bound
	for _, contract := range items {
		if contract.contract == nil || contract.empty != "" {
			continue
		}
		c := contract.contract
		from, to := b.cellsOf(b.end(c.From)), b.cellsOf(b.end(c.To))
		for _, rule := range items {
			if rule.rule == nil || rule.empty != "" || !e.forbids(rule, from, to, c) {
				continue
			}
			p := b.policy.complain("POL-111", model.Warning, c.ID.At, c.ID.Width,
				fmt.Sprintf("the contract %s allows what the rule %s forbids", quote(c.ID.Value), quote(rule.rule.ID.Value)), "narrow one of the two")
			p.Effect = "the rule wins: what passes breaks it"
			p.Related = []Place{b.policy.also(rule.rule.ID.At, "forbidden here")}
			e.results.Problems = append(e.results.Problems, p)
		}
	}
}

// forbids reports whether a rule forbids something of a contract that no waiver allows.
func (e *evaluator) forbids(rule *item, from, to []*cell, c *Contract) bool {
	for i := range rule.bans {
		bans := &rule.bans[i]
		for _, f := range from {
			for _, t := range to {
				if !slices.Contains(bans.from, f) || !slices.Contains(bans.to, t) {
					continue
				}
				left := bans.of(f, t).Intersect(c.Ports.Set())
				for _, w := range e.byRule[rule.result.Rule] {
					if w.covers(f, t) {
						left = left.Subtract(w.Ports.Set())
					}
				}
				if !left.IsEmpty() {
					return true
				}
			}
		}
	}
	return false
}

// unexercised notes contracts of which nothing can happen.
func (e *evaluator) unexercised(items []*item) {
	b := e.bound
	for _, one := range items {
		c := one.contract
		if c == nil || one.empty != "" || c.Required {
			continue
		}
		used := false
		for _, from := range b.cellsOf(b.end(c.From)) {
			for _, to := range b.cellsOf(b.end(c.To)) {
				f := e.flows[couple{from.number, to.number}]
				used = used || f != nil && f.oneWay.Union(f.connections).May.Overlaps(c.Ports.Set())
			}
		}
		if !used {
			p := b.policy.complain("POL-112", model.Note, c.ID.At, c.ID.Width, "the contract "+quote(c.ID.Value)+" is never exercised: nothing that it allows passes", "open the path, say required: true, or remove the contract")
			e.results.Problems = append(e.results.Problems, p)
		}
	}
}
