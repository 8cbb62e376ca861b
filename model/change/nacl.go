package change

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// entryEdit is "nacl acl-1 ingress 90 deny tcp/22 0.0.0.0/0", or "nacl acl-1 ingress 90 remove".
type entryEdit struct {
	acl    Name
	egress bool
	number int
	action string // "allow", "deny" or "remove"
	ports  packet.Set
	cidr   netip.Prefix
}

func parseEntry(p *parser) operation {
	e := &entryEdit{acl: p.name("ACL")}
	e.egress = p.oneOf("ingress", "egress") == "egress"
	e.number = p.number("NUMBER", 1, 32766)
	e.action = p.oneOf("allow", "deny", "remove")
	if e.action != "remove" {
		e.ports, e.cidr = p.ports(), p.cidr()
	}
	return e
}

func (e *entryEdit) String() string {
	s := fmt.Sprintf("nacl %s %s %d %s", e.acl, directionOf(e.egress), e.number, e.action)
	if e.action == "remove" {
		return s
	}
	return fmt.Sprintf("%s %s %s", s, e.ports, e.cidr)
}

func (e *entryEdit) apply(d *draft) error {
	r, err := d.resolve(e.acl, "", kindACL)
	if err != nil {
		return err
	}
	a := d.acl(r.id)
	had := slices.ContainsFunc(a.Entries, e.isMine)
	switch {
	case e.action == "remove" && !had:
		return d.fail(fmt.Sprintf("%s has no %s entry %d", r, directionOf(e.egress), e.number), "only what exists can be removed", "write one of its numbers", e.numbers(a)...)
	case e.action == "remove":
		a.Entries = without(a.Entries, e.isMine)
		d.note(Removed, r.id, "%s entry %d of %s", directionOf(e.egress), e.number, r)
		return nil
	case had:
		err = d.refuse(r.id, fmt.Sprintf("%s entry %d of %s is taken and would be replaced", directionOf(e.egress), e.number, r),
			"a number stands once in a direction (NACL-2)", fmt.Sprintf("choose a free number or write nacl %s %s %d remove first", e.acl, directionOf(e.egress), e.number))
	default:
		err = d.quota(r.id, len(e.numbers(a)), entriesPerACL, directionOf(e.egress)+" entries")
	}
	if err != nil {
		return err
	}
	e.put(d, a)
	d.note(Created, r.id, "%s entry %d of %s: %s %s %s", directionOf(e.egress), e.number, r, e.action, e.ports, e.cidr)
	return nil
}

// put inserts the entry where its number belongs.
func (e *entryEdit) put(d *draft, a *model.NetworkACL) {
	entry := model.NACLEntry{Number: e.number, Egress: e.egress, Action: model.Allow, Traffic: e.ports, CIDR: e.cidr, Origin: d.origin()}
	if e.action == "deny" {
		entry.Action = model.Deny
	}
	a.Entries = with(without(a.Entries, e.isMine), entry)
	slices.SortStableFunc(a.Entries, func(x, y model.NACLEntry) int {
		return cmp.Or(cmp.Compare(rank(x.Egress), rank(y.Egress)), cmp.Compare(x.Number, y.Number))
	})
}

// rank puts ingress before egress.
func rank(egress bool) int {
	if egress {
		return 1
	}
	return 0
}

func (e *entryEdit) isMine(x model.NACLEntry) bool {
	return x.Egress == e.egress && x.Number == e.number
}

// numbers lists the entries of the direction that users wrote.
func (e *entryEdit) numbers(a *model.NetworkACL) []string {
	var out []string
	for _, x := range a.Entries {
		if x.Egress == e.egress && x.Number <= 32766 {
			out = append(out, fmt.Sprint(x.Number))
		}
	}
	return out
}

func (e *entryEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.acl, "", kindACL)
	if err != nil {
		return nil, false
	}
	a := d.acl(r.id)
	i := slices.IndexFunc(a.Entries, e.isMine)
	inv := &entryEdit{acl: e.acl, egress: e.egress, number: e.number, action: "remove"}
	if e.action != "remove" {
		return inv, i < 0
	}
	if i < 0 || a.Entries[i].UnknownCIDR != nil || a.Entries[i].UnknownTraffic != nil || a.Entries[i].Action == model.ActionUnset {
		return nil, false
	}
	inv.action, inv.ports, inv.cidr = a.Entries[i].Action.String(), a.Entries[i].Traffic, a.Entries[i].CIDR
	return inv, true
}
