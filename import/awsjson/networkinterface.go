package awsjson

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"NetworkInterfaces": {kind: model.KindNetworkInterfaces, element: (*answer).networkInterface, splits: true},
	})
}

func (a *answer) networkInterface(v value) {
	row := interfaceRow(v)
	if a.keep(model.KindNetworkInterfaces, v, string(row.ID), 0) {
		push(&a.net.NetworkInterfaces, row)
	}
}

// interfaceRow reads an interface, of the list of interfaces or inside an instance.
func interfaceRow(v value) model.NetworkInterface {
	row := model.NetworkInterface{
		ID: id[model.ENIID](v, "NetworkInterfaceId"), VPC: id[model.VPCID](v, "VpcId"), Subnet: id[model.SubnetID](v, "SubnetId"),
		Account: id[model.AccountID](v, "OwnerId"), Zone: v.str("AvailabilityZone"), Type: interfaceType(v), Status: v.str("Status"),
		Attachment: attachment(v.object("Attachment")), SourceDestCheck: v.flag("SourceDestCheck", true),
		Description: v.str("Description"), RequesterID: v.str("RequesterId"), RequesterManaged: v.flag("RequesterManaged", false),
		DenyAllIGW: v.flag("DenyAllIgwTraffic", false), Tags: tags(v), Origin: v.origin(),
	}
	row.Region = regionOfZone(row.Zone)
	mark := v.t.bad
	row.Groups = groupsOf(v, "Groups")
	if v.faulty(mark) {
		row.UnknownGroups = v.unknown("the security groups of the interface could not be read")
	}
	readAddresses(v, &row)
	return row
}

// readAddresses reads everything an interface answers to (VPC-4).
func readAddresses(v value, row *model.NetworkInterface) {
	mark := v.t.bad
	row.Private = privateAddresses(v)
	row.IPv6 = ipv6Addresses(v)
	row.IPv4Prefixes = delegated(v, "Ipv4Prefixes", "Ipv4Prefix")
	row.IPv6Prefixes = delegated(v, "Ipv6Prefixes", "Ipv6Prefix")
	if v.faulty(mark) {
		row.UnknownAddresses = v.unknown("an address of the interface could not be read")
	}
}

func attachment(v value) model.InterfaceAttachment {
	index, _ := v.number("DeviceIndex")
	return model.InterfaceAttachment{
		Instance: id[model.InstanceID](v, "InstanceId"), Owner: v.str("InstanceOwnerId"), Status: v.str("Status"), DeviceIndex: index,
	}
}

// privateAddresses reads PrivateIpAddresses with their associations (VPC-5),
// the primary first; a lone PrivateIpAddress counts as one.
func privateAddresses(v value) []model.PrivateAddress {
	main := v.get("PrivateIpAddress").addr()
	found := v.objects("PrivateIpAddresses")
	out := v.t.words.addresses.list(len(found))
	for _, e := range found {
		p := model.PrivateAddress{Addr: e.get("PrivateIpAddress").addr(), Primary: e.flag("Primary", false), Origin: e.origin()}
		associate(&p, e.object("Association"))
		switch {
		case !p.Addr.IsValid():
		case p.Primary:
			out = slices.Insert(out, 0, p)
		default:
			out = append(out, p)
		}
	}
	if len(out) == 0 && main.IsValid() {
		out = []model.PrivateAddress{{Addr: main, Primary: true, Origin: v.origin()}}
	}
	if own := v.object("Association"); own.exists() && len(out) > 0 && !out[0].Public.IsValid() {
		associate(&out[0], own)
	}
	return orNil(out)
}

// associate reads the public, carrier and customer-owned addresses of a private one.
func associate(p *model.PrivateAddress, v value) {
	p.Public, p.Carrier, p.CustomerOwned = v.get("PublicIp").addr(), v.get("CarrierIp").addr(), v.get("CustomerOwnedIp").addr()
	p.Allocation, p.IPOwner = id[model.AllocationID](v, "AllocationId"), v.str("IpOwnerId")
	if p.Public == p.Carrier && p.Public.IsValid() {
		p.Public = netip.Addr{} // Wavelength prints the carrier address in both fields
	}
}

func ipv6Addresses(v value) []netip.Addr {
	var out []netip.Addr
	for _, e := range v.objects("Ipv6Addresses") {
		if a := e.get("Ipv6Address").addr(); a.IsValid() {
			out = append(out, a)
		}
	}
	if a := v.get("Ipv6Address").addr(); a.IsValid() && len(out) == 0 {
		out = append(out, a)
	}
	return out
}

func delegated(v value, list, field string) []netip.Prefix {
	var out []netip.Prefix
	for _, e := range v.objects(list) {
		if p := e.get(field).prefix(); p.IsValid() {
			out = append(out, p)
		}
	}
	return out
}

// knownTypes are the interface types whose behaviour is known (IF-1).
var knownTypes = map[string]bool{
	model.InterfacePlain: true, model.InterfaceNat: true, model.InterfaceTransitGateway: true, model.InterfaceVPCEndpoint: true,
	model.InterfaceGWLBEndpoint: true, model.InterfaceGWLB: true, model.InterfaceNLB: true, model.InterfaceLB: true,
	model.InterfaceLambda: true, model.InterfaceEFA: true, model.InterfaceEFAOnly: true, model.InterfaceTrunk: true,
	model.InterfaceBranch: true, "quicksight": true, "iot_rules_managed": true, "aws_codestar_connections_managed": true,
	"api_gateway_managed": true, "global_accelerator_managed": true, "evs": true, "ec2_instance_connect_endpoint": true,
}

// interfaceType reads the type; the constant and the wire form of NAT are one.
func interfaceType(v value) string {
	kind := v.str("InterfaceType")
	switch {
	case kind == "":
		return model.InterfacePlain
	case kind == "natGateway":
		return model.InterfaceNat
	case !knownTypes[kind]:
		v.t.p.report(source.UnknownType.At(v.get("InterfaceType").origin(), "interface type %q", kind))
	}
	return kind
}
