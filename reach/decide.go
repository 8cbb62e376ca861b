package reach

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// decided is one rule of a filter with the part of the question it settles.
type decided struct {
	allows bool
	part   packet.Set
	text   string
	rule   string
	where  string
	origin model.Origin
	sure   bool
}

// ref names the rule that settled a part.
func (d decided) ref() RuleRef { return RuleRef{Where: d.where, Text: d.text, Origin: d.origin} }

// decideACL re-evaluates an ACL entry by entry and says which entry settles
// which part of what was asked (NACL-2). It is a second evaluator: it shares
// nothing with acl.passes but the model.
func decideACL(f *filter, asked packet.Set) []decided {
	var found []decided
	rest := asked
	for _, e := range f.nacl.entries(f.egress) {
		certain, possible := entryMatches(e, f.compared())
		part := rest.Intersect(e.Traffic)
		if !possible || part.IsEmpty() {
			continue
		}
		certain = certain && e.UnknownTraffic == nil && e.Action != model.ActionUnset
		found = append(found, decided{
			allows: e.Action == model.Allow, part: part, sure: certain,
			text: entryWords(e), rule: "NACL-2", where: f.nacl.id, origin: e.Origin,
		})
		if certain {
			rest = rest.Subtract(part)
		}
	}
	if !rest.IsEmpty() && f.nacl.unknown == nil {
		found = append(found, decided{part: rest, sure: true, text: implicitDeny, rule: "NACL-2", where: f.nacl.id, origin: f.nacl.m.Origin})
	}
	return found
}

// implicitDeny is the last row of every ACL (NACL-2).
const implicitDeny = "no numbered entry matches: the final * entry denies"

// entryWords says what an entry is, as in the console.
func entryWords(e *model.NACLEntry) string {
	if e.Number > 32766 {
		return implicitDeny
	}
	direction := "from"
	if e.Egress {
		direction = "to"
	}
	cidr := "an unknown CIDR"
	if e.UnknownCIDR == nil {
		cidr = e.CIDR.String()
	}
	return fmt.Sprintf("entry %d: %s %s %s %s", e.Number, e.Action, short(e.Traffic), direction, cidr)
}

// short prints a set that may have hundreds of terms.
func short(s packet.Set) string {
	terms := s.Strings()
	if rest := packet.All().Subtract(s); len(terms) > 6 && len(rest.Strings()) < len(terms) {
		return "all except " + rest.String()
	}
	if len(terms) > 6 {
		return fmt.Sprintf("%s and %d more", strings.Join(terms[:6], ","), len(terms)-6)
	}
	return s.String()
}

// decideGroups re-evaluates the groups of an interface rule by rule and says
// which rules allow something of what was asked (SG-1).
func (c *Compiled) decideGroups(e *iface, f flow, asked packet.Set) []decided {
	var found []decided
	for _, g := range e.groups.groups {
		for i := range g.Rules {
			r := &g.Rules[i]
			part := r.Traffic.Intersect(asked)
			certain, possible := c.peerMatches(&r.Peer, f)
			if r.Egress != f.egress || !possible || part.IsEmpty() {
				continue
			}
			found = append(found, decided{
				allows: true, part: part, sure: certain && r.UnknownTraffic == nil,
				text: string(g.ID) + " allows " + c.ruleWords(r), rule: "SG-1", where: string(g.ID), origin: r.Origin,
			})
		}
	}
	return found
}

// ruleWords says what a rule allows: "tcp/443 from 10.0.0.0/16".
func (c *Compiled) ruleWords(r *model.SecurityGroupRule) string {
	direction := " from "
	if r.Egress {
		direction = " to "
	}
	return short(r.Traffic) + direction + peerWords(&r.Peer)
}

func peerWords(p *model.Peer) string {
	switch p.Kind {
	case model.PeerCIDR:
		return p.CIDR.String()
	case model.PeerPrefixList:
		return string(p.PrefixList)
	case model.PeerGroup:
		return string(p.Group)
	case model.PeerUnknown:
		return "somebody unknown"
	case model.PeerNone:
	}
	return "nobody"
}
