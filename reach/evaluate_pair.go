package reach

import (
	"encoding/binary"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// evaluator answers for pairs of classes, for one goroutine.
type evaluator struct {
	*evaluation
	g     *algebra
	local memoTable // by programKey: places in known
	known []*program
	bases [2]*blockKey // while a pair of keys is answered
	count int          // pairs answered
}

func (v *evaluation) evaluator() *evaluator {
	return &evaluator{evaluation: v, g: newAlgebra(v.pairs, v.records, v.c.ephemeral)}
}

// programFor is program with the evaluator's own memory.
func (w *evaluator) programFor(a, b *class) *program {
	key := w.programKey(a, b)
	if place, ok := w.local.get(uint64(key)); ok {
		return w.known[place]
	}
	p := w.program(key, a, b)
	w.local.put(uint64(key), uint32(len(w.known)))
	w.known = append(w.known, p)
	return p
}

// pair answers for two classes by their programs; classes of one host are
// asked directly (CONN-7).
func (w *evaluator) pair(a, b *class) recordID {
	w.count++
	if a.only != nil && a.only == b.only {
		return 0
	}
	if a.host != "" && a.host == b.host {
		return w.direct(a, b)
	}
	return w.run(w.programFor(a, b), a, b)
}

// direct walks.
func (w *evaluator) direct(a, b *class) recordID {
	from, to := w.representatives(a, b)
	if from.e == to.e {
		return 0
	}
	o := w.c.connect(pair{source{iface: from.e, addr: from.addr}, target{iface: to.e, addr: to.addr}}, w.state)
	w.mu.Lock()
	w.walks++
	w.mu.Unlock()
	return w.records.id(record{connect: w.pairs.id(o.connect), oneWay: w.pairs.id(o.oneWay)})
}

// run evaluates a program for two classes.
func (w *evaluator) run(p *program, a, b *class) recordID {
	if p.dead {
		return 0
	}
	if !p.plain {
		return w.runAll(p, a, b)
	}
	forward := w.passes(p.forward, a, b)
	if forward == impossibleID {
		return 0
	}
	reply := impossibleID
	if !p.noReply {
		reply = w.passes(p.reply, a, b)
	}
	return w.join(p, forward, reply, a.six)
}

// join closes a plain program.
func (w *evaluator) join(p *program, forward, reply pairID, six bool) recordID {
	if p.doubtThere {
		forward = w.g.possibly(forward)
	}
	if p.doubtBack {
		reply = w.g.possibly(reply)
	}
	return w.g.join(forward, reply, six)
}

// passes intersects slots.
func (w *evaluator) passes(slots []slot, a, b *class) pairID {
	all := certainID
	for i := range slots {
		if all = w.g.and(all, w.slot(&slots[i], a, b)); all == impossibleID {
			return all
		}
	}
	return all
}

// slot evaluates one filter.
func (w *evaluator) slot(s *slot, a, b *class) pairID {
	if w.bases[0] != nil {
		return w.baseSlot(s, a, b)
	}
	return w.trueSlot(s, a, b)
}

func (w *evaluator) trueSlot(s *slot, a, b *class) pairID {
	switch s.kind {
	case setFilter:
		return s.set
	case naclFilter:
		value := w.barrierSlot(s, a, b)
		if s.mustOnly {
			value = w.g.widen(value)
		}
		return value
	case groupFilter:
		return w.guardSlot(s, a, b)
	case passAll:
	}
	return certainID
}

func (w *evaluator) barrierSlot(s *slot, a, b *class) pairID {
	var owner *barrier
	switch s.owner {
	case roleSource:
		owner = a.barrier
	case roleTarget:
		owner = b.barrier
	case roleFixed:
		owner = s.wall
	case roleNone:
	}
	if atom, known := w.remote(s, a, b); known {
		return owner.side(s.egress).at(atom)
	}
	return w.slowPass(slowKey{nacl: owner.acl, egress: s.egress, remote: s.addr})
}

// remote returns the atom of the address that a slot compares; it is not
// known for addresses that no endpoint shares an atom with.
func (w *evaluator) remote(s *slot, a, b *class) (atom int32, known bool) {
	switch s.remote {
	case roleSource:
		return a.atom, true
	case roleTarget:
		return b.atom, true
	case roleNone, roleFixed:
	}
	return w.atoms.number(s.addr)
}

func (w *evaluator) guardSlot(s *slot, a, b *class) pairID {
	owner, peer := guardFor(s.owner, s.guard, a, b), guardFor(s.peer, s.fellow, a, b)
	atom, known := w.remote(s, a, b)
	if !known || s.ref != refNo && peer == nil {
		key := slowKey{owner: owner.rep, egress: s.egress, remote: w.remoteAddr(s, a, b), ref: s.ref, anywhere: s.anywhere}
		if peer != nil {
			key.peer = peer.rep
		}
		return w.slowPass(key)
	}
	value := owner.side(s.egress).plain.at(atom)
	if s.ref == refNo || value == certainID {
		return value
	}
	refs := owner.side(s.egress).refs.match(w.g, peer)
	if s.ref == refMay {
		refs = w.g.possibly(refs)
	}
	return w.g.or(value, refs)
}

// remoteAddr returns the address that a slot compares.
func (w *evaluator) remoteAddr(s *slot, a, b *class) netip.Addr {
	switch s.remote {
	case roleSource:
		return w.ends[a.members[0]].addr
	case roleTarget:
		return w.ends[b.members[0]].addr
	case roleNone, roleFixed:
	}
	return s.addr
}

func guardFor(r role, fixed *guard, a, b *class) *guard {
	switch r {
	case roleSource:
		return a.guard
	case roleTarget:
		return b.guard
	case roleFixed:
		return fixed
	case roleNone:
	}
	return nil
}

// runAll evaluates a program of several ways, or with translators, as
// connect does.
func (w *evaluator) runAll(p *program, a, b *class) recordID {
	values := w.filters(p, a, b)
	key := binary.BigEndian.AppendUint32(w.g.key[:0], uint32(p.id)<<1|uint32(flag(a.six)))
	for _, id := range values {
		key = binary.BigEndian.AppendUint32(key, uint32(id))
	}
	w.g.key = key
	if id, ok := w.g.joints[string(key)]; ok {
		return id
	}
	var must, may packet.Conns
	var oneWay packet.Pair
	for i := range p.trips {
		t := &p.trips[i]
		passes := packet.Impossible()
		if !t.dropped {
			passes, values = w.pairs.pair(values[0]), values[1:]
			if t.doubt || passes.May.IsEmpty() {
				passes.Must = packet.None()
			}
		}
		var m, y packet.Conns
		m, y, values = w.joinTrip(t, passes, values)
		if i == 0 {
			must, may, oneWay = m, y, passes
			continue
		}
		must, may = must.Intersect(m), may.Union(y)
		oneWay = packet.Pair{Must: oneWay.Must.Intersect(passes.Must), May: oneWay.May.Union(passes.May)}
	}
	id := w.g.record(must.Project(w.g.eph), may.Project(w.g.eph), oneWay, a.six)
	w.g.made++
	w.g.joints[string(w.g.key)] = id
	return id
}

// values2 evaluates every filter list of a program, in order.
func (w *evaluator) filters(p *program, a, b *class) []pairID {
	var values []pairID
	for i := range p.trips {
		t := &p.trips[i]
		if t.dropped {
			continue
		}
		values = append(values, w.passes(t.slots, a, b))
		for j := range t.replies {
			for _, leg := range t.replies[j].legs {
				values = append(values, w.passes(leg, a, b))
			}
		}
	}
	return values
}

// joinTrip is tripConnections on interned filters.
func (w *evaluator) joinTrip(t *programTrip, passes packet.Pair, values []pairID) (must, may packet.Conns, rest []pairID) {
	if t.local {
		return packet.Product(passes.Must, packet.All(), allPorts), packet.Product(passes.May, packet.All(), allPorts), values
	}
	for i := range t.replies {
		var m, y packet.Conns
		r := &t.replies[i]
		if !r.dropped {
			legs := make([]packet.Pair, len(r.legs))
			for j := range legs {
				legs[j] = w.pairs.pair(values[j])
			}
			values = values[len(legs):]
			y = packet.ProductVia(passes.May, legs[0].May, allPorts, oneSide(legs[1:], false))
			if !r.doubt && !t.doubt {
				m = packet.ProductVia(passes.Must, legs[0].Must, allPorts, oneSide(legs[1:], true))
			}
		}
		if i == 0 {
			must, may = m, y
			continue
		}
		must, may = must.Intersect(m), may.Union(y)
	}
	return must, may, values
}
