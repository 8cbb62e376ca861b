package reach

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// endpoint is an interface with one of its own addresses.
type endpoint struct {
	e     *iface
	addr  netip.Addr
	iface int32 // place in the network
	class int32
}

// site is everything that routing sees of an endpoint. Endpoints of one site
// are routed alike; one that has something of its own is a site alone.
type site struct {
	key     siteKey
	id      int32
	vpc     int32
	rep     *endpoint
	single  bool // of one endpoint
	plain   bool // inside its VPC nothing but the local route counts
	special int32
	mute    bool  // it never starts a connection
	domain  int32 // sites of one domain are routed alike to and from other VPCs
}

// siteKey tells sites apart.
type siteKey struct {
	vpc     int32
	table   *table
	zone    zone
	bpa     model.BPAMode
	subnet  *subnet // where it matters which one it is: see notable
	node    int32   // of the prefixes that routing mentions
	special special
	single  *endpoint
}

// special is how an interface takes part (IF-1), as far as it is not told by
// its address and its groups.
type special struct {
	kind  ifaceKind
	dead  bool
	deny  bool   // DenyAllIgwTraffic
	six   bool   // a function that may use IPv6
	state string // of the interface endpoint
}

// sites divides endpoints into sites.
type sites struct {
	c        *Compiled
	state    bool
	tree     *prefixTree
	vpcs     map[*vpc]int32
	notable  map[*subnet]bool // subnets whose identity a walk looks at
	odd      map[netip.Addr]bool
	hops     map[*iface]bool // next hops of routes
	shared   addressTest     // addresses of more than one VPC, and of platform services
	wild     map[int32]bool  // VPCs with addresses outside their CIDRs
	plain    map[*table]bool
	ids      map[siteKey]int32
	specials map[special]int32
	all      []*site
}

// of returns the site of an endpoint.
func (s *sites) of(p *endpoint) int32 {
	e := p.e
	key := siteKey{vpc: s.vpcs[e.vpc]}
	if !s.regular(p) {
		key.single = p
	} else {
		key.table, key.zone, key.bpa = e.subnet.table, e.subnet.zone, e.subnet.m.BPAMode
		key.node, key.special = s.tree.node(p.addr), s.special(e)
		if s.notable[e.subnet] {
			key.subnet = e.subnet
		}
	}
	id, ok := s.ids[key]
	if !ok {
		id = int32(len(s.all))
		s.ids[key] = id
		s.all = append(s.all, s.make(key, id, p))
	}
	return id
}

func (s *sites) make(key siteKey, id int32, p *endpoint) *site {
	special, ok := s.specials[key.special]
	if !ok {
		special = int32(len(s.specials))
		s.specials[key.special] = special
	}
	regular := key.single == nil
	never := key.special.dead || key.special.kind == endpointIface || key.special.kind == forwarder
	return &site{
		key: key, id: id, vpc: key.vpc, rep: p, single: !regular, plain: regular && s.plain[key.table], special: special, mute: regular && never,
	}
}

func (s *sites) special(e *iface) special {
	k := special{kind: e.kind, dead: e.dead(s.state) != "", deny: e.m.DenyAllIGW, six: e.m.IPv6Outbound}
	if e.kind == endpointIface && e.endpoint != nil {
		k.state = "in state " + e.endpoint.State
	}
	return k
}

// regular reports whether a walk from or to the endpoint looks at nothing but
// its site. Where in doubt it does not.
func (s *sites) regular(p *endpoint) bool {
	e, m := p.e, p.e.m
	switch e.kind {
	case plainIface, lambdaIface, sourceOnly, endpointIface:
		if !e.checked() {
			return false
		}
	case forwarder:
	case natIface, balancerNode:
		return false
	}
	sub := e.subnet
	return m.UnknownAddresses == nil && m.UnknownSubnet == nil && m.UnknownPublic == nil &&
		sub.m != nil && sub.vpc == e.vpc && e.vpc.m != nil &&
		sub.contains(p.addr) && e.vpc.subnetOf(p.addr) == sub && e.vpc.owner(p.addr) == e && s.c.byENI[m.ID] == e &&
		!s.odd[p.addr] && !s.hops[e] && !s.shared.has(p.addr) && !s.sharedHost(e) &&
		(!internetRoutable(p.addr) || p.addr.Is6() || !e.publicOf(p.addr).IsValid())
}

