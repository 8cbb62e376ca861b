package policy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// flow is what passes from one block to another: the union over their pairs of ends.
type flow struct {
	connections packet.Pair
	oneWay      packet.Pair
	unknown     []reach.Cause
}

// counted is what a prohibition looks at: connections for TCP, one-way delivery for the rest; with
// oneWay delivery for all (policy.md, section 1).
func (f *flow) counted(oneWay bool) packet.Pair {
	if oneWay {
		return f.oneWay
	}
	tcp := packet.OfProtocol(packet.TCP)
	return f.connections.Intersect(packet.Exactly(tcp)).Union(f.oneWay.Subtract(packet.Exactly(tcp)))
}

func (f *flow) add(r *reach.MatrixRow) {
	f.connections, f.oneWay = f.connections.Union(r.Connections), f.oneWay.Union(r.OneWay)
	for _, c := range r.Unknown {
		if !slices.Contains(f.unknown, c) {
			f.unknown = append(f.unknown, c)
		}
	}
}

// couple is a pair of blocks, by their places in two lists.
type couple struct{ from, to int }

// asker asks the engine about blocks.
type asker struct {
	ctx      context.Context
	bound    *Bound
	compiled *reach.Compiled
	work     *Work
	blind    bitset // endpoints that the engine cannot ask about, found when first needed
	hasBlind bool
}

// flows asks about the wanted couples of two lists of blocks. What passes nothing is left out.
// wanted returns, for a source, the destinations.
func (a *asker) flows(from, to []*block, wanted func(from int) []int) (map[couple]*flow, error) {
	found := map[couple]*flow{}
	for _, batch := range a.batches(from, to, wanted) {
		for _, q := range batch.queries(a, from, to) {
			a.work.Rows += len(q.From) * len(q.To)
			rows, err := a.compiled.Matrix(a.ctx, q)
			if err != nil {
				return nil, fmt.Errorf("ask about %d × %d groups: %w", len(q.From), len(q.To), err)
			}
			for i := range rows {
				a.take(found, &rows[i])
			}
		}
		for _, i := range batch.from {
			for _, j := range batch.to {
				a.guess(found, couple{i, j}, from[i], to[j])
			}
		}
	}
	return found, nil
}

// take adds a row to the flow of its couple.
func (a *asker) take(found map[couple]*flow, r *reach.MatrixRow) {
	from, errFrom := strconv.Atoi(r.From)
	to, errTo := strconv.Atoi(r.To)
	if errFrom != nil || errTo != nil {
		panic("unreachable: the engine answers about groups that nobody named")
	}
	if r.Connections.May.IsEmpty() && r.OneWay.May.IsEmpty() {
		return
	}
	at := couple{from, to}
	if found[at] == nil {
		found[at] = &flow{}
	}
	found[at].add(r)
}

// batch is a set of sources that want the same destinations.
type batch struct{ from, to []int }

// most rows of one question to the engine: they are kept in memory.
const mostRows = 1 << 16

// batches groups sources by what they want. Couples with a host on both sides are batches of
// their own: see special.
func (a *asker) batches(from, to []*block, wanted func(from int) []int) []batch {
	byKey := map[string]int{}
	var all []batch
	for i := range from {
		var list []int
		for _, j := range wanted(i) {
			if a.special(from[i], to[j]) {
				all = append(all, batch{[]int{i}, []int{j}})
			} else {
				list = append(list, j)
			}
		}
		if len(list) == 0 {
			continue
		}
		key := fmt.Sprint(list)
		at, ok := byKey[key]
		if !ok || (len(all[at].from)+1)*len(list) > mostRows {
			at = len(all)
			byKey[key] = at
			all = append(all, batch{nil, list})
		}
		all[at].from = append(all[at].from, i)
	}
	slices.SortStableFunc(all, func(x, y batch) int { return cmp.Compare(firstOf(x.from), firstOf(y.from)) })
	return all
}

func firstOf(list []int) int {
	if len(list) == 0 {
		return -1
	}
	return list[0]
}

// special reports whether a host stands on both sides by different ends: these do not talk by the
// network (CONN-7), so such a couple takes several questions.
func (a *asker) special(from, to *block) bool {
	return from.several && to.several && len(a.bound.doubles(from, to)) > 0
}

// queries are the questions that answer a batch: by family for near sources, by public addresses
// for sources on the internet.
func (b batch) queries(a *asker, from, to []*block) []reach.MatrixQuery {
	if len(b.from) == 1 && len(b.to) == 1 && a.special(from[b.from[0]], to[b.to[0]]) {
		return a.apart(b.from[0], b.to[0], from[b.from[0]], to[b.to[0]])
	}
	var near [2]reach.MatrixQuery
	var far reach.MatrixQuery
	for _, i := range b.from {
		f := from[i]
		if f.place >= 0 && a.bound.places[f.place].public {
			far.From = append(far.From, group(i, f.near[0]))
			continue
		}
		for v := range near {
			near[v].From = appendGroup(near[v].From, i, f.near[v])
		}
	}
	for _, j := range b.to {
		t := to[j]
		for v := range near {
			near[v].To = appendGroup(near[v].To, j, t.dest[v])
		}
		far.To = appendGroup(far.To, j, t.public)
	}
	var all []reach.MatrixQuery
	for _, q := range []reach.MatrixQuery{near[0], near[1], far} {
		if len(q.From) > 0 && len(q.To) > 0 {
			all = append(all, q)
		}
	}
	return all
}

func group(number int, ends []reach.End) reach.Group {
	return reach.Group{Name: strconv.Itoa(number), Ends: ends}
}

func appendGroup(groups []reach.Group, number int, ends []reach.End) []reach.Group {
	if len(ends) == 0 {
		return groups
	}
	return append(groups, group(number, ends))
}
