package packet

import (
	"fmt"
	"strings"
)

// String returns the canonical port text: the terms of Strings joined by commas,
// or "none" for the empty set. Parse reads it back to an equal set.
func (s Set) String() string {
	if s.IsEmpty() {
		return "none"
	}
	return strings.Join(s.Strings(), ",")
}

// Strings returns the canonical terms of s in the order tcp, udp, icmp, icmpv6, others:
// "tcp" for every port, "tcp/443", "tcp/8000-8080", "icmp/8" for every code of a type,
// "icmp/8/0", "proto/50"; runs of types, codes and protocols are ranges: "icmp/9-255", "icmp/8/1-255",
// "proto/18-57". All traffic is "all" alone; the empty set has no terms.
func (s Set) Strings() []string {
	if s.IsAll() {
		return []string{"all"}
	}
	out := portTerms(nil, TCP, s.tcp)
	out = portTerms(out, UDP, s.udp)
	out = messageTerms(out, ICMP, s.icmp)
	out = messageTerms(out, ICMPv6, s.icmpv6)
	return protocolTerms(out, s.others.list())
}

// protocolTerms joins runs of consecutive numbers: "proto/7-16".
func protocolTerms(out []string, numbers []Protocol) []string {
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		out = append(out, "proto/"+span(uint16(numbers[i]), uint16(numbers[j])))
		i = j + 1
	}
	return out
}

// span writes a number, or a run of them.
func span(first, last uint16) string { return PortRange{First: first, Last: last}.String() }

func portTerms(out []string, p Protocol, ports PortSet) []string {
	if ports.IsAll() {
		return append(out, p.String())
	}
	for _, r := range ports.ranges {
		out = append(out, p.String()+"/"+r.String())
	}
	return out
}

func messageTerms(out []string, p Protocol, messages PortSet) []string {
	if messages.IsAll() {
		return append(out, p.String())
	}
	for _, r := range messages.ranges {
		out = append(out, codeTerms(p, r)...)
	}
	return out
}

// codeTerms spells out a run of messages: the rest of a first type, whole
// types, and the beginning of a last one.
func codeTerms(p Protocol, run PortRange) []string {
	var out []string
	first, last := int(run.First), int(run.Last)
	for first <= last {
		typ, code := first>>8, first&0xff
		switch whole := (last + 1) >> 8; {
		case code == 0 && whole > typ:
			out = append(out, fmt.Sprintf("%v/%s", p, span(uint16(typ), uint16(whole-1))))
			first = whole << 8
		default:
			end := min(last, typ<<8|0xff)
			out = append(out, fmt.Sprintf("%v/%d/%s", p, typ, span(uint16(code), uint16(end&0xff))))
			first = end + 1
		}
	}
	return out
}
