package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// part is what one document holds.
type part struct {
	source     string
	input      int
	hint       hint
	answers    []*answer
	diags      []model.Diagnostic
	unmodelled []model.Unmodelled
	at         map[string]int // What → index in unmodelled
}

func newPart(d *source.Document) *part {
	return &part{
		source: d.Source, input: d.Input, hint: pathHint(d.Source),
		at: map[string]int{},
	}
}

// report keeps a diagnostic.
func (p *part) report(d model.Diagnostic) { p.diags = append(p.diags, d) }

// leave notes something that was met and has no place in the model.
func (p *part) leave(u model.Unmodelled) {
	if i, met := p.at[u.What]; met {
		if old := &p.unmodelled[i]; u.Matters && !old.Matters {
			u.Count += old.Count
			*old = u
		} else {
			old.Count += u.Count
		}
		return
	}
	p.at[u.What] = len(p.unmodelled)
	p.unmodelled = append(p.unmodelled, u)
}
