package packet

import (
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
	p, r, ok := readTerm(term)
	switch {
	case !ok:
		return explain(term)
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

// readTerm reads any term but "all": its protocol, and its range of ports or messages.
// It says no more than ok; explain says what is wrong.
func readTerm(term string) (p Protocol, r PortRange, ok bool) {
	head, rest, more := strings.Cut(term, "/")
	if head == "proto" {
		n, ok := readUint(rest, 8)
		return Protocol(n), PortRange{First: 0, Last: 65535}, ok
	}
	p, ok = map[string]Protocol{"tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPv6}[head]
	switch {
	case !ok || !more:
		r = PortRange{First: 0, Last: 65535}
	case p == TCP || p == UDP:
		r, ok = readPorts(rest)
	default:
		r, ok = readMessages(rest)
	}
	return p, r, ok
}

// readPorts reads "443" or "8000-8080".
func readPorts(text string) (r PortRange, ok bool) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, okFirst := readUint(from, 16)
	last, okLast := readUint(to, 16)
	return PortRange{First: first, Last: last}, okFirst && okLast && first <= last
}

// readMessages reads "8", a type with every code, or "8/0".
func readMessages(text string) (r PortRange, ok bool) {
	typeText, codeText, hasCode := strings.Cut(text, "/")
	typ, okType := readUint(typeText, 8)
	if !hasCode {
		return PortRange{First: typ << 8, Last: typ<<8 | 0xff}, okType
	}
	code, okCode := readUint(codeText, 8)
	n := typ<<8 | code
	return PortRange{First: n, Last: n}, okType && okCode
}

// readUint reads a decimal number without a sign.
func readUint(text string, bits int) (n uint16, ok bool) {
	wide, err := strconv.ParseUint(text, 10, bits)
	return uint16(wide), err == nil
}
