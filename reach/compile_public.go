package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// publicOwner says what a public IPv4 address of the network belongs to.
type publicOwner struct {
	iface   *iface
	private netip.Addr
	nat     *nat
	idle    *model.Address // allocated and associated with nothing (PUB-1)
	hidden  *model.Address // associated with something that is not known
}

// nat is a NAT gateway ready for translation (NAT-1 to NAT-9).
type nat struct {
	m      *model.NatGateway
	subnet *subnet
	addrs  []model.NatGatewayAddress // usable
}

// compilePublic finds what every public IPv4 address belongs to (VPC-5).
func (c *Compiled) compilePublic() {
	c.public = map[netip.Addr]publicOwner{}
	for i := range c.net.Addresses {
		if a := &c.net.Addresses[i]; a.ENI == "" && a.Instance == "" && !a.Private.IsValid() && a.Association == "" {
			c.public[a.Public] = publicOwner{idle: a}
		} else {
			c.public[a.Public] = publicOwner{hidden: a}
		}
	}
	for _, e := range c.ifaces {
		for _, p := range e.m.Private {
			if p.Public.IsValid() {
				c.public[p.Public] = publicOwner{iface: e, private: p.Addr}
			}
		}
	}
	c.compileNats()
}

// compileNats makes the NAT gateways; their addresses beat those of the
// interfaces that carry them.
func (c *Compiled) compileNats() {
	c.nats = make(map[model.NatGatewayID]*nat, len(c.net.NatGateways))
	for i := range c.net.NatGateways {
		m := &c.net.NatGateways[i]
		n := &nat{m: m, subnet: c.subnets[m.Subnet]}
		for _, a := range m.Addresses {
			if a.Status != "" && a.Status != "succeeded" {
				continue
			}
			n.addrs = append(n.addrs, a)
			if v := c.vpcs[m.VPC]; v != nil {
				v.nats[a.Private] = n
			}
			if a.Public.IsValid() {
				c.public[a.Public] = publicOwner{nat: n, private: a.Private}
			}
		}
		c.nats[m.ID] = n
	}
}
