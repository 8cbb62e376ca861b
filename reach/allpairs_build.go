package reach

import (
	"context"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// evaluate makes everything that answers for pairs of endpoints.
func (c *Compiled) evaluate(ctx context.Context, state bool) (*evaluation, error) {
	v := &evaluation{c: c, state: state, stopped: func() bool { return ctx.Err() != nil }, pairs: newPairTable(), programs: map[string]*program{}, between: map[programKey]*program{}, values: map[slowKey]pairID{}}
	v.records = newRecordTable(v.pairs)
	for _, step := range []func(){v.findEndpoints, v.findAtoms, v.findSites, v.findClasses} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

// findEndpoints lists every own address of every interface.
func (v *evaluation) findEndpoints() {
	v.ends = make([]endpoint, 0, len(v.c.ifaces)+len(v.c.ifaces)/4)
	for i, e := range v.c.ifaces {
		for _, addr := range ownAddresses(e.m) {
			v.ends = append(v.ends, endpoint{e: e, addr: addr, iface: int32(i)})
		}
	}
}

// findAtoms numbers what filters can tell apart of the endpoints' addresses
// and of those that NAT gateways show instead.
func (v *evaluation) findAtoms() {
	addrs := make([]netip.Addr, 0, len(v.ends))
	for _, vpc := range v.c.byVPC {
		for addr := range vpc.nats {
			addrs = append(addrs, addr)
		}
	}
	for i := range v.ends {
		addrs = append(addrs, v.ends[i].addr)
	}
	v.atoms = newAtoms(v.c.mentionedByFilters(), addrs)
	g := newAlgebra(v.pairs, v.records, v.c.ephemeral)
	v.barriers = &barriers{g: g, atoms: v.atoms, byACL: map[*acl]int32{}, ids: map[string]int32{}}
	v.guards = &guards{
		c: v.c, g: g, atoms: v.atoms, members: v.c.members(), groups: map[model.SecurityGroupID]int32{},
		sides: map[*model.SecurityGroup]*[2]side{}, ids: map[guardKey]int32{},
	}
}

// stride is how often long loops look whether to stop.
const stride = 256

func (v *evaluation) findSites() {
	v.sites = v.c.newSites(v.state)
	for i := range v.ends {
		if i%stride == 0 && v.stopped() {
			return
		}
		v.ends[i].class = v.sites.of(&v.ends[i]) // until findClasses
	}
	v.domains = newDomains(v.sites, v.barriers.of, v.stopped)
}

// findClasses groups the endpoints that nothing tells apart.
func (v *evaluation) findClasses() {
	ids := make(map[classID]int32, len(v.ends))
	for i := range v.ends {
		if i%stride == 0 && v.stopped() {
			return
		}
		p := &v.ends[i]
		key := classID{site: p.class, guard: v.guards.of(p.e), subnet: p.e.subnet}
		key.atom, _ = v.atoms.number(p.addr)
		if host := p.e.m.Attachment.Instance; host != "" && len(v.c.byHost[host]) > 1 {
			key.host = string(host)
		}
		id, ok := ids[key]
		if !ok {
			id = int32(len(v.classes))
			ids[key] = id
			v.classes = append(v.classes, &class{
				id: id, site: v.sites.all[key.site], guard: v.guards.all[key.guard], guardID: key.guard,
				barrier: v.barriers.all[v.barriers.of(key.subnet.acl)], subnet: key.subnet, atom: key.atom, host: key.host, six: p.addr.Is6(), only: p.e,
			})
		}
		p.class = id
		c := v.classes[id]
		if c.only != p.e {
			c.only = nil
		}
		c.members = append(c.members, int32(i))
		from, to := p.weights()
		c.from, c.to = c.from+from, c.to+to
	}
}

// weights are numbers that depend on the address alone, one as sender and one
// as receiver. Sums of their products tell sets of pairs apart.
func (p *endpoint) weights() (from, to uint64) {
	b := p.addr.As16()
	low := uint64(len(b))
	for _, x := range b {
		low = mix(low<<8 ^ low ^ uint64(x))
	}
	return mix(low+1) | 1, mix(low+2) | 1
}
