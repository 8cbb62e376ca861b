package policy

import (
	"context"
	"slices"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// Options of an evaluation. The zero value compares waivers with no date: none has expired.
type Options struct {
	Today    time.Time
	Strict   bool      // a stale waiver is an error
	Baseline *Baseline // findings that it holds are reported and do not fail
	Engine   reach.Options
	Explain  int // most pairs of services that are explained for a rule and a pair of contexts; 0 means 50
}

// Evaluate judges a network by a policy. compiled must be of the network that was bound. The only
// errors are those of ctx and of networks that cannot be compiled.
func Evaluate(ctx context.Context, b *Bound, compiled *reach.Compiled, o Options) (*Results, error) {
	e := &evaluator{
		ctx: ctx, bound: b, options: o, services: map[couple][]crossing{}, explained: map[explainKey]explanation{},
		results: &Results{Policy: b.policy.Name.Value, File: b.policy.File, Coverage: b.Coverage(), Assumed: b.policy.assumed(), Today: o.Today},
	}
	e.ask = asker{ctx: ctx, bound: b, compiled: compiled, work: &e.results.Work}
	e.results.Work.Cells = len(b.cells)
	items := b.plan()
	e.results.Problems = slices.Clone(b.problems)
	if err := e.askFlows(items); err != nil {
		return nil, err
	}
	e.waivers()
	for _, one := range items {
		if err := e.judge(one); err != nil {
			return nil, err
		}
		e.results.Rows = append(e.results.Rows, one.result)
	}
	e.finish(items)
	return e.results, nil
}

// evaluator holds what one evaluation has found out.
type evaluator struct {
	ctx       context.Context
	bound     *Bound
	options   Options
	ask       asker
	flows     map[couple]*flow // by numbers of cells; what passes nothing is not there
	services  map[couple][]crossing
	explained map[explainKey]explanation
	byRule    map[string][]*boundWaiver
	variants  []*variant // networks compiled for requirements
	results   *Results
}

// askFlows asks for every couple of cells that something forbids.
func (e *evaluator) askFlows(items []*item) error {
	size := len(e.bound.cells)
	wanted := make([]bitset, size)
	for _, one := range items {
		if one.empty != "" {
			continue
		}
		for i := range one.bans {
			e.want(&one.bans[i], wanted)
		}
		if c := one.contract; c != nil { // to say whether it is exercised
			e.want(&ban{from: e.bound.cellsOf(e.bound.end(c.From)), to: e.bound.cellsOf(e.bound.end(c.To)), forbidden: packet.All()}, wanted)
		}
	}
	blocks := make([]*block, size)
	for i, c := range e.bound.cells {
		blocks[i] = &c.block
	}
	flows, err := e.ask.flows(blocks, blocks, func(from int) []int { return wanted[from].list() })
	e.flows = flows
	return err
}

func (e *evaluator) want(b *ban, wanted []bitset) {
	for _, from := range b.from {
		for _, to := range b.to {
			if b.of(from, to).IsEmpty() {
				continue
			}
			if wanted[from.number] == nil {
				wanted[from.number] = newBits(len(e.bound.cells))
			}
			wanted[from.number].add(to.number)
		}
	}
}

// judge fills in the result of one item.
func (e *evaluator) judge(one *item) error {
	if one.empty != "" {
		e.vacuous(one)
		return nil
	}
	one.result.Word = Kept
	var crossings []crossing
	for i := range one.bans {
		found, err := e.crossings(&one.bans[i], one.oneWay)
		if err != nil {
			return err
		}
		crossings = append(crossings, found...)
	}
	passing, err := e.passages(one)
	if err != nil {
		return err
	}
	crossings = e.waive(one.result.Rule, append(merged(crossings), passing...))
	if err := e.findings(&one.result, crossings, one); err != nil {
		return err
	}
	if one.require != nil {
		if err := e.require(one); err != nil {
			return err
		}
	}
	e.word(&one.result)
	return nil
}

// vacuous is the result of what is about nothing.
func (e *evaluator) vacuous(one *item) {
	one.result.Text, one.result.At = one.empty, one.emptyAt
	one.result.Word = Vacuous
	if one.rule != nil && one.rule.AllowEmpty {
		one.result.Word = Kept
		one.result.Notes = append(one.result.Notes, one.empty+", and the rule allows it")
		return
	}
	if c := e.bound.emptyContext(one); c != nil && c.AllowEmpty {
		one.result.Word = Kept
		one.result.Notes = append(one.result.Notes, one.empty+", and the context allows it")
	}
}

// emptyContext is the context that makes an item vacuous; nil if it is none.
func (b *Bound) emptyContext(one *item) *boundContext {
	for _, c := range b.ordered {
		if one.empty == "context "+c.Name+" matches nothing" {
			return c
		}
	}
	return nil
}

// finish completes the results when all rows are known.
func (e *evaluator) finish(items []*item) {
	e.contradictions(items)
	e.unexercised(items)
	e.checkWaivers()
	sortProblems(e.results.Problems)
	e.compareBaseline()
	for i := range e.results.Rows {
		e.count(&e.results.Rows[i])
	}
	for _, p := range e.results.Problems {
		if p.Severity == model.Error {
			e.results.Summary.Errors++
		}
	}
}

// count adds a row to the summary, and says whether it fails.
func (e *evaluator) count(r *Result) {
	s := &e.results.Summary
	switch r.Word {
	case Kept:
		s.Kept++
	case Broken:
		s.Broken++
		r.Fails = r.New
	case Waived:
		s.Waived++
	case Vacuous:
		s.Vacuous++
		r.Fails = true
	case Unknown:
		s.Unknown++
		r.Fails = r.New && e.bound.policy.Default.Unknown.or("fail") == "fail"
	case WordUnset:
	}
	for i := range r.Findings {
		if r.Findings[i].New {
			s.New++
		}
	}
}
