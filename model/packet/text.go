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
// "icmp/8/0", "proto/50". All traffic is "all" alone; the empty set has no terms.
func (s Set) Strings() []string {
	if s.IsAll() {
		return []string{"all"}
	}
	out := portTerms(nil, TCP, s.tcp)
	out = portTerms(out, UDP, s.udp)
	out = messageTerms(out, ICMP, s.icmp)
	out = messageTerms(out, ICMPv6, s.icmpv6)
	for _, p := range s.others.list() {
		out = append(out, p.String())
	}
	return out
}

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

// codeTerms spells out a run of messages: whole types where it covers them, else single codes.
func codeTerms(p Protocol, run PortRange) []string {
	var out []string
	for typ := run.First >> 8; typ <= run.Last>>8; typ++ {
		whole := PortRange{First: typ << 8, Last: typ<<8 | 0xff}
		codes := whole.overlap(run)
		if codes == whole {
			out = append(out, fmt.Sprintf("%v/%d", p, typ))
			continue
		}
		for n := int(codes.First); n <= int(codes.Last); n++ {
			out = append(out, trafficAt(p, uint16(n)).String())
		}
	}
	return out
}
