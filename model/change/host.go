package change

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// addEdit is "add web in subnet-1 with sg:web at 10.0.1.7": an instance with one interface.
type addEdit struct {
	name   string
	in     Name
	groups []Name
	at     netip.Addr
}

func parseAdd(p *parser) operation {
	w := p.word("INSTANCE")
	e := &addEdit{name: w.text}
	if p.err == nil && w.text == "" {
		p.fail(w.column, "the instance has no name", "later edits name it", "write a name")
	}
	p.oneOf("in")
	e.in = p.name("SUBNET")
	if p.peek("with") {
		p.next++
		e.groups = p.names("sg:NAME", "at")
	}
	e.at = p.optionalAddress()
	return e
}

func (p *parser) optionalAddress() netip.Addr {
	if !p.peek("at") {
		return netip.Addr{}
	}
	p.next++
	return p.address()
}

func atText(a netip.Addr) string {
	if !a.IsValid() {
		return ""
	}
	return " at " + a.String()
}

func (e *addEdit) String() string {
	s := fmt.Sprintf("add %s in %s", quote(e.name), e.in)
	if len(e.groups) > 0 {
		s += " with" + joinNames(e.groups)
	}
	return s + atText(e.at)
}

func (e *addEdit) apply(d *draft) error {
	r, err := d.resolve(e.in, "", kindSubnet)
	if err != nil {
		return err
	}
	if found, _ := d.named(e.name, []*kind{kindInstance}); len(found) > 0 {
		return d.fail(fmt.Sprintf("an instance is already named %s", quote(e.name)), "the name would be ambiguous", "choose another name")
	}
	groups, err := d.groupsOf(e.groups, r.vpc)
	if err != nil {
		return err
	}
	eni, err := d.newInterface(r.id, e.name, groups, e.at)
	if err != nil {
		return err
	}
	id := model.InstanceID(d.newID("i-", e.name, kindInstance))
	eni.Attachment.Instance, eni.Tags = id, nameTag(e.name)
	if d.subnet(r.id).MapPublicIP {
		eni.UnknownPublic = &model.Unknown{Cause: "the subnet gives a public address that is not known before", Origin: d.origin()}
		d.note(Note, string(eni.ID), "its public address is not known before; write eip %s add ADDRESS to assume one", eni.ID)
	}
	insert(d, &d.n.NetworkInterfaces, eni, eniKey)
	insert(d, &d.n.Instances, model.Instance{
		ID: id, Account: eni.Account, Region: eni.Region, State: "running", VPC: eni.VPC, Subnet: eni.Subnet, PrimaryENI: eni.ID,
		Interfaces: []model.ENIID{eni.ID}, Tags: nameTag(e.name), Origin: d.origin(),
	}, func(i *model.Instance) string { return string(i.ID) })
	d.note(Created, string(id), "instance with interface %s at %s in %s", eni.ID, addressText(&eni), r)
	return nil
}

func addressText(e *model.NetworkInterface) string {
	if a := e.Primary(); a.IsValid() {
		return a.String()
	}
	if len(e.IPv6) > 0 {
		return e.IPv6[0].String()
	}
	return "no address"
}

func (e *addEdit) inverse(d *draft) (operation, bool) {
	return &deleteEdit{"remove", Name{Kind: "i", Text: d.newID("i-", e.name, kindInstance)}}, true
}
