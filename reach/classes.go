package reach

import "net/netip"

// classes remembers outcomes by class: sets of interface addresses that no
// rule and no route of the network can tell apart. Pairs of the same classes
// have the same outcome, so a matrix walks once per pair of classes.
type classes struct {
	c        *Compiled
	state    bool
	keys     map[classEnd]classKey
	outcomes map[classPair]*outcome
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
	return &classes{c: c, state: state, keys: map[classEnd]classKey{}, outcomes: map[classPair]*outcome{}}
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
