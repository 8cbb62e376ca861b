package change

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// netip0 asks newInterface to choose the address.
var netip0 netip.Addr

func eniKey(e *model.NetworkInterface) string { return string(e.ID) }

// newInterface makes an interface in a subnet, at the address or the first free one.
func (d *draft) newInterface(subnet, name string, groups []model.SecurityGroupID, at netip.Addr) (model.NetworkInterface, error) {
	s := d.subnet(subnet)
	e := model.NetworkInterface{
		ID:  model.ENIID(d.newID("eni-", name, kindENI)),
		VPC: s.VPC, Subnet: s.ID, Account: s.Account, Region: s.Region, Zone: s.Zone, Type: model.InterfacePlain, Status: "in-use",
		Attachment: model.InterfaceAttachment{Status: "attached"}, SourceDestCheck: true, Groups: groups, Origin: d.origin(),
	}
	addr, err := d.place(s, at)
	if err != nil {
		return e, err
	}
	if addr.Is6() {
		e.IPv6 = []netip.Addr{addr}
	} else {
		e.Private = []model.PrivateAddress{{Addr: addr, Primary: true, Origin: d.origin()}}
	}
	return e, nil
}

// place returns the address to take in a subnet: the one asked for, or the first free one.
func (d *draft) place(s *model.Subnet, at netip.Addr) (netip.Addr, error) {
	taken := map[netip.Addr]model.ENIID{}
	for i := range d.n.NetworkInterfaces {
		e := &d.n.NetworkInterfaces[i]
		if e.Subnet != s.ID {
			continue
		}
		for _, p := range e.Private {
			taken[p.Addr] = e.ID
		}
		for _, a := range e.IPv6 {
			taken[a] = e.ID
		}
	}
	if !at.IsValid() {
		return d.firstFree(s, taken)
	}
	owner, used := taken[at]
	switch {
	case used:
		return at, d.refuse(string(s.ID), fmt.Sprintf("%s is the address of %s", at, owner), "an address has one owner", "choose another")
	case !holds(s, at):
		return at, d.refuse(string(s.ID), fmt.Sprintf("%s does not lie in %s", at, s.ID), "an interface has addresses of its subnet", fmt.Sprintf("choose one of %s", s.CIDR))
	case at.Is4() && reserved(s.CIDR, at):
		return at, d.refuse(string(s.ID), fmt.Sprintf("%s is reserved", at), "the first four and the last address of a subnet belong to AWS (VPC-3)", "choose another")
	}
	return at, nil
}

func holds(s *model.Subnet, a netip.Addr) bool {
	if s.CIDR.IsValid() && s.CIDR.Contains(a) {
		return true
	}
	for _, p := range s.IPv6CIDRs {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// reserved reports whether an IPv4 address of a subnet belongs to AWS (VPC-3).
func reserved(p netip.Prefix, a netip.Addr) bool {
	first := p.Addr()
	for range 4 {
		if first == a {
			return true
		}
		first = first.Next()
	}
	return !p.Contains(a.Next())
}

func (d *draft) firstFree(s *model.Subnet, taken map[netip.Addr]model.ENIID) (netip.Addr, error) {
	block := s.CIDR
	if !block.IsValid() && len(s.IPv6CIDRs) > 0 {
		block = s.IPv6CIDRs[0]
	}
	if !block.IsValid() {
		return netip.Addr{}, d.fail(fmt.Sprintf("%s has no known CIDR", s.ID), "no address can be chosen", "name one with at ADDRESS")
	}
	a := block.Addr()
	for range 4 {
		a = a.Next()
	}
	for ; block.Contains(a); a = a.Next() {
		if _, used := taken[a]; !used && (a.Is6() || !reserved(block, a)) {
			return a, nil
		}
	}
	return netip.Addr{}, d.fail(fmt.Sprintf("%s has no free address", s.ID), "all are taken", "choose another subnet")
}

// groupsOf resolves the groups of a new interface; none named: the default group (SG-20).
func (d *draft) groupsOf(names []Name, vpc model.VPCID) ([]model.SecurityGroupID, error) {
	if len(names) == 0 {
		for _, g := range d.n.SecurityGroups {
			if g.VPC == vpc && g.Name == "default" {
				return []model.SecurityGroupID{g.ID}, nil
			}
		}
		return nil, d.fail(fmt.Sprintf("the default group of %s is not known", vpc), "without a group named, the default group is taken", "name one: with sg:NAME")
	}
	var ids []model.SecurityGroupID
	for _, m := range names {
		r, err := d.resolve(m, vpc, kindGroup)
		if err != nil {
			return nil, err
		}
		if err := checkAttach(d, &model.NetworkInterface{VPC: vpc, ID: "the interface", Groups: ids}, r); err != nil {
			return nil, err
		}
		ids = append(ids, model.SecurityGroupID(r.id))
	}
	return ids, nil
}