// sharedHost reports whether an interface of the host is the next hop of a
// route, or has an address that more than one VPC has.
func (s *sites) sharedHost(e *iface) bool {
	hosts := s.c.byHost[e.m.Attachment.Instance]
	if len(hosts) < 2 {
		return false
	}
	return slices.ContainsFunc(hosts, func(o *iface) bool {
		return s.hops[o] || slices.ContainsFunc(ownAddresses(o.m), s.shared.has)
	})
}

// ownAddresses lists the addresses of an interface, each once: IPv4, the
// primary first, then IPv6. Delegated prefixes are not among them.
func ownAddresses(m *model.NetworkInterface) []netip.Addr {
	addrs := make([]netip.Addr, 0, len(m.Private)+len(m.IPv6))
	for _, p := range m.Private {
		if p.Addr.IsValid() && !slices.Contains(addrs, p.Addr) {
			addrs = append(addrs, p.Addr)
		}
	}
	for _, a := range m.IPv6 {
		if a.IsValid() && !slices.Contains(addrs, a) {
			addrs = append(addrs, a)
		}
	}
	return addrs
}

// newSites notes what makes endpoints special.
func (c *Compiled) newSites(state bool) *sites {
	s := &sites{
		c: c, state: state, vpcs: make(map[*vpc]int32, len(c.byVPC)), notable: map[*subnet]bool{}, odd: map[netip.Addr]bool{},
		hops: map[*iface]bool{}, wild: map[int32]bool{}, plain: map[*table]bool{}, ids: map[siteKey]int32{}, specials: map[special]int32{},
	}
	for i, v := range c.byVPC {
		s.vpcs[v] = int32(i)
	}
	s.tree = newPrefixTree(c.mentionedByRouting())
	s.findNotable()
	s.findOdd()
	s.findPlain()
	return s
}

// findNotable finds the subnets that a walk compares with others: those of
// attachments, NAT gateways, next hops, firewalls and endpoints, and those
// whose addresses are another VPC's too.
func (s *sites) findNotable() {
	c := s.c
	for _, a := range c.transit.ordered {
		for _, sub := range a.subnets {
			s.notable[sub] = true
		}
	}
	for _, n := range c.nats {
		if n.subnet != nil {
			s.notable[n.subnet] = true
		}
	}
	for i := range c.net.VPCEndpoints {
		for _, id := range c.net.VPCEndpoints[i].Subnets {
			s.note(c.subnets[id])
		}
	}
	for i := range c.net.Firewalls {
		for _, e := range c.net.Firewalls[i].Endpoints {
			s.note(c.subnets[e.Subnet])
		}
	}
	for i := range c.net.BlockPublicAccessExclusion {
		s.note(c.subnets[c.net.BlockPublicAccessExclusion[i].Subnet])
	}
	for _, t := range c.tables {
		for _, rows := range t.routes.All() {
			for _, r := range rows {
				s.noteHop(r.target)
			}
		}
		for _, r := range t.loose {
			s.noteHop(r.target)
		}
	}
}

func (s *sites) note(sub *subnet) {
	if sub != nil {
		s.notable[sub] = true
	}
}

// noteHop notes the interface that a route hands packets to.
func (s *sites) noteHop(t model.Target) {
	for i := range t.Candidates {
		s.noteHop(t.Candidates[i])
	}
	if t.Kind != model.TargetInterface && t.Kind != model.TargetInstance {
		return
	}
	if e := s.c.nextHop(&route{target: t}); e != nil {
		s.hops[e] = true
		s.note(e.subnet)
	}
}

// findPlain finds the tables that hold nothing inside the CIDRs of their VPC
// but its certain local routes.
func (s *sites) findPlain() {
	for _, sub := range s.c.subnets {
		t := sub.table
		if _, done := s.plain[t]; done || t == nil {
			continue
		}
		s.plain[t] = t.vpc == sub.vpc && t.plain(s.c.own)
	}
}

// plain reports whether every address of the VPC takes a certain local route.
func (t *table) plain(own packet.AddrSet) bool {
	for _, block := range t.vpc.cidrs {
		if block.maybe != nil {
			return false
		}
		for _, addr := range []netip.Addr{block.prefix.Masked().Addr(), lastOf(block.prefix)} {
			if choices := t.lookup(addr, own); len(choices) != 1 || choices[0].route == nil {
				return false
			}
		}
		for _, rows := range t.routes.Subnets(block.prefix) {
			if len(rows) != 1 || rows[0].target.Kind != model.TargetLocal || rows[0].maybe != nil || rows[0].blackhole() {
				return false
			}
		}
	}
	return true
}
