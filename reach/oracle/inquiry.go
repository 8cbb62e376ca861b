package oracle

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// inquiry is one question with one client port, in one of two senses: is the request delivered
// (oneWay), or is it also answered.
type inquiry struct {
	*Oracle
	from, to End
	first    datagram // the request as the initiator sends it
	entry    receiver // of an outside initiator: the door that the request came in by
	oneWay   bool
	partial  bool // some translated port passes and some does not (CONN-3)

	notes, reasons []string
	trace          []hop
}

// hop is a line of the trace, put into words only when somebody will read it.
type hop struct {
	format string
	args   []any
}

func inWords(trace []hop) []string {
	var lines []string
	for _, h := range trace {
		lines = append(lines, fmt.Sprintf(h.format, h.args...))
	}
	return lines
}

// receiver is where a packet ended up.
type receiver struct {
	kind receiverKind
	eni  *model.NetworkInterface // receivedByInterface
	door string                  // the gateway or attachment it left by
	back func(s state) truth     // how a reply comes back in from outside
}

type receiverKind uint8

const (
	receivedByInterface receiverKind = iota
	receivedByInternet
	receivedByOnPrem  // behind a VPN or a Direct Connect
	receivedByForeign // in a VPC that was not imported
	receivedByService // an AWS service behind a gateway endpoint
	receivedSomewhere // the way there is not known
)

// deliver is the end of the forward path, the beginning of the reply, or the end of it (CONN-2).
func (q *inquiry) deliver(s state, r receiver) truth {
	if s.isReply() {
		return q.finish(s, r)
	}
	if !q.isAsked(r) {
		return q.drop(s, "VPC-3", "delivered, but not to the end that was asked for")
	}
	if q.oneWay || !s.sofar.may {
		return s.sofar
	}
	return s.sofar.and(q.answer(s, r))
}

// isAsked reports whether r is the destination of the question. Section 27, VPC-3 and PCX-6: an
// interface that is named must itself receive the packet; a literal address is whoever gets it.
// Reading: "internet" is reached by an internet gateway only, not through a VPN.
func (q *inquiry) isAsked(r receiver) bool {
	if r.kind == receivedSomewhere {
		return true
	}
	if q.to.ENI != "" {
		return r.kind == receivedByInterface && r.eni.ID == q.to.ENI
	}
	return !q.to.Internet || r.kind == receivedByInternet
}

// answer sends the reply of a delivered request on its way (CONN-2, CONN-4).
func (q *inquiry) answer(s state, r receiver) truth {
	p, ok := s.p.reverse()
	if !ok {
		return q.drop(s, "CONN-5", "%v has no reply: one way only", s.p.traffic())
	}
	back := state{p: p, request: &s, sofar: yes}
	q.hop("reply %v", p)
	if r.kind == receivedByInterface {
		return q.replyFromInterface(back, r.eni)
	}
	if r.back == nil {
		return back.sofar
	}
	return r.back(back)
}

// finish judges a reply that arrived: it must be the exact reverse of what the initiator sent, at
// the initiator itself (CONN-2).
//
// Reading: CONN-4 for an on-prem initiator: the reply may leave by another private door than the
// request came in by, as long as that door holds the address. IGW-6: an internet initiator is
// answered by the same internet gateway.
func (q *inquiry) finish(s state, r receiver) truth {
	expected, _ := q.first.reverse()
	if r.kind == receivedSomewhere {
		return s.sofar
	}
	if s.returned < len(s.request.egressOnly) {
		return q.drop(s, "CONN-4", "the reply does not return by the egress-only gateway that saw the request")
	}
	if s.p != expected {
		return q.drop(s, "CONN-2", "the reply arrives as %v, not as %v", s.p, expected)
	}
	switch {
	case q.from.ENI != "":
		if r.kind == receivedByInterface && r.eni.ID == q.from.ENI {
			return s.sofar
		}
	case q.entry.kind == receivedByInternet:
		if r.kind == receivedByInternet && (r.door == q.entry.door || q.entry.door == "") {
			return s.sofar
		}
	case q.entry.kind == receivedByForeign:
		if r.kind == receivedByForeign && r.door == q.entry.door {
			return s.sofar
		}
	case r.kind == receivedByOnPrem:
		return s.sofar
	}
	return q.drop(s, "CONN-4", "the reply leaves elsewhere than the initiator is")
}

// check records one check of the path and what it says.
func (q *inquiry) check(s *state, rule string, t truth, format string, args ...any) {
	s.sofar = s.sofar.and(t)
	if t != yes {
		q.because(rule)
	}
	q.hop("%s: %s: "+format, append([]any{t.decision(), rule}, args...)...)
}

// drop ends the journey.
func (q *inquiry) drop(s state, rule, format string, args ...any) truth {
	q.check(&s, rule, no, format, args...)
	return no
}

func (q *inquiry) because(rule string) { q.reasons = appendNew(q.reasons, rule) }

func (q *inquiry) note(text string) { q.notes = appendNew(q.notes, text) }

// hop adds a line to the trace, which is cut where following every alternative makes it too long.
func (q *inquiry) hop(format string, args ...any) {
	if len(q.trace) < 200 {
		q.trace = append(q.trace, hop{format, args})
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
