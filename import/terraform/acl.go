package terraform

import (
	"net/netip"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

func init() {
	register(phaseObject, map[string]func(item){"aws_network_acl": readACL, "aws_default_network_acl": readACL})
	register(phasePart, map[string]func(item){"aws_network_acl_rule": readACLRule, "aws_network_acl_association": readACLAssociation})
}

// readACL reads a network ACL with its inline entries. A default ACL that is
// adopted has what is written, and nothing else (TF-5).
func readACL(it item) {
	row := model.NetworkACL{
		ID: model.NetworkACLID(it.id()), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		IsDefault: it.res.Type == "aws_default_network_acl", Tags: it.tags(), Origin: it.origin(),
	}
	if row.VPC == "" && row.IsDefault {
		row.VPC = it.b.vpcWith("default_network_acl_id", string(row.ID))
	}
	for _, key := range []string{"ingress", "egress"} {
		blocks, unknown := it.blocks(key)
		for _, e := range blocks {
			row.Entries = append(row.Entries, e.entry("rule_no", "action", "icmp_type", "icmp_code", key == "egress"))
		}
		if unknown != nil {
			row.UnknownEntries = unknown
		}
	}
	it.b.acls.add(row.ID, row)
	v := it.get("subnet_ids")
	if row.IsDefault && !it.b.configures(string(row.ID), "subnet_ids") {
		return // what AWS puts under it anyway
	}
	if v.KindOf() == plan.Unknown {
		it.b.inSubnets = append(it.b.inSubnets, subnetTie{acl: row.ID, subnet: ref{unknown: it.unknown("subnet_ids", v)}, origin: it.origin()})
	}
	for _, c := range v.Items() {
		it.b.inSubnets = append(it.b.inSubnets, subnetTie{acl: row.ID, subnet: it.named("subnet_ids", c), origin: it.origin()})
	}
}

// vpcWith finds the VPC that names an object in an attribute.
func (b *builder) vpcWith(attribute, id string) model.VPCID {
	for _, r := range b.ofType("aws_vpc", "aws_default_vpc") {
		if r.Mode == "managed" && b.made(r, attribute) == id {
			return model.VPCID(b.idOf(r))
		}
	}
	return ""
}

// entry reads an entry; the names differ between inline blocks and resources.
func (it item) entry(number, action, icmpType, icmpCode string, egress bool) model.NACLEntry {
	e := model.NACLEntry{Egress: egress, Origin: it.origin()}
	e.Number, _ = it.number(number)
	switch it.str(action) {
	case "allow", "ALLOW":
		e.Action = model.Allow
	case "deny", "DENY":
		e.Action = model.Deny
	}
	e.CIDR, e.UnknownCIDR = it.prefix("cidr_block")
	if six, unknown := it.prefix("ipv6_cidr_block"); six.IsValid() || unknown != nil && !e.CIDR.IsValid() {
		e.CIDR, e.UnknownCIDR = six, unknown
	}
	if !e.CIDR.IsValid() && e.UnknownCIDR == nil {
		e.UnknownCIDR = &model.Unknown{Cause: "the entry tells no CIDR block", Origin: it.origin()}
	}
	e.Traffic, e.UnknownTraffic = it.entryTraffic(icmpType, icmpCode, e.CIDR)
	return e
}

// entryTraffic reads protocol, ports and ICMP type of an entry (NACL-6).
func (it item) entryTraffic(icmpType, icmpCode string, cidr netip.Prefix) (packet.Set, *model.Unknown) {
	p, every, err := packet.ParseProtocol(it.str("protocol"))
	switch {
	case err != nil || every:
	case p == packet.ICMPv6 && cidr.IsValid() && cidr.Addr().Is4():
		return packet.OfICMPv6(-1, -1), nil
	case p == packet.ICMP || p == packet.ICMPv6:
		return it.traffic("protocol", icmpType, icmpCode)
	}
	return it.traffic("protocol", "from_port", "to_port")
}

// ownedEntry is an entry that a resource of its own makes.
type ownedEntry struct {
	acl   ref
	entry model.NACLEntry
}

func readACLRule(it item) {
	row := ownedEntry{acl: it.ref("network_acl_id")}
	row.entry = it.entry("rule_number", "rule_action", "icmp_type", "icmp_code", it.flag("egress", false))
	if row.acl.unknown != nil {
		it.b.acls.each(func(id model.NetworkACLID, a *model.NetworkACL) {
			if row.acl.may(string(id)) {
				a.UnknownEntries = row.acl.unknown
			}
		})
		return
	}
	it.b.aclEntries = append(it.b.aclEntries, row)
	it.b.owned.add(entryKey(row.acl.id, row.entry))
}

func (b *builder) joinEntries() {
	own := map[string][]model.NACLEntry{}
	for _, e := range b.aclEntries {
		own[e.acl.id] = append(own[e.acl.id], e.entry)
		if b.acls.get(model.NetworkACLID(e.acl.id)) == nil {
			b.note(model.KindNetworkACLs, e.acl.id)
		}
	}
	b.acls.each(func(id model.NetworkACLID, a *model.NetworkACL) {
		var kept []model.NACLEntry
		for _, e := range a.Entries {
			if !b.copied(entryKey(string(id), e)) {
				kept = append(kept, e)
			}
		}
		more := own[string(id)]
		if len(more) > 0 && (b.configures(string(id), "ingress") || b.configures(string(id), "egress")) {
			b.report(conflictingOwners.At(a.Origin, "%s has entries inline and as resources of their own", id))
			a.UnknownEntries = &model.Unknown{Cause: "inline entries and standalone entries of the ACL undo each other (TF-2)", Origin: a.Origin}
		}
		kept = append(kept, more...)
		a.Entries = kept
	})
}

// subnetTie puts a subnet under an ACL or a route table.
type subnetTie struct {
	acl      model.NetworkACLID
	aclRef   ref // instead of acl, when that is not known
	table    ref
	subnet   ref
	explicit bool // by a resource of its own: it wins over the inline list
	id       string
	origin   model.Origin
}

func readACLAssociation(it item) {
	acl := it.ref("network_acl_id")
	it.b.inSubnets = append(it.b.inSubnets, subnetTie{
		acl: model.NetworkACLID(acl.id), aclRef: acl, subnet: it.ref("subnet_id"), explicit: true, id: it.str("id"), origin: it.origin(),
	})
}

// joinSubnets puts subnets under their ACLs; those that nothing names are
// under the default ACL of their VPC (NACL-1).
func (b *builder) joinSubnets() {
	at := map[string]model.NetworkACLID{}
	for _, explicit := range []bool{true, false} {
		for _, t := range b.inSubnets {
			if t.table.id != "" || t.table.unknown != nil || t.explicit != explicit {
				continue
			}
			b.tieACL(t, at)
		}
	}
}

func (b *builder) tieACL(t subnetTie, at map[string]model.NetworkACLID) {
	if t.aclRef.unknown != nil {
		for _, id := range b.acls.order {
			if a := b.acls.get(id); t.aclRef.may(string(id)) {
				a.Associations = append(a.Associations, model.NACLAssociation{Origin: t.origin, Unknown: t.aclRef.unknown})
				return // at one of them: which one makes no difference
			}
		}
		return
	}
	a := b.acls.get(t.acl)
	if a == nil {
		b.note(model.KindNetworkACLs, string(t.acl))
		return
	}
	if t.subnet.unknown != nil {
		a.Associations = append(a.Associations, model.NACLAssociation{Origin: t.origin, Unknown: t.subnet.unknown})
		return
	}
	if taken, twice := at[t.subnet.id]; t.subnet.id == "" || twice && taken != t.acl || twice {
		return // the association that is a resource of its own was applied last (TF-6)
	}
	at[t.subnet.id] = t.acl
	a.Associations = append(a.Associations, model.NACLAssociation{ID: t.id, Subnet: model.SubnetID(t.subnet.id), Origin: t.origin})
}
