package reach

import (
	"encoding/binary"
	"net/netip"
)

// role says whose something is: the sender's, the receiver's, or always the same.
type role uint8

const (
	roleNone role = iota
	roleSource
	roleTarget
	roleFixed
)

// slot is one filter of a program. What it compares is told by roles, so that
// one program serves all pairs of endpoints of its sites.
type slot struct {
	kind     filterKind
	owner    role // whose groups or subnet's ACL
	remote   role // whose address is compared; roleFixed may be one that is not known
	peer     role // groups: whom references see
	egress   bool
	mustOnly bool
	anywhere bool // as in flow
	ref      refState
	fixed    int32    // guard or barrier of a fixed owner
	other    int32    // guard of a fixed peer
	wall     *barrier // what fixed and other stand for
	guard    *guard
	fellow   *guard
	addr     netip.Addr // fixed remote
	set      pairID
}

// program is how the answer of a pair follows from its filters: the trips of
// connect with roles in place of interfaces.
type program struct {
	id    int32
	trips []programTrip
	dead  bool // nothing is delivered at all
	plain bool // one way there, one way back, nothing translated

	forward, reply []slot // of a plain program
	doubtThere     bool
	doubtBack      bool
	noReply        bool
	rigid          bool // some filter has no base: see block
	refers         bool // group references matter
}

type programTrip struct {
	slots   []slot
	dropped bool
	local   bool // no reply is needed
	doubt   bool
	replies []programReply
}

type programReply struct {
	legs    [][]slot
	dropped bool
	doubt   bool
}

// writer turns walks into programs.
type writer struct {
	*evaluation
	from, to *endpoint
}

// write walks a pair of endpoints and turns the walk into a program.
func (w writer) write() *program {
	p := &program{}
	pr := pair{source{iface: w.from.e, addr: w.from.addr}, target{iface: w.to.e, addr: w.to.addr}}
	for _, t := range w.c.trips(pr, w.state) {
		p.trips = append(p.trips, w.trip(&t))
	}
	p.simplify()
	return p
}

func (w writer) trip(t *trip) programTrip {
	end := t.request.end.kind
	made := programTrip{dropped: end == dropped, local: end == local || end == platform, doubt: len(t.request.uncertain) > 0}
	if made.dropped {
		return made
	}
	made.slots = w.slots(&t.request, func(int) bool { return true })
	for i := range t.replies {
		r := &t.replies[i]
		reply := programReply{dropped: r.end.kind == dropped, doubt: len(r.uncertain) > 0}
		if !reply.dropped {
			for leg := 0; leg <= t.request.legs; leg++ {
				reply.legs = append(reply.legs, w.slots(r, func(of int) bool { return of == leg }))
			}
		}
		made.replies = append(made.replies, reply)
	}
	return made
}

// slots turns the filters of a path that stand in a port space into slots.
func (w writer) slots(p *path, here func(leg int) bool) []slot {
	var slots []slot
	for i := range p.hops {
		h := &p.hops[i]
		if h.filter.kind == passAll || !here(h.leg) {
			continue
		}
		s := w.slot(p, h)
		if s.kind == setFilter && s.set == certainID {
			continue
		}
		slots = append(slots, s)
	}
	return slots
}

func (w writer) slot(p *path, h *hop) slot {
	f := &h.filter
	s := slot{kind: f.kind, egress: f.egress, mustOnly: f.mustOnly}
	switch f.kind {
	case naclFilter:
		s.remote = w.roleOf(f.compared(), &s)
		switch h.detail {
		case string(w.from.e.subnet.id):
			s.owner = roleSource
		case string(w.to.e.subnet.id):
			s.owner = roleTarget
		default:
			s.owner = roleFixed
		}
		if f.nacl != w.from.e.subnet.acl && s.owner == roleSource || f.nacl != w.to.e.subnet.acl && s.owner == roleTarget {
			s.owner = roleFixed
		}
		if s.owner == roleFixed {
			s.fixed, s.wall = w.barrierOf(f.nacl)
		}
	case groupFilter:
		fl := f.flow(p)
		s.remote, s.ref, s.anywhere = w.roleOf(fl.remote, &s), fl.ref, fl.anywhere && fl.ref != refNo
		s.owner, s.fixed, s.guard = w.guardRole(f.iface)
		if s.ref != refNo {
			s.peer, s.other, s.fellow = w.guardRole(fl.peer)
		}
	case setFilter:
		s.set = w.pairs.id(f.set)
	case passAll:
	}
	return s
}

func (w writer) roleOf(addr netip.Addr, s *slot) role {
	switch addr {
	case w.from.addr:
		return roleSource
	case w.to.addr:
		return roleTarget
	}
	s.addr = addr
	return roleFixed
}

func (w writer) guardRole(e *iface) (r role, fixed int32, u *guard) {
	switch e {
	case nil:
		return roleNone, 0, nil
	case w.from.e:
		return roleSource, 0, nil
	case w.to.e:
		return roleTarget, 0, nil
	}
	fixed, u = w.guardOf(e)
	return roleFixed, fixed, u
}

// simplify finds out what the program needs.
func (p *program) simplify() {
	p.dead = true
	for i := range p.trips {
		p.dead = p.dead && p.trips[i].dropped
	}
	p.refers = p.any(func(s *slot) bool { return s.ref != refNo })
	p.rigid = p.any(func(s *slot) bool {
		return s.kind == groupFilter && (s.owner == roleFixed || !s.acrossEnds() && s.remote != roleFixed || s.ref != refNo && s.peer != roleSource && s.peer != roleTarget)
	})
	if p.dead || len(p.trips) != 1 || len(p.trips[0].replies) > 1 {
		return
	}
	t := &p.trips[0]
	p.forward, p.doubtThere = t.slots, t.doubt
	switch {
	case t.local: // the reply passes whatever it is
		p.plain = true
	case len(t.replies) == 0 || t.replies[0].dropped:
		p.plain, p.noReply = true, true
	case len(t.replies[0].legs) == 1:
		p.plain, p.reply, p.doubtBack = true, t.replies[0].legs[0], t.replies[0].doubt
	}
}

// key is the content of a program.
func (p *program) key() string {
	var b []byte
	for i := range p.trips {
		t := &p.trips[i]
		b = appendSlots(append(b, 'T', flag(t.dropped), flag(t.local), flag(t.doubt)), t.slots)
		for _, r := range t.replies {
			b = append(b, 'R', flag(r.dropped), flag(r.doubt))
			for _, leg := range r.legs {
				b = appendSlots(b, leg)
			}
		}
	}
	return string(b)
}

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

func appendSlots(b []byte, slots []slot) []byte {
	b = append(b, 'L', byte(len(slots)))
	for i := range slots {
		s := &slots[i]
		b = append(b, byte(s.kind), byte(s.owner), byte(s.remote), byte(s.peer), flag(s.egress), flag(s.mustOnly), flag(s.anywhere), byte(s.ref))
		b = binary.BigEndian.AppendUint32(b, uint32(s.fixed))
		b = binary.BigEndian.AppendUint32(b, uint32(s.other))
		b = binary.BigEndian.AppendUint32(b, uint32(s.set))
		b = append(append(b, byte(len(s.addr.String()))), s.addr.String()...)
	}
	return b
}
