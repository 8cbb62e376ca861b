package reach

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/gaissmai/bart"

	"github.com/seed-044d7529/segment/model"
)

// domains groups the sites whose packets to and from regular VPCs take the
// same ways. A site whose table, attachment or VPC has anything out of the
// ordinary is a domain alone.
type domains struct {
	s       *sites
	barrier func(*acl) int32
	six     bool // of the site at hand
	unlike  map[uint64]struct{}
	wide    *prefixTree // prefixes of routes that hold whole VPCs
	regions [][]place   // by node of wide: one address a VPC
	tables  []*tgwTable // by id
	zones   []zone
	named   bool // zones have no ids: names count
	transit map[*vpc]bool
	byVPC   map[*vpc][]*attachment
	through map[*vpc][]*table
	words   map[domainWord]string
	nowhere map[domainWord]map[int32]bool
	ids     map[string]int32
	reps    [][]*site // by domain: sites of different VPCs
}

// place is a VPC with an address in it.
type place struct {
	vpc  int32
	addr netip.Addr
}

// domainWord is the key of what was already said of a VPC.
type domainWord struct {
	what  string
	vpc   int32
	table *table
	zone  zone
	node  int32
	sub   *subnet
}

func pairKey(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// apart makes two VPCs a pair that is walked on its own.
func (d *domains) apart(a, b int32) {
	d.unlike[pairKey(a, b)], d.unlike[pairKey(b, a)] = struct{}{}, struct{}{}
}

// regular reports whether two VPCs differ and have nothing to do with each
// other but by gateways that serve any VPC.
func (d *domains) regular(a, b int32) bool {
	if a == b {
		return false
	}
	_, unlike := d.unlike[pairKey(a, b)]
	return !unlike && !d.s.wild[a] && !d.s.wild[b]
}

// newDomains finds the domains of all sites.
func newDomains(s *sites, barrier func(*acl) int32, stopped func() bool) *domains {
	d := &domains{s: s, barrier: barrier, unlike: map[uint64]struct{}{}, transit: map[*vpc]bool{}, byVPC: map[*vpc][]*attachment{}, through: map[*vpc][]*table{}, words: map[domainWord]string{}, nowhere: map[domainWord]map[int32]bool{}, ids: map[string]int32{}}
	for _, t := range s.c.transit.tables {
		d.tables = append(d.tables, t)
	}
	slices.SortFunc(d.tables, func(a, b *tgwTable) int { return strings.Compare(a.id, b.id) })
	d.findUnlike()
	d.findZones()
	d.findRegions()
	d.findTransit()
	for i, t := range s.all {
		if i%stride == 0 && stopped() {
			break
		}
		t.domain = d.of(t)
	}
	return d
}

// findUnlike finds the pairs of VPCs with a peering, an address or a host in
// common, and those of which one has routes for a part of the other.
func (d *domains) findUnlike() {
	c := d.s.c
	for i := range c.net.Peerings {
		p := &c.net.Peerings[i]
		a, b := c.vpcs[p.Requester.VPC], c.vpcs[p.Accepter.VPC]
		if a != nil && b != nil {
			d.apart(d.s.vpcs[a], d.s.vpcs[b])
		}
	}
	var blocks bart.Table[[]int32]
	var wide []netip.Prefix
	for _, b := range d.s.blocks() {
		for _, owners := range blocks.Supernets(b.prefix) {
			for _, o := range owners {
				d.apart(o, b.vpc)
			}
		}
		owners, _ := blocks.Get(b.prefix)
		blocks.Insert(b.prefix, append(slices.Clone(owners), b.vpc))
	}
	for _, hosts := range c.byHost {
		for _, e := range hosts[1:] {
			if e.vpc != hosts[0].vpc {
				d.apart(d.s.vpcs[e.vpc], d.s.vpcs[hosts[0].vpc])
			}
		}
	}
	for _, t := range c.tables {
		if t.vpc == nil {
			continue
		}
		own := d.s.vpcs[t.vpc]
		for p := range t.routes.All() {
			narrow := false
			for _, owners := range blocks.Supernets(p) {
				narrow = true
				for _, o := range owners {
					if o != own {
						d.apart(own, o)
					}
				}
			}
			if !narrow {
				wide = append(wide, p)
			}
		}
	}
	d.wide = newPrefixTree(append(wide, d.selectors()...))
}

// selectors are the prefixes that gateways compare addresses with.
func (d *domains) selectors() []netip.Prefix {
	c := d.s.c
	ps := slices.Concat(unroutable.Prefixes(), c.onPrem.declared.Prefixes())
	for i := range c.net.VPNConnections {
		v := &c.net.VPNConnections[i]
		ps = append(ps, v.Local, v.Remote)
		for _, r := range v.Routes {
			ps = append(ps, r.Destination)
		}
	}
	for _, g := range c.onPrem.ordered {
		ps = append(ps, g.known.Prefixes()...)
	}
	for i := range c.net.TGWAttachments {
		for _, r := range c.net.TGWAttachments[i].NATRules {
			ps = append(ps, r.Match)
		}
	}
	for i := range c.net.DirectConnectAssociations {
		ps = append(ps, c.net.DirectConnectAssociations[i].AllowedPrefixes...)
	}
	return ps
}

// findZones collects the zones that packets can come from.
func (d *domains) findZones() {
	for _, sub := range d.s.c.subnets {
		d.named = d.named || sub.zone.id == ""
	}
	seen := map[zone]bool{}
	for _, t := range d.s.all {
		if z := d.zoneOf(t.rep.e.subnet.zone); !seen[z] {
			seen[z] = true
			d.zones = append(d.zones, z)
		}
	}
	slices.SortFunc(d.zones, func(a, b zone) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
}

// zoneOf leaves out of a zone what no comparison looks at.
func (d *domains) zoneOf(z zone) zone {
	if d.named {
		return z
	}
	return zone{id: z.id, region: z.region}
}

// findRegions finds, for every wide prefix, an address in each VPC.
func (d *domains) findRegions() {
	d.regions = make([][]place, len(d.wide.nodes))
	seen := map[uint64]bool{}
	for _, t := range d.s.all {
		node := d.wide.node(t.rep.addr)
		if key := pairKey(node, t.vpc); !seen[key] {
			seen[key] = true
			d.regions[node] = append(d.regions[node], place{t.vpc, t.rep.addr})
		}
	}
}

// findTransit finds the VPCs through which a Transit Gateway sends what is
// for other VPCs.
func (d *domains) findTransit() {
	for _, a := range d.s.c.transit.ordered {
		if a.vpc != nil {
			d.byVPC[a.vpc] = append(d.byVPC[a.vpc], a)
		}
	}
	for _, t := range d.tables {
		for p, rows := range t.routes.All() {
			for _, r := range rows {
				for _, id := range r.targets {
					if a := d.attachment(t, id); a != nil && a.vpc != nil && !a.vpc.covers(p) {
						d.transit[a.vpc] = true
					}
				}
			}
		}
		for _, r := range t.loose {
			for _, id := range r.targets {
				if a := d.attachment(t, id); a != nil && a.vpc != nil {
					d.transit[a.vpc] = true
				}
			}
		}
	}
}

// leadsNowhere reports whether the table of a site has nothing but dead ends
// for the region of another.
func (d *domains) leadsNowhere(s, t *site) bool {
	key := domainWord{what: "out", vpc: s.vpc, table: s.rep.e.subnet.table}
	if t.rep.addr.Is6() {
		key.what = "out6"
	}
	return d.nowhere[key][d.wide.node(t.rep.addr)]
}

// of returns the domain of a site.
func (d *domains) of(t *site) int32 {
	text := d.describe(t)
	id, ok := d.ids[text]
	if !ok {
		id = int32(len(d.reps))
		d.ids[text] = id
		d.reps = append(d.reps, nil)
	}
	if n := len(d.reps[id]); n == 0 || d.reps[id][n-1].vpc != t.vpc {
		d.reps[id] = append(d.reps[id], t)
	}
	return id
}

// describe says everything that a walk between regular VPCs can see of a site.
func (d *domains) describe(t *site) string {
	alone := "site " + strconv.Itoa(int(t.id))
	v := d.s.c.byVPC[t.vpc]
	d.six = t.rep.addr.Is6()
	outward := d.remember(domainWord{what: "out", vpc: t.vpc, table: t.rep.e.subnet.table}, func() string { return d.outward(t) })
	if t.single || d.transit[v] || v.unknown != nil {
		return alone
	}
	sub := t.rep.e.subnet
	words := []string{
		fmt.Sprint(t.key.special, d.six, d.wide.node(t.rep.addr), d.zoneOf(t.key.zone)),
		outward,
		d.remember(domainWord{what: "in", vpc: t.vpc, node: t.key.node}, func() string { return d.inward(t) }),
		d.remember(domainWord{what: "gates", vpc: t.vpc, zone: t.key.zone, sub: t.key.subnet, node: t.key.node}, func() string { return d.gates(t, sub) }),
		d.internet(t, sub),
	}
	if slices.Contains(words, "") {
		return alone
	}
	return strings.Join(words, "\n")
}

// remember says a word once.
func (d *domains) remember(key domainWord, say func() string) string {
	if d.six {
		key.what += "6"
	}
	word, ok := d.words[key]
	if !ok {
		word = say()
		d.words[key] = word
	}
	return word
}

// inward says what every Transit Gateway table does with packets for the
// site, and what the VPCs on the way do.
func (d *domains) inward(t *site) string {
	v, addr := d.s.c.byVPC[t.vpc], t.rep.addr
	var b strings.Builder
	b.WriteString(".")
	through := map[*vpc]bool{}
	for i, table := range d.tables {
		choices, _ := table.lookup(d.s.c, addr)
		for _, ch := range choices {
			fmt.Fprintf(&b, "%d:", i)
			switch r := ch.route; {
			case r == nil:
				b.WriteString("-")
			case r.blackhole:
				b.WriteString("x")
			case len(r.targets) == 0:
				b.WriteString("?")
			default:
				for _, id := range r.targets {
					d.towards(&b, v, table, id, through)
				}
			}
		}
	}
	on := slices.SortedFunc(maps.Keys(through), func(x, y *vpc) int { return compareIDs(x.id, y.id) })
	for _, u := range on {
		d.throughVPC(&b, u, addr)
	}
	return b.String()
}

// towards says to which attachment a table sends.
func (d *domains) towards(b *strings.Builder, v *vpc, t *tgwTable, id model.TGWAttachmentID, through map[*vpc]bool) {
	a := d.attachment(t, id)
	if a == nil || a.vpc != v {
		fmt.Fprintf(b, "%s ", id)
		if a != nil && a.vpc != nil {
			through[a.vpc] = true
		}
		return
	}
	for i, own := range d.byVPC[v] {
		if own == a {
			fmt.Fprintf(b, "own %d ", i)
		}
	}
}

// throughVPC says what the tables of a VPC on the way do with packets for addr.
func (d *domains) throughVPC(b *strings.Builder, u *vpc, addr netip.Addr) {
	for _, t := range d.tablesOf(u) {
		fmt.Fprintf(b, "\n%s", t.id)
		for _, ch := range t.lookup(addr, d.s.c.own) {
			if ch.route == nil {
				b.WriteString(" -")
				continue
			}
			fmt.Fprintf(b, " %v %s %s %v", ch.route.target.Kind, ch.route.target.ID, ch.route.target.ENI, ch.route.blackhole())
		}
	}
}

// tablesOf returns the tables of a VPC's subnets, by id.
func (d *domains) tablesOf(u *vpc) []*table {
	tables, ok := d.through[u]
	if ok {
		return tables
	}
	for _, sub := range d.s.c.subnets {
		if sub.vpc == u && sub.table != nil && !slices.Contains(tables, sub.table) {
			tables = append(tables, sub.table)
		}
	}
	slices.SortFunc(tables, func(x, y *table) int { return strings.Compare(x.id, y.id) })
	d.through[u] = tables
	return tables
}

// attachment returns the attachment that a route of a table names.
func (d *domains) attachment(t *tgwTable, id model.TGWAttachmentID) *attachment {
	return d.s.c.transit.attachment(id, t.m.TransitGateway)
}
