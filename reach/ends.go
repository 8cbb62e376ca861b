package reach

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model/packet"
)

// origin is where packets of one question start: an interface with one of its
// addresses, or an outside address with a door.
type source struct {
	iface *iface // nil: outside
	addr  netip.Addr
	door  string // outside: the door to use; empty: every one that holds addr
	set   packet.AddrSet
}

// target is where they are to arrive.
type target struct {
	iface *iface // the interface that must receive them; nil: whoever does
	addr  netip.Addr
	world string // outside ends: "on-prem" demands an on-prem door; empty takes any
	door  string
	set   packet.AddrSet
}

// pair is one source and one target of a question.
type pair struct {
	from source
	to   target
}

// pairs expands a question into pairs of single addresses; outside sets become
// one pair per atom. group numbers the pair of ends that each belongs to.
func (c *Compiled) pairs(from, to End) ([]pair, error) {
	if from.Kind != EndInterface && to.Kind != EndInterface && to.Kind != EndAddress {
		return nil, fmt.Errorf("%s to %s: one end must be in the network", from.name(), to.name())
	}
	sources, err := c.sources(from, to)
	if err != nil {
		return nil, err
	}
	var found []pair
	for _, s := range sources {
		targets, err := c.targets(to, s)
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			found = append(found, pair{s, t})
		}
	}
	return found, nil
}

func (e End) name() string {
	switch {
	case e.Label != "":
		return e.Label
	case e.Kind == EndInterface && e.Addr.IsValid():
		return string(e.ENI) + "@" + e.Addr.String()
	case e.Kind == EndInterface:
		return string(e.ENI)
	case e.Kind == EndAddress:
		return e.Addr.String()
	case e.Kind == EndOutside:
		return "outside:" + e.Prefix.String()
	}
	return [...]string{EndInternet: "internet", EndOnPrem: "on-prem", EndAWS: "aws"}[e.Kind]
}

// sources resolves the FROM end. The family follows the other end.
func (c *Compiled) sources(from, to End) ([]source, error) {
	switch from.Kind {
	case EndInterface:
		return c.interfaceSource(from, to)
	case EndAddress:
		return c.addressSource(from)
	case EndInternet, EndOnPrem, EndAWS, EndOutside:
	}
	var found []source
	for _, a := range c.space().atoms(c.spaceOf(from)) {
		if other := c.addressOf(to, a.rep.Is6()); other.IsValid() && other.Is6() == a.rep.Is6() {
			found = append(found, source{addr: a.rep, door: from.doorName(), set: a.set})
		}
	}
	return found, nil
}

// world is what an outside end must be reached through: the words internet
// and on-prem name doors, whatever addresses lie behind others.
func (e End) world() string {
	switch e.Kind {
	case EndInternet:
		return "internet"
	case EndOnPrem:
		return "on-prem"
	case EndInterface, EndAddress, EndAWS, EndOutside:
	}
	return ""
}

// doorName is the door that an outside end uses.
func (e End) doorName() string {
	if e.Door != "" {
		return e.Door
	}
	return e.world()
}

// spaceOf returns the outside addresses that an end stands for (IGW-8).
func (c *Compiled) spaceOf(e End) packet.AddrSet {
	switch e.Kind {
	case EndInternet:
		return c.space().internet
	case EndOnPrem:
		return c.onPremSpace()
	case EndAWS:
		return c.space().aws
	case EndOutside:
		return packet.Addrs(e.Prefix).Subtract(c.own)
	case EndInterface, EndAddress:
	}
	return packet.AddrSet{}
}

// addressOf returns the address of an inside end in a family, as far as it has one.
func (c *Compiled) addressOf(e End, six bool) netip.Addr {
	switch {
	case e.Addr.IsValid():
		return e.Addr
	case e.Kind == EndInterface:
		if i := c.byENI[e.ENI]; i != nil {
			return i.addressFor(six)
		}
	}
	return netip.Addr{}
}

func (c *Compiled) interfaceSource(from, to End) ([]source, error) {
	e := c.byENI[from.ENI]
	if e == nil {
		return nil, fmt.Errorf("no interface %s in the network", from.ENI)
	}
	if owner, ok := c.public[from.Addr]; ok && owner.iface == e {
		from.Addr = owner.private
	}
	if from.Addr.IsValid() {
		return []source{{iface: e, addr: from.Addr}}, nil
	}
	var found []source
	for _, six := range familiesOf(to, c) {
		if a := e.addressFor(six); a.IsValid() && a.Is6() == six {
			found = append(found, source{iface: e, addr: a})
		}
	}
	if len(found) == 0 {
		if a := e.addressFor(false); a.IsValid() {
			return []source{{iface: e, addr: a}}, nil
		}
		return nil, fmt.Errorf("interface %s has no address that can talk to %s", from.ENI, to.name())
	}
	return found, nil
}

// familiesOf says in which families an end can be asked about: false is IPv4.
func familiesOf(e End, c *Compiled) []bool {
	switch e.Kind {
	case EndInternet, EndOnPrem, EndAWS:
		return []bool{false, true}
	case EndOutside:
		return []bool{e.Prefix.Addr().Is6()}
	case EndInterface, EndAddress:
	}
	if a := c.addressOf(e, false); a.IsValid() {
		return []bool{a.Is6()}
	}
	return []bool{true}
}

// addressSource resolves a literal FROM address: an address of the network is
// its interface, any other is an outside host.
func (c *Compiled) addressSource(from End) ([]source, error) {
	if owner, ok := c.public[from.Addr]; ok && owner.iface != nil {
		return []source{{iface: owner.iface, addr: owner.private}}, nil
	}
	var owners []*iface
	for _, v := range c.orderedVPCs() {
		if o := v.owner(from.Addr); o != nil {
			owners = append(owners, o)
		}
	}
	switch {
	case len(owners) == 1:
		return []source{{iface: owners[0], addr: from.Addr}}, nil
	case len(owners) > 1:
		return nil, fmt.Errorf("%s is ambiguous: %s@%s or %s@%s", from.Addr, owners[0].m.ID, from.Addr, owners[1].m.ID, from.Addr)
	}
	return []source{{addr: from.Addr, door: from.Door, set: packet.Addrs(ones(from.Addr))}}, nil
}

// targets resolves the TO end for one source.
func (c *Compiled) targets(to End, s source) ([]target, error) {
	switch to.Kind {
	case EndAddress:
		return []target{{addr: to.Addr, door: to.Door}}, nil
	case EndInterface:
		return c.interfaceTarget(to, s)
	case EndInternet, EndOnPrem, EndAWS, EndOutside:
	}
	var found []target
	for _, a := range c.space().atoms(c.spaceOf(to)) {
		if a.rep.Is6() == s.addr.Is6() {
			found = append(found, target{addr: a.rep, set: a.set, world: to.world(), door: to.Door})
		}
	}
	return found, nil
}

func (c *Compiled) interfaceTarget(to End, s source) ([]target, error) {
	e := c.byENI[to.ENI]
	if e == nil {
		return nil, fmt.Errorf("no interface %s in the network", to.ENI)
	}
	addr := to.Addr
	if !addr.IsValid() {
		addr = e.addressFor(s.addr.Is6())
	}
	if !addr.IsValid() {
		return nil, fmt.Errorf("interface %s has no address that can talk to %s", to.ENI, s.addr)
	}
	return []target{{iface: e, addr: addr}}, nil
}
