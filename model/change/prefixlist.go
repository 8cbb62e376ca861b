package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// listEdit is "pl:offices add 192.0.2.0/24".
type listEdit struct {
	list   Name
	remove bool
	cidr   netip.Prefix
}

func parseListEntry(p *parser) operation {
	e := &listEdit{list: p.name("pl:NAME")}
	e.remove = p.oneOf("add", "remove") == "remove"
	e.cidr = p.cidr()
	return e
}

func (e *listEdit) String() string {
	verb := "add"
	if e.remove {
		verb = "remove"
	}
	return fmt.Sprintf("%s %s %s", Name{Kind: "pl", Text: e.list.Text}, verb, e.cidr)
}

func (e *listEdit) isMine(x model.PrefixListEntry) bool { return x.CIDR == e.cidr }

func (e *listEdit) apply(d *draft) error {
	r, err := d.resolve(e.list, "", kindList)
	if err != nil {
		return err
	}
	l := d.list(r.id)
	has := slices.ContainsFunc(l.Entries, e.isMine)
	switch {
	case has != e.remove:
		return d.fail(fmt.Sprintf("%s %s %s", r, map[bool]string{true: "already holds", false: "does not hold"}[has], e.cidr), "the edit would change nothing", "leave it out")
	case l.AWSManaged():
		err = d.refuse(r.id, r.String()+" belongs to AWS", "a list that AWS manages cannot be changed (PL-3)", "make a list of your own")
	case !e.remove && l.IPv6 != e.cidr.Addr().Is6() && len(l.Entries) > 0:
		err = d.refuse(r.id, fmt.Sprintf("%s is of another family than %s", e.cidr, r), "a list has one address family (PL-1)", "use a list of that family")
	case !e.remove && l.MaxEntries > 0 && len(l.Entries) >= l.MaxEntries:
		err = d.refuse(r.id, fmt.Sprintf("%s would have %d entries", r, len(l.Entries)+1), fmt.Sprintf("it holds at most %d", l.MaxEntries), "raise its size first")
	}
	if err != nil {
		return err
	}
	if e.remove {
		l.Entries = without(l.Entries, e.isMine)
		d.note(Removed, r.id, "entry %s of %s", e.cidr, r)
		return nil
	}
	l.IPv6 = e.cidr.Addr().Is6()
	l.Entries = with(l.Entries, model.PrefixListEntry{CIDR: e.cidr, Origin: d.origin()})
	d.note(Created, r.id, "entry %s of %s", e.cidr, r)
	return nil
}

func (e *listEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.list, "", kindList)
	if err != nil {
		return nil, false
	}
	l := d.list(r.id)
	inv := *e
	inv.remove = !e.remove
	// The first IPv6 entry also settles the family of an empty list.
	return &inv, slices.ContainsFunc(l.Entries, e.isMine) == e.remove && l.IPv6 == e.cidr.Addr().Is6()
}
