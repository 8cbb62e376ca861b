package policy

import (
	"fmt"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// boundWaiver is a waiver with what it covers and what it subtracted.
type boundWaiver struct {
	*Waiver
	from, to map[int]bool // numbers of cells; nil: any
	pairs    int          // service pairs that it covers
	overrun  bool         // it covers more than at-most allows: it does not hold
}

// covers reports whether the waiver is about a couple of cells.
func (w *boundWaiver) covers(from, to *cell) bool {
	return (w.from == nil || w.from[from.number]) && (w.to == nil || w.to[to.number])
}

// expired reports whether the last day of the waiver is past.
func (w *Waiver) expired(today time.Time) bool {
	return !today.IsZero() && !w.Until.Day.IsZero() && day(today).After(w.Until.Day)
}

func day(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// waivers binds the waivers that hold today, by rule.
func (e *evaluator) waivers() {
	e.byRule = map[string][]*boundWaiver{}
	numbers := func(s Selector, set endSet) map[int]bool {
		if !s.Is() {
			return nil
		}
		all := map[int]bool{}
		for _, c := range e.bound.cellsOf(set) {
			all[c.number] = true
		}
		return all
	}
	for _, w := range e.bound.policy.Waivers {
		if w.expired(e.options.Today) {
			continue
		}
		e.byRule[w.Rule.Value] = append(e.byRule[w.Rule.Value], &boundWaiver{
			Waiver: w, from: numbers(w.From, e.bound.sources(w.From)), to: numbers(w.To, e.bound.end(w.To)),
		})
	}
}

// waive takes out of crossings what waivers of the rule cover, exactly: each crossing becomes what
// is left of it, and one more for each waiver that covers a part.
func (e *evaluator) waive(rule string, all []crossing) []crossing {
	waivers := e.byRule[rule]
	if len(waivers) == 0 {
		return all
	}
	e.countPairs(waivers, all)
	var out []crossing
	for _, c := range all {
		for _, w := range waivers {
			if w.overrun || !w.covers(c.fromCell, c.toCell) {
				continue
			}
			covered := c
			covered.passes = c.passes.Intersect(packet.Exactly(w.Ports.Set()))
			if covered.waiver = w; !covered.passes.May.IsEmpty() {
				out = append(out, covered)
			}
			c.passes = c.passes.Subtract(packet.Exactly(w.Ports.Set()))
		}
		if !c.passes.May.IsEmpty() {
			out = append(out, c)
		}
	}
	return out
}

// countPairs counts the service pairs that each waiver covers, and voids those that cover too many.
func (e *evaluator) countPairs(waivers []*boundWaiver, all []crossing) {
	for _, w := range waivers {
		type pair struct{ from, to string }
		pairs := map[pair]bool{}
		for _, c := range all {
			if w.covers(c.fromCell, c.toCell) && c.passes.May.Overlaps(w.Ports.Set()) {
				pairs[pair{e.name(c.fromCell, c.from), e.name(c.toCell, c.to)}] = true
			}
		}
		w.pairs += len(pairs)
		w.overrun = w.AtMost > 0 && w.pairs > int(w.AtMost)
	}
}

// checkWaivers reports waivers that expired, expire soon, hold for too long, cover nothing or cover
// too much.
func (e *evaluator) checkWaivers() {
	e.results.Problems = append(e.results.Problems, e.bound.policy.CheckDates(e.options.Today)...)
	for _, id := range append(e.bound.policy.ids(), Text{Value: BetweenContexts}, Text{Value: UnassignedEndpoints}) {
		for _, w := range e.byRule[id.Value] {
			switch {
			case w.overrun:
				p := e.bound.policy.complain("POL-116", model.Error, w.At, 1, fmt.Sprintf("the waiver of %s covers %d pairs of services, at most %d are allowed", quote(w.Rule.Value), w.pairs, w.AtMost), "narrow it, or agree on more")
				p.Effect = "it does not hold: all that it covered is reported"
				e.results.Problems = append(e.results.Problems, p)
			case w.pairs == 0:
				severity := model.Warning
				if e.options.Strict {
					severity = model.Error
				}
				p := e.bound.policy.complain("POL-116", severity, w.At, 1, "the waiver of "+quote(w.Rule.Value)+" is stale: it subtracts nothing", "remove it")
				p.Counts = e.options.Strict
				e.results.Problems = append(e.results.Problems, p)
			}
		}
	}
}

// notice is how long before its end a waiver is announced to expire; longest how far away its end
// should be.
const (
	notice  = 14
	longest = 366
)

// CheckDates reports waivers that expired, expire within 14 days, or hold for more than a year.
func (p *Policy) CheckDates(today time.Time) []Problem {
	var all []Problem
	for _, w := range p.Waivers {
		if today.IsZero() || w.Until.Day.IsZero() {
			continue
		}
		left := int(w.Until.Day.Sub(day(today)).Hours() / 24)
		about := "the waiver of " + quote(w.Rule.Value)
		var one Problem
		switch width := len(w.Until.String()); {
		case left < 0:
			one = p.complain("POL-115", model.Warning, w.Until.At, width, about+" expired on "+w.Until.String(), "fix what it covered, or decide again")
			one.Effect = "what it covered is reported again"
		case left <= notice:
			one = p.complain("POL-115", model.Note, w.Until.At, width, fmt.Sprintf("%s expires in %d days, on %s", about, left, w.Until), "fix what it covers, or decide again")
		case left > longest:
			one = p.complain("POL-115", model.Warning, w.Until.At, width, about+" holds for more than a year, until "+w.Until.String(), "choose a day within a year")
		default:
			continue
		}
		all = append(all, one)
	}
	return all
}
