package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// classes remembers outcomes by class: sets of interface addresses that no
// rule and no route of the network can tell apart. Pairs of the same classes
// have the same outcome, so a matrix walks once per pair of classes.
type classes struct {
	c        *Compiled
	state    bool
	keys     map[classEnd]classKey
	outcomes map[classPair]*outcome // pairs with an outside end
	numbers  map[classKey]int32
	answers  map[uint64]*classAnswer // pairs of interfaces, by the numbers of their classes
}

// classEnd is an address of an interface, or an outside atom.
type classEnd struct {
	iface *iface
	addr  netip.Addr
}

// classKey is everything that a walk or a filter can look at.
type classKey struct {
	subnet  *subnet
	groups  *groupSet
	kind    ifaceKind
	atom    netip.Prefix // longest mentioned prefix that holds the address
	pubAtom netip.Prefix // likewise of its public address
	owns    bool
	checked bool
	deny    bool       // DenyAllIgwTraffic
	single  *iface     // interfaces with something of their own are a class alone
	addr    netip.Addr // outside ends
	door    string
}

// classPair is a pair of classes with what relates their members.
type classPair struct {
	from, to   classKey
	sameIface  bool
	destPublic bool
}

func (c *Compiled) newClasses(state bool) *classes {
	return &classes{
		c: c, state: state, keys: map[classEnd]classKey{}, outcomes: map[classPair]*outcome{},
		numbers: map[classKey]int32{}, answers: map[uint64]*classAnswer{},
	}
}

// connect answers a pair from its classes' outcome.
func (cs *classes) connect(p pair) outcome {
	key := classPair{from: cs.key(p.from.iface, p.from.addr, p.from.door), to: cs.key(p.to.iface, p.to.addr, p.to.door)}
	key.sameIface = p.from.iface != nil && p.from.iface == p.to.iface
	key.destPublic = p.to.iface != nil && !p.to.iface.m.Owns(p.to.addr)
	if o := cs.outcomes[key]; o != nil {
		same := *o
		same.pair = p
		return same
	}
	o := cs.c.connect(p, cs.state)
	cs.outcomes[key] = &o
	return o
}

// classed is an end with the classes of its address in either family; -1 where
// it has none.
type classed struct {
	end   End
	iface *iface // nil: an outside end
	addr  [2]netip.Addr
	class [2]int32
	six   int // the family in which it is asked for as a destination
}

// classAnswer is the answer for every pair of members of two classes.
type classAnswer struct {
	connect, oneWay packet.Pair
	family          packet.Set
	causes          []Cause
	silent          bool // nothing may pass, not even one way
}

// of finds the classes of an end. Only interfaces by their own addresses have any.
func (cs *classes) of(end End) classed {
	k := classed{end: end, class: [2]int32{-1, -1}}
	e := cs.c.byENI[end.ENI]
	if end.Kind != EndInterface || e == nil || end.Addr.IsValid() && !e.m.Owns(end.Addr) {
		return k
	}
	k.iface = e
	for six := range k.class {
		a := end.Addr
		if !a.IsValid() {
			a = e.addressFor(six == 1)
		}
		if a.IsValid() && a.Is6() == (six == 1) {
			k.addr[six], k.class[six] = a, cs.number(e, a)
		}
	}
	if k.class[0] < 0 {
		k.six = 1
	}
	return k
}

func (cs *classes) number(e *iface, addr netip.Addr) int32 {
	key := cs.key(e, addr, "")
	n, ok := cs.numbers[key]
	if !ok {
		n = int32(len(cs.numbers))
		cs.numbers[key] = n
	}
	return n
}

// answer returns the answer for two interfaces; nil when classes do not tell:
// outside ends, one interface with itself, no address of the family.
func (cs *classes) answer(f, g *classed) *classAnswer {
	if f.iface == nil || g.iface == nil || f.iface == g.iface || f.class[g.six] < 0 || g.class[g.six] < 0 {
		return nil
	}
	key := uint64(uint32(f.class[g.six]))<<32 | uint64(uint32(g.class[g.six]))
	a := cs.answers[key]
	if a == nil {
		a = cs.ask(pair{source{iface: f.iface, addr: f.addr[g.six]}, target{iface: g.iface, addr: g.addr[g.six]}})
		cs.answers[key] = a
	}
	return a
}

// silence is the answer of all pairs that nothing passes.
var silence = map[bool]*classAnswer{
	false: {family: ipv4Traffic, silent: true},
	true:  {family: ipv6Traffic, silent: true},
}

// ask walks one pair for its classes.
func (cs *classes) ask(p pair) *classAnswer {
	o := cs.c.connect(p, cs.state)
	if o.connect.May.IsEmpty() && o.oneWay.May.IsEmpty() {
		return silence[p.to.addr.Is6()]
	}
	a := &classAnswer{connect: o.connect, oneWay: o.oneWay, family: familyTraffic(p.to.addr)}
	if !o.connect.IsExact() || !o.oneWay.IsExact() {
		t := cs.c.newTally(Question{State: cs.state})
		t.note(&o)
		a.causes = t.causes.sorted()
	}
	return a
}

func (cs *classes) key(e *iface, addr netip.Addr, door string) classKey {
	if e == nil {
		return classKey{addr: addr, door: door}
	}
	end := classEnd{e, addr}
	k, ok := cs.keys[end]
	if !ok {
		k = cs.c.classOf(e, addr, cs.state)
		cs.keys[end] = k
	}
	return k
}

// classOf computes the class of an interface address. Interfaces with unknown
// facts, hosts with several interfaces and service interfaces stand alone:
// they are few, and a class must never join what a walk tells apart.
func (c *Compiled) classOf(e *iface, addr netip.Addr, state bool) classKey {
	k := classKey{
		subnet: e.subnet, groups: e.groups, kind: e.kind, owns: e.m.Owns(addr),
		checked: e.checked(), deny: e.m.DenyAllIGW, atom: c.space().atomOf(addr),
	}
	if public := e.publicOf(addr); public.IsValid() {
		k.pubAtom = c.space().atomOf(public)
	}
	if c.particular(e, addr, state) {
		k.single = e
	}
	return k
}

// particular reports whether an interface has something that only it has.
func (c *Compiled) particular(e *iface, addr netip.Addr, state bool) bool {
	m := e.m
	several := e.instance != nil && len(c.byHost[m.Attachment.Instance]) > 1
	unknown := m.UnknownGroups != nil || m.UnknownAddresses != nil || m.UnknownPublic != nil || m.UnknownSubnet != nil
	return several || unknown || e.kind != plainIface || e.dead(state) != "" || !m.Owns(addr) ||
		e.vpc.owner(addr) != e || !e.checked() || e.instance != nil && e.instance.State != "running"
}

// atomOf returns the longest mentioned prefix that holds addr; addresses with
// equal atoms match the same rules and routes.
func (o *outerSpace) atomOf(addr netip.Addr) netip.Prefix {
	node, _, ok := o.mentions.LookupPrefixLPM(ones(addr))
	if !ok {
		return everything(addr)
	}
	return node
}
