package policy

import (
	"fmt"
	"slices"
)

// oneHost reports whether two blocks are the same single host.
func (b *Bound) oneHost(from, to *block) bool {
	return len(from.members) == 1 && len(to.members) == 1 && b.endpoints[from.members[0]].host == b.endpoints[to.members[0]].host
}

// report makes a finding of what is missing.
func (e *evaluator) report(one *item, q *requirement, v *variant, l *lack) error {
	f := Finding{
		Word: Broken, Missing: true, Ports: l.ports, Zone: v.zone, New: true, Unknown: l.unknown,
		FromContext: q.From.words(), ToContext: q.To.words(), From: q.From.words(), To: q.To.words(),
	}
	if !l.certain {
		f.Word = Unknown
	}
	if l.from != nil {
		if q.FromEach.Value == "all" {
			f.From, f.FromContext = e.bound.called(l.from)
		}
		if q.ToEach.Value == "all" {
			f.To, f.ToContext = e.bound.called(l.to)
		}
		if err := e.blockers(&f, v, l); err != nil {
			return err
		}
	}
	if len(f.Pairs) == 0 {
		f.Pairs = []Pair{{From: f.From, To: f.To, Ports: l.ports}}
	}
	f.ID = f.identity(one.result.Rule)
	for i := range one.result.Findings {
		if known := &one.result.Findings[i]; known.ID == f.ID && known.Word == f.Word {
			known.join(&f)
			return nil
		}
	}
	one.result.Findings = append(one.result.Findings, f)
	return nil
}

// called returns the service and the context of a block.
func (b *Bound) called(one *block) (service, context string) {
	if one.place >= 0 {
		return b.places[one.place].name, b.places[one.place].name
	}
	i := one.members[0]
	return b.endpoints[i].service, b.cells[b.cellOf[i]].context
}

// most endpoints of a side among which the pair to explain is looked for.
const mostTried = 8

// blockers says what stops a connection that is required, on the pair that comes closest.
func (e *evaluator) blockers(f *Finding, v *variant, l *lack) error {
	from, to := e.few(l.from), e.few(l.to)
	for _, q := range e.bound.questions(from, to) {
		q.On, q.Explain = &l.ports, true
		e.results.Work.Explains++
		a, err := v.compiled[0].Can(e.ctx, q)
		if e.ctx.Err() != nil {
			return fmt.Errorf("explain %s to %s: %w", f.From, f.To, e.ctx.Err())
		}
		if err != nil {
			continue
		}
		var why explanation
		why.fill(&a, true)
		f.Path, f.Reply, f.Openers = why.path, why.reply, nil
		fromService, _ := e.bound.called(l.from)
		toService, _ := e.bound.called(l.to)
		f.Pairs = []Pair{{From: fromService, To: toService, FromEnd: e.endName(from), ToEnd: e.endName(to), Ports: l.ports}}
		for _, blocker := range a.Blockers {
			o := Opener{What: blocker.Detail, Where: blocker.At, Name: blocker.Name, Origin: blocker.Origin}
			if !slices.Contains(f.Openers, o) {
				f.Openers = append(f.Openers, o)
			}
			if f.Edit == "" {
				f.Edit = blocker.Edit
			}
		}
		return nil
	}
	return nil
}

// few is a block of at most a few endpoints.
func (e *evaluator) few(b *block) *block {
	if b.place >= 0 || len(b.members) <= mostTried {
		return b
	}
	one := e.bound.newBlock(b.name, b.members[:mostTried], -1)
	return &one
}
