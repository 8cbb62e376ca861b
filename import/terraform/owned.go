package terraform

import (
	"fmt"
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

// owned is what standalone resources own: rules, entries and routes that the
// object they belong to may show as copies of its own.
type owned struct {
	keys map[string]bool
}

func (o *owned) add(key string) {
	if o.keys == nil {
		o.keys = map[string]bool{}
	}
	o.keys[key] = true
}

func (o *owned) has(key string) bool { return o != nil && o.keys[key] }

func ruleKey(group string, r model.SecurityGroupRule) string {
	p := r.Peer
	return fmt.Sprint("rule|", group, "|", r.Egress, "|", r.Traffic.Key(), "|", p.Kind, p.CIDR, p.PrefixList, p.Group)
}

func (o *owned) rule(group string, r model.SecurityGroupRule) { o.add(ruleKey(group, r)) }

func entryKey(acl string, e model.NACLEntry) string {
	return "entry|" + acl + "|" + strconv.FormatBool(e.Egress) + "|" + strconv.Itoa(e.Number)
}

func routeKey(table string, r model.Route) string {
	return "route|" + table + "|" + r.Destination.String() + "|" + string(r.PrefixList)
}

// copied reports whether an inline part is a copy of what a standalone
// resource owns, or owned before the plan (semantics, section 27).
func (b *builder) copied(key string) bool { return b.owned.has(key) || b.earlier.has(key) }

// configures reports whether the configuration writes an attribute or block of
// the resource that an object comes from. Only the plan after its changes tells.
func (b *builder) configures(id, attribute string) bool {
	r := b.byID(id)
	if r == nil || !b.after || b.doc.Config == nil {
		return false
	}
	block := b.block(r)
	return block != nil && block.Expressions.Get(attribute) != nil
}

// joinRules gives the standalone rules to their groups. Where a group has
// rules of both kinds, those that only one kind has may be undone by the next
// apply (TF-2).
func (b *builder) joinRules() {
	standalone := map[string][]model.SecurityGroupRule{}
	for _, r := range b.groupRules {
		standalone[r.group.id] = append(standalone[r.group.id], r.rule)
	}
	b.groups.each(func(id model.SecurityGroupID, g *model.SecurityGroup) {
		own := standalone[string(id)]
		if len(own) == 0 && b.earlier == nil {
			return
		}
		var kept []model.SecurityGroupRule
		both := map[string]bool{}
		for _, r := range g.Rules {
			key := ruleKey(string(id), r)
			if b.copied(key) {
				both[key] = true
				continue
			}
			kept = append(kept, r)
		}
		for _, egress := range []bool{false, true} {
			if attribute := direction(egress); hasRule(own, egress) && b.configures(string(id), attribute) {
				b.report(conflictingOwners.At(g.Origin, "%s has %s rules inline and as resources of their own", id, attribute))
				doubtRules(kept, own, egress, both, string(id))
			}
		}
		kept = append(kept, own...)
		g.Rules = kept
	})
	b.groups.each(func(_ model.SecurityGroupID, g *model.SecurityGroup) {
		if g.UnknownIngress == nil {
			g.UnknownIngress = b.strays[false]
		}
		if g.UnknownEgress == nil {
			g.UnknownEgress = b.strays[true]
		}
	})
	for _, r := range b.groupRules {
		if b.groups.get(model.SecurityGroupID(r.group.id)) == nil {
			b.note(model.KindSecurityGroups, r.group.id)
		}
	}
}

func direction(egress bool) string {
	if egress {
		return "egress"
	}
	return "ingress"
}

func hasRule(rules []model.SecurityGroupRule, egress bool) bool {
	for _, r := range rules {
		if r.Egress == egress {
			return true
		}
	}
	return false
}

// doubtRules makes the rules of a direction that only one owner has possible only.
func doubtRules(inline, own []model.SecurityGroupRule, egress bool, both map[string]bool, group string) {
	for _, rules := range [][]model.SecurityGroupRule{inline, own} {
		for i := range rules {
			if r := &rules[i]; r.Egress == egress && !both[ruleKey(group, *r)] && r.UnknownTraffic == nil {
				r.UnknownTraffic = &model.Unknown{Cause: "inline rules and standalone rules of the group undo each other (TF-2)", Origin: r.Origin}
			}
		}
	}
}
