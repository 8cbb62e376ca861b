package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

func init() {
	register(map[string]handler{
		"NetworkAcls":  {kind: model.KindNetworkACLs, element: (*answer).networkACL},
		"network_acls": {kind: model.KindNetworkACLs, element: (*answer).networkACL, path: "NetworkAcls[]"},
	})
}

func (a *answer) networkACL(v value) {
	row := model.NetworkACL{
		ID: id[model.NetworkACLID](v, "NetworkAclId"), VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"),
		IsDefault: v.flag("IsDefault", false), Tags: tags(v), Origin: v.origin(),
	}
	for _, e := range v.objects("Associations") {
		row.Associations = append(row.Associations, model.NACLAssociation{
			ID: e.str("NetworkAclAssociationId"), Subnet: id[model.SubnetID](e, "SubnetId"), Origin: e.origin(),
		})
	}
	if v.absent("Entries") {
		row.UnknownEntries = v.unknown("the answer has no Entries")
	}
	mark := v.t.bad
	for _, e := range v.objects("Entries") {
		row.Entries = append(row.Entries, aclEntry(e))
	}
	if v.faulty(mark) {
		row.UnknownEntries = v.unknown("an entry of the network ACL could not be read")
	}
	if a.keep(model.KindNetworkACLs, v, string(row.ID), 0) {
		push(&a.net.NetworkACLs, row)
	}
}

// aclEntry reads an entry. Its number and direction must be readable, or the
// ACL has an entry of which nothing is known.
func aclEntry(v value) model.NACLEntry {
	row := model.NACLEntry{Egress: v.flag("Egress", false), Action: aclAction(v), Origin: v.origin()}
	number, ok := v.number("RuleNumber")
	if !ok && !v.has("RuleNumber") {
		v.wrong("an entry with a RuleNumber")
	}
	row.Number = number
	mark := v.t.bad
	row.CIDR = v.get("CidrBlock").prefix()
	if six := v.get("Ipv6CidrBlock"); six.exists() {
		row.CIDR = six.prefix()
	}
	if v.has("PrefixListId") {
		v.t.p.report(source.ListInACL.At(v.origin(), "the entry names prefix list %s", v.str("PrefixListId")))
	}
	if v.faulty(mark) || !row.CIDR.IsValid() {
		row.UnknownCIDR = v.unknown("the CIDR block of the entry could not be read")
	}
	row.Traffic, ok = aclTraffic(v, row)
	if !ok {
		row.UnknownTraffic = v.unknown("the protocol or ports of the entry could not be read")
	}
	return row
}

// aclTraffic reads protocol, ports and ICMP type (NACL-6). ICMPv6 on an IPv4
// block matches nothing that exists, whatever its type.
func aclTraffic(v value, row model.NACLEntry) (packet.Set, bool) {
	protocol := v.get("Protocol")
	ports, message := v.object("PortRange"), v.object("IcmpTypeCode")
	p, every, err := packet.ParseProtocol(protocol.text())
	switch {
	case err == nil && !every && p == packet.ICMPv6 && row.CIDR.Addr().Is4():
		return packet.OfICMPv6(-1, -1), true
	case err == nil && !every && (p == packet.ICMP || p == packet.ICMPv6):
		return selector{protocol, message.get("Type"), message.get("Code")}.traffic()
	case !ports.exists() && err == nil && !every:
		return packet.OfProtocol(p), true
	}
	return selector{protocol, ports.get("From"), ports.get("To")}.traffic()
}

func aclAction(v value) model.Action {
	switch text := v.str("RuleAction"); text {
	case "allow":
		return model.Allow
	case "deny":
		return model.Deny
	default:
		v.t.p.report(source.BadProtocol.At(v.origin(), "the action %q is neither allow nor deny", text))
		return model.ActionUnset
	}
}
