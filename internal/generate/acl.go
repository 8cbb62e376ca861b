package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// acl is a network ACL; its id has its place in plan.acls, counted from 1.
type acl struct {
	number    int // its place
	vpc       int
	name      string
	isDefault bool
	subnets   []int
	entries   []aclEntry // without the final denies, which every ACL has
}

// aclEntry is one numbered rule.
type aclEntry struct {
	number int
	egress bool
	deny   bool
	what   selector
	cidr   netip.Prefix
}

func aclID(i int) model.NetworkACLID { return model.NetworkACLID(idOf("acl", i+1)) }

// addACL puts subnets under an ACL of their own.
func (p *plan) addACL(vpc int, name string, subnets []int, entries []aclEntry) {
	for _, s := range subnets {
		p.spaces[s].custom = true
	}
	p.acls = append(p.acls, acl{number: len(p.acls), vpc: vpc, name: name, subnets: subnets, entries: entries})
}

// open are the entries of a default ACL: everything may pass.
func open(h *home, egress bool) []aclEntry {
	entries := []aclEntry{{number: 100, egress: egress, what: everything, cidr: anywhere}}
	if h.six.IsValid() {
		entries = append(entries, aclEntry{number: 101, egress: egress, what: everything, cidr: anywhere6})
	}
	return entries
}

// drawEntries draws the entries of a custom ACL: in, twelve that allow and deny by turns, then the
// ephemeral ports; out, everything.
func (p *plan) drawEntries(vpc int) []aclEntry {
	h := &p.homes[vpc]
	var entries []aclEntry
	for i := range 12 {
		first, last := p.drawPorts()
		entries = append(entries, aclEntry{number: 100 + 10*i, deny: i%2 == 1, what: tcp(first, last), cidr: anywhere})
	}
	entries = append(entries, aclEntry{number: 300, what: ephemeral, cidr: anywhere})
	if h.six.IsValid() {
		entries = append(entries, aclEntry{number: 301, what: ephemeral, cidr: anywhere6})
	}
	return append(entries, open(h, true)...)
}

// addDefaults gives each VPC its default ACL, with the subnets that have no other.
func (p *plan) addDefaults() {
	under := make([][]int, len(p.homes))
	for i := range p.spaces {
		if s := &p.spaces[i]; !s.custom {
			under[s.vpc] = append(under[s.vpc], i)
		}
	}
	for v := range p.homes {
		h := &p.homes[v]
		p.acls = append(p.acls, acl{
			number: len(p.acls), vpc: v, name: "default", isDefault: true, subnets: under[v],
			entries: append(open(h, false), open(h, true)...),
		})
	}
}

// all are the entries with the denies that AWS puts at the end of each direction.
func (a *acl) all(h *home) []aclEntry {
	var all []aclEntry
	for _, egress := range []bool{true, false} {
		for _, e := range a.entries {
			if e.egress == egress {
				all = append(all, e)
			}
		}
		all = append(all, aclEntry{number: 32767, egress: egress, deny: true, what: everything, cidr: anywhere})
		if h.six.IsValid() {
			all = append(all, aclEntry{number: 32768, egress: egress, deny: true, what: everything, cidr: anywhere6})
		}
	}
	return all
}

// networkACL is the row of an ACL.
func (p *plan) networkACL(i int) model.NetworkACL {
	a := &p.acls[i]
	v := &p.net.VPCs[a.vpc]
	row := model.NetworkACL{
		ID: aclID(i), VPC: v.ID, Account: v.Account, Region: region, IsDefault: a.isDefault, Tags: p.tags(a.vpc, a.name),
	}
	for _, s := range a.subnets {
		row.Associations = append(row.Associations, model.NACLAssociation{
			ID: idOf("aclassoc", s+1), Subnet: p.net.Subnets[s].ID,
		})
	}
	for _, e := range a.all(&p.homes[a.vpc]) {
		action := model.Allow
		if e.deny {
			action = model.Deny
		}
		row.Entries = append(row.Entries, model.NACLEntry{
			Number: e.number, Egress: e.egress, Action: action, Traffic: e.what.traffic(), CIDR: e.cidr,
		})
	}
	return row
}
