package terraform

import (
	"net/netip"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseHost, map[string]func(item){"aws_network_interface": readInterface})
	register(phaseTie, map[string]func(item){
		"aws_network_interface_attachment": readInterfaceAttachment, "aws_network_interface_sg_attachment": readGroupAttachment,
		"aws_eip_association": readEIPAssociation,
	})
	dataHandlers["aws_network_interface"] = handler{phaseHost, readInterface}
}

// member ties an interface to an instance.
type member struct {
	eni      ref
	instance model.InstanceID
	index    int
}

// readInterface reads an interface that has a resource of its own.
func readInterface(it item) {
	e := it.newInterface(it.id(), it.ref("subnet_id"))
	e.Derived, e.Status = false, "available"
	e.SourceDestCheck = it.flag("source_dest_check", true)
	e.Description = it.str("description")
	it.setGroups(&e, "security_groups", true)
	it.setAddresses(&e)
	it.b.interfaces.add(e.ID, e)
	attached, _ := it.blocks("attachment")
	for _, a := range attached {
		index, _ := a.number("device_index")
		if r := a.ref("instance"); r.id != "" {
			it.b.members = append(it.b.members, member{ref{id: string(e.ID)}, model.InstanceID(r.id), index})
		}
	}
}

// newInterface makes an interface in a subnet, at any free address of it (TF-9).
func (it item) newInterface(id string, subnet ref) model.NetworkInterface {
	e := model.NetworkInterface{
		ID: model.ENIID(id), Subnet: model.SubnetID(subnet.id), UnknownSubnet: subnet.unknown, Account: it.account(), Region: it.region(),
		Type: model.InterfacePlain, Status: "in-use", SourceDestCheck: true, Derived: true, Tags: it.tags(), Origin: it.origin(),
		UnknownAddresses: &model.Unknown{Cause: "the private address is known after apply: any free address of the subnet", Origin: it.origin()},
	}
	if s := it.b.subnets.get(e.Subnet); s != nil {
		e.VPC, e.Zone = s.VPC, s.Zone
	} else if subnet.id != "" {
		it.b.note(model.KindSubnets, subnet.id)
	}
	return e
}

// setGroups reads the groups of an interface; without any it is in the default
// group of its VPC (TF-8).
func (it item) setGroups(e *model.NetworkInterface, key string, byDefault bool) {
	ids, unknown := it.refs(key)
	e.Groups, e.UnknownGroups = all[model.SecurityGroupID](ids), unknown
	if len(ids) == 0 && unknown == nil && byDefault {
		e.Groups = it.defaultGroups(e.VPC)
	}
	it.b.noteGroups(e.Groups)
}

func (it item) defaultGroups(vpc model.VPCID) []model.SecurityGroupID {
	if vpc == "" {
		return nil
	}
	return []model.SecurityGroupID{model.SecurityGroupID(it.b.implicitOf(string(vpc), "default_security_group_id"))}
}

// setAddresses reads the addresses that are configured or known.
func (it item) setAddresses(e *model.NetworkInterface) {
	for _, key := range []string{"private_ip", "private_ips", "private_ip_list", "secondary_private_ips"} {
		v := it.get(key)
		items := v.Items()
		if v.Told() && len(items) == 0 {
			items = []*plan.Value{v}
		}
		for _, c := range items {
			if a, err := netip.ParseAddr(c.Str()); err == nil && !e.Owns(a) {
				e.Private = append(e.Private, model.PrivateAddress{Addr: a, Primary: len(e.Private) == 0, Origin: it.origin()})
			}
		}
	}
	for _, c := range it.get("ipv6_addresses").Items() {
		if a, err := netip.ParseAddr(c.Str()); err == nil {
			e.IPv6 = append(e.IPv6, a)
		}
	}
	for _, key := range []string{"ipv4_prefixes", "ipv6_prefixes"} {
		for _, c := range it.get(key).Items() {
			if p, unknown := it.block4or6(key, c); unknown == nil && p.IsValid() {
				if p.Addr().Is4() {
					e.IPv4Prefixes = append(e.IPv4Prefixes, p)
				} else {
					e.IPv6Prefixes = append(e.IPv6Prefixes, p)
				}
			}
		}
	}
	if len(e.Private) > 0 {
		e.UnknownAddresses = nil
	}
}

func readInterfaceAttachment(it item) {
	index, _ := it.number("device_index")
	if r := it.ref("instance_id"); r.id != "" {
		it.b.members = append(it.b.members, member{it.ref("network_interface_id"), model.InstanceID(r.id), index})
	}
}

// readGroupAttachment adds a group to an interface (TF-8).
func readGroupAttachment(it item) {
	eni, group := it.ref("network_interface_id"), it.ref("security_group_id")
	it.b.interfaces.each(func(id model.ENIID, e *model.NetworkInterface) {
		switch {
		case eni.id != string(id) && (eni.unknown == nil || !eni.may(string(id))):
		case eni.unknown != nil:
			e.UnknownGroups = eni.unknown
		case group.unknown != nil:
			e.UnknownGroups = group.unknown
		default:
			e.Groups = appendNew(e.Groups, model.SecurityGroupID(group.id))
		}
	})
}

func appendNew[T comparable](all []T, one T) []T {
	for _, a := range all {
		if a == one {
			return all
		}
	}
	return append(all, one)
}

func readEIPAssociation(it item) {
	address := it.b.addresses.get(model.AllocationID(it.ref("allocation_id").id))
	if address == nil {
		return
	}
	address.ENI, address.Instance = model.ENIID(it.ref("network_interface_id").id), model.InstanceID(it.ref("instance_id").id)
	address.Private = it.addr("private_ip_address")
}

// joinMembers attaches interfaces to their instances.
func (b *builder) joinMembers() {
	for _, m := range b.members {
		e, i := b.interfaces.get(model.ENIID(m.eni.id)), b.instances.get(m.instance)
		if e == nil || i == nil {
			continue
		}
		e.Status = "in-use"
		e.Attachment = model.InterfaceAttachment{Instance: m.instance, Owner: string(i.Account), Status: "attached", DeviceIndex: m.index}
		i.Interfaces = appendNew(i.Interfaces, e.ID)
		if m.index == 0 {
			i.PrimaryENI = e.ID
		}
		if i.Subnet == "" {
			i.Subnet, i.VPC = e.Subnet, e.VPC
		}
	}
}

// joinPublic gives Elastic IPs to the interfaces that they are associated with
// (VPC-5).
func (b *builder) joinPublic() {
	nats := map[model.AllocationID]bool{}
	b.nats.each(func(_ model.NatGatewayID, n *model.NatGateway) {
		for _, a := range n.Addresses {
			nats[a.Allocation] = true
		}
	})
	b.addresses.each(func(id model.AllocationID, a *model.Address) {
		if i := b.instances.get(a.Instance); i != nil && a.ENI == "" {
			a.ENI = i.PrimaryENI
		}
		e := b.interfaces.get(a.ENI)
		if e == nil || nats[id] {
			return
		}
		for k := range e.Private {
			p := &e.Private[k]
			if p.Addr == a.Private || !a.Private.IsValid() && p.Primary {
				p.Public, p.Allocation = a.Public, id
				if a.Public.IsValid() {
					return
				}
			}
		}
		e.SomePublic = true
	})
}
