package vectors

import (
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Account, region and zones of the fixture.
const (
	account = model.AccountID("111111111111")
	region  = model.RegionID("r1")
)

// F0 returns the fixture of semantics.md section 0.3, a new copy each time.
func F0() *model.Network {
	n := &model.Network{}
	for _, z := range []string{"r1a r1-az1", "r1b r1-az2"} {
		name, id, _ := strings.Cut(z, " ")
		n.Zones = append(n.Zones, model.AvailabilityZone{Account: account, Region: region, Name: name, ID: model.ZoneID(id), Type: "availability-zone"})
	}
	addVPC(n, "a", "10.0.0.0/16", "2001:db8:a::/56")
	addVPC(n, "b", "10.1.0.0/16", "")
	addVPC(n, "c", "10.2.0.0/16", "")
	for _, s := range []string{
		"a1 10.0.1.0/24 r1a 2001:db8:a:1::/64", "a2 10.0.2.0/24 r1b 2001:db8:a:2::/64", "a3 10.0.3.0/24 r1a 2001:db8:a:3::/64", "aT 10.0.9.0/28 r1a",
		"b1 10.1.1.0/24 r1a", "b2 10.1.2.0/24 r1b", "c1 10.2.1.0/24 r1a",
	} {
		addSubnet(n, strings.Fields(s))
	}
	for _, h := range []string{
		"w a1 10.0.1.10 2001:db8:a:1::10", "x a1 10.0.1.11", "d a2 10.0.2.20 2001:db8:a:2::20", "f a3 10.0.3.5",
		"p b1 10.1.1.30", "q b2 10.1.2.31", "r c1 10.2.1.40",
	} {
		addHost(n, strings.Fields(h))
	}
	addGateways(n)
	addTables(n)
	addLists(n)
	for _, k := range kinds {
		n.Collections = append(n.Collections, model.Collection{Account: account, Region: region, Kind: k, Presence: model.Complete})
	}
	n.Normalize()
	return n
}

// kinds are the collections that the fixture holds whole, most of them empty.
var kinds = []model.Kind{
	model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindPrefixLists, model.KindPrefixListEntries, model.KindNetworkInterfaces,
	model.KindInstances, model.KindAddresses, model.KindSecurityGroups, model.KindSecurityGroupVPCs, model.KindNetworkACLs,
	model.KindInternetGateways, model.KindEgressOnlyGateways, model.KindCarrierGateways, model.KindLocalGateways, model.KindNatGateways,
	model.KindPeerings, model.KindTransitGateways, model.KindTGWAttachments, model.KindTGWVPCAttachments, model.KindTGWRouteTables,
	model.KindTGWRoutes, model.KindTGWPropagations, model.KindVPNGateways, model.KindVPNConnections,
	model.KindCustomerGateways, model.KindDirectConnect, model.KindVirtualInterfaces, model.KindVPCEndpoints, model.KindEndpointServices,
	model.KindEndpointConnections, model.KindLoadBalancers, model.KindClassicBalancers, model.KindTargetGroups,
	model.KindFirewalls, model.KindBlockPublicAccess,
	model.KindBPAExclusions, model.KindZones,
}

func name(n string) model.Tags { return model.Tags{{Key: "Name", Value: n}} }

// addVPC adds a VPC with its default group and default network ACL.
func addVPC(n *model.Network, letter, v4, v6 string) {
	v := model.VPC{ID: model.VPCID("vpc-" + letter), Account: account, Region: region, Tags: name(strings.ToUpper(letter))}
	v.CIDRs = []model.VPCCIDR{{Prefix: netip.MustParsePrefix(v4), State: model.CIDRAssociated, Primary: true}}
	if v6 != "" {
		v.CIDRs = append(v.CIDRs, model.VPCCIDR{Prefix: netip.MustParsePrefix(v6), State: model.CIDRAssociated})
	}
	n.VPCs = append(n.VPCs, v)
	def := model.SecurityGroupID("sg-default-" + letter)
	n.SecurityGroups = append(n.SecurityGroups, model.SecurityGroup{ID: def, Name: "default", VPC: v.ID, Account: account, Region: region, Rules: []model.SecurityGroupRule{
		{Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerGroup, Group: def, Account: account}},
		open(true, "0.0.0.0/0"), open(true, "::/0"),
	}})
	acl := model.NetworkACL{ID: model.NetworkACLID("acl-" + letter), VPC: v.ID, Account: account, Region: region, IsDefault: true, Tags: name("acl-" + letter)}
	for _, egress := range []bool{false, true} {
		acl.Entries = append(acl.Entries, entry(100, egress, model.Allow, "0.0.0.0/0"), entry(32767, egress, model.Deny, "0.0.0.0/0"))
		if v6 != "" {
			acl.Entries = append(acl.Entries, entry(101, egress, model.Allow, "::/0"), entry(32768, egress, model.Deny, "::/0"))
		}
	}
	n.NetworkACLs = append(n.NetworkACLs, acl)
}

