package change

import (
	"cmp"
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// eipEdit is "eip eni-1 add", "eip eni-1 add 198.51.100.7" or "eip eni-1 remove".
type eipEdit struct {
	eni    Name
	remove bool
	addr   netip.Addr // of add, if the user chose
}

func parseElasticIP(p *parser) operation {
	e := &eipEdit{eni: p.name("ENI")}
	e.remove = p.oneOf("add", "remove") == "remove"
	if !e.remove && p.more() {
		e.addr = p.address()
	}
	return e
}

func (e *eipEdit) String() string {
	switch {
	case e.remove:
		return fmt.Sprintf("eip %s remove", e.eni)
	case e.addr.IsValid():
		return fmt.Sprintf("eip %s add %s", e.eni, e.addr)
	}
	return fmt.Sprintf("eip %s add", e.eni)
}

func (e *eipEdit) apply(d *draft) error {
	r, err := d.interfaceOf(e.eni)
	if err != nil {
		return err
	}
	if len(d.eni(r.id).Private) == 0 {
		return d.failAt(e.eni, fmt.Sprintf("%s has no IPv4 address", r), "an Elastic IP address belongs to a private IPv4 address (VPC-5)", "name another interface")
	}
	if e.remove {
		return e.take(d, r)
	}
	eni := d.eni(r.id)
	if had := eni.Private[0].Public; had.IsValid() {
		if err := d.refuse(r.id, fmt.Sprintf("%s loses its public address %s", r, had), "the address is associated already", "write eip "+e.eni.String()+" remove first"); err != nil {
			return err
		}
		d.release(eni.ID, had)
	}
	a, err := e.address(d, eni)
	if err != nil {
		return err
	}
	eni.Private = with(eni.Private)
	p := &eni.Private[0]
	p.Public, p.Allocation, p.IPOwner = a.Public, a.Allocation, string(cmp.Or(a.Account, eni.Account))
	a.ENI, a.Private, a.Instance = eni.ID, p.Addr, eni.Attachment.Instance
	d.note(Changed, r.id, "%s has the public address %s", r, a.Public)
	return nil
}

// address returns the Elastic IP address to use: the one named, a free one, or an invented one.
func (e *eipEdit) address(d *draft, eni *model.NetworkInterface) (*model.Address, error) {
	for i := range d.n.Addresses {
		a := &d.n.Addresses[i]
		free := a.ENI == "" && a.Instance == "" && a.Account == eni.Account && a.Region == eni.Region
		switch {
		case free && (a.Public == e.addr || !e.addr.IsValid()):
			return &own(d, &d.n.Addresses)[i], nil
		case a.Public == e.addr && e.addr.IsValid():
			if err := d.refuse(string(eni.ID), fmt.Sprintf("%s belongs to %s", e.addr, cmp.Or(string(a.ENI), string(a.Account))), "an address has one owner", "choose another"); err != nil {
				return nil, err
			}
			d.release(a.ENI, e.addr)
			return &own(d, &d.n.Addresses)[i], nil
		}
	}
	addr := e.addr
	if !addr.IsValid() {
		addr = d.inventAddress()
		d.note(Note, string(eni.ID), "%s stands for an address that AWS will choose", addr)
	}
	row := model.Address{
		Public: addr, Allocation: model.AllocationID("eipalloc-" + addr.String()), Account: eni.Account, Region: eni.Region, Origin: d.origin(),
	}
	insert(d, &d.n.Addresses, row, func(a *model.Address) string { return a.Public.String() + string(a.Allocation) })
	for i := range d.n.Addresses {
		if d.n.Addresses[i].Public == addr {
			return &d.n.Addresses[i], nil
		}
	}
	return nil, d.fail("the address was lost", "a fault of this program", "report it")
}

// inventAddress returns an address of the block for documentation that nobody has.
func (d *draft) inventAddress() netip.Addr {
	taken := map[netip.Addr]bool{}
	for _, a := range d.n.Addresses {
		taken[a.Public] = true
	}
	for _, e := range d.n.NetworkInterfaces {
		for _, p := range e.Private {
			taken[p.Public] = true
		}
	}
	a := netip.AddrFrom4([4]byte{192, 0, 2, 1})
	for taken[a] {
		a = a.Next()
	}
	return a
}

// release takes a public address from its interface.
func (d *draft) release(id model.ENIID, public netip.Addr) {
	if e := d.eni(string(id)); e != nil {
		e.Private = with(e.Private)
		for i := range e.Private {
			if p := &e.Private[i]; p.Public == public {
				p.Public, p.Allocation, p.IPOwner = netip.Addr{}, "", ""
			}
		}
	}
	for i := range d.n.Addresses {
		if d.n.Addresses[i].Public == public {
			free(&own(d, &d.n.Addresses)[i])
		}
	}
}

func (e *eipEdit) take(d *draft, r resource) error {
	public := d.eni(r.id).Private[0].Public
	if !public.IsValid() {
		return d.failAt(e.eni, fmt.Sprintf("%s has no public address", r), "only what it has can be removed", "leave the edit out")
	}
	d.release(model.ENIID(r.id), public)
	d.note(Removed, r.id, "public address %s of %s", public, r)
	return nil
}

func (e *eipEdit) inverse(d *draft) (operation, bool) {
	r, err := d.interfaceOf(e.eni)
	if err != nil || len(d.eni(r.id).Private) == 0 {
		return nil, false
	}
	p := d.eni(r.id).Private[0]
	if !e.remove {
		// A new address stays allocated, so only one that was there goes back whole.
		return &eipEdit{eni: e.eni, remove: true}, !p.Public.IsValid() && d.isFree(e.addr)
	}
	known := false
	for _, a := range d.n.Addresses {
		known = known || a.Public == p.Public && a.ENI == model.ENIID(r.id) && a.Allocation == p.Allocation &&
			a.Private == p.Addr && string(a.Account) == p.IPOwner && a.Instance == d.eni(r.id).Attachment.Instance
	}
	return &eipEdit{eni: e.eni, addr: p.Public}, known
}

// isFree reports whether an address is allocated and associated with nothing.
func (d *draft) isFree(a netip.Addr) bool {
	for _, row := range d.n.Addresses {
		if row.Public == a {
			return row.ENI == "" && row.Instance == ""
		}
	}
	return false
}
