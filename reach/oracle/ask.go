package oracle

import (
	"net/netip"
	"slices"
)

// Ask answers for the best client port: a connection exists if some port of the ephemeral range
// carries it (CONN-3), other than the destination port itself (section 27).
//
// A port that carries it for certain makes it certain. Reading (CON-1, CONN-3): "for every unknown
// fact there is some port, but not the same one" is unknown.
func (o *Oracle) Ask(from, to End, t Traffic) Result {
	ports := o.clientPorts(t)
	if len(ports) == 0 {
		return Result{OneWay: Deny, Connection: Deny, Reasons: []string{"CONN-3"}}
	}
	best, passing := Result{}, 0
	var trace []hop
	for i, port := range ports {
		r, hops := o.askPort(from, to, t, port)
		if r.Connection == Allow {
			passing++
		}
		if i == 0 || rank[r.Connection] > rank[best.Connection] {
			trace = hops
		}
		if i == 0 {
			best = r
			continue
		}
		best = better(best, r)
	}
	best.Trace = inWords(trace)
	if passing > 0 && passing < len(ports) {
		best.Notes = appendNew(best.Notes, "partial-ephemeral")
	}
	return best
}

// rank orders verdicts from blocked to reachable.
var rank = [...]int{Deny: 0, Unknown: 1, Allow: 2}

// better keeps the more reachable of two answers. Between equals the reasons are pooled: each
// port may fail on a rule of its own.
func better(a, b Result) Result {
	one := a.OneWay
	if rank[b.OneWay] > rank[one] {
		one = b.OneWay
	}
	if rank[b.Connection] > rank[a.Connection] {
		a, b = b, a
	} else if a.Connection == b.Connection && a.Connection != Allow {
		for _, r := range b.Reasons {
			a.Reasons = appendNew(a.Reasons, r)
		}
	}
	a.OneWay = one
	return a
}

// AskPort answers for one client port, which the asker may choose freely. It means nothing to
// protocols other than TCP and UDP.
func (o *Oracle) AskPort(from, to End, t Traffic, clientPort uint16) Result {
	r, trace := o.askPort(from, to, t, clientPort)
	r.Trace = inWords(trace)
	return r
}

func (o *Oracle) askPort(from, to End, t Traffic, clientPort uint16) (Result, []hop) {
	q := &inquiry{Oracle: o, from: from, to: to}
	if rule := q.address(t, clientPort); rule != "" {
		r := Result{OneWay: Deny, Connection: Deny, Reasons: []string{rule}}
		if rule == "TF-9" {
			r.OneWay, r.Connection = Unknown, Unknown
		}
		return r, nil
	}
	q.oneWay = true
	one := q.begin()
	if !one.may {
		return Result{OneWay: Deny, Connection: Deny, Notes: q.notes, Reasons: q.reasons}, q.trace
	}
	// What the request met is met again: only the verdict of the whole needs reasons.
	q.oneWay, q.reasons, q.trace = false, nil, nil
	both := q.begin()
	r := Result{OneWay: one.decision(), Connection: both.decision(), Notes: q.notes, Reasons: q.reasons}
	if both.must {
		r.Reasons = nil
		if q.partial {
			r.Notes = appendNew(r.Notes, "partial-ephemeral")
		}
		if slices.Contains(r.Notes, "platform") {
			r.Reasons = []string{"FWD-2"} // section 27
		}
	}
	return r, q.trace
}

// address fills in the packet of the question. A rule id says that there is no such packet.
func (q *inquiry) address(t Traffic, clientPort uint16) string {
	v6 := q.wantsIPv6()
	src, rule := q.addressOf(q.from, v6)
	if rule != "" {
		return rule
	}
	if e := q.ix.Interface[q.from.ENI]; e != nil {
		if private, ok := publicIPv4Of(e, src); ok {
			src = private // named by its public address
		}
	}
	dst, rule := q.addressOf(q.to, v6)
	if rule != "" {
		return rule
	}
	q.first = newDatagram(src, dst, t, clientPort)
	if !q.first.exists() {
		return "PKT-3"
	}
	return ""
}

// wantsIPv6 is the family of the question: that of an address which is given, else IPv4 unless
// an end has none.
func (q *inquiry) wantsIPv6() bool {
	for _, e := range []End{q.from, q.to} {
		if e.Addr.IsValid() {
			return e.Addr.Unmap().Is6()
		}
	}
	for _, e := range []End{q.from, q.to} {
		if eni := q.ix.Interface[e.ENI]; eni != nil && !eni.Primary().IsValid() && len(eni.IPv6) > 0 {
			return true
		}
	}
	return false
}

func (q *inquiry) addressOf(e End, v6 bool) (netip.Addr, string) {
	if e.Addr.IsValid() {
		return e.Addr.Unmap(), ""
	}
	eni := q.ix.Interface[e.ENI]
	switch {
	case eni == nil:
		return netip.Addr{}, "VPC-4"
	case v6 && len(eni.IPv6) > 0:
		return eni.IPv6[0], ""
	case !v6 && eni.Primary().IsValid():
		return eni.Primary(), ""
	case eni.UnknownAddresses != nil:
		return netip.Addr{}, "TF-9"
	}
	return netip.Addr{}, "PKT-1" // it has no address of this family
}

// begin sends the request off: from its interface, or in through every door.
func (q *inquiry) begin() truth {
	s := state{p: q.first, sofar: yes}
	q.hop("request %v", s.p)
	if q.from.ENI == "" {
		return q.fromOutside(s)
	}
	e := q.ix.Interface[q.from.ENI]
	if e == nil {
		return q.drop(s, "VPC-4", "no such interface %s", q.from.ENI)
	}
	return q.sendFromInterface(s, e)
}
