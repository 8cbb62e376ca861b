package change

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// A parser reads one sentence. After the first error its methods return zero values.
type parser struct {
	words []word
	next  int
	line  string
	at    model.Origin // of the first byte of the line
	verb  verb
	err   *Error
}

func (p *parser) sentence() operation {
	first := p.words[0]
	p.next = 1
	name := first.text
	if m := nameOf(first); m.Kind == "pl" && len(p.words) > 1 {
		name, p.next = "pl", 0 // the list is the first word: pl:NAME add CIDR
	}
	var known []string
	for _, v := range verbs() {
		known = append(known, v.word)
		if v.word == name {
			p.verb = v
		}
	}
	if p.verb.word == "" || first.quoted {
		return p.fail(first.column, fmt.Sprintf("%.40q is no verb of the edit language", first.text),
			"an edit begins with what to do", "begin with one of "+strings.Join(known, ", "), nearest(first.text, known)...)
	}
	op := p.verb.parse(p)
	if p.err == nil && p.more() {
		w := p.words[p.next]
		p.fail(w.column, fmt.Sprintf("%.40q is too much", w.text), "the edit is complete before it", "write "+p.verb.usage)
	}
	return op
}

// fail records the first error. It returns nil, so that a parse function can return it.
func (p *parser) fail(column int, what, why, next string, near ...string) operation {
	if p.err == nil {
		at := p.at
		at.Column += column - 1
		p.err = &Error{Origin: at, Edit: p.line, What: what, Why: why, Next: next, Candidates: near}
	}
	return nil
}

func (p *parser) more() bool { return p.err == nil && p.next < len(p.words) }

// word returns the next word; what says what it should be.
func (p *parser) word(what string) word {
	if p.err != nil {
		return word{}
	}
	if p.next == len(p.words) {
		p.fail(len(p.line)+1, what+" is missing", "the edit ends too early", "write "+p.verb.usage)
		return word{}
	}
	w := p.words[p.next]
	p.next++
	return w
}

// oneOf returns the next word if it is one of the keywords.
func (p *parser) oneOf(keywords ...string) string {
	want := strings.Join(keywords, " or ")
	w := p.word(want)
	for _, k := range keywords {
		if !w.quoted && w.text == k {
			return k
		}
	}
	p.fail(w.column, fmt.Sprintf("%s expected, not %.40q", want, w.text), "the sentence reads: "+p.verb.usage, "write "+want, nearest(w.text, keywords)...)
	return ""
}

// peek reports whether the next word is the bare keyword.
func (p *parser) peek(keyword string) bool {
	return p.more() && !p.words[p.next].quoted && p.words[p.next].text == keyword
}

func (p *parser) name(what string) Name {
	w := p.word(what)
	if p.err == nil && w.text == "" {
		p.fail(w.column, what+" is empty", "a resource needs a name", "write its name or id")
	}
	m := nameOf(w)
	m.column = p.at.Column + w.column - 1
	return m
}

// names reads names up to a keyword or the end; at least one.
func (p *parser) names(what string, until ...string) []Name {
	names := []Name{p.name(what)}
	for p.more() {
		for _, k := range until {
			if p.peek(k) {
				return names
			}
		}
		names = append(names, p.name(what))
	}
	return names
}

func (p *parser) ports() packet.Set {
	w := p.word("PORTS")
	if p.err != nil {
		return packet.Set{}
	}
	s, err := packet.Parse(w.text)
	switch {
	case err != nil:
		p.fail(w.column, err.Error(), "", "")
	case s.IsEmpty():
		p.fail(w.column, fmt.Sprintf("ports %.40q hold nothing", w.text), "a rule without ports would do nothing", "write ports such as tcp/443, or all")
	}
	return s
}

func (p *parser) cidr() netip.Prefix {
	w := p.word("CIDR")
	if p.err != nil {
		return netip.Prefix{}
	}
	return p.prefix(w.text, w.column)
}

func (p *parser) prefix(text string, column int) netip.Prefix {
	pre, hostBits, err := packet.ParsePrefix(text)
	switch {
	case err != nil:
		p.fail(column, fmt.Sprintf("%.60q is no CIDR", text), err.Error(), "write a CIDR such as 10.0.0.0/16 or 2001:db8::/32, or one address")
	case hostBits:
		p.fail(column, fmt.Sprintf("%.60q has host bits set", text), "AWS would silently take the network", "write "+pre.String())
	}
	return pre
}

func (p *parser) address() netip.Addr {
	w := p.word("ADDRESS")
	if p.err != nil {
		return netip.Addr{}
	}
	a, err := netip.ParseAddr(w.text)
	if err != nil || a.Zone() != "" {
		p.fail(w.column, fmt.Sprintf("%.60q is no address", w.text), "an address has no length and no zone", "write one such as 10.0.1.7")
	}
	return a.Unmap()
}

func (p *parser) number(what string, low, high int) int {
	w := p.word(what)
	if p.err != nil {
		return 0
	}
	n, err := strconv.Atoi(w.text)
	if err != nil || n < low || n > high {
		p.fail(w.column, fmt.Sprintf("%.40q is no %s", w.text, what), fmt.Sprintf("it is a number from %d to %d", low, high), "write "+p.verb.usage)
	}
	return n
}
