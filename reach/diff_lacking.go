package reach

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// lacking lists the rules of a step of another network that this one does not
// have: the rule, entry or route itself, the entry of a prefix list that it
// names, the tie that brought the packet to its table, or the resource.
func (c *Compiled) lacking(other *Compiled, s Step) []RuleRef {
	var found []RuleRef
	for _, r := range s.Rules {
		switch has, listed := c.hasRule(s.Kind, r); {
		case listed && !has:
			found = append(found, r)
		case listed:
			found = append(found, c.lackingEntries(other, r.Text, s)...)
		case !c.knows(r.Where) && other.knows(r.Where):
			found = append(found, RuleRef{Where: r.Where, Text: r.Where, Origin: other.originOf(r)})
		}
	}
	return append(found, c.lackingTies(other, s)...)
}

// hasRule reports whether this network has a rule with the same words at the
// same place. listed is false for what is no row of a table.
func (c *Compiled) hasRule(kind string, r RuleRef) (has, listed bool) {
	switch {
	case strings.HasPrefix(kind, "security-group-"):
		return c.hasGroupRule(r), true
	case strings.HasPrefix(kind, "nacl-"):
		return c.hasEntry(r), true
	case kind == "route":
		return c.hasRoute(r), true
	case kind == "tgw-route":
		return c.hasTransitRoute(r), true
	}
	return false, false
}

func (c *Compiled) hasGroupRule(r RuleRef) bool {
	g := c.idx.SecurityGroup[model.SecurityGroupID(r.Where)]
	return g != nil && slices.ContainsFunc(g.Rules, func(rule model.SecurityGroupRule) bool {
		return string(g.ID)+" allows "+c.ruleWords(&rule) == r.Text
	})
}

func (c *Compiled) hasEntry(r RuleRef) bool {
	if r.Text == implicitDeny {
		return true
	}
	a := c.acls[model.NetworkACLID(r.Where)]
	return a != nil && a.m != nil && slices.ContainsFunc(a.m.Entries, func(e model.NACLEntry) bool {
		return entryWords(&e) == r.Text
	})
}

func (c *Compiled) hasRoute(r RuleRef) bool {
	t := c.tables[model.RouteTableID(r.Where)]
	if t == nil {
		return strings.HasSuffix(r.Text, "→ local") // assumed where no table was imported
	}
	for _, rows := range t.routes.All() {
		for _, row := range rows {
			if row.words() == r.Text && !row.blackhole() {
				return true
			}
		}
	}
	return slices.ContainsFunc(t.loose, func(row *route) bool { return row.words() == r.Text })
}

// hasTransitRoute compares the destination and the attachment, which the words
// of a Transit Gateway route end with.
func (c *Compiled) hasTransitRoute(r RuleRef) bool {
	t := c.transit.tables[model.TGWRouteTableID(r.Where)]
	if t == nil {
		return false
	}
	for _, rows := range t.routes.All() {
		for _, row := range rows {
			for _, id := range row.targets {
				if !row.blackhole && row.words(id) == r.Text {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(t.loose, func(row *tgwRoute) bool {
		return slices.ContainsFunc(row.targets, func(id model.TGWAttachmentID) bool { return row.words(id) == r.Text })
	})
}

// lackingEntries lists what a prefix list that a rule names holds there and
// not here, of the address that the step compared.
func (c *Compiled) lackingEntries(other *Compiled, words string, s Step) []RuleRef {
	var found []RuleRef
	for id, list := range other.lists {
		if list.m == nil || !namesID(words, string(id)) {
			continue
		}
		for _, e := range list.m.Entries {
			mine := c.lists[id]
			if e.CIDR.Contains(s.Remote) && (mine == nil || mine.m == nil || !slices.ContainsFunc(mine.m.Entries, func(x model.PrefixListEntry) bool { return x.CIDR == e.CIDR })) {
				found = append(found, RuleRef{Where: string(id), Text: string(id) + " holds " + e.CIDR.String(), Origin: e.Origin})
			}
		}
	}
	return found
}

// namesID reports whether a text holds an id as a word of its own.
func namesID(text, id string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;()", r) }), id)
}
