package packet

import (
	"fmt"
	"strings"
)

// explain returns the error for a term that readTerm refuses: what is wrong with it, why, and
// the nearest valid term.
func explain(term string) error {
	head, rest, _ := strings.Cut(term, "/")
	switch head {
	case "proto":
		return explainNumber(term, rest)
	case "tcp":
		return explainPorts(term, TCP, rest)
	case "udp":
		return explainPorts(term, UDP, rest)
	case "icmp":
		return explainMessages(term, ICMP, rest)
	case "icmpv6":
		return explainMessages(term, ICMPv6, rest)
	default:
		return explainHead(term, head, rest)
	}
}

func termError(term, why, instead string) error {
	return fmt.Errorf("ports %.60q: %s; write %s", term, why, instead)
}

// explainHead explains a term that starts with no known word.
func explainHead(term, head, rest string) error {
	slashed := strings.Replace(term, ":", "/", 1)
	switch {
	case term == "":
		return termError(term, "a term is empty", "a term such as tcp/443, or all")
	case term == "-1" || term == "any" || term == "*" || head == "all":
		return termError(term, "every protocol is spelled otherwise here", "all")
	case rest == "" && isTerm("tcp/"+term):
		return termError(term, "a port needs its protocol", "tcp/"+term)
	case isTerm(rest + "/" + head):
		return termError(term, "the protocol comes first", rest+"/"+head)
	case isTerm(slashed):
		return termError(term, "protocol and port are separated by a slash", slashed)
	}
	if p, ok := protocolNames[head]; ok {
		return termError(term, "this protocol goes by its number", p.String())
	}
	return termError(term, "unknown protocol", "tcp, udp, icmp, icmpv6, proto/NUMBER or all")
}

// explainNumber explains "proto/..." without a number 0-255, or with more than that.
func explainNumber(term, rest string) error {
	number, selector, _ := strings.Cut(rest, "/")
	if p, ok := protocolNames[number]; ok {
		return termError(term, "a protocol is a number 0-255", p.String())
	}
	n, ok := readUint(number, 8)
	p := Protocol(n)
	switch {
	case !ok:
		return termError(term, "a protocol is a number 0-255", "a term such as proto/50")
	case isTerm(p.String() + "/" + selector):
		return termError(term, "a protocol with ports or types goes by its name", p.String()+"/"+selector)
	default:
		return termError(term, "nothing may follow the number of a protocol", p.String())
	}
}

// explainPorts explains what is no port and no range of ports.
func explainPorts(term string, p Protocol, text string) error {
	from, to, _ := strings.Cut(text, "-")
	first, okFirst := readUint(from, 16)
	last, okLast := readUint(to, 16)
	write := func(format string, args ...any) string { return p.String() + "/" + fmt.Sprintf(format, args...) }
	switch {
	case text == "" || text == "*" || text == "all" || text == "-1":
		return termError(term, "every port needs no port", p.String())
	case okFirst && okLast:
		return termError(term, "the range is reversed", write("%d-%d", last, first))
	case okFirst && to == "":
		return termError(term, "the range has no end", write("%d-65535", first))
	case okLast && from == "":
		return termError(term, "the range has no start", write("0-%d", last))
	case okFirst && isNumber(to):
		return termError(term, "ports end at 65535", write("%d-65535", first))
	default:
		return termError(term, "a port is a number 0-65535", "a term such as "+write("443")+" or "+write("8000-8080"))
	}
}

// explainMessages explains what is no ICMP type, and no type with a code.
func explainMessages(term string, p Protocol, text string) error {
	typeText, _, hasCode := strings.Cut(text, "/")
	from, _, isRange := strings.Cut(typeText, "-")
	typ, okType := readUint(typeText, 8)
	first, okFirst := readUint(from, 8)
	switch {
	case text == "" || text == "*" || text == "all" || typeText == "-1":
		return termError(term, "every type needs no type", p.String())
	case okType && hasCode:
		return termError(term, "an ICMP code is a number 0-255", fmt.Sprintf("%v/%d for every code, or %v/%d/0", p, typ, p, typ))
	case isRange && okFirst:
		return termError(term, "ICMP types are numbers 0-255, ranges ascend", fmt.Sprintf("%v/%d-255", p, first))
	default:
		return termError(term, "ICMP has no ports; its type is a number 0-255", fmt.Sprintf("%v, or a type such as %v", p, echoRequest(p)))
	}
}

// isTerm reports whether text is a valid term.
func isTerm(text string) bool {
	_, _, ok := readTerm(text)
	return ok
}

// isNumber reports whether text has nothing but digits.
func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
