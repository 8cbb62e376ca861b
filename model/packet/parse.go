package packet

import (
	"errors"
	"strconv"
	"strings"
)

// Parse reads port text: terms separated by commas, each one of
//
//	all                        all traffic
//	tcp  udp                   every port
//	tcp/443  udp/8000-8080     a destination port, or a range with both ends
//	icmp  icmpv6               every message
//	icmp/8  icmpv6/128/0       a type, or a type and a code
//	proto/50                   a protocol by number; proto/6 is tcp, proto/1 is icmp
//
// Letter case and blanks around terms do not matter. The text "none" alone is the empty set.
// An error says which term is wrong, why, and what the nearest valid term is.
func Parse(text string) (Set, error) {
	if strings.TrimSpace(strings.ToLower(text)) == "none" {
		return None(), nil
	}
	var terms termSet
	for raw := range strings.SplitSeq(text, ",") {
		if err := terms.add(strings.ToLower(strings.TrimSpace(raw))); err != nil {
			return None(), err
		}
	}
	return terms.set(), nil
}

// termSet collects terms, so that many of them are merged once and not one by one.
type termSet struct {
	ranges [256][]PortRange // of ports or messages, by protocol
	others protocolBits
	whole  bool
}

func (ts *termSet) add(term string) error {
	if term == "all" {
		ts.whole = true
		return nil
	}
	p, r, err := parseTerm(term)
	switch {
	case err != nil:
		return err
	case p.IsPortless():
		ts.others = ts.others.with(p)
	default:
		ts.ranges[p] = append(ts.ranges[p], r)
	}
	return nil
}

func (ts *termSet) set() Set {
	if ts.whole {
		return All()
	}
	return Set{
		tcp:    Ports(ts.ranges[TCP]...),
		udp:    Ports(ts.ranges[UDP]...),
		icmp:   Ports(ts.ranges[ICMP]...),
		icmpv6: Ports(ts.ranges[ICMPv6]...),
		others: ts.others,
	}
}

// parseTerm returns the protocol of a term and its range of ports or messages.
func parseTerm(term string) (Protocol, PortRange, error) {
	head, rest, more := strings.Cut(term, "/")
	if head == "proto" {
		return parseNumbered(term, rest)
	}
	p, ok := map[string]Protocol{"tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPv6}[head]
	if !ok {
		return 0, PortRange{}, unknownHead(term)
	}
	r, whole := PortRange{}, PortRange{First: 0, Last: 65535}
	var err error
	switch {
	case !more:
		r = whole
	case p == TCP || p == UDP:
		r, err = parsePorts(term, p, rest)
	default:
		r, err = parseMessages(term, p, rest)
	}
	return p, r, err
}

// parseNumbered reads what follows "proto/".
func parseNumbered(term, number string) (Protocol, PortRange, error) {
	whole := PortRange{First: 0, Last: 65535}
	n, err := strconv.ParseUint(number, 10, 8)
	if err != nil {
		return 0, whole, badNumber(term, number)
	}
	return Protocol(n), whole, nil
}

// parsePorts reads "443" or "8000-8080".
func parsePorts(term string, p Protocol, text string) (PortRange, error) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, errFirst := strconv.ParseUint(from, 10, 16)
	last, errLast := strconv.ParseUint(to, 10, 16)
	switch {
	case errFirst != nil || errLast != nil:
		return PortRange{}, badPorts(term, p, text, errors.Join(errFirst, errLast))
	case first > last:
		return PortRange{}, termError(term, "the range is reversed", PortRange{uint16(last), uint16(first)}.term(p))
	default:
		return PortRange{First: uint16(first), Last: uint16(last)}, nil
	}
}

// parseMessages reads "8" (a type with every code) or "8/0".
func parseMessages(term string, p Protocol, text string) (PortRange, error) {
	typeText, codeText, hasCode := strings.Cut(text, "/")
	typ, err := strconv.ParseUint(typeText, 10, 8)
	if err != nil {
		return PortRange{}, badMessages(term, p, typeText)
	}
	if !hasCode {
		return PortRange{First: message(uint8(typ), 0), Last: message(uint8(typ), 255)}, nil
	}
	code, err := strconv.ParseUint(codeText, 10, 8)
	if err != nil {
		return PortRange{}, badCode(term, p, typ)
	}
	n := message(uint8(typ), uint8(code))
	return PortRange{First: n, Last: n}, nil
}
