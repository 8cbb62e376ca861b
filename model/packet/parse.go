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
//	icmp/9-255  icmp/8/1-255   a range of types, or of the codes of a type
//	proto/50  proto/18-57      protocols by number; proto/6 is tcp, proto/1 is icmp
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
	if numbers, ok := readProtocols(term); ok {
		for n := int(numbers.First); n <= int(numbers.Last); n++ {
			ts.put(Protocol(n), AllPorts)
		}
		return nil
	}
	p, r, ok := readTerm(term)
	if !ok {
		return explain(term)
	}
	ts.put(p, r)
	return nil
}

func (ts *termSet) put(p Protocol, r PortRange) {
	if p.IsPortless() {
		ts.others = ts.others.with(p)
		return
	}
	ts.ranges[p] = append(ts.ranges[p], r)
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
	if numbers, ok := readProtocols(term); ok {
		return Protocol(numbers.First), AllPorts, true
	}
	p, ok = map[string]Protocol{"tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPv6}[head]
	switch {
	case !ok || !more:
		r = AllPorts
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

// readMessages reads "8", a type with every code, "9-255", or "8/0" and "8/1-255".
func readMessages(text string) (r PortRange, ok bool) {
	typeText, codeText, hasCode := strings.Cut(text, "/")
	if !hasCode {
		types, ok := readBytes(typeText)
		return PortRange{First: types.First << 8, Last: types.Last<<8 | 0xff}, ok
	}
	typ, okType := readUint(typeText, 8)
	codes, okCode := readBytes(codeText)
	return PortRange{First: typ<<8 | codes.First, Last: typ<<8 | codes.Last}, okType && okCode
}

// readProtocols reads "proto/50" or "proto/18-57".
func readProtocols(term string) (r PortRange, ok bool) {
	text, ok := strings.CutPrefix(term, "proto/")
	if !ok {
		return r, false
	}
	return readBytes(text)
}

// readBytes reads a number 0-255 or an ascending range of them.
func readBytes(text string) (r PortRange, ok bool) {
	r, ok = readPorts(text)
	return r, ok && r.Last <= 255
}

// readUint reads a decimal number without a sign.
func readUint(text string, bits int) (n uint16, ok bool) {
	wide, err := strconv.ParseUint(text, 10, bits)
	return uint16(wide), err == nil
}
