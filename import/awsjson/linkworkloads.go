package awsjson

import (
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// joinWorkloads gives workloads the subnets of their subnet groups, and the
// VPC of their subnets.
func (l *linker) joinWorkloads() {
	groups := map[string]subnetGroup{}
	for _, g := range l.joins.subnetGroups {
		groups[g.name] = g
	}
	group := map[string]string{}
	for _, in := range l.joins.inGroup {
		group[in.workload] = in.group
	}
	home := map[model.SubnetID]model.VPCID{}
	for i := range l.net.Subnets {
		home[l.net.Subnets[i].ID] = l.net.Subnets[i].VPC
	}
	for i := range l.net.Workloads {
		w := &l.net.Workloads[i]
		if g, ok := groups[group[w.Kind+"/"+w.ID]]; ok && len(w.Subnets) == 0 {
			w.VPC, w.Subnets = g.vpc, g.subnets
		}
		if w.VPC == "" && len(w.Subnets) > 0 {
			w.VPC = home[w.Subnets[0]]
		}
	}
}

// joinMentions complains of resources that are listed but not described.
func (l *linker) joinMentions() {
	known := map[string]bool{}
	for i := range l.net.Firewalls {
		known[string(l.net.Firewalls[i].ARN)] = true
	}
	for i := range l.net.FirewallPolicies {
		known[string(l.net.FirewallPolicies[i].ARN)] = true
	}
	for i := range l.net.FirewallRuleGroups {
		known[string(l.net.FirewallRuleGroups[i].ARN)] = true
	}
	for _, m := range l.joins.mentions {
		if known[m.id] {
			continue
		}
		known[m.id] = true
		l.report(source.NoDetails.At(m.origin, "%s is listed, but not described", m.id))
		l.lower(m.kind, m.origin.Source, "some are listed but not described")
	}
}

// lower makes the collection that a document told partial.
func (l *linker) lower(kind model.Kind, from, cause string) {
	for i := range l.net.Collections {
		c := &l.net.Collections[i]
		if c.Kind == kind && slices.Contains(c.Sources, from) {
			c.Presence, c.Cause = min(c.Presence, model.Partial), cause
		}
	}
}
