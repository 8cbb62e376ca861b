package reach

import (
	"net/netip"
	"sync"
)

// class is a set of endpoints that no filter and no route tells apart.
type class struct {
	id       int32
	site     *site
	guard    *guard
	guardID  int32
	barrier  *barrier // of the subnet
	subnet   *subnet
	atom     int32
	host     string // of interfaces that share one
	six      bool
	members  []int32     // places of endpoints
	only     *iface      // whose members they are, if of one interface
	from, to uint64      // sums of the members' weights as sender and receiver
	keys     [2][2]int32 // keys as sender and receiver: between VPCs, and inside a large one
}

// classID tells classes apart.
type classID struct {
	site, guard, atom int32
	subnet            *subnet
	host              string
}

// evaluation is everything that answers for pairs of endpoints without
// walking: sites, classes, filters and programs. It is safe for concurrent
// use once made.
type evaluation struct {
	c       *Compiled
	state   bool
	stopped func() bool // while it is made: whether nobody waits for it any more
	pairs   *pairTable
	records *recordTable
	ends    []endpoint
	classes []*class
	sites   *sites
	domains *domains
	atoms   *atoms

	placed sync.Once
	places map[*iface]int32

	mu       sync.Mutex // guards what follows
	guards   *guards
	barriers *barriers
	programs map[string]*program
	between  map[programKey]*program
	walks    int
	values   map[slowKey]pairID
}

// programKey finds the program of a pair of classes: by site in one VPC and
// between VPCs that have something to do with each other, else by domain. It
// is never 0.
type programKey uint64

const (
	byLocal programKey = iota + 1
	bySite
	bySiteLayer2
	byDomain
)

func keyOfProgram(kind programKey, from, to int32) programKey {
	return kind<<60 | programKey(from)<<30 | programKey(to)
}

// slowKey is what a filter compares when no vector holds its answer.
type slowKey struct {
	owner, peer *iface
	nacl        *acl
	egress      bool
	anywhere    bool
	remote      netip.Addr
	ref         refState
}

// program returns the program of a pair of classes. It walks when nobody
// asked for such a pair before.
func (v *evaluation) program(key programKey, a, b *class) *program {
	if a.site.mute || v.unrouted(a.site, b.site) {
		return deadProgram
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if p, ok := v.between[key]; ok {
		return p
	}
	from, to := v.representatives(a, b)
	v.mu.Unlock()
	p := writer{v, from, to}.write()
	content := p.key()
	v.mu.Lock()
	v.walks++
	if known, ok := v.programs[content]; ok {
		p = known
	} else {
		p.id = int32(len(v.programs))
		v.programs[content] = p
	}
	v.between[key] = p
	return p
}

// deadProgram delivers nothing.
var deadProgram = &program{id: -1, dead: true}

// unrouted reports whether the sender's table leads nowhere for the receiver,
// which takes no walk to see.
func (v *evaluation) unrouted(s, t *site) bool {
	return v.domains.regular(s.vpc, t.vpc) && !v.sites.shared.has(t.rep.addr) && v.domains.leadsNowhere(s, t)
}

// programKey says which pairs of classes share a program.
func (v *evaluation) programKey(a, b *class) programKey {
	s, t := a.site, b.site
	switch {
	case s.vpc == t.vpc && s.plain && t.plain:
		from, to := 2*s.special, 2*t.special
		if a.subnet == b.subnet {
			from++
		}
		if a.six {
			to++
		}
		return keyOfProgram(byLocal, from, to)
	case s.vpc == t.vpc && a.subnet == b.subnet:
		return keyOfProgram(bySiteLayer2, s.id, t.id)
	case !v.domains.regular(s.vpc, t.vpc):
		return keyOfProgram(bySite, s.id, t.id)
	}
	return keyOfProgram(byDomain, s.domain, t.domain)
}

// representatives returns a member of each class, of different interfaces.
func (v *evaluation) representatives(a, b *class) (from, to *endpoint) {
	from = &v.ends[a.members[0]]
	for _, m := range b.members {
		if to = &v.ends[m]; to.e != from.e {
			return from, to
		}
	}
	for _, m := range a.members {
		if from = &v.ends[m]; to.e != from.e {
			break
		}
	}
	return from, to
}

// guardOf and barrierOf number what programs name besides the ends.
func (v *evaluation) guardOf(e *iface) (int32, *guard) {
	v.mu.Lock()
	defer v.mu.Unlock()
	id := v.guards.of(e)
	return id, v.guards.all[id]
}

func (v *evaluation) barrierOf(a *acl) (int32, *barrier) {
	v.mu.Lock()
	defer v.mu.Unlock()
	id := v.barriers.of(a)
	return id, v.barriers.all[id]
}

// slowPass asks the filter itself.
func (v *evaluation) slowPass(key slowKey) pairID {
	v.mu.Lock()
	id, ok := v.values[key]
	v.mu.Unlock()
	if ok {
		return id
	}
	if key.nacl != nil {
		id = v.pairs.id(v.c.aclPasses(key.nacl, key.egress, key.remote))
	} else {
		id = v.pairs.id(v.c.groupsPass(key.owner, flow{egress: key.egress, remote: key.remote, peer: key.peer, ref: key.ref, anywhere: key.anywhere}))
	}
	v.mu.Lock()
	v.values[key] = id
	v.mu.Unlock()
	return id
}
