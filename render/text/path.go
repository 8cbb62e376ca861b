package text

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// path writes one direction: a heading and a line or two a hop.
func (p *page) path(path reach.Path, c report.Can) {
	title, from, to := "Request", c.From, c.To
	if path.Direction == reach.Reply {
		title, from, to = "Reply", c.To, c.From
	}
	p.line("\n%s  %s → %s  %s", p.paint(bold, title), name(endOf(path.From, from, c)), name(endOf(path.To, to, c)), p.paint(dim, "("+arrival(path, c.Answer.Verdict)+")"))
	if path.Direction == reach.Reply && !slices.ContainsFunc(path.Hops, isGroup) {
		p.line("  %s", p.paint(dim, "Security groups remember a request and let its reply pass; network ACLs do not (SG-3, NACL-3)."))
	}
	for i, hop := range path.Hops {
		p.hop(i+1, hop, c.Answer.Asked)
	}
}

// endOf names the end of a path. An address shown for something larger, such
// as the internet, is one of many that the same holds for.
func endOf(end, asked string, c report.Can) string {
	if called, ok := c.Names[end]; ok {
		return report.Place{ID: end, Name: called}.String()
	}
	if _, err := netip.ParseAddr(end); err != nil || end == asked {
		return end
	}
	return asked + ", such as " + end
}

func isGroup(s reach.Step) bool { return strings.HasPrefix(s.Kind, "security-group") }

// arrival says how a path ends.
func arrival(path reach.Path, v reach.Verdict) string {
	unknown := slices.ContainsFunc(path.Hops, func(s reach.Step) bool { return s.Decision == reach.Unknown })
	denied := slices.ContainsFunc(path.Hops, func(s reach.Step) bool { return s.Decision == reach.Deny })
	switch end, nowhere := strings.CutPrefix(path.End, "nowhere: "); {
	case path.Delivered && denied:
		return "would be delivered, if the hops marked ✕ let it pass"
	case path.Delivered && unknown:
		return "delivered, if the hops marked ? let it pass"
	case path.Delivered && v == reach.Undetermined:
		return "delivered, if what is not known turns out so"
	case path.Delivered:
		return "delivered"
	case nowhere:
		return "does not arrive: " + name(end)
	case end != "":
		return "does not arrive: it ends at " + name(end)
	}
	return "does not arrive"
}

// hop is "  ✓ 1  security group, outgoing  sg-0web web", then the deciding
// rule in words, then where it was read.
func (p *page) hop(n int, s reach.Step, asked packet.Set) {
	sign := p.paint(colourOfDecision(s.Decision), glyph(s.Decision))
	p.line("  %s %2d  %s  %s", sign, n, kindWords(s), p.paint(bold, p.at(s)))
	words := name(s.Detail)
	if s.Remote.IsValid() && !strings.Contains(s.Detail, s.Remote.String()) {
		words += fmt.Sprintf("; compared with %s", s.Remote)
	}
	if s.Decision == reach.Part || s.Decision == reach.Unknown {
		words += p.shares(s, asked)
	}
	if words != "" {
		p.line("        %s", p.wrap(words, 8, "        "))
	}
	if tail := tailText(s.Rule, s.AWSCode, s.Origin.String()); tail != "" {
		p.line("        %s", p.paint(dim, tail))
	}
}

// shares says what passes a hop for certain and what may pass.
func (p *page) shares(s reach.Step, asked packet.Set) string {
	must, may := s.Passes.Must.Intersect(asked), s.Passes.Unknown().Intersect(asked)
	var parts []string
	if !must.IsEmpty() {
		parts = append(parts, p.connections(must)+" passes")
	}
	if !may.IsEmpty() {
		parts = append(parts, p.connections(may)+" is not known")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// at is the resource id and its Name.
func (p *page) at(s reach.Step) string {
	if s.Name == "" || s.Name == s.At {
		return name(s.At)
	}
	return name(s.At) + ` "` + name(s.Name) + `"`
}

func colourOfDecision(d reach.Decision) string {
	switch d {
	case reach.Allow:
		return green
	case reach.Deny:
		return red
	case reach.Part, reach.Unknown:
	}
	return yellow
}
