package ask

import (
	"cmp"
	"context"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// DifferenceQuery asks what changes between two networks.
type DifferenceQuery struct {
	Level string
	Ports string // empty: all
	Limit int    // rows to keep; 0: all
	State bool
}

// Difference compares two networks by groups of a level. Groups are matched by
// their ids, services by their names.
func Difference(ctx context.Context, before, after *Network, q DifferenceQuery) (report.Difference, error) {
	on, text, err := portsOf(q.Ports)
	if err != nil {
		return report.Difference{}, err
	}
	d := report.Difference{Title: "diff", Level: q.Level, On: text, Counts: map[reach.DifferenceKind]int{}}
	old, now := before.everyGroup(q.Level), after.everyGroup(q.Level)
	if pairs := max(len(old), len(now)) * max(len(old), len(now)); pairs > mostRows {
		return d, Usage("use a coarser --by", "%d × %d pairs are too many for one document", max(len(old), len(now)), max(len(old), len(now)))
	}
	rows, err := differences(ctx, before, after, old, now, on, q.State)
	if err != nil {
		return d, err
	}
	d.OnlyBefore, d.OnlyAfter = missingFrom(now, old), missingFrom(old, now)
	places := placesOf(old, now)
	for _, r := range rows {
		d.Counts[r.Kind]++
		if q.Limit > 0 && len(d.Rows) == q.Limit {
			d.Over++
			continue
		}
		d.Rows = append(d.Rows, report.DifferenceRow{From: places[r.From], To: places[r.To], Answer: r})
	}
	name := namesOf(after, before)
	for i := range d.Rows {
		row := &d.Rows[i]
		row.OpenedBy, row.ClosedBy = name.openers(row.Answer.OpenedBy), name.openers(row.Answer.ClosedBy)
	}
	d.After = after.Header().Network
	return d, nil
}

// differences asks the engine twice, as a matrix does.
func differences(ctx context.Context, before, after *Network, old, now []group, on *packet.Set, state bool) ([]reach.Difference, error) {
	was, err := before.Engine(ctx)
	if err != nil {
		return nil, err
	}
	is, err := after.Engine(ctx)
	if err != nil {
		return nil, err
	}
	begun := before.now()
	oldNear, oldFar := before.questions(old, old, on, state)
	near, far := after.questions(now, now, on, state)
	inside, err := reach.Diff(ctx, was, is, oldNear, near)
	if err != nil {
		return nil, err
	}
	outside, err := reach.Diff(ctx, was, is, oldFar, far)
	if err != nil {
		return nil, err
	}
	rows := slices.Concat(inside, outside)
	slices.SortStableFunc(rows, func(a, b reach.Difference) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	before.solved(begun, len(old)*len(old))
	return rows, nil
}

// everyGroup are the groups of a level, inside and outside.
func (n *Network) everyGroup(level string) []group { return append(n.inside(level), n.outside()...) }

// missingFrom lists the groups of one list that another lacks.
func missingFrom(list, all []group) []report.Place {
	has := map[string]bool{}
	for _, g := range list {
		has[g.place.ID] = true
	}
	var found []report.Place
	for _, g := range all {
		if !has[g.place.ID] {
			found = append(found, g.place)
		}
	}
	return found
}

func placesOf(sides ...[]group) map[string]report.Place {
	places := map[string]report.Place{}
	for _, side := range sides {
		for _, g := range side {
			places[g.place.ID] = g.place
		}
	}
	return places
}

// With returns the same settings on another model: the network after edits.
func (n *Network) With(m *model.Network) *Network {
	return &Network{Model: m, options: n.options}
}
