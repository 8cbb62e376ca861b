package awsjson

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// joinGroupRules gives the rules of DescribeSecurityGroupRules to their
// groups. Where the group tells the rule too, only its id is new (SG-27).
func (l *linker) joinGroupRules() {
	at := map[model.SecurityGroupID]int{}
	for i := range l.net.SecurityGroups {
		at[l.net.SecurityGroups[i].ID] = i
	}
	only := map[model.SecurityGroupID]bool{} // groups known by their rules alone
	seen := map[model.SecurityGroupRuleID]bool{}
	for _, r := range l.joins.groupRules {
		if r.rule.ID != "" && seen[r.rule.ID] {
			continue
		}
		seen[r.rule.ID] = true
		i, known := at[r.group]
		if !known {
			i = len(l.net.SecurityGroups)
			at[r.group], only[r.group] = i, true
			l.net.SecurityGroups = append(l.net.SecurityGroups, model.SecurityGroup{
				ID: r.group, Account: r.owner, Region: r.region, Origin: r.rule.Origin,
			})
		}
		g := &l.net.SecurityGroups[i]
		if only[r.group] {
			g.Rules = append(g.Rules, r.rule)
			continue
		}
		l.identify(g, r.rule)
	}
}

// identify finds the rule of a group that r describes, and names it.
func (l *linker) identify(g *model.SecurityGroup, r model.SecurityGroupRule) {
	for i := range g.Rules {
		own := &g.Rules[i]
		if own.ID == "" && sameRule(own, &r) {
			own.ID, own.Description = r.ID, cmp.Or(own.Description, r.Description)
			return
		}
	}
	g.Rules = append(slices.Clip(g.Rules), r)
	l.report(source.Conflict.At(r.Origin, "security group %s has rule %s here, but not in %s", g.ID, r.ID, g.Origin))
}

// sameRule compares what rules allow, not where they were read.
func sameRule(a, b *model.SecurityGroupRule) bool {
	return a.Egress == b.Egress && a.Traffic.Equal(b.Traffic) && a.Peer.Kind == b.Peer.Kind && a.Peer.CIDR == b.Peer.CIDR &&
		a.Peer.PrefixList == b.Peer.PrefixList && a.Peer.Group == b.Peer.Group
}

// joinEntries puts entries into their prefix lists. A list that no answer
// describes is made from its entries; one without entries is an unknown set (PL-2).
func (l *linker) joinEntries() {
	l.addBriefLists()
	told := map[model.PrefixListID]listEntries{}
	for _, e := range l.joins.entries {
		told[e.list] = e // the later answer wins
	}
	have := map[model.PrefixListID]bool{}
	for i := range l.net.PrefixLists {
		list := &l.net.PrefixLists[i]
		have[list.ID] = true
		found, ok := told[list.ID]
		if !ok {
			list.UnknownEntries = &model.Unknown{Cause: "the entries of " + string(list.ID) + " were not imported", Origin: list.Origin}
			continue
		}
		list.Entries, list.UnknownEntries = found.entries, found.unknown
	}
	for _, e := range l.joins.entries {
		if !have[e.list] {
			have[e.list] = true
			l.net.PrefixLists = append(l.net.PrefixLists, listFromEntries(told[e.list]))
		}
	}
}

// addBriefLists adds the lists that only DescribePrefixLists names.
func (l *linker) addBriefLists() {
	have := map[model.PrefixListID]bool{}
	for i := range l.net.PrefixLists {
		have[l.net.PrefixLists[i].ID] = true
	}
	for _, list := range l.joins.briefLists {
		if !have[list.ID] {
			have[list.ID] = true
			l.net.PrefixLists = append(l.net.PrefixLists, list)
		}
	}
}

// listFromEntries is a list of which nothing but its entries is known.
func listFromEntries(e listEntries) model.PrefixList {
	list := model.PrefixList{ID: e.list, Entries: e.entries, UnknownEntries: e.unknown, Origin: e.origin}
	if len(e.entries) > 0 {
		list.IPv6 = e.entries[0].CIDR.Addr().Is6()
	}
	return list
}
