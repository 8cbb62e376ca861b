package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// name is how a block of a cell is called: its service, or the place outside.
func (e *evaluator) name(c *cell, b *block) string {
	if c.place >= 0 {
		return e.bound.places[c.place].name
	}
	return b.name
}

// mostExplained is how many pairs of services are explained for one pair of contexts.
func (e *evaluator) mostExplained() int {
	if e.options.Explain > 0 {
		return e.options.Explain
	}
	return 50
}

// findings adds up crossings: one finding for each pair of contexts, opener and waiver.
func (e *evaluator) findings(r *Result, crossings []crossing, one *item) error {
	groups := map[string]*Finding{}
	explained := map[couple]int{}
	var order []string
	for i := range crossings {
		c := &crossings[i]
		at := couple{c.fromCell.number, c.toCell.number}
		var why explanation
		if explained[at]++; explained[at] <= e.mostExplained() || c.given != nil {
			var err error
			if why, err = e.explain(c); err != nil {
				return err
			}
		}
		f := e.finding(r, c, &why, one)
		key := f.ID + f.Word.String() // what is certain and what is not never join
		if known := groups[key]; known != nil {
			known.join(&f)
			continue
		}
		groups[key] = &f
		order = append(order, key)
	}
	for _, key := range order {
		f := groups[key]
		if f.Word == Unknown && groups[f.ID+Broken.String()] != nil {
			f.ID = hash(f.ID, "unknown")
		}
		r.Findings = append(r.Findings, *f)
	}
	slices.SortStableFunc(r.Findings, func(x, y Finding) int {
		return cmp.Or(rank(x.Word)-rank(y.Word), cmp.Compare(x.FromContext, y.FromContext), cmp.Compare(x.ToContext, y.ToContext), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
	return nil
}

// finding is one crossing with its explanation.
func (e *evaluator) finding(r *Result, c *crossing, why *explanation, one *item) Finding {
	f := Finding{
		Word: Broken, FromContext: c.fromCell.context, ToContext: c.toCell.context, From: e.name(c.fromCell, c.from), To: e.name(c.toCell, c.to),
		Ports: c.passes.Must, Openers: why.openers, Path: why.path, Reply: why.reply, New: true,
	}
	if c.passes.Must.IsEmpty() {
		f.Word, f.Ports, f.Unknown = Unknown, c.passes.May, why.unknown
		if len(f.Unknown) == 0 {
			f.Unknown = c.flow.unknown
		}
	}
	if w := c.waiver; w != nil {
		f.Word = Waived
		f.WaivedBy = &WaivedBy{Because: w.Because.Value, Owner: w.Owner.Value, Ticket: w.Ticket.Value, Until: w.Until.Day, Pairs: w.pairs, AtMost: int(w.AtMost), Origin: w.At}
	}
	f.Pairs = []Pair{{From: f.From, To: f.To, FromEnd: why.from, ToEnd: why.to, Ports: f.Ports}}
	f.Edit, f.EditText = e.smallestEdit(&f, one)
	f.ID = f.identity(r.Rule)
	return f
}

// join adds another pair with the same opener.
func (f *Finding) join(other *Finding) {
	f.Ports = f.Ports.Union(other.Ports)
	f.Pairs = append(f.Pairs, other.Pairs...)
	slices.SortFunc(f.Pairs, func(x, y Pair) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) })
	for _, c := range other.Unknown {
		if !slices.Contains(f.Unknown, c) {
			f.Unknown = append(f.Unknown, c)
		}
	}
}

// identity is the id of a finding: it depends on what people named and on the rules that open it,
// not on lines, counts or ports.
func (f *Finding) identity(rule string) string {
	parts := []string{rule, f.FromContext, f.ToContext, f.Word.group(), f.Zone}
	for _, o := range f.Openers {
		parts = append(parts, o.stable())
	}
	if f.WaivedBy != nil {
		parts = append(parts, f.WaivedBy.Because, f.WaivedBy.Until.String())
	}
	if f.Missing {
		parts = append(parts, "missing", f.From, f.To)
	}
	return hash(parts...)
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// group tells waived findings from others: a finding that becomes known keeps its id.
func (w Word) group() string {
	if w == Waived {
		return "waived"
	}
	return ""
}

// stable is what identifies an opener over time: its Terraform address, else its words.
func (o Opener) stable() string {
	if o.Origin.Address != "" {
		return o.Origin.Address
	}
	where := o.Name
	if where == "" {
		where = o.Where
	}
	return where + " " + o.What
}

// openersOf lists the rules that let a packet pass: those of the last filter on its way that
// could have refused it and names what it allows.
func openersOf(steps []reach.Step, want reach.Decision) []Opener {
	for _, kind := range []string{"security-group-ingress", "security-group-egress", "nacl-ingress", "nacl-egress", "route", ""} {
		for i := len(steps) - 1; i >= 0; i-- {
			s := &steps[i]
			if s.Kind != kind && kind != "" || !passes(s.Decision, want) {
				continue
			}
			if found := openers(s); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

func passes(d, want reach.Decision) bool {
	return d == want || want == reach.Allow && d == reach.Part
}

// openers are the rules of one step.
func openers(s *reach.Step) []Opener {
	var found []Opener
	for _, r := range s.Rules {
		found = append(found, Opener{What: strings.TrimPrefix(r.Text, r.Where+" allows "), Where: r.Where, Name: s.Name, Origin: r.Origin})
	}
	if len(found) == 0 && s.Detail != "" {
		found = []Opener{{What: s.Detail, Where: s.At, Name: s.Name, Origin: s.Origin}}
	}
	return found
}

// counted is what of an answer a prohibition looks at.
func counted(a *reach.Answer, oneWay bool) packet.Pair {
	f := flow{connections: a.Connections, oneWay: a.OneWay}
	return f.counted(oneWay)
}
