package reach

import (
	"context"
	"maps"
	"net/netip"
	"slices"
	"sync"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Compiled is a network made ready for questions. It is safe for concurrent use.
type Compiled struct {
	opts      Options
	net       *model.Network
	idx       *model.Index
	ephemeral packet.PortSet

	vpcs      map[model.VPCID]*vpc
	byVPC     []*vpc // by id
	subnets   map[model.SubnetID]*subnet
	tables    map[model.RouteTableID]*table
	acls      map[model.NetworkACLID]*acl
	tableFor  map[model.SubnetID]*table // by association (RT-1)
	aclFor    map[model.SubnetID]*acl   // by association (NACL-1)
	lists     map[model.PrefixListID]*prefixList
	nats      map[model.NatGatewayID]*nat
	ifaces    []*iface // in the network's order
	byENI     map[model.ENIID]*iface
	byHost    map[model.InstanceID][]*iface // primary first
	groupSets map[string]*groupSet
	public    map[netip.Addr]publicOwner
	onPrem    *onPrem
	transit   *transit
	own       packet.AddrSet // every CIDR of every VPC
	outer     *outerSpace

	topology struct {
		once  sync.Once
		graph *Topology
	}

	groupMemo *memo[groupKey]
	aclMemo   *memo[aclKey]
}

// aclKey identifies an evaluation of a network ACL.
type aclKey struct {
	acl    *acl
	egress bool
	remote netip.Addr
}

// Compile makes n ready for questions. n must not change afterwards. The only
// error is that of ctx.
func Compile(ctx context.Context, n *model.Network, o Options) (*Compiled, error) {
	c := &Compiled{
		opts: o, net: n, idx: model.NewIndex(n), ephemeral: o.Ephemeral,
		groupSets: map[string]*groupSet{}, groupMemo: newMemo[groupKey](), aclMemo: newMemo[aclKey](),
	}
	if c.ephemeral.IsEmpty() {
		c.ephemeral = packet.Ephemeral
	}
	for _, step := range []func(){
		c.compilePrefixLists, c.compileVPCs, c.compileOwn, c.compileTables, c.compileACLs, c.compileSubnets,
		c.compileInterfaces, c.compilePublic, c.compileTransit, c.compileOnPrem, c.compileOuterSpace,
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step()
	}
	return c, nil
}

// Network returns the network that was compiled.
func (c *Compiled) Network() *model.Network { return c.net }

// aclPasses evaluates an ACL once per direction and remote address.
func (c *Compiled) aclPasses(a *acl, egress bool, remote netip.Addr) packet.Pair {
	key := aclKey{a, egress, remote}
	pair, ok := c.aclMemo.get(key)
	if !ok {
		pair = a.passes(egress, remote)
		c.aclMemo.put(key, pair)
	}
	return pair
}

// compileOwn collects the network's own address space.
func (c *Compiled) compileOwn() {
	var ps []netip.Prefix
	for _, v := range c.vpcs {
		for _, row := range v.cidrs {
			ps = append(ps, row.prefix)
		}
	}
	c.own = packet.Addrs(ps...)
	for _, id := range slices.Sorted(maps.Keys(c.vpcs)) {
		c.byVPC = append(c.byVPC, c.vpcs[id])
	}
}
