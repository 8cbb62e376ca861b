package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// printInterfaces prints the interfaces of an account in full, as the command line does.
func (v viewer) printInterfaces(p *printer) {
	p.list("NetworkInterfaces", func() {
		for _, i := range v.faces {
			row := v.networkInterface(int(i))
			p.object("", func() { v.printInterface(int(i), &row, p) })
		}
	})
}

func (v viewer) printInterface(i int, e *model.NetworkInterface, p *printer) {
	private := &e.Private[0]
	printAssociation(i, private, p)
	v.printAttachment(i, e, p)
	p.text("AvailabilityZone", e.Zone)
	p.text("AvailabilityZoneId", string(v.net.Subnets[v.interfaces[i].subnet].ZoneID))
	p.text("Description", e.Description)
	each(p, "Groups", v.interfaces[i].groups, func(g *int32, p *printer) {
		p.text("GroupId", string(groupID(int(*g))))
		p.text("GroupName", v.groups[*g].name)
	})
	p.text("InterfaceType", e.Type)
	each(p, "Ipv6Addresses", e.IPv6, func(a *netip.Addr, p *printer) {
		p.text("Ipv6Address", a.String())
		p.flag("IsPrimaryIpv6", false)
	})
	p.text("MacAddress", macAddress(i))
	p.text("NetworkInterfaceId", string(e.ID))
	p.object("Operator", func() { p.flag("Managed", false) })
	p.text("OwnerId", string(e.Account))
	name := dnsName("ip", private.Addr, string(region)+".compute.internal")
	p.text("PrivateDnsName", name)
	p.text("PrivateIpAddress", private.Addr.String())
	p.list("PrivateIpAddresses", func() {
		p.object("", func() {
			printAssociation(i, private, p)
			p.flag("Primary", private.Primary)
			p.text("PrivateDnsName", name)
			p.text("PrivateIpAddress", private.Addr.String())
		})
	})
	p.text("RequesterId", e.RequesterID)
	p.flag("RequesterManaged", e.RequesterManaged)
	p.flag("SourceDestCheck", e.SourceDestCheck)
	p.text("Status", e.Status)
	p.text("SubnetId", string(e.Subnet))
	p.tags("TagSet", e.Tags)
	p.text("VpcId", string(e.VPC))
}

// printAssociation prints the public address of a private one, if it has any.
func printAssociation(i int, a *model.PrivateAddress, p *printer) {
	if !a.Public.IsValid() {
		return
	}
	p.object("Association", func() {
		if a.Allocation != "" {
			p.text("AllocationId", string(a.Allocation))
			p.text("AssociationId", idOf("eipassoc", i+1))
		}
		p.text("IpOwnerId", a.IPOwner)
		p.text("PublicDnsName", dnsName("ec2", a.Public, string(region)+".compute.amazonaws.com"))
		p.text("PublicIp", a.Public.String())
	})
}

func (v viewer) printAttachment(i int, e *model.NetworkInterface, p *printer) {
	task := v.interfaces[i].kind == faceTask
	p.object("Attachment", func() {
		if task {
			p.text("AttachTime", created)
			p.text("AttachmentId", idOf("eni-attach", i+1))
		} else {
			p.text("AttachmentId", idOf("ela-attach", i+1))
		}
		p.flag("DeleteOnTermination", false)
		p.number("DeviceIndex", e.Attachment.DeviceIndex)
		if task {
			p.number("NetworkCardIndex", 0)
		}
		p.text("InstanceOwnerId", e.Attachment.Owner)
		p.text("Status", e.Attachment.Status)
	})
}

// macAddress is a locally administered address that looks random.
func macAddress(i int) string {
	b := mix(uint64(i) + 1)
	return fmt.Sprintf("0a:%02x:%02x:%02x:%02x:%02x", byte(b>>32), byte(b>>24), byte(b>>16), byte(b>>8), byte(b))
}

// dnsName is ip-10-0-0-4.… or ec2-….
func dnsName(prefix string, a netip.Addr, domain string) string {
	return prefix + "-" + strings.ReplaceAll(a.String(), ".", "-") + "." + domain
}
