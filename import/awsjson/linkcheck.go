package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// checkACLs reports an empty list of network ACLs: every VPC has one (CON-5).
// The collection is then as good as not imported.
func (l *linker) checkACLs() {
	if len(l.net.VPCs) == 0 {
		return
	}
	for i := range l.net.Collections {
		c := &l.net.Collections[i]
		if c.Kind != model.KindNetworkACLs || c.Count > 0 || !l.hasVPC(c) {
			continue
		}
		l.report(source.NoACLs.At(model.Origin{Source: c.Sources[0]}, "no network ACL in %s, but there are VPCs", c.Sources[0]))
		c.Presence, c.Cause = model.Absent, "the list is empty although there are VPCs"
	}
}

// hasVPC reports whether some VPC lies where a collection was read.
func (l *linker) hasVPC(c *model.Collection) bool {
	for i := range l.net.VPCs {
		v := &l.net.VPCs[i]
		if (c.Account == "" || v.Account == "" || c.Account == v.Account) && (c.Region == "" || v.Region == "" || c.Region == v.Region) {
			return true
		}
	}
	return false
}

// checkTables drops associations that AWS would refuse (RT-14).
func (l *linker) checkTables() {
	home := map[model.SubnetID]model.VPCID{}
	for i := range l.net.Subnets {
		home[l.net.Subnets[i].ID] = l.net.Subnets[i].VPC
	}
	for i := range l.net.RouteTables {
		t := &l.net.RouteTables[i]
		kept := t.Associations[:0]
		for _, a := range t.Associations {
			if vpc := home[a.Subnet]; a.Subnet != "" && vpc != "" && t.VPC != "" && vpc != t.VPC {
				l.report(source.CrossVPC.At(a.Origin, "table %s of %s is associated with subnet %s of %s", t.ID, t.VPC, a.Subnet, vpc))
				continue
			}
			kept = append(kept, a)
		}
		t.Associations = kept
	}
}