func open(egress bool, cidr string) model.SecurityGroupRule {
	return model.SecurityGroupRule{Egress: egress, Traffic: packet.All(), Peer: model.Peer{Kind: model.PeerCIDR, CIDR: netip.MustParsePrefix(cidr)}}
}

func entry(number int, egress bool, a model.Action, cidr string) model.NACLEntry {
	return model.NACLEntry{Number: number, Egress: egress, Action: a, Traffic: packet.All(), CIDR: netip.MustParsePrefix(cidr)}
}

// addSubnet reads NAME CIDR ZONE [IPv6]. Its VPC is the letter it begins with.
func addSubnet(n *model.Network, row []string) {
	letter := row[0][:1]
	s := model.Subnet{
		ID: model.SubnetID("subnet-" + strings.ToLower(row[0])), VPC: model.VPCID("vpc-" + letter), Account: account, Region: region,
		Zone: row[2], ZoneID: map[string]model.ZoneID{"r1a": "r1-az1", "r1b": "r1-az2"}[row[2]], CIDR: netip.MustParsePrefix(row[1]), Tags: name(row[0]),
	}
	if len(row) > 3 {
		s.IPv6CIDRs = []netip.Prefix{netip.MustParsePrefix(row[3])}
	}
	n.Subnets = append(n.Subnets, s)
	for i := range n.NetworkACLs {
		if n.NetworkACLs[i].VPC == s.VPC {
			n.NetworkACLs[i].Associations = append(n.NetworkACLs[i].Associations, model.NACLAssociation{Subnet: s.ID})
		}
	}
}

// addHost reads NAME SUBNET ADDRESS [IPv6]: an instance with one interface and a group of its own
// that allows everything.
func addHost(n *model.Network, row []string) {
	var s model.Subnet
	for _, x := range n.Subnets {
		if x.Tags.Name() == row[1] {
			s = x
		}
	}
	h, group := row[0], model.SecurityGroupID("sg-"+row[0])
	n.SecurityGroups = append(n.SecurityGroups, model.SecurityGroup{ID: group, Name: string(group), VPC: s.VPC, Account: account, Region: region, Rules: []model.SecurityGroupRule{
		open(false, "0.0.0.0/0"), open(false, "::/0"), open(true, "0.0.0.0/0"), open(true, "::/0"),
	}})
	e := model.NetworkInterface{
		ID: model.ENIID("eni-" + h), VPC: s.VPC, Subnet: s.ID, Account: account, Region: region, Zone: s.Zone, Type: model.InterfacePlain, Status: "in-use",
		Attachment: model.InterfaceAttachment{Instance: model.InstanceID("i-" + h), Owner: string(account), Status: "attached"}, SourceDestCheck: h != "f",
		Groups: []model.SecurityGroupID{group}, Private: []model.PrivateAddress{{Addr: netip.MustParseAddr(row[2]), Primary: true}}, Tags: name(h),
	}
	if len(row) > 3 {
		e.IPv6 = []netip.Addr{netip.MustParseAddr(row[3])}
	}
	n.Instances = append(n.Instances, model.Instance{
		ID: e.Attachment.Instance, Account: account, Region: region, State: "running", VPC: s.VPC, Subnet: s.ID, PrimaryENI: e.ID, Interfaces: []model.ENIID{e.ID}, Tags: name(h),
	})
	if h == "w" {
		a := elastic(e, "198.51.100.10", "eipalloc-w")
		a.Instance = e.Attachment.Instance
		n.Addresses = append(n.Addresses, a)
	}
	n.NetworkInterfaces = append(n.NetworkInterfaces, e)
}

// elastic gives the interface an Elastic IP address.
func elastic(e model.NetworkInterface, public, allocation string) model.Address {
	p := &e.Private[0]
	p.Public, p.Allocation, p.IPOwner = netip.MustParseAddr(public), model.AllocationID(allocation), string(account)
	return model.Address{Public: p.Public, Allocation: p.Allocation, ENI: e.ID, Private: p.Addr, Account: account, Region: region}
}
