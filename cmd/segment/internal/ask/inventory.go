package ask

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/render/report"
)

// needed are the collections without which answers are unknown (CON-5).
var needed = []model.Kind{
	model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindNetworkACLs, model.KindSecurityGroups,
}

// assumed are the collections whose absence is an assumption (CON-5).
var assumed = []report.Assumption{
	{ID: "no-other-interface", Missing: model.KindNetworkInterfaces, Text: "the interfaces that instances name are all there are"},
	{ID: "running", Missing: model.KindInstances, Text: "what uses an interface is running"},
	{ID: "bpa-off", Missing: model.KindBlockPublicAccess, Text: "VPC Block Public Access is off"},
	{ID: "no-group-associations", Missing: model.KindSecurityGroupVPCs, Text: "security groups are used in their own VPC only"},
}

// place is one account and region.
type place struct {
	account model.AccountID
	region  model.RegionID
}

// Missing lists what was not imported whole: needed collections that are
// absent somewhere, and all that are partial.
func (n *Network) Missing() []report.Incomplete {
	var out []report.Incomplete
	for _, at := range n.places() {
		for _, kind := range needed {
			if n.Model.Presence(kind, at.account, at.region) == model.Absent {
				out = append(out, report.Incomplete{Account: at.account, Region: at.region, Collection: kind, Presence: model.Absent})
			}
		}
	}
	for _, c := range n.Model.Collections {
		if c.Presence == model.Partial {
			out = append(out, report.Incomplete{Account: c.Account, Region: c.Region, Collection: c.Kind, Presence: c.Presence, Cause: c.Cause})
		}
	}
	for i := range n.Model.PrefixLists {
		if l := &n.Model.PrefixLists[i]; l.UnknownEntries != nil {
			out = append(out, report.Incomplete{
				Account: l.Account, Region: l.Region, Collection: model.KindPrefixListEntries, Presence: model.Partial, Cause: l.UnknownEntries.Cause,
			})
		}
	}
	slices.SortStableFunc(out, func(a, b report.Incomplete) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Collection, b.Collection))
	})
	return out
}

// places are the accounts and regions in which VPCs or subnets lie, sorted.
// A network without any is one place that nobody named.
func (n *Network) places() []place {
	seen := map[place]bool{}
	for i := range n.Model.VPCs {
		seen[place{n.Model.VPCs[i].Account, n.Model.VPCs[i].Region}] = true
	}
	for i := range n.Model.Subnets {
		seen[place{n.Model.Subnets[i].Account, n.Model.Subnets[i].Region}] = true
	}
	if len(seen) == 0 {
		seen[place{}] = true
	}
	out := make([]place, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.region, b.region))
	})
	return out
}

// assumptions lists what answers will take for granted.
func (n *Network) assumptions() []report.Assumption {
	var out []report.Assumption
	for _, a := range assumed {
		if n.Model.Presence(a.Missing, "", "") == model.Absent {
			out = append(out, a)
		}
	}
	return out
}

// Doctor is what was read, how completely, and with which settings.
func (n *Network) Doctor(settings []report.Setting) report.Doctor {
	return report.Doctor{
		Collections: n.Model.Collections, Missing: n.Missing(), Assumptions: n.assumptions(),
		Diagnostics: n.Diagnostics, Unmodelled: n.Model.Unmodelled, Denied: n.Model.Denied, Settings: settings,
	}
}
