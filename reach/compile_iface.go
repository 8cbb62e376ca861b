package reach

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// compileInterfaces makes an iface of every network interface and enters its
// addresses in its VPC (VPC-4).
func (c *Compiled) compileInterfaces() {
	c.byENI = make(map[model.ENIID]*iface, len(c.net.NetworkInterfaces))
	c.byHost = map[model.InstanceID][]*iface{}
	endpoints := c.endpointInterfaces()
	for i := range c.net.NetworkInterfaces {
		m := &c.net.NetworkInterfaces[i]
		e := &iface{m: m, vpc: c.vpcs[m.VPC], subnet: c.subnetOfInterface(m), groups: c.groupSet(m.Groups), kind: kindOf(m)}
		e.instance = c.idx.Instance[m.Attachment.Instance]
		e.endpoint = endpoints[m.ID]
		c.ifaces = append(c.ifaces, e)
		if _, twice := c.byENI[m.ID]; !twice {
			c.byENI[m.ID] = e
		}
		if host := m.Attachment.Instance; host != "" {
			c.byHost[host] = append(c.byHost[host], e)
		}
		e.vpc.adopt(e)
	}
	for _, es := range c.byHost {
		slices.SortStableFunc(es, func(a, b *iface) int { return cmp.Compare(a.m.Attachment.DeviceIndex, b.m.Attachment.DeviceIndex) })
	}
}

func (c *Compiled) endpointInterfaces() map[model.ENIID]*model.VPCEndpoint {
	found := map[model.ENIID]*model.VPCEndpoint{}
	for i := range c.net.VPCEndpoints {
		for _, id := range c.net.VPCEndpoints[i].Interfaces {
			found[id] = &c.net.VPCEndpoints[i]
		}
	}
	return found
}

// subnetOfInterface returns the subnet of an interface; one that was not
// imported gets a stand-in, of which only the table and the ACL are known.
func (c *Compiled) subnetOfInterface(m *model.NetworkInterface) *subnet {
	if s := c.subnets[m.Subnet]; s != nil {
		return s
	}
	v := c.vpcs[m.VPC]
	s := &subnet{id: m.Subnet, vpc: v, zone: zone{name: m.Zone, account: m.Account, region: m.Region}}
	c.equip(s)
	if m.Subnet != "" {
		c.subnets[m.Subnet] = s
	}
	return s
}

// groupSet interns the groups of an interface.
func (c *Compiled) groupSet(ids []model.SecurityGroupID) *groupSet {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	var key strings.Builder
	for _, id := range sorted {
		key.WriteString(string(id))
		key.WriteByte(0)
	}
	if s := c.groupSets[key.String()]; s != nil {
		return s
	}
	s := &groupSet{ids: sorted}
	for _, id := range sorted {
		if g := c.idx.SecurityGroup[id]; g != nil {
			s.groups = append(s.groups, g)
		} else {
			s.unknown = append(s.unknown, Cause{Rule: "CON-5", Where: string(id), Text: "the security group " + string(id) + " was not imported"})
		}
	}
	c.groupSets[key.String()] = s
	return s
}

// adopt enters the addresses of an interface. When two claim one address, the
// one in use has it.
func (v *vpc) adopt(e *iface) {
	for _, p := range e.m.Private {
		v.claim(p.Addr, e)
	}
	for _, a := range e.m.IPv6 {
		v.claim(a, e)
	}
	for _, ps := range [][]netip.Prefix{e.m.IPv4Prefixes, e.m.IPv6Prefixes} {
		for _, p := range ps {
			v.delegated.Insert(p, e)
		}
	}
}

func (v *vpc) claim(addr netip.Addr, e *iface) {
	if held, taken := v.owners[addr]; taken && held.dead(false) == "" {
		return
	}
	v.owners[addr] = e
}
