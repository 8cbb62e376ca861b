package policy

import (
	"fmt"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// explanation shows a crossing on one pair of ends.
type explanation struct {
	from, to    string // ids
	openers     []Opener
	path, reply []reach.Step
	unknown     []reach.Cause
}

type explainKey struct {
	from, to *block
	on       string
	sure     bool
}

// explain finds a pair of ends that shows a crossing, and why it passes.
func (e *evaluator) explain(c *crossing) (explanation, error) {
	if c.given != nil {
		return *c.given, nil
	}
	on, sure := c.passes.Must, true
	if on.IsEmpty() {
		on, sure = c.passes.May, false
	}
	key := explainKey{c.from, c.to, on.Key(), sure}
	if known, ok := e.explained[key]; ok {
		return known, nil
	}
	from, to, err := e.witness(c, on, sure)
	if err != nil {
		return explanation{}, err
	}
	why, err := e.question(from, to, on, sure, c.oneWay)
	e.explained[key] = why
	return why, err
}

// witness narrows a crossing down to one endpoint on each side.
func (e *evaluator) witness(c *crossing, on packet.Set, sure bool) (from, to *block, err error) {
	from, to = c.from, c.to
	if singles := e.bound.singles(from); len(singles) > 1 {
		if from, err = e.first(singles, []*block{to}, on, sure, c.oneWay, false); err != nil {
			return nil, nil, err
		}
	}
	if singles := e.bound.singles(to); len(singles) > 1 {
		to, err = e.first([]*block{from}, singles, on, sure, c.oneWay, true)
	}
	return from, to, err
}

// singles divides a block into one for each endpoint.
func (b *Bound) singles(of *block) []*block {
	if of.place >= 0 {
		return []*block{of}
	}
	var all []*block
	for _, i := range of.members {
		one := b.newBlock(of.name, []int{i}, -1)
		all = append(all, &one)
	}
	return all
}

// first returns the first block of one side that shows what is asked. It asks about a few at a
// time, because mostly one of the first does.
func (e *evaluator) first(from, to []*block, on packet.Set, sure, oneWay, wantTo bool) (*block, error) {
	many := from
	if wantTo {
		many = to
	}
	for begin, step := 0, 4; begin < len(many); begin, step = begin+step, step*4 {
		some := many[begin:min(begin+step, len(many))]
		fs, ts := some, to
		if wantTo {
			fs, ts = from, some
		}
		flows, err := e.ask.flows(fs, ts, func(int) []int { return upTo(len(ts)) })
		if err != nil {
			return nil, err
		}
		for i := range some {
			at := couple{i, 0}
			if wantTo {
				at = couple{0, i}
			}
			if f := flows[at]; f != nil && shows(f.counted(oneWay), on, sure) {
				return some[i], nil
			}
		}
	}
	return many[0], nil
}

func shows(p packet.Pair, on packet.Set, sure bool) bool {
	if sure {
		return p.Must.Overlaps(on)
	}
	return p.May.Overlaps(on)
}

// question asks the engine about one pair, with an explanation.
func (e *evaluator) question(from, to *block, on packet.Set, sure, oneWay bool) (explanation, error) {
	why := explanation{from: e.endName(from), to: e.endName(to)}
	for _, q := range e.bound.questions(from, to) {
		q.On, q.Explain = &on, true
		e.results.Work.Explains++
		a, err := e.ask.compiled.Can(e.ctx, q)
		if e.ctx.Err() != nil {
			return why, fmt.Errorf("explain %s to %s: %w", why.from, why.to, e.ctx.Err())
		}
		if err != nil || !shows(counted(&a, oneWay), on, sure) {
			continue // the ends have no address family in common, or these addresses do not show it
		}
		why.fill(&a, sure)
		return why, nil
	}
	return why, nil
}

// fill takes over what an answer tells.
func (why *explanation) fill(a *reach.Answer, sure bool) {
	for _, p := range a.Paths {
		if p.Direction == reach.Forward && why.path == nil {
			why.path = p.Hops
		} else if p.Direction == reach.Reply && why.reply == nil {
			why.reply = p.Hops
		}
	}
	want := reach.Allow
	if !sure {
		want, why.unknown = reach.Unknown, a.Unknown
	}
	why.openers = openersOf(why.path, want)
	if len(why.openers) == 0 && !sure {
		why.openers = openersOf(why.path, reach.Allow)
	}
}

// questions are the ways to ask about two blocks: by family, or by public addresses.
func (b *Bound) questions(from, to *block) []reach.Question {
	if from.place >= 0 && b.places[from.place].public {
		return publicQuestions(from, to)
	}
	var all []reach.Question
	for v := range 2 {
		if f, t := inFamily(from.near[v], v), inFamily(to.dest[v], v); len(f) > 0 && len(t) > 0 {
			all = append(all, reach.Question{From: f, To: t})
		}
	}
	return all
}

// publicQuestions ask about the public addresses of each family apart: a place may have addresses
// of one family alone.
func publicQuestions(from, to *block) []reach.Question {
	var ends [2][]reach.End
	for _, end := range to.public {
		ends[family(end)] = append(ends[family(end)], end)
	}
	var all []reach.Question
	for v, list := range ends {
		if f := inFamily(from.near[v], v); len(f) > 0 && len(list) > 0 {
			all = append(all, reach.Question{From: f, To: list})
		}
	}
	return all
}

// inFamily leaves out prefixes of the other family: the engine refuses to ask about them.
func inFamily(ends []reach.End, v int) []reach.End {
	var all []reach.End
	for _, e := range ends {
		if e.Kind != reach.EndOutside || e.Prefix.Addr().Is6() == (v == 1) {
			all = append(all, e)
		}
	}
	return all
}

// endName is the id of a block of one endpoint, or the name of a place.
func (e *evaluator) endName(b *block) string {
	if b.place >= 0 {
		return e.bound.places[b.place].name
	}
	return e.bound.endpoints[b.members[0]].id()
}
