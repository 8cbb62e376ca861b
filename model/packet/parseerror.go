package packet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// termError says what is wrong with a term, why, and what to write instead.
func termError(term, why, instead string) error {
	return fmt.Errorf("ports %.60q: %s; write %s", term, why, instead)
}

// term returns the port text of r: "tcp/443", "tcp/8000-8080", "tcp".
func (r PortRange) term(p Protocol) string { return strings.Join(portTerms(nil, p, Ports(r)), ",") }

// unknownHead explains a term that starts with no known word.
func unknownHead(term string) error {
	head, rest, _ := strings.Cut(term, "/")
	switch {
	case term == "":
		return termError(term, "a term is empty", "a term such as tcp/443, or all")
	case term == "-1" || term == "any" || term == "*" || head == "all":
		return termError(term, "every protocol is spelled otherwise here", "all")
	case rest == "" && isPorts(term):
		return termError(term, "a port needs its protocol", "tcp/"+term)
	case (rest == "tcp" || rest == "udp") && isPorts(head):
		return termError(term, "the protocol comes first", rest+"/"+head)
	}
	if fixed := strings.Replace(term, ":", "/", 1); strings.Count(term, ":") == 1 && isTerm(fixed) {
		return termError(term, "protocol and port are separated by a slash", fixed)
	}
	if p, ok := protocolNames[head]; ok {
		return termError(term, "this protocol goes by its number", p.String())
	}
	return termError(term, "unknown protocol", "tcp, udp, icmp, icmpv6, proto/NUMBER or all")
}

// isPorts reports whether text is a port or range of ports.
func isPorts(text string) bool {
	_, err := parsePorts(text, TCP, text)
	return err == nil
}

// badNumber explains "proto/..." without a number 0-255.
func badNumber(term, number string) error {
	head, rest, more := strings.Cut(number, "/")
	named := func(p Protocol) string { return p.String() + "/" + rest }
	n, err := strconv.ParseUint(head, 10, 8)
	switch {
	case more && err == nil && Protocol(n).IsPortless():
		return termError(term, "only TCP and UDP have ports, and only ICMP has types", Protocol(n).String())
	case more && err == nil && isTerm(named(Protocol(n))):
		return termError(term, "a protocol with ports or types goes by its name", named(Protocol(n)))
	}
	if p, ok := protocolNames[head]; ok {
		return termError(term, "a protocol is a number 0-255", p.String())
	}
	return termError(term, "a protocol is a number 0-255", "a term such as proto/50")
}

// badPorts explains a port or range that is no number up to 65535.
func badPorts(term string, p Protocol, text string, err error) error {
	example := fmt.Sprintf("a term such as %v/443 or %v/8000-8080", p, p)
	from, to, _ := strings.Cut(text, "-")
	switch {
	case text == "*" || text == "all" || text == "-1" || text == "":
		return termError(term, "every port needs no port", p.String())
	case errors.Is(err, strconv.ErrRange):
		return termError(term, "ports end at 65535", nearestPorts(p, from, to))
	case to == "" && isPorts(from):
		return termError(term, "the range has no end", fmt.Sprintf("%v/%s-65535", p, from))
	case from == "" && isPorts(to):
		return termError(term, "the range has no start", fmt.Sprintf("%v/0-%s", p, to))
	default:
		return termError(term, "a port is a number 0-65535", example)
	}
}

// nearestPorts cuts a range that ends too high.
func nearestPorts(p Protocol, from, to string) string {
	if to != "" && isPorts(from) {
		return fmt.Sprintf("%v/%s-65535", p, from)
	}
	return fmt.Sprintf("a port up to %v/65535", p)
}

// badMessages explains an ICMP type that is no number 0-255.
func badMessages(term string, p Protocol, typeText string) error {
	first, _, isRange := strings.Cut(typeText, "-")
	switch {
	case typeText == "" || typeText == "-1" || typeText == "*":
		return termError(term, "every type needs no type", p.String())
	case isRange && isType(first):
		return termError(term, "ICMP has types and codes, not ports, and they have no ranges", fmt.Sprintf("%v/%s, one term a type", p, first))
	default:
		return termError(term, "ICMP has no ports; its type is a number 0-255", fmt.Sprintf("%v, or a type such as %v", p, echoRequest(p)))
	}
}

// badCode explains an ICMP code that is no number 0-255.
func badCode(term string, p Protocol, typ uint64) error {
	return termError(term, "an ICMP code is a number 0-255", fmt.Sprintf("%v/%d for every code, or %v/%d/0", p, typ, p, typ))
}

// isTerm reports whether text is a valid term.
func isTerm(text string) bool {
	_, _, err := parseTerm(text)
	return err == nil
}

// isType reports whether text is an ICMP type.
func isType(text string) bool {
	_, err := strconv.ParseUint(text, 10, 8)
	return err == nil
}
