package selector

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// addresses finds interfaces by the addresses they own (VPC-4) and their
// public ones (VPC-5).
type addresses struct {
	owners   map[netip.Addr][]model.ENIID
	prefixes map[netip.Prefix][]model.ENIID // delegated
	lengths  []int                          // of delegated prefixes, each once
}

func newAddresses(n *model.Network) *addresses {
	a := &addresses{owners: make(map[netip.Addr][]model.ENIID, len(n.NetworkInterfaces)), prefixes: map[netip.Prefix][]model.ENIID{}}
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		for _, p := range e.Private {
			a.add(p.Addr, e.ID)
			a.add(p.Public, e.ID)
		}
		for _, addr := range e.IPv6 {
			a.add(addr, e.ID)
		}
		for _, p := range slices.Concat(e.IPv4Prefixes, e.IPv6Prefixes) {
			a.delegate(p, e.ID)
		}
	}
	return a
}

func (a *addresses) add(addr netip.Addr, e model.ENIID) {
	if addr.IsValid() && !slices.Contains(a.owners[addr], e) {
		a.owners[addr] = append(a.owners[addr], e)
	}
}

func (a *addresses) delegate(p netip.Prefix, e model.ENIID) {
	if !p.IsValid() {
		return
	}
	if !slices.Contains(a.lengths, p.Bits()) {
		a.lengths = append(a.lengths, p.Bits())
	}
	a.prefixes[p.Masked()] = append(a.prefixes[p.Masked()], e)
}

// of returns the interfaces that own an address, sorted.
func (a *addresses) of(addr netip.Addr) []model.ENIID {
	found := slices.Clone(a.owners[addr])
	for _, bits := range a.lengths {
		if p, err := addr.Prefix(bits); err == nil {
			found = append(found, a.prefixes[p]...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// address is the interface that owns an address, or else a literal address.
func (r *Resolver) address(s Selector) (Set, error) {
	found := r.addresses().of(s.Addr)
	switch len(found) {
	case 0:
		return Set{Address: s.Addr, Label: s.Text, Kind: "address"}, nil
	case 1:
		return Set{Interfaces: []Pick{{found[0], s.Addr}}, Label: s.Text, Kind: "address"}, nil
	}
	candidates := make([]string, len(found))
	for i, e := range found {
		candidates[i] = string(e) + "@" + s.Addr.String()
	}
	return Set{}, ambiguous(s.Text, candidates)
}

// cidr is every endpoint in a CIDR, in every VPC, at its addresses there.
func (r *Resolver) cidr(s Selector) (Set, error) {
	set := Set{Interfaces: r.within(s.Prefix), Label: s.Text, Kind: "cidr"}
	if len(set.Interfaces) == 0 {
		return Set{}, &NotFoundError{
			Text: s.Text, What: "no endpoint is in " + s.Prefix.String(),
			Next: "write outside:" + s.Prefix.String() + " for addresses beyond the network",
		}
	}
	return set, nil
}

// within returns the endpoints in a prefix, each at its addresses there. Of a
// delegated prefix it takes the first address: all of them are one interface.
func (r *Resolver) within(p netip.Prefix) []Pick {
	var picks []Pick
	for i := range r.network.NetworkInterfaces {
		e := &r.network.NetworkInterfaces[i]
		if !r.services.Identities[i].Endpoint {
			continue
		}
		add := func(addr netip.Addr) {
			if addr.IsValid() && p.Contains(addr) {
				picks = append(picks, Pick{e.ID, addr})
			}
		}
		for _, private := range e.Private {
			add(private.Addr)
			add(private.Public)
		}
		for _, addr := range e.IPv6 {
			add(addr)
		}
		for _, d := range slices.Concat(e.IPv4Prefixes, e.IPv6Prefixes) {
			if d.Overlaps(p) {
				add(higher(d.Masked().Addr(), p.Masked().Addr()))
			}
		}
	}
	return picks
}

// higher is where two overlapping prefixes that begin at a and b begin to overlap.
func higher(a, b netip.Addr) netip.Addr {
	if a.Less(b) {
		return b
	}
	return a
}
